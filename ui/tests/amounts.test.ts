import { expect, test } from 'vitest';

import { isMonth, lastOfMonth, minorUnits, monthsOf, pastedColumn, typed } from '../src/reconciliation/amounts';

test('amounts are read as bookkeepers write them', () => {
  const cases: [string, number | null | undefined][] = [
    ['1,234.56', 123456],
    ['￥1，234.5', 123450],
    ['(1,200.00)', -120000],
    ['-3', -300],
    ['１２３', 12300],
    ['', null],
    ['—', null],
    ['约 12 万', undefined],
    ['1.2.3', undefined],
  ];
  for (const [text, minor] of cases) expect(minorUnits(text), text).toBe(minor);
});

test('a column copied from a spreadsheet keeps its gaps', () => {
  expect(pastedColumn('1\r\n\r\n3\r\n')).toEqual(['1', '', '3']);
  expect(pastedColumn('1\tx\n2\ty\n')).toEqual(['1', '2']);
  expect(pastedColumn('1\t2\t3')).toEqual(['1', '2', '3']);
});

test('what is shown for typing reads back as the same amount', () => {
  for (const minor of [0, 5, 120, 123456, -99]) expect(minorUnits(typed(minor))).toBe(minor);
});

test('months know their ends', () => {
  expect(lastOfMonth('2024-02-01')).toBe('2024-02-29');
  expect(isMonth('2024-12-01', '2024-12-31')).toBe(true);
  expect(isMonth('2024-01-01', '2024-12-31')).toBe(false);
  expect(monthsOf('2023-11-01', '2024-02-29')).toEqual([
    '2023-11-01',
    '2023-12-01',
    '2024-01-01',
    '2024-02-01',
  ]);
});
