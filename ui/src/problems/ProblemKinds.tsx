import { Button, Collapse, Input, Popconfirm, Tag } from 'antd';
import { useState } from 'react';

import type { ProblemCode, ProblemKind, SettledView, Settlement } from '../api/generated';
import { count } from '../format/numbers';
import { SeverityMark } from '../parts/marks';
import { useProblemText } from '../parts/useProblemText';
import { useApp } from '../state/app';
import type { TableOf } from './tablesBySheet';

interface Props {
  kinds: ProblemKind[];
  settled: SettledView[];
  tableOf: TableOf;
  chosen: ProblemCode | null;
  onChoose(code: ProblemCode | null): void;
  onSettle(what: Settlement, reason: string): void;
  onUndo(ids: number[]): void;
}

/** Kinds of problems, worst first; choosing one lists them below, settling one folds it away. */
export function ProblemKinds(props: Props) {
  const { t } = useApp();
  const { kinds, chosen, onChoose } = props;
  const closing = new Set(
    props.settled.flatMap(({ what }) =>
      (what.kind === 'accept' || what.kind === 'exclude') && 'topic' in what ? [what.topic] : [],
    ),
  );
  const isClosed = ({ code }: ProblemKind) => closing.has(`problem.${code}`);
  const open = kinds.filter((kind) => !isClosed(kind));
  const closed = kinds.filter(isClosed);
  return (
    <section className="panel" data-testid="problem-kinds">
      <div className="part-head">
        <h2>{t('problems.open')}</h2>
        {chosen && (
          <Button type="link" size="small" onClick={() => onChoose(null)}>
            {t('ui.problems.all')}
          </Button>
        )}
      </div>
      {open.length === 0 && <p className="muted">{t('problems.all_closed')}</p>}
      {open.map((kind) => (
        <OneKind key={kind.code} kind={kind} {...props} />
      ))}
      {closed.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'closed',
              label: t('problems.closed', { n: closed.length }),
              children: closed.map((kind) => <OneKind key={kind.code} kind={kind} {...props} />),
            },
          ]}
        />
      )}
    </section>
  );
}

function OneKind({ kind, settled, tableOf, chosen, onChoose, onSettle, onUndo }: Props & { kind: ProblemKind }) {
  const { t } = useApp();
  const text = useProblemText();
  const [reason, setReason] = useState('');
  const topic = `problem.${kind.code}`;
  const has = (wanted: 'accept' | 'ask' | 'exclude') =>
    settled.some(({ what }) => what.kind === wanted && what.topic === topic);
  const isChosen = chosen === kind.code;
  return (
    <article className="problem-kind" data-testid="problem-kind" data-code={kind.code}>
      <header>
        <button
          type="button"
          data-testid="problem-group"
          aria-pressed={isChosen}
          className={`problem-group ${isChosen ? 'chosen' : ''}`}
          onClick={() => onChoose(isChosen ? null : kind.code)}
        >
          <SeverityMark severity={kind.severity} />
          <b className="problem-count">{count(kind.count)}</b>
          <span className="problem-text">
            {t('ui.problems.example', { text: text(kind.example, tableOf(kind.example.place)) })}
          </span>
        </button>
        {has('accept') && <Tag>{t('recon.accepted')}</Tag>}
        {has('ask') && <Tag color="processing">{t('recon.asked')}</Tag>}
      </header>
      {kind.rejected > 0 && (
        <p className="muted">{t('problems.rows.rejected', { n: count(kind.rejected) })}</p>
      )}
      <div className="recon-actions">
        {!has('accept') && (
          <Button
            size="small"
            data-testid="problem-accept"
            onClick={() => onSettle({ kind: 'accept', topic }, '')}
          >
            {t('recon.accept')}
          </Button>
        )}
        {kind.rows > 0 && !has('exclude') && (
          <Popconfirm
            title={t(`fix.${kind.rule}`)}
            description={
              <>
                <p>{t('problems.exclude.ask')}</p>
                <Input
                  value={reason}
                  placeholder={t('problems.reason')}
                  onChange={(event) => setReason(event.target.value)}
                />
              </>
            }
            okText={t('problems.exclude', { n: count(kind.rows) })}
            cancelText={t('ui.cancel')}
            onConfirm={() => onSettle({ kind: 'exclude_problems', code: kind.code }, reason)}
          >
            <Button size="small" data-testid="problem-exclude">
              {t(kind.rule === 'keep_first' ? 'problems.keep_first' : 'problems.exclude', {
                n: count(kind.rows),
              })}
            </Button>
          </Popconfirm>
        )}
        {!has('ask') && (
          <Button
            size="small"
            data-testid="problem-ask"
            onClick={() => onSettle({ kind: 'ask', topic }, '')}
          >
            {t('recon.ask')}
          </Button>
        )}
        {kind.decisions.length > 0 && (
          <Button
            type="link"
            size="small"
            data-testid="problem-undo"
            onClick={() => onUndo(kind.decisions)}
          >
            {t('recon.undo')}
          </Button>
        )}
      </div>
    </article>
  );
}
