import type { Lang, TableKind } from '../api/generated';
import type { Catalogue } from '../format/texts';

/** The evidence tables, in the order in which they are asked for. */
export const TABLES: TableKind[] = [
  'orders',
  'customers',
  'contracts',
  'receivables',
  'complaints',
  'tickets',
  'surveys',
  'feedback',
  'referrals',
  'reviews',
  'contacts',
  'campaigns',
  'programme',
  'training',
  'industry',
  'brand',
  'quotes',
  'questionnaire',
  'control_totals',
];

/** A field of an evidence table with its name. */
export interface Field {
  id: string;
  label: string;
}

/** The fields of a table, as the catalogue names them, in the order of the language. */
export function fieldsOf(catalogue: Catalogue, table: TableKind, lang: Lang): Field[] {
  const prefix = `field.${table}.`;
  return Object.entries(catalogue)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, label]) => ({ id: key.slice(prefix.length), label }))
    .filter(({ id }) => !id.includes('.'))
    .sort((a, b) => a.label.localeCompare(b.label, lang));
}
