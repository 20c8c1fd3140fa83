import type { Cohorts } from '../api/generated';
import { period } from '../format/dates';
import { count, percent } from '../format/numbers';
import type { Palette } from '../theme';
import { categories, frame } from './common';

/** Cells with a figure are readable up to this many ages. */
const MOST_LABELLED = 14;
/** From this share on a cell is dark. */
const DARK_SHARE = 0.45;

/** Height that gives every cohort a line of its own. */
export function cohortsHeight(cohorts: Cohorts): number {
  return 70 + Math.max(6, cohorts.rows.length) * 22;
}

/** Retention of acquisition cohorts as a heat map; what was not observed yet stays empty. */
export function cohortsOption(cohorts: Cohorts, sizeWord: string, colours: Palette) {
  const { rows, months_per_period: months } = cohorts;
  const ages = Math.max(0, ...rows.map(({ retained }) => retained.length));
  const names = rows.map(({ start, size }) => `${period(start, months)}  ${count(size)}`);
  const cells = rows.flatMap(({ retained }, row) =>
    retained.map((share, age) => ({
      value: [age, row, share],
      label: { color: colours.heatText[share > DARK_SHARE ? 1 : 0] },
    })),
  );
  const { tooltip, grid } = frame(colours);
  return {
    grid: { ...grid, top: 24, bottom: 34 },
    tooltip: {
      ...tooltip,
      trigger: 'item',
      formatter: ({ value }: { value: [number, number, number] }) => {
        const row = rows[value[1]];
        if (!row) return '';
        return `${period(row.start, months)} · ${sizeWord} ${count(row.size)}<br/>+${value[0]}: ${percent(value[2])}`;
      },
    },
    xAxis: categories(
      colours,
      Array.from({ length: ages }, (_, age) => String(age)),
      {
        position: 'top',
        axisLine: { show: false },
      },
    ),
    yAxis: categories(colours, names, { inverse: true, axisLine: { show: false } }),
    visualMap: {
      min: 0,
      max: 1,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 120,
      itemWidth: 10,
      text: ['100%', '0%'],
      textStyle: { color: colours.muted, fontSize: 11 },
      inRange: { color: [...colours.heat] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: colours.surface, borderWidth: 1 },
        label: {
          show: ages <= MOST_LABELLED,
          fontSize: 10,
          formatter: ({ value }: { value: [number, number, number] }) =>
            `${Math.round(value[2] * 100)}`,
        },
      },
    ],
  };
}
