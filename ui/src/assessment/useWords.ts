import { useMemo } from 'react';

import type { AbsentReason, Ask } from '../api/generated';
import { inLang, type TextArgs } from '../format/texts';
import { useApp } from '../state/app';
import { askFor } from './view';

/** Sentences about figures, gaps and requests. */
export interface Words {
  measure(id: string): string;
  /** What the figure means, if the catalogue says so. */
  note(id: string): string | undefined;
  /** Why a figure is absent. */
  absent(reason: AbsentReason): string;
  /** What to ask the seller for so that it is not. */
  askFor(reason: AbsentReason): string | undefined;
  request(ask: Ask): string;
}

/** Sentences about figures, in the window's language. */
export function useWords(): Words {
  const { t, tOr, lang } = useApp();
  return useMemo(() => {
    const table = (kind: string) => tOr(`table.${kind}`, kind);
    const field = (kind: string, id: string) => tOr(`field.${kind}.${id}`, id);
    const args = (source: object): TextArgs => {
      const { table: kind, field: id, ...rest } = source as Record<string, string>;
      return {
        ...rest,
        ...(kind && { table: table(kind) }),
        ...(kind && id && { field: field(kind, id) }),
      };
    };
    return {
      measure: (id) => tOr(`measure.${id}`, id),
      note: (id) => tOr(`measure.${id}.note`, '') || undefined,
      absent: (reason) => t(`absent.${reason.code}`, args(reason)),
      askFor: (reason) => {
        const ask = askFor(reason);
        return ask ? t(ask.key, args(ask)) : undefined;
      },
      request: (ask) => {
        if (ask.code !== 'question') return t(`ask.${ask.code}`, args(ask));
        const { text, evidence_wanted: wanted } = ask;
        return t('ask.question', { text: inLang(text, lang), wanted: inLang(wanted, lang) });
      },
    };
  }, [t, tOr, lang]);
}
