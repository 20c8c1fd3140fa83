import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useEffect } from 'react';

import type { DecisionView } from '../api/generated';
import { moment } from '../format/dates';
import { ABSENT } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import { useApp } from '../state/app';
import { useQuery } from '../state/command';
import { useProject } from '../state/project';
import { trailArgs } from './decide';
import type { Customers } from './useCustomers';

interface Props {
  customers: Customers;
  shown: boolean;
}

/** Every decision ever taken, newest first; those in force can be taken back. */
export function Trail({ customers, shown }: Props) {
  const { t, tOr, lang } = useApp();
  const { target, revision } = useProject();
  const query = useQuery('decision_trail', shown ? { target: target.id } : null);
  const { reload } = query;
  useEffect(() => {
    if (shown) reload();
  }, [shown, revision, reload]);

  // Checks have a name; a kind of problem is named by its sentence, its values left open.
  const topic = (detail: string) =>
    /^(check|problem)\./.test(detail) ? tOr(detail, detail).replace(/\{\w+\}/g, '…') : detail;
  const what = (decision: DecisionView) => {
    const between = lang === 'zh-CN' ? '、' : ', ';
    const args = trailArgs(decision, (id) => tOr(`customers.why.${id}`, id), between);
    const named =
      decision.kind === 'define'
        ? { ...args, detail: tOr(`definition.${decision.detail}`, decision.detail) }
        : decision.kind === 'exclude'
          ? args
          : { ...args, detail: topic(decision.detail) };
    return tOr(`customers.decision.${decision.kind}`, t('customers.decision.other'), named);
  };
  const columns: TableColumnsType<DecisionView> = [
    {
      title: t('customers.trail.when'),
      className: 'one-line',
      render: (_, { decided_at }) => moment(decided_at, lang),
    },
    {
      title: t('customers.trail.what'),
      render: (_, decision) => (
        <span className={decision.revoked_at === null ? '' : 'revoked'}>{what(decision)}</span>
      ),
    },
    {
      title: t('customers.trail.who'),
      className: 'one-line',
      render: (_, { decided_by }) => decided_by || ABSENT,
    },
    { title: t('customers.trail.why'), render: (_, { reason }) => reason || ABSENT },
    {
      title: t('customers.trail.state'),
      className: 'one-line',
      render: (_, { id, revoked_at }) =>
        revoked_at === null ? (
          <>
            <Tag color="success">{t('customers.trail.in_force')}</Tag>
            <Button
              size="small"
              type="link"
              data-testid="trail-revoke"
              disabled={customers.busy}
              onClick={() => void customers.revoke([id])}
            >
              {t('customers.trail.revoke')}
            </Button>
          </>
        ) : (
          <span className="muted">
            {t('customers.trail.revoked', { when: moment(revoked_at, lang) })}
          </span>
        ),
    },
  ];
  if (query.data?.length === 0) {
    return <Teach title={t('customers.trail.none')} text={t('customers.trail.none.note')} />;
  }
  return (
    <>
      <ErrorNote error={query.error} onRetry={reload} />
      <Table<DecisionView>
        data-testid="trail-table"
        size="small"
        rowKey="id"
        loading={query.loading && !query.data}
        columns={columns}
        dataSource={query.data ?? []}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
      />
    </>
  );
}
