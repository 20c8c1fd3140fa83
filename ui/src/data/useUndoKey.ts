import { useEffect, useRef } from 'react';

function isWriting(element: EventTarget | null): boolean {
  // The search field of a closed Select is an input too: only one with text has its own undo.
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && element.value !== '')
  );
}

/** Runs `undo` on Ctrl+Z or ⌘Z, unless a text is being written. */
export function useUndoKey(undo: () => void): void {
  const latest = useRef(undo);
  latest.current = undo;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
      if (!wanted || event.isComposing || isWriting(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
