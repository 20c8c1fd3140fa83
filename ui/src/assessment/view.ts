import type { AbsentReason, Assessment, AbsentMeasure, Measure } from '../api/generated';

/** The figures shown first, most telling first. */
export const KEY_FIGURES = [
  'retention.nrr',
  'retention.grr',
  'retention.logo_churn',
  'purchase.repeat_rate',
  'concentration.top1',
  'concentration.top5',
  'concentration.hhi',
  'lifecycle.median_tenure_years',
  'purchase.growth',
  'satisfaction.nps',
  'complaints.rate_per_100_orders',
  'service.on_time_delivery',
] as const;

/** Looks figures up by id. */
export interface Figures {
  measure(id: string): Measure | undefined;
  absent(id: string): AbsentMeasure | undefined;
}

/** Index of an assessment's figures. */
export function figuresOf(assessment: Assessment): Figures {
  const measures = new Map(assessment.measures.map((each) => [each.id, each]));
  const absent = new Map(assessment.absent.map((each) => [each.id, each]));
  return { measure: (id) => measures.get(id), absent: (id) => absent.get(id) };
}

/** Key and placeholders of the sentence that says what to ask for; none where asking is no use. */
export function askFor(
  reason: AbsentReason,
): { key: string; table?: string; field?: string; months?: number } | null {
  switch (reason.code) {
    case 'no_table':
    case 'poor_match':
      return { key: 'ask.table', table: reason.table };
    case 'no_field':
      return { key: 'ask.field', table: reason.table, field: reason.field };
    case 'short_history':
      return { key: 'ask.history', months: reason.needed };
    default:
      return null;
  }
}
