/** A point of the drawing, y downwards. */
export interface Point {
  x: number;
  y: number;
}

/** Direction of an axis: the first points up, the others follow clockwise. */
export function angleOf(index: number, count: number): number {
  return -Math.PI / 2 + (index / count) * 2 * Math.PI;
}

/** The point in a direction at a distance. */
export function pointAt(centre: Point, angle: number, distance: number): Point {
  return { x: centre.x + Math.cos(angle) * distance, y: centre.y + Math.sin(angle) * distance };
}

/**
 * Indices of neighbouring axes that have a score, round the circle: a run that passes the top is
 * one run, not two.
 */
export function runs(scores: (number | null)[]): number[][] {
  const found: number[][] = [];
  let open: number[] | undefined;
  scores.forEach((score, index) => {
    if (score === null) {
      open = undefined;
    } else if (open) {
      open.push(index);
    } else {
      open = [index];
      found.push(open);
    }
  });
  const first = found[0];
  const last = found.at(-1);
  if (found.length > 1 && first && last && first[0] === 0 && last.at(-1) === scores.length - 1) {
    found.pop();
    found[0] = [...last, ...first];
  }
  return found;
}

const LONGEST = 20;
const LONGEST_HAN = 11;

/** A label in at most two lines, broken where it reads best. */
export function labelLines(label: string): string[] {
  const han = /[\u4e00-\u9fff]/.test(label);
  if (label.length <= (han ? LONGEST_HAN : LONGEST)) return [label];
  // The number before the name does not count.
  const begin = label.indexOf(' ') + 1;
  const middle = begin + Math.ceil((label.length - begin) / 2);
  if (han) return [label.slice(0, middle), label.slice(middle)];
  const gaps = [...label.matchAll(/ /g)].map(({ index }) => index).filter((at) => at >= begin);
  const cut = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return cut === undefined ? [label] : [label.slice(0, cut), label.slice(cut + 1)];
}
