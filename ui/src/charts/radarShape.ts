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
  const longest = han ? LONGEST_HAN : LONGEST;
  if (label.length <= longest) return [label];
  if (han) {
    // The number before the name does not count.
    const begin = label.indexOf(' ') + 1;
    const cut = begin + Math.ceil((label.length - begin) / 2);
    return [label.slice(0, cut), label.slice(cut)];
  }
  const words = label.split(' ');
  const half = label.length / 2;
  let first = '';
  while (words.length > 1 && (first + (words[0] ?? '')).length <= half + 2) {
    first = `${first} ${words.shift()}`.trim();
  }
  return first === '' ? [label] : [first, words.join(' ')];
}
