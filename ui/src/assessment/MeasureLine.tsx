import { Tooltip } from 'antd';

import { count, percent, score as scoreText } from '../format/numbers';
import { GradeMark } from '../parts/marks';
import { useApp } from '../state/app';
import { Interval } from './Interval';
import { RowsButton } from './RowsButton';
import { useReading } from './context';
import { useWords } from './useWords';

/** A figure with n, interval and grade, or why it is absent and what to ask for. */
export function MeasureLine({ id, score }: { id: string; score: number | null }) {
  const { t } = useApp();
  const { figures, format } = useReading();
  const words = useWords();
  const found = figures.measure(id);
  const missing = figures.absent(id);
  const ask = missing && words.askFor(missing.reason);

  if (!found) {
    return (
      <div className="evidence absent">
        <span className="evidence-name">{words.measure(id)}</span>
        <span className="evidence-value">{t('ui.absent')}</span>
        <span className="evidence-why">
          {missing && words.absent(missing.reason)}
          {ask && <span className="evidence-ask">{t('ui.ask', { text: ask })}</span>}
        </span>
      </div>
    );
  }
  const note = (
    <>
      {words.note(id)}
      <div className="formula">{found.formula}</div>
    </>
  );
  return (
    <div className="evidence" data-measure={id}>
      <Tooltip title={note}>
        <span className="evidence-name" tabIndex={0}>
          {words.measure(id)}
        </span>
      </Tooltip>
      <span className="evidence-value">{format.figure(found.value, found.unit)}</span>
      <span className="evidence-why muted">
        <Interval measure={found} />
        {found.n !== null && <span>n = {count(found.n)}</span>}
        {found.coverage !== null && (
          <span>{t('ui.figure.coverage', { share: percent(found.coverage) })}</span>
        )}
        <span>
          {score === null ? t('ui.unscored') : t('ui.scored', { score: scoreText(score) })}
        </span>
        <GradeMark grade={found.grade} />
        <RowsButton title={words.measure(id)} sets={found.rows} />
      </span>
    </div>
  );
}
