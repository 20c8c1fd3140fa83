import { expect, test } from 'vitest';

import { steps } from '../src/charts/bridge';
import { tick } from '../src/charts/common';
import { labelLines, runs } from '../src/charts/radarShape';

test('a dimension without evidence is a gap in the radar, never a zero', () => {
  expect(runs([50, null, 60, 70, null])).toEqual([[0], [2, 3]]);
  expect(runs([null, null])).toEqual([]);
  expect(runs([1, 2, 3])).toEqual([[0, 1, 2]]);
});

test('a run of scores that passes the top is one run', () => {
  expect(runs([1, null, 2, 3])).toEqual([[2, 3, 0]]);
});

test('the bridge leads from the begin to the end without a gap', () => {
  const bridge = {
    earlier: ['2023-01-01', '2023-12-31'] as [string, string],
    later: ['2024-01-01', '2024-12-31'] as [string, string],
    begin: 100,
    new: 20,
    reactivated: 5,
    expansion: 30,
    contraction: 10,
    churn: 25,
    end: 120,
  };
  const bars = steps(bridge);
  expect(bars.map(({ id }) => id)).toEqual([
    'begin',
    'churn',
    'contraction',
    'expansion',
    'reactivated',
    'new',
    'end',
  ]);
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [0, 100],
    [75, 100],
    [65, 75],
    [65, 95],
    [95, 100],
    [100, 120],
    [0, 120],
  ]);
});

test('labels break in two where they are long', () => {
  expect(labelLines('3 客户反馈')).toEqual(['3 客户反馈']);
  expect(labelLines('20 客户忠诚度评估模型')).toEqual(['20 客户忠诚度', '评估模型']);
  expect(labelLines('16 Satisfaction survey')).toEqual(['16 Satisfaction', 'survey']);
});

test('ticks leave out zeros behind the point and nothing else', () => {
  const ticks = ['1,000.00', '12.50', '25.0%', '(5.0)', '100'].map(tick);
  expect(ticks).toEqual(['1,000', '12.50', '25%', '(5)', '100']);
});
