import { expect, test } from 'vitest';

import type { ColumnView, DocumentView, FieldView, PeriodsView } from '../src/api/generated';
import { missingFields } from '../src/data/fields';
import {
  change,
  CHOSEN,
  choicesOf,
  hasOpenDates,
  hasSigns,
  type History,
  lacksYear,
  needsAttention,
  NO_PLANS,
  sampleValues,
  type SheetPlan,
  usedFields,
  withField,
  withHeaderRow,
  withSign,
  withSplit,
  withYear,
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
    unit: { scale: 1, percent: false, tax: null, minutes: null, day_first: null },
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
    mapping: {
      table: 'orders',
      header_row: 2,
      header_span: 1,
      columns: [column(0, 'date'), column(1, 'amount')],
      periods: null,
      signs: [],
    },
    template: null,
    join: null,
    counterpart: null,
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
  const tried = { ...plan().mapping, table: 'contracts' as const, columns: [] };
  const remapped = change(tabled, {
    type: 'remapped',
    key: '1/0/0',
    mapping: tried,
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
  const field = (id: string, required: boolean, instead: string[][] = []): FieldView => ({
    id,
    kind: 'text',
    required,
    instead,
    privacy: 'plain',
    dispensable: false,
  });
  const fields = [
    field('date', true),
    field('amount', true, [['quantity', 'unit_price'], ['before_discount']]),
    field('quantity', false),
    field('unit_price', false),
    field('before_discount', false),
  ];
  const missing = (ids: (string | null)[]) => {
    const columns = ids.map((id, index) => column(index, id));
    return missingFields({ ...plan().mapping, columns }, fields).map(({ id }) => id);
  };
  expect(missing(['date', 'amount'])).toEqual([]);
  expect(missing(['date', null])).toEqual(['amount']);
  expect(missing(['date', 'quantity'])).toEqual(['amount']);
  expect(missing(['date', 'quantity', 'unit_price'])).toEqual([]);
  expect(missing(['date', 'before_discount'])).toEqual([]);
});

test('a unit is changed for its column only', () => {
  const edited = withUnit(plan(), 1, { scale: 10_000, tax: 'net' });
  const scales = edited.mapping.columns.map(({ unit }) => [unit.scale, unit.tax]);
  expect(scales).toEqual([
    [1, null],
    [10_000, 'net'],
  ]);
});

const months: PeriodsView = {
  split: true,
  asks_year: true,
  year: null,
  year_from: null,
  columns: [],
};

test('months without a year need one and nothing else; said, the days are found anew', () => {
  const required: FieldView = {
    id: 'date',
    kind: 'date',
    required: true,
    instead: [],
    privacy: 'plain',
    dispensable: false,
  };
  const wide = plan();
  wide.mapping = { ...wide.mapping, columns: [column(0, 'customer_name')], periods: months };
  expect(missingFields(wide.mapping, [required])).toEqual([]);
  expect(lacksYear(wide.mapping)).toBe(true);
  const said = withYear(wide, 2023);
  expect(said.remap).toBe(true);
  expect(lacksYear(said.mapping)).toBe(false);
  expect(withYear(said, 2023)).toBe(said);
  const found: PeriodsView = { ...months, year: 2022, year_from: 'file' };
  const guessed = { ...wide, mapping: { ...wide.mapping, periods: found } };
  expect(withYear(guessed, 2021).mapping.periods?.year_from).toBeNull();

  const stands = withSplit(said, false);
  expect(lacksYear(stands.mapping)).toBe(false);
  expect(missingFields(stands.mapping, [required])).toEqual([required]);
  const other = { ...stands, mapping: { ...stands.mapping, table: 'customers' as const } };
  const back = withSplit(other, true).mapping;
  expect([back.table, back.periods?.year]).toEqual(['orders', 2023]);
});

test('a sign is chosen for one type of document and taken back', () => {
  const chosen = withSign(withSign(plan(), '退货单', 'as_written'), '退货单', 'flipped');
  expect(chosen.mapping.signs).toEqual([{ document: '退货单', sign: 'flipped' }]);
  expect(withSign(chosen, '退货单', null).mapping.signs).toEqual([]);
  const sale: DocumentView = {
    document: '销售单',
    rows: 3,
    positive: 3,
    positive_sum: 9,
    negative: 0,
    negative_sum: 0,
    sign: 'as_written',
    why: 'sale',
    turned: 0,
  };
  expect(hasSigns([sale])).toBe(false);
  expect(hasSigns([sale, { ...sale, document: '退货单', why: 'type' }])).toBe(true);
  expect(hasSigns([{ ...sale, negative: 1 }])).toBe(true);
});

test('dates that could be read either way are seen in the first rows', () => {
  const of = (text: string) =>
    hasOpenDates({ ...plan(), head: [{ row: 3, cells: [text] }] }, 0);
  expect(['3/4/2024', '03-04-24', ' 3.4.2024 10:00'].map(of)).toEqual([true, true, true]);
  expect(['2024-03-04', '25/4/2024', '3/25/2024', '', '3/4'].map(of)).toEqual(
    [false, false, false, false, false],
  );
  expect(hasOpenDates({ ...plan(), head: [{ row: 2, cells: ['3/4/2024'] }] }, 0)).toBe(false);
});
