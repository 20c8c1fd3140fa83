import { count, percent } from '../format/numbers';
import type { Palette } from '../theme';
import { categories, frame, values } from './common';

const share = (value: number) => percent(value);

/** Lorenz curve: share of customers against their share of revenue. */
export function lorenzOption(
  points: [number, number][],
  words: { curve: string; equal: string },
  colours: Palette,
) {
  const axis = { min: 0, max: 1, interval: 0.25 };
  return {
    ...frame(colours),
    legend: { top: 0, left: 0, itemHeight: 8, textStyle: { color: colours.muted, fontSize: 11 } },
    xAxis: values(colours, share, { ...axis, splitLine: { show: false } }),
    yAxis: values(colours, share, axis),
    series: [
      {
        name: words.curve,
        type: 'line',
        data: points,
        symbol: 'none',
        lineStyle: { color: colours.blue, width: 2 },
        itemStyle: { color: colours.blue },
        areaStyle: { color: colours.blue, opacity: 0.1 },
        tooltip: { valueFormatter: share },
      },
      {
        name: words.equal,
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        symbol: 'none',
        lineStyle: { color: colours.muted, type: 'dashed', width: 1 },
        itemStyle: { color: colours.muted },
        tooltip: { show: false },
      },
    ],
  };
}

/** Cumulative share of the 1, 2, 3 … largest customers. */
export function paretoOption(cumulative: number[], name: string, colours: Palette) {
  return {
    ...frame(colours),
    xAxis: categories(
      colours,
      cumulative.map((_, index) => count(index + 1)),
    ),
    yAxis: values(colours, share, { min: 0, max: 1 }),
    series: [
      {
        name,
        type: 'bar',
        data: cumulative,
        itemStyle: { color: colours.blue },
        tooltip: { valueFormatter: share },
      },
    ],
  };
}
