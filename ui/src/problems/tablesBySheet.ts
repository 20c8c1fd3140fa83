import type { Place, SourceView, TableKind } from '../api/generated';

/** Which table the sheet of a place was imported as; names of fields depend on it. */
export type TableOf = (place: Place) => TableKind | undefined;

/** Looks the table of a place up among the imported sheets. */
export function tablesBySheet(sources: SourceView[]): TableOf {
  const tables = new Map<string, TableKind>();
  for (const { file, sheets } of sources) {
    for (const { name, table } of sheets) if (table) tables.set(`${file}\n${name}`, table);
  }
  return ({ file, sheet }) => tables.get(`${file}\n${sheet ?? ''}`);
}
