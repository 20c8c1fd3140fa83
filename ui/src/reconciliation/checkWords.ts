import { useMemo } from 'react';

import type { CheckStatus, CheckValue } from '../api/generated';
import { month } from '../format/dates';
import { count, percent } from '../format/numbers';
import type { TextArgs } from '../format/texts';
import { useApp } from '../state/app';
import type { Format } from '../state/format';

/** Writes what checks found. */
export interface CheckWords {
  value(value: CheckValue): string;
  sentence(id: string, status: CheckStatus, args: Record<string, CheckValue | undefined>): string;
}

/** What checks found, in the window's language. */
export function useCheckWords(format: Format): CheckWords {
  const { t } = useApp();
  return useMemo(() => {
    const value = (each: CheckValue): string => {
      switch (each.type) {
        case 'count':
          return count(each.value);
        case 'share':
          return percent(each.value);
        case 'money':
          return format.money(each.value);
        case 'month':
          return month(each.value);
        default:
          return String(each.value);
      }
    };
    return {
      value,
      sentence: (id, status, args) => {
        const filled: TextArgs = {};
        for (const [name, each] of Object.entries(args)) if (each) filled[name] = value(each);
        return t(`check.${id}.${status}`, filled);
      },
    };
  }, [t, format]);
}
