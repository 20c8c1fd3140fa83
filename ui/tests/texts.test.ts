import { expect, test } from 'vitest';

import { period } from '../src/format/dates';
import { fill, findingArgs, inLang } from '../src/format/texts';

test('placeholders are filled, holes show their key, unknown placeholders stay', () => {
  const catalogue = { a: '{n} of {m}' };
  expect(fill(catalogue, 'a', { n: 1, m: 2 })).toBe('1 of 2');
  expect(fill(catalogue, 'a', { n: 1 })).toBe('1 of {m}');
  expect(fill(catalogue, 'b')).toBe('b');
});

test('a value that looks like a placeholder is not filled again', () => {
  expect(fill({ a: '{x}{y}' }, 'a', { x: '{y}', y: '1' })).toBe('{y}1');
});

test('a finding is filled with names as they are and figures in their unit', () => {
  const shown = findingArgs(
    {
      customer: { type: 'customer', value: '宁波东海' },
      share: { type: 'figure', value: [0.2, 'share'] },
    },
    (value, unit) => `${value}/${unit}`,
  );
  expect(shown).toEqual({ customer: '宁波东海', share: '0.2/share' });
});

test('words of a framework fall back to the language it has', () => {
  expect(inLang({ 'zh-CN': '甲', en: 'A' }, 'en')).toBe('A');
  expect(inLang({ 'zh-CN': '甲' }, 'en')).toBe('甲');
});

test('a cohort is named by its months, which seldom are those of the calendar', () => {
  expect(period('2024-04-01', 1)).toBe('2024-04');
  expect(period('2024-04-01', 3)).toBe('2024-04…06');
  expect(period('2024-11-01', 3)).toBe('2024-11…25-01');
  expect(period('2024-09-01', 12)).toBe('2024-09…25-08');
});
