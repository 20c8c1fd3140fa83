import { useCallback } from 'react';

import type { Place, ProblemView, TableKind } from '../api/generated';
import type { Catalogue } from '../format/texts';
import { useApp } from '../state/app';

/** Name of a field; where the table is not known, that of any table that has it. */
function fieldName(catalogue: Catalogue, field: string, table?: TableKind): string {
  const known = table && catalogue[`field.${table}.${field}`];
  if (known) return known;
  const key = Object.keys(catalogue).find(
    (each) => each.startsWith('field.') && each.endsWith(`.${field}`),
  );
  return (key && catalogue[key]) ?? field;
}

/** Writes a problem as a sentence. */
export function useProblemText(): (problem: ProblemView, table?: TableKind) => string {
  const { tOr, catalogue } = useApp();
  return useCallback(
    ({ code, args }, table) => {
      const { field } = args;
      const filled = field ? { ...args, field: fieldName(catalogue, field, table) } : args;
      return tOr(`problem.${code}`, code, filled);
    },
    [tOr, catalogue],
  );
}

/** Writes where a problem is: sheet, row, column. */
export function usePlaceText(): (place: Place) => string {
  const { t } = useApp();
  return useCallback(
    ({ sheet, row, column }) =>
      [
        sheet,
        row !== null && t('ui.place.row', { row }),
        column !== null && t('ui.place.column', { column }),
      ]
        .filter(Boolean)
        .join(' · '),
    [t],
  );
}
