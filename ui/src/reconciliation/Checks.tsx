import { Button, Collapse, Popconfirm, Tag } from 'antd';

import type {
  Check,
  CheckStatus,
  Reconciliation,
  RowSet,
  SettledView,
  Settlement,
} from '../api/generated';
import { useApp } from '../state/app';
import { useFormat } from '../state/format';
import { CheckTable } from './CheckTable';
import { useCheckWords } from './checkWords';

interface Props {
  found: Reconciliation;
  files: Record<number, string | undefined>;
  sets: RowSet[];
  settled: SettledView[];
  onRows(title: string, sets: RowSet[]): void;
  onSettle(what: Settlement): void;
  onUndo(ids: number[]): void;
}

const COLOUR: Record<CheckStatus, string> = {
  problem: 'error',
  look: 'warning',
  ok: 'success',
  nothing: 'default',
};
const RANK: CheckStatus[] = ['problem', 'look', 'ok', 'nothing'];

/** Whether the records are whole; what is clear or accepted folds away. */
export function Checks(props: Props) {
  const { t } = useApp();
  const { checks } = props.found;
  const open = checks
    .filter(({ status, accepted }) => !accepted && (status === 'problem' || status === 'look'))
    .sort((a, b) => RANK.indexOf(a.status) - RANK.indexOf(b.status));
  const folded = checks.filter((check) => !open.includes(check));
  const number = (status: CheckStatus) => checks.filter((one) => one.status === status).length;
  return (
    <section className="panel" data-testid="checks">
      <div className="part-head">
        <h2>{t('recon.checks')}</h2>
        <span className="muted">
          {t('recon.checks.counts', {
            problem: number('problem'),
            look: number('look'),
            ok: number('ok'),
          })}
        </span>
      </div>
      {open.map((check) => (
        <OneCheck key={check.id} check={check} {...props} />
      ))}
      {folded.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'folded',
              label: t('recon.checks.clear', { n: folded.length }),
              children: folded.map((check) => <OneCheck key={check.id} check={check} {...props} />),
            },
          ]}
        />
      )}
    </section>
  );
}

function OneCheck({ check, ...props }: Props & { check: Check }) {
  const { t } = useApp();
  const words = useCheckWords(useFormat(props.found.currency));
  const title = t(`check.${check.id}`);
  const topic = `check.${check.id}`;
  const sets = check.rows.flatMap((index) => props.sets[index] ?? []);
  const decisions = props.settled
    .filter(({ what }) => 'topic' in what && what.topic === topic && what.kind !== 'exclude')
    .map(({ id }) => id);
  const objected = check.status === 'problem' || check.status === 'look';
  const { fix } = check;
  const [set] = sets;
  return (
    <article className="recon-check" data-testid={`check-${check.id}`} data-status={check.status}>
      <header>
        <Tag color={COLOUR[check.status]}>{t(`check.status.${check.status}`)}</Tag>
        <b>{title}</b>
        {check.accepted && <Tag>{t('recon.accepted')}</Tag>}
        {check.asked && <Tag color="processing">{t('recon.asked')}</Tag>}
      </header>
      <p>{words.sentence(check.id, check.status, check.args)}</p>
      {objected && (
        <p className="muted">
          {t('recon.todo')}：{t(`check.${check.id}.todo`)}
        </p>
      )}
      {check.table && objected && (
        <CheckTable table={check.table} files={props.files} words={words} />
      )}
      <div className="recon-actions">
        {sets.length > 0 && (
          <Button size="small" onClick={() => props.onRows(title, sets)}>
            {t('recon.rows')}
          </Button>
        )}
        {fix && set && (
          <Popconfirm
            title={t(`fix.${fix}`)}
            description={t('problems.exclude.ask')}
            okText={t('problems.exclude', { n: set.count })}
            cancelText={t('ui.cancel')}
            onConfirm={() => props.onSettle({ kind: 'exclude_rows', topic, rule: fix, set })}
          >
            <Button size="small">{t(`fix.${fix}`)}</Button>
          </Popconfirm>
        )}
        {objected && !check.accepted && (
          <Button size="small" onClick={() => props.onSettle({ kind: 'accept', topic })}>
            {t('recon.accept')}
          </Button>
        )}
        {objected && !check.asked && (
          <Button
            size="small"
            data-testid="check-ask"
            onClick={() => props.onSettle({ kind: 'ask', topic })}
          >
            {t('recon.ask')}
          </Button>
        )}
        {decisions.length > 0 && (
          <Button type="link" size="small" onClick={() => props.onUndo(decisions)}>
            {t('recon.undo')}
          </Button>
        )}
      </div>
    </article>
  );
}
