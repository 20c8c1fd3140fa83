import { MessageOutlined } from '@ant-design/icons';
import { Tag } from 'antd';

import type { EvidenceLine } from '../api/generated';
import { score as scoreText } from '../format/numbers';
import { GradeMark } from '../parts/marks';
import { useApp } from '../state/app';
import { useReading } from './context';

/** A question to management with its answer, or what to show for one. */
export function QuestionLine({ line }: { line: Extract<EvidenceLine, { kind: 'question' }> }) {
  const { t, tOr } = useApp();
  const { format } = useReading();
  return (
    <div className={`evidence ${line.choice ? '' : 'absent'}`}>
      <span className="evidence-name">
        <MessageOutlined /> {format.words(line.text)}
      </span>
      <span className="evidence-value">
        {line.choice ? <Tag>{tOr(`choice.${line.choice}`, line.choice)}</Tag> : t('ui.unanswered')}
      </span>
      <span className="evidence-why muted">
        {line.choice ? (
          <>
            <span>{line.evidence || t('ui.word_only')}</span>
            {line.score !== null && <span>{t('ui.scored', { score: scoreText(line.score) })}</span>}
            <GradeMark grade={line.grade} />
          </>
        ) : (
          <span className="evidence-ask">
            {t('ui.questions.wanted', { text: format.words(line.evidence_wanted) })}
          </span>
        )}
      </span>
    </div>
  );
}
