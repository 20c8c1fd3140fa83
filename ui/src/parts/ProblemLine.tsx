import type { ProblemGroup, TableKind } from '../api/generated';
import { count } from '../format/numbers';
import { useApp } from '../state/app';
import { SeverityMark } from './marks';
import { useProblemText } from './useProblemText';

/** Problems of one code in a line: how bad, how many, the first of them in words. */
export function ProblemLine({ group, table }: { group: ProblemGroup; table?: TableKind }) {
  const { t } = useApp();
  const text = useProblemText();
  return (
    <div className="problem-line">
      <SeverityMark severity={group.severity} />
      <b>{t('ui.times', { n: count(group.count) })}</b>
      <span>{text(group.example, table)}</span>
    </div>
  );
}
