import type { FindingArg, Lang } from '../api/generated';

/** The texts of one language, by key. */
export type Catalogue = Record<string, string>;
/** Values for placeholders. */
export type TextArgs = Record<string, string | number>;

/** A text with its `{name}` placeholders filled in; the key itself where the catalogue has a hole. */
export function fill(catalogue: Catalogue, key: string, args: TextArgs = {}): string {
  const text = catalogue[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    return value === undefined ? whole : String(value);
  });
}

/** Text of a framework file in the language, or in the one it has. */
export function inLang(words: Record<string, string>, lang: Lang): string {
  return words[lang] ?? words['zh-CN'] ?? Object.values(words)[0] ?? '';
}

/** The values of a finding as text; figures are written by `show`. */
export function findingArgs(
  args: Record<string, FindingArg>,
  show: (value: number, unit: Extract<FindingArg, { type: 'figure' }>['value'][1]) => string,
): TextArgs {
  const filled: TextArgs = {};
  for (const [name, arg] of Object.entries(args)) {
    filled[name] = arg.type === 'figure' ? show(arg.value[0], arg.value[1]) : arg.value;
  }
  return filled;
}
