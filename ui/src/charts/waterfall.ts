import type { Palette } from '../theme';
import { categories, frame, type Show, values } from './common';

/** Longer names are turned, or they would overlap. */
const LONGEST_LEVEL = 7;

/** A bar of a waterfall. */
export interface WaterfallBar {
  label: string;
  /** Signed change; the whole amount for a level. */
  amount: number;
  /** Lower edge. */
  from: number;
  /** Upper edge. */
  to: number;
  /** Whether it stands on the axis. */
  level: boolean;
}

/** Bars of changes between two levels, in order. */
export function changes(
  before: [string, number],
  parts: [string, number][],
  after: [string, number],
): WaterfallBar[] {
  const level = ([label, amount]: [string, number]): WaterfallBar => ({
    label,
    amount,
    from: Math.min(0, amount),
    to: Math.max(0, amount),
    level: true,
  });
  let height = before[1];
  const steps = parts.map(([label, amount]) => {
    const next = height + amount;
    const bar = { label, amount, from: Math.min(height, next), to: Math.max(height, next) };
    height = next;
    return { ...bar, level: false };
  });
  return [level(before), ...steps, level(after)];
}

/** A waterfall. `show` writes minor units. */
export function waterfallOption(bars: WaterfallBar[], show: Show, colours: Palette) {
  const colour = ({ level, amount }: WaterfallBar) =>
    level ? colours.blue : amount < 0 ? colours.red : colours.teal;
  const turned = bars.some(({ label }) => label.length > LONGEST_LEVEL);
  const { tooltip, grid } = frame(colours);
  return {
    grid,
    tooltip: {
      ...tooltip,
      axisPointer: { type: 'shadow' },
      formatter: (points: { dataIndex: number }[]) => {
        const bar = bars[points[0]?.dataIndex ?? 0];
        return bar ? `${bar.label}: ${show(bar.amount)}` : '';
      },
    },
    xAxis: categories(
      colours,
      bars.map(({ label }) => label),
      {
        axisLabel: { color: colours.muted, fontSize: 11, interval: 0, rotate: turned ? 24 : 0 },
      },
    ),
    yAxis: values(colours, show),
    series: [
      {
        type: 'bar',
        stack: 'bridge',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: bars.map(({ from }) => from),
      },
      {
        type: 'bar',
        stack: 'bridge',
        barWidth: '55%',
        label: {
          show: true,
          position: 'top',
          color: colours.ink,
          fontSize: 11,
          formatter: ({ dataIndex }: { dataIndex: number }) => show(bars[dataIndex]?.amount ?? 0),
        },
        data: bars.map((bar) => ({
          value: bar.to - bar.from,
          itemStyle: { color: colour(bar) },
        })),
      },
    ],
  };
}
