import { expect, test } from 'vitest';

import type { CustomerRef, DecisionView, Member, Suggestion } from '../src/api/generated';
import {
  acceptable,
  acceptance,
  countsOf,
  ofKind,
  partyKey,
  rejection,
  sureOnes,
  trailArgs,
} from '../src/customers/decide';

function member(code: string, revenue = 100): Member {
  const party: CustomerRef = { code, name: `客户${code}` };
  return { party, name: party.name, code, rows: 1, revenue, first: null, last: null };
}

function suggestion(more: Partial<Suggestion> = {}): Suggestion {
  return {
    id: 'same-0-1',
    kind: 'same_customer',
    why: null,
    members: [member('K1'), member('K2'), member('K3')],
    reasons: [],
    score: 0.97,
    rows: 3,
    revenue: 300,
    in_force: false,
    ...more,
  };
}

const codes = (members: CustomerRef[]) =>
  members.map((party) => (typeof party === 'string' ? party : party.code));

test('a merge keeps the one chosen and leaves out who was unticked', () => {
  const decision = acceptance(suggestion(), { keep: 1, without: new Set([2]) });
  expect(decision.kind).toBe('merge');
  expect(codes(decision.members)).toEqual(['K2', 'K1']);
  expect(acceptable(suggestion(), { keep: 0, without: new Set([1, 2]) })).toBe(false);
});

test('a group bears the name of the parent that made it one', () => {
  const parent = { code: 'parent' as const, args: { text: '某某控股' } };
  const decision = acceptance(suggestion({ kind: 'common_control', reasons: [parent] }));
  expect(decision).toMatchObject({ kind: 'group', name: '某某控股' });
});

test('an account that is none is excluded for the reason suggested, or kept', () => {
  const none = suggestion({ kind: 'not_a_customer', why: 'internal', members: [member('NB')] });
  expect(acceptance(none)).toMatchObject({ kind: 'exclude', why: 'internal' });
  expect(rejection(none)).toMatchObject({ kind: 'keep' });
});

test('a rejection says as what they are kept apart', () => {
  expect(rejection(suggestion())).toMatchObject({ kind: 'keep_apart', what: 'customers' });
  expect(rejection(suggestion({ kind: 'common_control' }))).toMatchObject({ what: 'groups' });
});

test('only sure suggestions are accepted all at once, and no related party', () => {
  const all = [
    suggestion(),
    suggestion({ id: 'b', score: 0.94 }),
    suggestion({ id: 'c', kind: 'not_a_customer', why: 'related' }),
  ];
  expect(sureOnes(all).map(({ id }) => id)).toEqual(['same-0-1']);
  expect(countsOf(all)).toEqual({ same_customer: 2, common_control: 0, not_a_customer: 1 });
  expect(ofKind(all, 'not_a_customer')).toHaveLength(1);
  expect(ofKind(all, null)).toHaveLength(3);
});

test('two cards of one name have two keys', () => {
  expect(partyKey({ code: '1', name: '甲' })).not.toBe(partyKey({ code: '2', name: '甲' }));
});

test('a line of the trail names who was kept and who went', () => {
  const decision: DecisionView = {
    id: 1,
    kind: 'merge',
    members: ['甲', '乙', '丙'],
    detail: '',
    value: '',
    place: null,
    reason: '',
    decided_by: '',
    decided_at: 0,
    revoked_at: null,
  };
  expect(trailArgs(decision, (id) => id)).toMatchObject({ kept: '甲', others: '乙、丙' });
  const excluded = { ...decision, kind: 'exclude', detail: 'bucket' };
  expect(trailArgs(excluded, () => '散客').detail).toBe('散客');
});
