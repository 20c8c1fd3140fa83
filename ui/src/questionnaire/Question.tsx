import { CheckOutlined, ClearOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Tooltip } from 'antd';
import { memo, useRef, useState } from 'react';

import type { Answer, AnswerChoice, QuestionView } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction } from '../state/command';
import { useFormat } from '../state/format';
import { useProject } from '../state/project';

const CHOICES: AnswerChoice[] = ['yes', 'partly', 'no', 'not_applicable'];

interface Props {
  framework: string;
  question: QuestionView;
  answer: Answer | null;
  onAnswer(id: string, answer: Answer | null): void;
}

/** One question: the choice is saved at once, texts when the field is left. */
export const Question = memo(function Question({ framework, question, answer, onAnswer }: Props) {
  const { t, tOr } = useApp();
  const { words } = useFormat();
  const { target } = useProject();
  const save = useAction('answer_question');
  const [saved, setSaved] = useState(false);
  const [evidence, setEvidence] = useState(answer?.evidence ?? '');
  const [remark, setRemark] = useState(answer?.remark ?? '');
  const last = useRef<AnswerChoice | null>(null);

  const store = async (choice: AnswerChoice | null, texts = { evidence, remark }) => {
    last.current = choice;
    setSaved(false);
    const done = await save.run({
      target: target.id,
      framework,
      question: question.id,
      choice,
      ...texts,
    });
    if (done === undefined) return;
    setSaved(choice !== null);
    onAnswer(question.id, choice && { question: question.id, choice, ...texts });
  };
  const leave = () => {
    const unchanged = evidence === answer?.evidence && remark === answer?.remark;
    if (answer && !unchanged) void store(answer.choice);
  };
  const clear = () => {
    setEvidence('');
    setRemark('');
    void store(null, { evidence: '', remark: '' });
  };

  return (
    <article className="question" data-testid="question" data-answered={answer !== null}>
      <div className="question-text">
        <div className="muted question-item">{words(question.item_name)}</div>
        <div>{words(question.text)}</div>
        <div className="muted">
          {t('ui.questions.wanted', { text: words(question.evidence_wanted) })}
        </div>
      </div>
      <div className="question-answer">
        <Segmented
          aria-label={words(question.text)}
          // No choice yet: a value that none of the options has.
          value={answer?.choice ?? ''}
          options={CHOICES.map((choice) => ({
            value: choice,
            label: tOr(`choice.${choice}`, choice),
          }))}
          onChange={(choice) => void store(choice as AnswerChoice)}
        />
        <span className="question-state">
          {saved && !save.running && !save.error && (
            <span className="saved">
              <CheckOutlined /> {t('ui.questions.saved')}
            </span>
          )}
          {answer && (
            <Tooltip title={t('ui.questions.clear')}>
              <Button
                type="text"
                size="small"
                aria-label={t('ui.questions.clear')}
                icon={<ClearOutlined />}
                onClick={clear}
              />
            </Tooltip>
          )}
        </span>
        {answer && (
          <div className="question-fields">
            <Input
              size="small"
              data-testid="question-evidence"
              value={evidence}
              maxLength={400}
              placeholder={t('ui.questions.evidence')}
              onChange={(event) => setEvidence(event.target.value)}
              onBlur={leave}
            />
            <Input
              size="small"
              value={remark}
              maxLength={1000}
              placeholder={t('ui.questions.remark')}
              onChange={(event) => setRemark(event.target.value)}
              onBlur={leave}
            />
          </div>
        )}
        <ErrorNote
          error={save.error}
          onRetry={() => void store(last.current)}
          onClose={save.clear}
        />
      </div>
    </article>
  );
});
