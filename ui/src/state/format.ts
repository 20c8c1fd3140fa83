import { useMemo } from 'react';

import type { Amount, ConfidenceInterval, Finding, Unit } from '../api/generated';
import * as numbers from '../format/numbers';
import { findingArgs, inLang, type TextArgs } from '../format/texts';
import { useApp } from './app';

/** Writes figures in the window's language and the assessment's currency. */
export interface Format {
  money(minor: Amount | null | undefined): string;
  moneyCell(minor: Amount | null | undefined): string;
  moneyUnit: string;
  figure(value: number, unit: Unit): string;
  interval(interval: ConfidenceInterval, unit: Unit): string;
  words(words: Record<string, string>): string;
  /** Placeholder values of a finding. */
  finding(finding: Finding): TextArgs;
}

/** How figures are written here. */
export function useFormat(currency = 'CNY'): Format {
  const { lang, t, tOr } = useApp();
  return useMemo(() => {
    const name = tOr(`unit.currency.${currency}`, currency);
    const style = { lang, currency: name, scale: t('unit.money_scale', { currency: name }) };
    const figure = (value: number, unit: Unit) =>
      numbers.figure(value, unit, tOr(`unit.${unit}`, '{value}'), style);
    return {
      money: (minor) => numbers.money(minor, style),
      moneyCell: (minor) => numbers.moneyCell(minor, style),
      moneyUnit: style.scale,
      figure,
      interval: ({ lower, upper }, unit) => numbers.interval(lower, upper, unit, style),
      words: (words) => inLang(words, lang),
      finding: (finding) => findingArgs(finding.args, figure),
    };
  }, [lang, currency, t, tOr]);
}
