import { expect, test } from 'vitest';

import { stageCells } from '../src/charts/loyalty';

test('stages without customers have no cell, the others their share of the row', () => {
  const cells = stageCells({
    then: '2024-12-31',
    from: ['active', 'lost'],
    to: ['mature', 'lost'],
    customers: [
      [3, 1],
      [0, 5],
    ],
    before: [
      [900, 100],
      [0, 0],
    ],
    after: [
      [950, 0],
      [0, 0],
    ],
  });
  expect(cells.map(({ from, to, customers, share }) => [from, to, customers, share])).toEqual([
    [0, 0, 3, 0.75],
    [0, 1, 1, 0.25],
    [1, 1, 5, 1],
  ]);
  expect([cells[0]?.before, cells[0]?.after]).toEqual([900, 950]);
});
