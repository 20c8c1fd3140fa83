import { describe, expect, test } from 'vitest';

import { ABSENT, digits, figure, interval, money, moneyCell, percent } from '../src/format/numbers';

const ZH = { lang: 'zh-CN', currency: '元', scale: '万元' } as const;
const EN = { lang: 'en', currency: 'CNY', scale: 'CNY thousand' } as const;

describe('figures are written as in the report', () => {
  test.each([
    [1234.5, 1, '1,234.5'],
    [-1234.5, 1, '(1,234.5)'],
    [-0.001, 2, '0.00'],
    [0, 0, '0'],
    [Number.NaN, 2, ABSENT],
  ])('%s with %s decimals', (value, decimals, text) => {
    expect(digits(value, decimals)).toBe(text);
  });

  test('shares have one decimal, losses stand in parentheses, absent is no zero', () => {
    expect(percent(0.1234)).toBe('12.3%');
    expect(percent(-0.05)).toBe('(5.0%)');
    expect(percent(null)).toBe(ABSENT);
  });

  test('Chinese money is in 万元 with two decimals, small amounts in 元', () => {
    expect(money(1_234_567_89, ZH)).toBe('123.46 万元');
    expect(money(853_20, ZH)).toBe('853.20 元');
    expect(money(-5_000_000, ZH)).toBe('(5.00) 万元');
    expect(moneyCell(85_320, ZH)).toBe('0.09');
    expect(moneyCell(null, ZH)).toBe(ABSENT);
  });

  test('English money is in thousands with one decimal', () => {
    expect(money(1_234_567_89, EN)).toBe('1,234.6 CNY thousand');
    expect(money(853_20, EN)).toBe('853.20 CNY');
  });

  test('a figure carries its unit', () => {
    expect(figure(14, 'days', '{value} 天', ZH)).toBe('14.0 天');
    expect(figure(0.1234, 'share', '{value}', ZH)).toBe('12.3%');
    expect(figure(0.12345, 'index', '{value}', ZH)).toBe('0.123');
    expect(figure(1800, 'index', '{value}', ZH)).toBe('1,800');
    expect(figure(20_000, 'money', '{value} {money}', ZH)).toBe('2.00 万元');
  });

  test('an interval leaves the unit out', () => {
    expect(interval(0.8, 0.9, 'share', ZH)).toBe('[80.0%, 90.0%]');
    expect(interval(20_000, 30_000, 'money', ZH)).toBe('[2.00, 3.00]');
  });
});
