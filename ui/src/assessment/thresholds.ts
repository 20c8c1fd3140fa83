import type { Threshold, ThresholdValue } from '../api/generated';
import type { TextArgs } from '../format/texts';

/** The sentence of a threshold, with whose practice it is. */
export function thresholdText(
  threshold: Threshold,
  t: (key: string, args?: TextArgs) => string,
): string {
  const args: TextArgs = { sources: threshold.sources.join(t('report.comma')) };
  for (const [name, value] of Object.entries(threshold.values)) args[name] = cutPoint(value);
  return t('report.findings.origin', {
    text: t(`threshold.${threshold.id}`, args),
    origin: t(`origin.${threshold.origin}`),
  });
}

/** As a person writes it: 20%, 1.3, 14. */
function cutPoint({ type, value }: ThresholdValue): string {
  return type === 'share' ? `${Math.round(value * 1e4) / 1e2}%` : String(value);
}
