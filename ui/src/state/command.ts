import { useCallback, useEffect, useRef, useState } from 'react';

import {
  type Args,
  asWireError,
  call,
  type Command,
  isCancelled,
  newJob,
  type Result,
} from '../api/backend';
import type { Commands, Progress, WireError } from '../api/generated';

/** What a command answered so far. */
export interface Query<T> {
  data: T | undefined;
  error: WireError | undefined;
  loading: boolean;
  reload(): void;
}

/** Asks the backend and asks again whenever the arguments change. `null` asks nothing. */
export function useQuery<K extends Command>(command: K, args: Args<K> | null): Query<Result<K>> {
  const [data, setData] = useState<Result<K>>();
  const [error, setError] = useState<WireError>();
  const [loading, setLoading] = useState(args !== null);
  const [round, setRound] = useState(0);
  const key = args === null ? null : JSON.stringify(args);

  useEffect(() => {
    if (key === null) return;
    let stale = false;
    setLoading(true);
    call(command, JSON.parse(key) as Args<K>)
      .then((result) => {
        if (stale) return;
        setData(() => result);
        setError(undefined);
      })
      .catch((refusal: unknown) => !stale && setError(asWireError(refusal)))
      .finally(() => !stale && setLoading(false));
    return () => {
      stale = true;
    };
  }, [command, key, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { data, error, loading, reload };
}

/** A command that changes something, with its trouble and whether it runs. */
export interface Action<K extends Command> {
  /** Resolves to nothing when the command was refused; the trouble is in `error`. */
  run(args: Args<K>): Promise<Result<K> | undefined>;
  running: boolean;
  error: WireError | undefined;
  clear(): void;
}

/** Runs a command on demand. */
export function useAction<K extends Command>(command: K): Action<K> {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<WireError>();
  const run = useCallback(
    async (args: Args<K>) => {
      setRunning(true);
      setError(undefined);
      try {
        return await call(command, args);
      } catch (refusal) {
        setError(asWireError(refusal));
        return undefined;
      } finally {
        setRunning(false);
      }
    },
    [command],
  );
  const clear = useCallback(() => setError(undefined), []);
  return { run, running, error, clear };
}

/** Commands that take a while: they tell their progress and can be cancelled. */
export type JobCommand = {
  [K in Command]: K extends 'cancel'
    ? never
    : 'job' extends keyof Commands[K]['args']
      ? Commands[K]['args'] extends { job: number }
        ? K
        : never
      : never;
}[Command];

/** A long command with its progress. */
export interface Job<K extends JobCommand> {
  /** Resolves to nothing when it was refused or cancelled. */
  run(args: Omit<Args<K>, 'job'>): Promise<Result<K> | undefined>;
  cancel(): void;
  running: boolean;
  cancelling: boolean;
  progress: Progress | undefined;
  error: WireError | undefined;
  clear(): void;
}

/** Runs a long command on demand, one at a time. */
export function useJob<K extends JobCommand>(command: K): Job<K> {
  const [running, setRunning] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const [error, setError] = useState<WireError>();
  const job = useRef<number>(undefined);

  const run = useCallback(
    async (args: Omit<Args<K>, 'job'>) => {
      const id = newJob();
      job.current = id;
      setRunning(true);
      setCancelling(false);
      setProgress(undefined);
      setError(undefined);
      try {
        return await call(command, { ...args, job: id } as unknown as Args<K>, setProgress);
      } catch (refusal) {
        const trouble = asWireError(refusal);
        if (!isCancelled(trouble)) setError(trouble);
        return undefined;
      } finally {
        setRunning(false);
      }
    },
    [command],
  );

  const cancel = useCallback(() => {
    if (job.current === undefined) return;
    setCancelling(true);
    // A job that ended meanwhile has nothing left to cancel.
    call('cancel', { job: job.current }).catch(() => undefined);
  }, []);

  const clear = useCallback(() => setError(undefined), []);
  return { run, cancel, running, cancelling, progress, error, clear };
}
