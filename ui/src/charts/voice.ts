import type { CaseTimes, ItemMatrix } from '../api/generated';
import { digits, percent } from '../format/numbers';
import type { Palette } from '../theme';
import { frame, values } from './common';

/** Words of the matrix of importance and performance. */
export interface MatrixWords {
  importance: string;
  performance: string;
  item(id: string): string;
  quadrant(id: string): string;
}

/** Items by importance and performance; the divides are the means of the items. */
export function matrixOption(matrix: ItemMatrix, words: MatrixWords, colours: Palette) {
  const { grid, tooltip } = frame(colours);
  const axis = (name: string) => ({
    name,
    nameLocation: 'middle',
    nameTextStyle: { color: colours.muted, fontSize: 11 },
    scale: true,
    splitLine: { show: false },
    boundaryGap: ['20%', '20%'],
  });
  return {
    grid: { ...grid, left: 26, right: 24, bottom: 26 },
    tooltip: {
      ...tooltip,
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const item = matrix.items[dataIndex];
        if (!item) return '';
        return [
          `${words.item(item.item)} · ${words.quadrant(item.quadrant)}`,
          `${words.importance}: ${digits(item.importance, 2)} (n=${item.n})`,
          `${words.performance}: ${digits(item.performance, 1)}`,
        ].join('<br/>');
      },
    },
    xAxis: values(colours, (value) => digits(value, 2), {
      ...axis(words.importance),
      nameGap: 22,
    }),
    yAxis: values(colours, (value) => digits(value, 0), {
      ...axis(words.performance),
      nameGap: 30,
    }),
    series: [
      {
        type: 'scatter',
        symbolSize: 12,
        data: matrix.items.map(({ importance, performance, quadrant }) => ({
          value: [importance, performance],
          itemStyle: { color: quadrant === 'improve' ? colours.red : colours.blue },
        })),
        label: {
          show: true,
          position: 'top',
          color: colours.ink,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            words.item(matrix.items[dataIndex]?.item ?? ''),
        },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: colours.muted, type: 'dashed' },
          data: [{ xAxis: matrix.importance }, { yAxis: matrix.performance }],
        },
      },
    ],
  };
}

/** Kinds whose cases take days, in the order of their colours. */
const DRAWN = ['complaint', 'resolution', 'feedback', 'quote'];

/** Share of the cases still open by days since their beginning; none when nothing is to be drawn. */
export function closingOption(
  times: CaseTimes[],
  name: (id: string) => string,
  days: string,
  colours: Palette,
) {
  const inks = [colours.red, colours.blue, colours.teal, colours.amber];
  const curves = DRAWN.flatMap((id, at) => {
    const found = times.find((each) => each.id === id);
    return found && found.steps.length > 1 ? [{ ...found, ink: inks[at] }] : [];
  });
  if (curves.length === 0) return null;
  const { grid, tooltip } = frame(colours);
  return {
    grid: { ...grid, bottom: 26 },
    legend: { top: 0, textStyle: { color: colours.muted, fontSize: 11 }, itemHeight: 3 },
    tooltip: { ...tooltip, valueFormatter: (value: number) => percent(value) },
    xAxis: values(colours, (value) => digits(value, 0), {
      splitLine: { show: false },
      name: days,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: colours.muted, fontSize: 11 },
    }),
    yAxis: values(colours, (value) => percent(value), { min: 0, max: 1 }),
    series: curves.map(({ id, steps, ink }) => ({
      name: name(id),
      type: 'line',
      step: 'end',
      symbol: 'none',
      data: [[0, 1], ...steps.map((step) => [step.days, step.open])],
      lineStyle: { color: ink, width: 2 },
      itemStyle: { color: ink },
    })),
  };
}
