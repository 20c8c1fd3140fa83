import { Button } from 'antd';

import type { ProblemCode, ProblemGroup } from '../api/generated';
import { count } from '../format/numbers';
import { SeverityMark } from '../parts/marks';
import { useProblemText } from '../parts/useProblemText';
import { useApp } from '../state/app';
import type { TableOf } from './tablesBySheet';

interface Props {
  groups: ProblemGroup[];
  tableOf: TableOf;
  chosen: ProblemCode | null;
  onChoose(code: ProblemCode | null): void;
}

const RANK = { critical: 0, warning: 1, info: 2 };

/** Kinds of problems, most severe first; choosing one filters the list below. */
export function ProblemGroups({ groups, tableOf, chosen, onChoose }: Props) {
  const { t } = useApp();
  const text = useProblemText();
  const sorted = [...groups].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count,
  );
  return (
    <div className="problem-groups">
      {sorted.map((group) => (
        <button
          type="button"
          key={group.code}
          data-testid="problem-group"
          aria-pressed={chosen === group.code}
          className={`problem-group ${chosen === group.code ? 'chosen' : ''}`}
          onClick={() => onChoose(chosen === group.code ? null : group.code)}
        >
          <SeverityMark severity={group.severity} />
          <b className="problem-count">{count(group.count)}</b>
          <span className="problem-text">
            {t('ui.problems.example', { text: text(group.example, tableOf(group.example.place)) })}
          </span>
        </button>
      ))}
      {chosen && (
        <Button type="link" size="small" onClick={() => onChoose(null)}>
          {t('ui.problems.all')}
        </Button>
      )}
    </div>
  );
}
