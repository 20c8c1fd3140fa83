import { Table, type TableColumnsType } from 'antd';

import type { MatchedTable } from '../api/generated';
import { count, percent } from '../format/numbers';
import { Teach } from '../parts/Teach';
import { useApp } from '../state/app';

/** How the customers named in each table meet the orders, by rows and by revenue. */
export function MatchTable({ matches }: { matches: MatchedTable[] }) {
  const { t, tOr } = useApp();
  const right = { align: 'right' as const, className: 'one-line' };
  const columns: TableColumnsType<MatchedTable> = [
    {
      title: t('customers.matches.table'),
      render: (_, { table }) => tOr(`table.${table}`, table),
    },
    { title: t('customers.matches.named'), ...right, render: (_, { named }) => count(named) },
    { title: t('customers.matches.matched'), ...right, render: (_, { matched }) => count(matched) },
    {
      title: t('customers.matches.rows'),
      ...right,
      render: (_, { matched, named }) => (
        <span className={matched < 0.9 * named ? 'weak-match' : ''}>
          {percent(matched / named)}
        </span>
      ),
    },
    {
      title: t('customers.matches.revenue'),
      ...right,
      render: (_, { revenue_share }) => percent(revenue_share),
    },
    {
      title: t('customers.matches.unmatched'),
      render: (_, { unmatched_names }) =>
        unmatched_names === 0 ? (
          <span className="muted">{t('customers.matches.all')}</span>
        ) : (
          count(unmatched_names)
        ),
    },
  ];
  if (matches.length === 0) {
    return <Teach title={t('customers.matches.none')} text={t('customers.matches.none.note')} />;
  }
  return (
    <>
      <p className="muted">{t('customers.matches.note')}</p>
      <Table<MatchedTable>
        data-testid="match-table"
        size="small"
        rowKey="table"
        columns={columns}
        dataSource={matches}
        pagination={false}
        expandable={{
          rowExpandable: ({ unmatched }) => unmatched.length > 0,
          expandedRowRender: ({ unmatched, unmatched_names }) => (
            <div className="unmatched">
              {unmatched.map(([name, n]) => (
                <span key={name}>
                  {t('customers.matches.unmatched.row', { name, n: count(n) })}
                </span>
              ))}
              {unmatched_names > unmatched.length && (
                <span className="muted">
                  {t('customers.matches.more', { n: count(unmatched_names - unmatched.length) })}
                </span>
              )}
            </div>
          ),
        }}
      />
    </>
  );
}
