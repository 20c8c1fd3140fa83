import type { Threshold, ThresholdValue } from '../api/generated';
import type { TextArgs } from '../format/texts';

/** The sentence of a threshold, with whose practice it is. */
export function thresholdText(
  threshold: Threshold,
  t: (key: string, args?: TextArgs) => string,
): string {
  return t('report.findings.origin', {
    text: thresholdSentence(threshold, t),
    origin: originText(threshold, t),
  });
}

/** The sentence with its values. */
export function thresholdSentence(
  threshold: Threshold,
  t: (key: string, args?: TextArgs) => string,
): string {
  const args: TextArgs = { sources: threshold.sources.join(t('report.comma')) };
  for (const [name, value] of Object.entries(threshold.values)) args[name] = cutPoint(value);
  return t(`threshold.${threshold.id}`, args);
}

/** Whose practice it is. */
export function originText(threshold: Threshold, t: (key: string) => string): string {
  return t(`origin.${threshold.origin}`);
}

/** As a person writes it: 20%, 1.3, 14. */
function cutPoint({ type, value }: ThresholdValue): string {
  return type === 'share' ? `${Math.round(value * 1e4) / 1e2}%` : String(value);
}
