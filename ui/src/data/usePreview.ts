import { useEffect, useRef, useState } from 'react';

import { asWireError, call } from '../api/backend';
import type { MappingPreview, MappingView, WireError } from '../api/generated';
import type { SheetPlan } from './plan';

/** Pause after an edit before the sheet is tried again. */
const PAUSE_MILLISECONDS = 250;

/** What the mapping would make of the sheet. */
export interface Preview {
  result: MappingPreview | undefined;
  error: WireError | undefined;
  loading: boolean;
}

/** Tries the plan's mapping after every edit, while `active`. */
export function usePreview(
  plan: SheetPlan,
  active: boolean,
  onRemapped: (mapping: MappingView) => void,
): Preview {
  const [state, setState] = useState<Preview>({
    result: undefined,
    error: undefined,
    loading: false,
  });
  const shown = useRef<string>(undefined);
  const wanted = JSON.stringify([plan.mapping, plan.remap]);

  useEffect(() => {
    if (!active || plan.mapping.table === null || shown.current === wanted) return;
    let stale = false;
    setState((before) => ({ ...before, loading: true }));
    const { file, sheet, part, mapping, remap } = plan;
    const timer = window.setTimeout(
      () => {
        call('preview_mapping', { choice: { file, sheet, part, mapping }, remap }).then(
          (result) => {
            if (stale) return;
            shown.current = JSON.stringify([remap ? result.mapping : mapping, false]);
            setState({ result, error: undefined, loading: false });
            if (remap) onRemapped(result.mapping);
          },
          (refusal: unknown) => {
            if (!stale)
              setState((before) => ({ ...before, error: asWireError(refusal), loading: false }));
          },
        );
      },
      shown.current === undefined || remap ? 0 : PAUSE_MILLISECONDS,
    );
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
    // The text of the mapping stands for the plan: the plan itself is new on every edit elsewhere.
  }, [active, wanted]);

  return state;
}
