import type { Bridge } from '../api/generated';
import type { Palette } from '../theme';
import type { Show } from './common';
import { waterfallOption } from './waterfall';

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
  const bars = steps(bridge).map(({ id, ...bar }) => ({
    ...bar,
    label: name(id),
    level: id === 'begin' || id === 'end',
  }));
  return waterfallOption(bars, show, colours);
}
