import { expect, test } from 'vitest';

import { asShares } from '../src/charts/cube';
import { changes } from '../src/charts/waterfall';

test('a waterfall ends where its parts lead', () => {
  const bars = changes(
    ['before', 200],
    [
      ['volume', 13],
      ['mix', -23],
      ['new', 40],
    ],
    ['after', 230],
  );
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [0, 200],
    [200, 213],
    [190, 213],
    [190, 230],
    [0, 230],
  ]);
  expect(bars.map(({ level }) => level)).toEqual([true, false, false, false, true]);
});

test('revenue of a cohort is read against its first period; none without one', () => {
  const shares = asShares({
    months_per_period: 3,
    rows: [
      { start: '2024-01-01', size: 4, revenue: [200, 50, 300] },
      { start: '2024-04-01', size: 1, revenue: [0, 10] },
    ],
  });
  expect(shares.rows).toEqual([{ start: '2024-01-01', size: 4, retained: [1, 0.25, 1.5] }]);
});
