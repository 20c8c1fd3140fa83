import { Button, Progress, Segmented } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';

import type { Answer, QuestionView } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useQuery } from '../state/command';
import { useFormat } from '../state/format';
import { useFramework } from '../state/framework';
import { useProject } from '../state/project';
import { Question } from './Question';

/** Questions to management, by dimension; every answer is saved as it is given. */
export function QuestionnaireScreen({ onNext }: { onNext(section: Section): void }) {
  const { t } = useApp();
  const { words } = useFormat();
  const { target, refresh } = useProject();
  const framework = useFramework();
  const query = useQuery('questions', framework ? { target: target.id, framework } : null);
  const [answers, setAnswers] = useState<Record<string, Answer | null>>({});
  const [show, setShow] = useState<'all' | 'open'>('all');
  const [shownOpen, setShownOpen] = useState<Set<string>>(new Set());

  useEffect(() => {
    if (!query.data) return;
    setAnswers(Object.fromEntries(query.data.map(({ id, answer }) => [id, answer])));
  }, [query.data]);

  const onAnswer = useCallback(
    (id: string, answer: Answer | null) => {
      setAnswers((before) => ({ ...before, [id]: answer }));
      refresh();
    },
    [refresh],
  );

  const filter = (wanted: 'all' | 'open') => {
    setShow(wanted);
    // A question answered under this filter stays in place until the filter is chosen again.
    const open = (query.data ?? []).filter(({ id }) => !answers[id]).map(({ id }) => id);
    setShownOpen(new Set(open));
  };

  const groups = useMemo(() => {
    const found = new Map<number, QuestionView[]>();
    for (const question of query.data ?? []) {
      if (show === 'open' && !shownOpen.has(question.id)) continue;
      found.set(question.dimension, [...(found.get(question.dimension) ?? []), question]);
    }
    return [...found.entries()];
  }, [query.data, show, shownOpen]);

  const total = query.data?.length ?? 0;
  const answered = (query.data ?? []).filter(({ id }) => answers[id]).length;
  return (
    <div className="screen questionnaire">
      <h1>{t('ui.nav.questionnaire')}</h1>
      <p className="muted">{t('ui.questions.note')}</p>
      <ErrorNote error={query.error} onRetry={query.reload} />
      {total > 0 && (
        <div className="questions-bar">
          <span data-testid="questions-progress">
            {t('ui.questions.progress', { answered, total })}
          </span>
          <Progress percent={(answered / total) * 100} showInfo={false} size="small" />
          <Segmented
            value={show}
            onChange={filter}
            options={[
              { label: t('ui.questions.all'), value: 'all' },
              { label: t('ui.questions.open'), value: 'open' },
            ]}
          />
        </div>
      )}
      {groups.map(([number, questions]) => (
        <section key={number} className="question-group">
          <h2>
            <span className="dimension-number">{number}</span>
            {questions[0] && words(questions[0].dimension_name)}
          </h2>
          {questions.map((question) => (
            <Question
              key={question.id}
              framework={framework ?? ''}
              question={question}
              answer={answers[question.id] ?? null}
              onAnswer={onAnswer}
            />
          ))}
        </section>
      ))}
      {total > 0 && groups.length === 0 && (
        <Teach title={t('ui.questions.done')} text={t('ui.questions.done.note')}>
          <Button type="primary" onClick={() => onNext('assessment')}>
            {t('ui.data.next.assess')}
          </Button>
        </Teach>
      )}
    </div>
  );
}
