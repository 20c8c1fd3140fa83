import type {
  ColumnView,
  CounterpartView,
  DocumentView,
  InspectedFile,
  InspectedSheet,
  JoinView,
  MappingView,
  RawRow,
  SheetChoice,
  SignRule,
  TableKind,
  TemplateOffer,
  UnitView,
} from '../api/generated';

/** A sheet and what the adviser wants of it. */
export interface SheetPlan {
  /** Unique among the plans. */
  key: string;
  file: number;
  sheet: number;
  /** Which of the tables on the sheet, from 0. */
  part: number;
  /** Hidden in the spreadsheet program. */
  hidden: boolean;
  name: string;
  rows: number;
  head: RawRow[];
  /** How sure the recognition was; 1 once the adviser chose the table. */
  confidence: number;
  mapping: MappingView;
  /** A mapping confirmed earlier that was applied, or could be. */
  template: TemplateOffer | null;
  /** The table that completes it, or that it completes. */
  join: JoinView | null;
  /** The file of the project that it should be imported together with. */
  counterpart: CounterpartView | null;
  /** Left out by the adviser although it was recognised. */
  leftOut: boolean;
  /** Columns have to be mapped anew for the chosen table and header row. */
  remap: boolean;
}

/** Reason of a column the adviser mapped. */
export const CHOSEN = 'chosen';
/** Reason of a column mapped as it was confirmed earlier. */
export const TEMPLATE = 'template';
/** A match below this is worth a second look; import says so too. */
const DOUBTFUL = 0.8;
/** Another field this sure makes a column left out worth a look … */
const RIVAL = 0.5;
/** … and one this close to the first makes the first a guess. */
const CLOSE = 0.1;

/** Plan of an inspected sheet: the mapping as proposed. */
export function planOf(file: InspectedFile, sheet: InspectedSheet): SheetPlan {
  return {
    key: `${file.file}/${sheet.sheet}/${sheet.part}`,
    file: file.file,
    sheet: sheet.sheet,
    part: sheet.part,
    name: sheet.name,
    hidden: sheet.hidden,
    rows: sheet.rows,
    head: sheet.head,
    confidence: sheet.confidence,
    mapping: sheet.mapping,
    join: sheet.join,
    counterpart: sheet.counterpart,
    template: sheet.template,
    // The same content twice would count twice.
    leftOut: sheet.hidden || file.imported_before !== null,
    remap: false,
  };
}

/**
 * The plan of a sheet that is proposed again, now that other files came or went: a sheet that nothing
 * was recognised in may have found what completes it. What the adviser settled stays.
 */
export function renewed(plan: SheetPlan, sheet: InspectedSheet): SheetPlan {
  const found = plan.mapping.table === null && sheet.mapping.table !== null;
  const mapping = found ? sheet.mapping : plan.mapping;
  const confidence = found ? sheet.confidence : plan.confidence;
  return { ...plan, mapping, confidence, join: sheet.join, counterpart: sheet.counterpart };
}

/** Whether the sheet's rows will be imported. */
export function isIncluded(plan: SheetPlan): boolean {
  return !plan.leftOut && plan.mapping.table !== null;
}

/** Another table: its columns have to be found anew. */
export function withTable(plan: SheetPlan, table: TableKind | null): SheetPlan {
  const mapping = { ...plan.mapping, table };
  const join = table === 'orders' ? plan.join : null;
  return { ...plan, mapping, join, leftOut: false, confidence: 1, remap: table !== null };
}

/** Another header row: its columns have to be found anew. */
export function withHeaderRow(plan: SheetPlan, headerRow: number): SheetPlan {
  return { ...plan, mapping: { ...plan.mapping, header_row: headerRow, header_span: 1 }, remap: true };
}

/** Months in columns split into records, or rows as they stand: columns have to be found anew. */
export function withSplit(plan: SheetPlan, split: boolean): SheetPlan {
  const { periods } = plan.mapping;
  if (!periods) return plan;
  const table = split ? 'orders' : plan.mapping.table;
  const mapping = { ...plan.mapping, table, periods: { ...periods, split } };
  return { ...plan, mapping, leftOut: false, remap: true };
}

/** The year that the adviser says months in columns are of; their days have to be found anew. */
export function withYear(plan: SheetPlan, year: number | null): SheetPlan {
  const { periods } = plan.mapping;
  if (!periods || periods.year === year) return plan;
  const said = { ...periods, year, year_from: null };
  return { ...plan, mapping: { ...plan.mapping, periods: said }, remap: true };
}

/** Whether a column is one of the periods that the rows are split by. */
export function isPeriod({ mapping }: SheetPlan, { reason, field }: ColumnView): boolean {
  return mapping.periods?.split === true && reason === 'period' && field === null;
}

/** Months in columns of which nobody said the year. */
export function lacksYear({ periods }: MappingView): boolean {
  return periods !== null && periods.split && periods.asks_year && periods.year === null;
}

/** The same column for another field; a field serves one column, so the other one is left out. */
export function withField(plan: SheetPlan, index: number, field: string | null): SheetPlan {
  const columns = plan.mapping.columns.map((column): ColumnView => {
    if (column.index === index) return { ...column, field, confidence: 1, reason: CHOSEN };
    if (field !== null && column.field === field) {
      return { ...column, field: null, confidence: 1, reason: CHOSEN };
    }
    return column;
  });
  return { ...plan, mapping: { ...plan.mapping, columns } };
}

/** A column whose numbers stand for something else. */
export function withUnit(plan: SheetPlan, index: number, patch: Partial<UnitView>): SheetPlan {
  const columns = plan.mapping.columns.map((column) =>
    column.index === index ? { ...column, unit: { ...column.unit, ...patch } } : column,
  );
  return { ...plan, mapping: { ...plan.mapping, columns } };
}

/** A mapping confirmed earlier, taken up or put away. */
export function withTemplate(plan: SheetPlan, mapping: MappingView, applied: boolean): SheetPlan {
  const template = plan.template && { ...plan.template, applied };
  return { ...plan, mapping, template, leftOut: false, remap: false };
}

/** Whether the adviser should look at a column: its field is a guess, or several would do. */
export function needsAttention({ field, reason, confidence, alternatives }: ColumnView): boolean {
  if (reason === CHOSEN || reason === TEMPLATE) return false;
  const rival = alternatives[0]?.confidence ?? 0;
  if (field === null) return reason !== 'left_out' && rival >= RIVAL;
  return confidence < DOUBTFUL || confidence - rival < CLOSE;
}

/** Fields that a column already has. */
export function usedFields(mapping: MappingView): Set<string> {
  return new Set(mapping.columns.flatMap(({ field }) => (field === null ? [] : [field])));
}

/** The first few values below a column's header. */
export function sampleValues(plan: SheetPlan, index: number, most = 3): string[] {
  return plan.head
    .filter((row) => row.row > plan.mapping.header_row)
    .map((row) => row.cells[index]?.trim() ?? '')
    .filter((value) => value !== '')
    .slice(0, most);
}

/** Whether one of the first dates below a header can be read with the day or the month first. */
export function hasOpenDates(plan: SheetPlan, index: number): boolean {
  return plan.head.some(({ row, cells }) => {
    if (row <= plan.mapping.header_row) return false;
    const parts = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})(\D|$)/.exec(cells[index] ?? '');
    return parts !== null && Number(parts[1]) <= 12 && Number(parts[2]) <= 12;
  });
}

/** The sign of documents of a type as the adviser chooses it; absent: as their names tell. */
export function withSign(plan: SheetPlan, document: string, sign: SignRule | null): SheetPlan {
  const others = plan.mapping.signs.filter((one) => one.document !== document);
  const signs = sign === null ? others : [...others, { document, sign }];
  return { ...plan, mapping: { ...plan.mapping, signs } };
}

/** Whether anything is to be said of the signs: returns, negative amounts, or a choice. */
export function hasSigns(documents: DocumentView[]): boolean {
  return documents.some(({ why, negative, turned }) => why !== 'sale' || negative > 0 || turned > 0);
}

/**
 * What to import: every sheet of the files that the user did not leave out as a whole. Sheets left
 * out, and those nothing was recognised in, go along without a table, so that the project knows
 * they were seen.
 */
export function choicesOf(plans: SheetPlan[]): SheetChoice[] {
  const wanted = new Set(plans.filter((plan) => !plan.leftOut).map((plan) => plan.file));
  return plans
    .filter((plan) => wanted.has(plan.file))
    .map((plan) => ({
      file: plan.file,
      sheet: plan.sheet,
      part: plan.part,
      mapping: isIncluded(plan) ? plan.mapping : { ...plan.mapping, table: null },
    }));
}

/** The plans and those before the last edits. */
export interface History {
  plans: SheetPlan[];
  past: SheetPlan[][];
}

/** What can happen to the plans. */
export type Change =
  | { type: 'add'; plans: SheetPlan[] }
  | { type: 'edit'; plan: SheetPlan }
  | { type: 'remapped'; key: string; mapping: MappingView }
  | { type: 'undo' }
  | { type: 'proposed'; files: InspectedFile[] }
  | { type: 'takeFile'; file: number }
  | { type: 'dropFile'; file: number }
  | { type: 'fileRead'; file: number; plans: SheetPlan[] }
  | { type: 'clear' };

/** No plans. */
export const NO_PLANS: History = { plans: [], past: [] };

const MOST_UNDONE = 100;

function put(plans: SheetPlan[], plan: SheetPlan): SheetPlan[] {
  return plans.map((each) => (each.key === plan.key ? plan : each));
}

/** The plans after a change; only edits of the adviser can be undone. */
export function change(history: History, what: Change): History {
  const { plans, past } = history;
  switch (what.type) {
    case 'add':
      return { plans: [...plans, ...what.plans], past: [] };
    case 'edit':
      return { plans: put(plans, what.plan), past: [...past.slice(-MOST_UNDONE), plans] };
    case 'remapped': {
      const plan = plans.find((each) => each.key === what.key);
      if (!plan) return history;
      return { plans: put(plans, { ...plan, mapping: what.mapping, remap: false }), past };
    }
    case 'undo': {
      const before = past.at(-1);
      return before ? { plans: before, past: past.slice(0, -1) } : history;
    }
    case 'fileRead':
      return { plans: [...plans.filter((plan) => plan.file !== what.file), ...what.plans], past };
    case 'proposed': {
      const anew = new Map(
        what.files.flatMap((file) => file.sheets.map((sheet) => [planOf(file, sheet).key, sheet])),
      );
      const again = (plan: SheetPlan) => {
        const sheet = anew.get(plan.key);
        return sheet ? renewed(plan, sheet) : plan;
      };
      return { plans: plans.map(again), past: past.map((before) => before.map(again)) };
    }
    case 'takeFile': {
      const take = (plan: SheetPlan) =>
        plan.file === what.file && !plan.hidden ? { ...plan, leftOut: false } : plan;
      return { plans: plans.map(take), past };
    }
    case 'dropFile':
      return { plans: plans.filter((plan) => plan.file !== what.file), past: [] };
    case 'clear':
      return NO_PLANS;
  }
}
