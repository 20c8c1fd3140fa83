import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

import type { Assessment } from '../api/generated';
import { type Format, useFormat } from '../state/format';
import { RowsDrawer } from './RowsDrawer';
import { type Figures, figuresOf } from './view';

/** What every part of the assessment screen needs. */
interface Reading {
  assessment: Assessment;
  figures: Figures;
  format: Format;
  /** Shows the rows behind something. */
  openRows(title: string, sets: number[]): void;
}

const Context = createContext<Reading | null>(null);

/** Gives the parts the assessment and the way to the rows. */
export function ReadingProvider({
  assessment,
  children,
}: {
  assessment: Assessment;
  children: ReactNode;
}) {
  const [shown, setShown] = useState<{ title: string; sets: number[] }>();
  const format = useFormat(assessment.definitions.currency);
  const reading = useMemo(
    () => ({
      assessment,
      figures: figuresOf(assessment),
      format,
      openRows: (title: string, sets: number[]) => setShown({ title, sets }),
    }),
    [assessment, format],
  );
  const rowSets = (shown?.sets ?? []).flatMap((index) => assessment.row_sets[index] ?? []);
  return (
    <Context value={reading}>
      {children}
      <RowsDrawer
        title={shown?.title ?? ''}
        sets={rowSets}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
      />
    </Context>
  );
}

/** The assessment being read. */
export function useReading(): Reading {
  const reading = useContext(Context);
  if (!reading) throw new Error('outside ReadingProvider');
  return reading;
}
