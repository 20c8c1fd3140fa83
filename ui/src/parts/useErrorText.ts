import { useCallback } from 'react';

import type { WireError } from '../api/generated';
import { useApp } from '../state/app';

/** An error in words. */
export interface ErrorText {
  /** What went wrong. */
  sentence: string;
  /** What to do next. */
  hint: string | undefined;
}

/** Writes an error as a sentence and a hint. */
export function useErrorText(): (error: WireError) => ErrorText {
  const { t, tOr } = useApp();
  return useCallback(
    ({ code, args }) => {
      const unknown = { code, detail: Object.values(args).join(' · ') };
      return {
        sentence: tOr(`error.${code}`, t('ui.error.unknown', unknown), args),
        hint: tOr(`error.${code}.hint`, '', args) || undefined,
      };
    },
    [t, tOr],
  );
}
