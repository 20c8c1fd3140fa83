import { month } from '../format/dates';
import type { Palette } from '../theme';
import { categories, frame, type Show, values } from './common';

/** A month with orders and, where there is one, its control total; minor units. */
export interface MonthPair {
  month: string;
  orders: number;
  control: number | null;
}

/** Orders as bars, control totals as points over them. */
export function monthsOption(
  months: MonthPair[],
  words: { orders: string; control: string },
  show: Show,
  colours: Palette,
) {
  return {
    ...frame(colours),
    legend: { top: 0, right: 0, itemHeight: 8, textStyle: { color: colours.muted, fontSize: 11 } },
    xAxis: categories(
      colours,
      months.map((each) => month(each.month)),
    ),
    yAxis: values(colours, show),
    series: [
      {
        name: words.orders,
        type: 'bar',
        data: months.map(({ orders }) => orders),
        itemStyle: { color: colours.blue },
        tooltip: { valueFormatter: show },
        barCategoryGap: '35%',
      },
      {
        name: words.control,
        type: 'line',
        data: months.map(({ control }) => control),
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { color: colours.amber, width: 2 },
        itemStyle: { color: colours.amber },
        tooltip: { valueFormatter: (value: number | null) => (value === null ? '—' : show(value)) },
      },
    ],
  };
}
