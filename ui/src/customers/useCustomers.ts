import { App as Antd } from 'antd';
import { useCallback, useEffect, useState } from 'react';

import type { CustomerDecision, CustomersView, WireError } from '../api/generated';
import { useApp } from '../state/app';
import { useAction, useQuery } from '../state/command';
import { useProject } from '../state/project';
import type { UndoStack } from './decide';

/** A decision and why it is taken. */
export type Reasoned = [CustomerDecision, string];

/** The customers of the target and what can be done about them. */
export interface Customers {
  view: CustomersView | undefined;
  loading: boolean;
  error: WireError | undefined;
  retry(): void;
  busy: boolean;
  /** Records decisions, each with its reason; true when they were recorded. */
  decide(decisions: Reasoned[]): Promise<boolean>;
  /** Takes decisions back. */
  revoke(ids: number[]): Promise<void>;
  /** Takes back what was decided last in this window. */
  undo(): void;
  canUndo: boolean;
}

/** Asks for suggestions anew after every decision and every import. */
export function useCustomers(shown: boolean): Customers {
  const { t } = useApp();
  const { target, revision, refresh } = useProject();
  const { message } = Antd.useApp();
  const [asked, setAsked] = useState(shown);
  if (shown && !asked) setAsked(true);
  const query = useQuery('customers', asked ? { target: target.id } : null);
  const deciding = useAction('decide_customers');
  const revoking = useAction('revoke_decisions');
  const [stack, setStack] = useState<UndoStack>([]);
  const { reload } = query;
  const [seen, setSeen] = useState(revision);

  // What changed while another screen was shown is asked for when this one is.
  useEffect(() => {
    if (!shown || seen === revision) return;
    setSeen(revision);
    reload();
  }, [shown, seen, revision, reload]);

  const { run: runDecide } = deciding;
  const decide = useCallback(
    async (decisions: Reasoned[]) => {
      if (decisions.length === 0) return false;
      const decided = await runDecide({ target: target.id, decisions });
      if (!decided) return false;
      setStack((before) => [...before, decided.ids]);
      const n = decided.ids.length;
      void message.success(t(n === 1 ? 'customers.done.one' : 'customers.done', { n }));
      refresh();
      return true;
    },
    [runDecide, target.id, message, t, refresh],
  );

  const { run: runRevoke } = revoking;
  const revoke = useCallback(
    async (ids: number[]) => {
      if (!(await runRevoke({ decisions: ids }))) return;
      setStack((before) => before.filter((each) => !each.some((id) => ids.includes(id))));
      void message.info(t('customers.undone'));
      refresh();
    },
    [runRevoke, message, t, refresh],
  );

  const undo = useCallback(() => {
    const last = stack.at(-1);
    if (last) void revoke([...last]);
  }, [stack, revoke]);

  return {
    view: query.data,
    loading: query.loading,
    error: query.error ?? deciding.error ?? revoking.error,
    retry: reload,
    busy: deciding.running || revoking.running,
    decide,
    revoke,
    undo,
    canUndo: stack.length > 0,
  };
}
