import { expect, test } from 'vitest';

import type { ColumnView, FieldView } from '../src/api/generated';
import { missingFields } from '../src/data/fields';
import {
  change,
  CHOSEN,
  choicesOf,
  type History,
  needsAttention,
  NO_PLANS,
  sampleValues,
  type SheetPlan,
  usedFields,
  withField,
  withHeaderRow,
  withUnit,
  withTable,
} from '../src/data/plan';

function column(index: number, field: string | null): ColumnView {
  const letters = String.fromCharCode(65 + index);
  return {
    index,
    letters,
    header: `h${index}`,
    field,
    confidence: 0.9,
    reason: 'exact',
    alternatives: [],
    privacy: 'plain',
    privacy_reason: null,
    unit: { scale: 1, percent: false, tax: null, minutes: null },
  };
}

function plan(more: Partial<SheetPlan> = {}): SheetPlan {
  return {
    key: '1/0/0',
    file: 1,
    sheet: 0,
    part: 0,
    hidden: false,
    name: '订单',
    rows: 10,
    head: [
      { row: 1, cells: ['销售明细', ''] },
      { row: 2, cells: ['日期', '金额'] },
      { row: 3, cells: ['2024-01-05', ' '] },
      { row: 4, cells: ['2024-01-06', '12'] },
    ],
    confidence: 0.9,
    mapping: { table: 'orders', header_row: 2, header_span: 1, columns: [column(0, 'date'), column(1, 'amount')] },
    template: null,
    join: null,
    leftOut: false,
    remap: false,
    ...more,
  };
}

test('a field serves one column only: giving it to another takes it from the first', () => {
  const edited = withField(plan(), 1, 'date');
  expect(edited.mapping.columns.map(({ field }) => field)).toEqual([null, 'date']);
  expect(edited.mapping.columns.every(({ reason }) => reason === CHOSEN)).toBe(true);
  expect(usedFields(edited.mapping)).toEqual(new Set(['date']));
});

test('another table or header row has the columns mapped anew', () => {
  expect(withTable(plan(), 'contracts')).toMatchObject({ remap: true, confidence: 1 });
  expect(withHeaderRow(plan(), 1).remap).toBe(true);
  expect(withTable(plan(), null).remap).toBe(false);
});

test('sample values stand below the header and are not blank', () => {
  expect(sampleValues(plan(), 0)).toEqual(['2024-01-05', '2024-01-06']);
  expect(sampleValues(plan(), 1)).toEqual(['12']);
});

test('sheets left out or not recognised go along without a table, files left out do not', () => {
  const plans = [
    plan(),
    plan({ key: '1/1', sheet: 1, leftOut: true }),
    plan({ key: '2/0', file: 2, leftOut: true }),
    plan({ key: '3/0', file: 3, mapping: { ...plan().mapping, table: null } }),
  ];
  expect(choicesOf(plans).map(({ file, sheet, mapping }) => [file, sheet, mapping.table])).toEqual([
    [1, 0, 'orders'],
    [1, 1, null],
    [3, 0, null],
  ]);
});

test('edits are undone one by one, what the backend filled in is not a step of its own', () => {
  const begun = change(NO_PLANS, { type: 'add', plans: [plan()] });
  const tabled = change(begun, { type: 'edit', plan: withTable(plan(), 'contracts') });
  const mapping = { table: 'contracts', header_row: 2, header_span: 1, columns: [] } as const;
  const remapped = change(tabled, {
    type: 'remapped',
    key: '1/0/0',
    mapping: { ...mapping, columns: [] },
  });
  expect(remapped.plans[0]).toMatchObject({ remap: false, mapping: { table: 'contracts' } });
  const undone: History = change(remapped, { type: 'undo' });
  expect(undone.plans).toEqual([plan()]);
  expect(change(undone, { type: 'undo' })).toBe(undone);
});

test('a column is worth a look when it is a guess or another field is as likely', () => {
  const sure = column(0, 'date');
  expect(needsAttention(sure)).toBe(false);
  expect(needsAttention({ ...sure, confidence: 0.6 })).toBe(true);
  expect(needsAttention({ ...sure, confidence: 0.6, reason: CHOSEN })).toBe(false);
  expect(needsAttention({ ...sure, confidence: 0.6, reason: 'template' })).toBe(false);
  const rivals = [{ field: 'promised_date', confidence: 0.85 }];
  expect(needsAttention({ ...sure, alternatives: rivals })).toBe(true);
  const withheld = { ...column(1, null), reason: 'left_out', alternatives: rivals };
  expect(needsAttention(withheld)).toBe(false);
});

test('a required field is missing unless a column, or what stands for it, is there', () => {
  const field = (id: string, required: boolean, instead: string[] = []): FieldView => ({
    id,
    kind: 'text',
    required,
    instead,
    privacy: 'plain',
    dispensable: false,
  });
  const fields = [
    field('date', true),
    field('amount', true, ['quantity', 'unit_price']),
    field('quantity', false),
    field('unit_price', false),
  ];
  const missing = (ids: (string | null)[]) => {
    const columns = ids.map((id, index) => column(index, id));
    return missingFields({ ...plan().mapping, columns }, fields).map(({ id }) => id);
  };
  expect(missing(['date', 'amount'])).toEqual([]);
  expect(missing(['date', null])).toEqual(['amount']);
  expect(missing(['date', 'quantity'])).toEqual(['amount']);
  expect(missing(['date', 'quantity', 'unit_price'])).toEqual([]);
});

test('a unit is changed for its column only', () => {
  const edited = withUnit(plan(), 1, { scale: 10_000, tax: 'net' });
  const scales = edited.mapping.columns.map(({ unit }) => [unit.scale, unit.tax]);
  expect(scales).toEqual([
    [1, null],
    [10_000, 'net'],
  ]);
});
