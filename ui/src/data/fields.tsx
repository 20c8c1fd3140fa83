import { createContext, type ReactNode, useContext, useMemo } from 'react';

import type { FieldView, MappingView, TableKind } from '../api/generated';
import { useQuery } from '../state/command';

type Specs = Map<TableKind, FieldView[]>;

/** The fields of every table. */
export const FieldsContext = createContext<Specs>(new Map());

/** Asks once what the fields of the evidence tables are. */
export function FieldsProvider({ children }: { children: ReactNode }) {
  const { data } = useQuery('tables', {});
  const specs = useMemo<Specs>(
    () => new Map((data ?? []).map(({ table, fields }) => [table, fields])),
    [data],
  );
  return <FieldsContext value={specs}>{children}</FieldsContext>;
}

/** What is known of the fields of a table. */
export function useFields(table: TableKind | null): FieldView[] {
  const specs = useContext(FieldsContext);
  return (table && specs.get(table)) || [];
}

/**
 * Required fields that no column serves, nor the fields that could stand for them. Where columns
 * are periods, they have dates and amounts.
 */
export function missingFields(mapping: MappingView, fields: FieldView[]): FieldView[] {
  if (mapping.periods?.split) return [];
  const mapped = new Set(mapping.columns.map(({ field }) => field));
  const stoodFor = ({ instead }: FieldView) =>
    instead.some((all) => all.every((id) => mapped.has(id)));
  return fields.filter((field) => field.required && !mapped.has(field.id) && !stoodFor(field));
}
