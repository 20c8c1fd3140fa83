import type {
  CustomerDecision,
  CustomerRef,
  DecisionView,
  Exclusion,
  Suggestion,
  SuggestionKind,
} from '../api/generated';

/** From this score on suggestions may be accepted all at once. */
export const SURE = 0.95;

/** What tells a customer from others in lists of the window. */
export function partyKey(party: CustomerRef): string {
  return typeof party === 'string' ? party : `${party.code}\n${party.name}`;
}

/** What the adviser changed about a suggestion before accepting it. */
export interface Choice {
  /** The member kept by a merge. */
  keep: number;
  /** Members left out of it. */
  without: ReadonlySet<number>;
}

/** A suggestion as it was made. */
export const AS_MADE: Choice = { keep: 0, without: new Set() };

/** The members still in, the one kept first. */
function chosen({ members }: Suggestion, { keep, without }: Choice): CustomerRef[] {
  const order = [keep, ...members.map((_, index) => index).filter((index) => index !== keep)];
  return order.flatMap((index) => {
    const member = members[index];
    return member && !without.has(index) ? [member.party] : [];
  });
}

/** Whether enough members are left to accept. */
export function acceptable(suggestion: Suggestion, choice: Choice): boolean {
  const least = suggestion.kind === 'not_a_customer' ? 1 : 2;
  return chosen(suggestion, choice).length >= least && !choice.without.has(choice.keep);
}

/** The decision that accepts a suggestion. */
export function acceptance(suggestion: Suggestion, choice: Choice = AS_MADE): CustomerDecision {
  const members = chosen(suggestion, choice);
  if (suggestion.kind === 'same_customer') return { kind: 'merge', members };
  if (suggestion.kind === 'common_control') {
    const parent = suggestion.reasons.find(({ code }) => code === 'parent');
    return { kind: 'group', name: parent?.args['text'] ?? '', members };
  }
  return { kind: 'exclude', members, why: suggestion.why ?? 'bucket' };
}

/** The decision that rejects a suggestion, so that it is not made again. */
export function rejection({ kind, members }: Suggestion): CustomerDecision {
  const parties = members.map(({ party }) => party);
  if (kind === 'not_a_customer') return { kind: 'keep', members: parties };
  const what = kind === 'same_customer' ? 'customers' : 'groups';
  return { kind: 'keep_apart', members: parties, what };
}

/** The suggestions that may be accepted all at once. Related parties are looked at one by one. */
export function sureOnes(suggestions: Suggestion[]): Suggestion[] {
  return suggestions.filter(({ score, why }) => score >= SURE && why !== 'related');
}

/** Suggestions of a kind; `null` for all. */
export function ofKind(suggestions: Suggestion[], kind: SuggestionKind | null): Suggestion[] {
  return kind === null ? suggestions : suggestions.filter((each) => each.kind === kind);
}

/** How many there are of each kind. */
export function countsOf(suggestions: Suggestion[]): Record<SuggestionKind, number> {
  const counts = { same_customer: 0, common_control: 0, not_a_customer: 0 };
  for (const { kind } of suggestions) counts[kind] += 1;
  return counts;
}

/** Reasons that an account is none, in the order they are offered. */
export const WHYS: Exclusion[] = ['bucket', 'internal', 'related'];

/** Decisions to undo, the last one last. */
export type UndoStack = readonly (readonly number[])[];

/** Placeholder values of a line of the audit trail; names of reasons are looked up by `why`. */
export function trailArgs(
  decision: DecisionView,
  why: (id: string) => string,
  between = '、',
): Record<string, string> {
  const [kept = '', ...others] = decision.members;
  const { place } = decision;
  const where = place ? [place.file, place.sheet, place.row].filter(Boolean).join(' · ') : '';
  return {
    kept,
    others: others.join(between),
    members: decision.members.join(between),
    detail: decision.kind === 'exclude' ? why(decision.detail) : decision.detail,
    value: decision.value,
    place: where,
  };
}
