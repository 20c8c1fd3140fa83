import type { Bridge } from '../api/generated';
import type { Palette } from '../theme';
import { categories, frame, type Show, values } from './common';

/** Longer names are turned, or they would overlap. */
const LONGEST_LEVEL = 7;

/** A step of the waterfall. */
export interface Step {
  id: 'begin' | 'new' | 'reactivated' | 'expansion' | 'contraction' | 'churn' | 'end';
  /** Signed change; the whole amount for begin and end. */
  amount: number;
  /** Lower edge of the bar. */
  from: number;
  /** Upper edge. */
  to: number;
}

/** The bars of a bridge from the earlier to the later window, losses last. */
export function steps(bridge: Bridge): Step[] {
  const changes: [Step['id'], number][] = [
    ['churn', -bridge.churn],
    ['contraction', -bridge.contraction],
    ['expansion', bridge.expansion],
    ['reactivated', bridge.reactivated],
    ['new', bridge.new],
  ];
  let level = bridge.begin;
  const found: Step[] = [{ id: 'begin', amount: bridge.begin, from: 0, to: bridge.begin }];
  for (const [id, amount] of changes) {
    const next = level + amount;
    found.push({ id, amount, from: Math.min(level, next), to: Math.max(level, next) });
    level = next;
  }
  found.push({ id: 'end', amount: bridge.end, from: 0, to: bridge.end });
  return found;
}

/** Revenue bridge as a waterfall. `show` writes minor units, `name` the steps. */
export function bridgeOption(
  bridge: Bridge,
  name: (id: Step['id']) => string,
  show: Show,
  colours: Palette,
) {
  const bars = steps(bridge);
  const colour = ({ id, amount }: Step) =>
    id === 'begin' || id === 'end' ? colours.blue : amount < 0 ? colours.red : colours.teal;
  const turned = bars.some(({ id }) => name(id).length > LONGEST_LEVEL);
  const { tooltip, grid } = frame(colours);
  return {
    grid,
    tooltip: {
      ...tooltip,
      axisPointer: { type: 'shadow' },
      formatter: (points: { dataIndex: number }[]) => {
        const bar = bars[points[0]?.dataIndex ?? 0];
        return bar ? `${name(bar.id)}: ${show(bar.amount)}` : '';
      },
    },
    xAxis: categories(
      colours,
      bars.map(({ id }) => name(id)),
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
