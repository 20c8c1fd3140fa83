import { useMemo } from 'react';

import type { AbsentReason, Ask } from '../api/generated';
import { inLang, type TextArgs } from '../format/texts';
import { usePlaceText } from '../parts/useProblemText';
import { useCheckWords } from '../reconciliation/checkWords';
import { useApp } from '../state/app';
import { useFormat } from '../state/format';
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
export function useWords(currency?: string): Words {
  const { t, tOr, lang } = useApp();
  const checks = useCheckWords(useFormat(currency));
  const place = usePlaceText();
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
      absent: (reason) => t(`absent.${absentWord(reason)}`, args(reason)),
      askFor: (reason) => {
        const ask = askFor(reason);
        return ask ? t(ask.key, args(ask)) : undefined;
      },
      request: (ask) => {
        if (ask.code === 'check') {
          const text = checks.sentence(ask.check, ask.status, ask.args);
          return t('ask.check', { title: t(`check.${ask.check}`), text });
        }
        if (ask.code === 'problem') {
          const text = t(`problem.${ask.problem}`, args(ask.args));
          const where = [ask.place.file, place(ask.place)].filter(Boolean).join(' · ');
          return t('ask.problem', { text, n: ask.count, place: where });
        }
        if (ask.code !== 'question') return t(`ask.${ask.code}`, args(ask));
        const { text, evidence_wanted: wanted } = ask;
        return t('ask.question', { text: inLang(text, lang), wanted: inLang(wanted, lang) });
      },
    };
  }, [t, tOr, lang, checks, place]);
}

/** Where one would do there was none, and a number needed tells nothing. */
function absentWord(reason: AbsentReason): string {
  return reason.code === 'too_few' && reason.needed === 1 ? 'none_seen' : reason.code;
}
