import type { Cohorts, PvmView, RevenueCohorts } from '../api/generated';
import type { Palette } from '../theme';
import { categories, frame, type Show, values } from './common';
import { changes, waterfallOption } from './waterfall';

/** Parts of the change of revenue, in the order of the waterfall. */
const PARTS = ['volume', 'mix', 'price', 'new', 'lost', 'other'] as const;
type Part = (typeof PARTS)[number] | 'before' | 'after';

/** Price, volume and mix as a waterfall; what is nothing is left out. */
export function pvmOption(
  view: PvmView,
  name: (id: Part) => string,
  show: Show,
  colours: Palette,
) {
  const parts = PARTS.filter((id) => view[id] !== 0).map((id): [string, number] => [
    name(id),
    view[id],
  ]);
  const bars = changes([name('before'), view.before], parts, [name('after'), view.after]);
  return waterfallOption(bars, show, colours);
}

/** The triangle by revenue, as the heat map of the one by customers reads it. */
export function asShares({ months_per_period, rows }: RevenueCohorts): Cohorts {
  return {
    months_per_period,
    rows: rows.flatMap(({ start, size, revenue }) => {
      const first = revenue[0] ?? 0;
      return first > 0 ? [{ start, size, retained: revenue.map((amount) => amount / first) }] : [];
    }),
  };
}

/** Columns over categories. */
export function columnsOption(
  bars: [string, number][],
  name: string,
  show: Show,
  colours: Palette,
) {
  return {
    ...frame(colours),
    xAxis: categories(
      colours,
      bars.map(([label]) => label),
    ),
    yAxis: values(colours, show),
    series: [
      {
        name,
        type: 'bar',
        barMaxWidth: 36,
        data: bars.map(([, value]) => value),
        itemStyle: { color: colours.blue },
        tooltip: { valueFormatter: show },
      },
    ],
  };
}
