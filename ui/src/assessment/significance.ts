import type { Significance } from '../api/generated';
import { count } from '../format/numbers';
import type { TextArgs } from '../format/texts';

/** P as it is printed: no more than three decimals of it. */
export function shownP(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  return p < 0.1 ? `p = ${p.toFixed(3)}` : `p = ${p.toFixed(2)}`;
}

/** How likely chance alone is, by which test. */
export function testText(
  { method, p, n }: Significance,
  t: (key: string, args?: TextArgs) => string,
): string {
  return t(`test.${method}`, { n: count(n), p: shownP(p) });
}
