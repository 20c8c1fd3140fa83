import { expect, test } from 'vitest';

import { shownP } from '../src/assessment/significance';

test('a p-value is printed as the report prints it', () => {
  expect([1e-9, 0.00099, 0.00296, 0.0417, 0.3456, 1].map(shownP)).toEqual([
    'p < 0.001',
    'p < 0.001',
    'p = 0.003',
    'p = 0.042',
    'p = 0.35',
    'p = 1.00',
  ]);
});
