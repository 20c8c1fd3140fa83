import { Table, type TableColumnsType, Tooltip } from 'antd';

import type { LostCustomer, TopCustomer } from '../api/generated';
import { ABSENT, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { useReading } from './context';

/** The largest customers and the largest lost ones. */
export function Customers() {
  const { t } = useApp();
  const { assessment } = useReading();
  const { top_customers, lost_customers } = assessment.exhibits;
  return (
    <>
      <h2>{t('ui.part.customers')}</h2>
      {top_customers.length === 0 && <p className="muted">{t('ui.customers.none')}</p>}
      {top_customers.length > 0 && <TopTable customers={top_customers} />}
      {lost_customers.length > 0 && (
        <>
          <h3>{t('ui.customers.lost')}</h3>
          <LostTable customers={lost_customers} />
        </>
      )}
    </>
  );
}

function TopTable({ customers }: { customers: TopCustomer[] }) {
  const { t, tOr } = useApp();
  const { format } = useReading();
  const growth = ({ revenue, before }: TopCustomer) =>
    before === null || before <= 0 ? ABSENT : percent(revenue / before - 1);
  const right = { align: 'right' as const, className: 'one-line' };
  const columns: TableColumnsType<TopCustomer> = [
    { title: '#', width: 44, render: (_, __, index) => index + 1 },
    {
      title: t('ui.customer'),
      minWidth: 190,
      render: (_, { name, members }) => (
        <>
          {name}
          {members.length > 1 && (
            <Tooltip title={members.join(' · ')}>
              <span className="muted" tabIndex={0}>
                {' '}
                {t('ui.customer.members', { n: members.length })}
              </span>
            </Tooltip>
          )}
        </>
      ),
    },
    {
      title: t('ui.customer.revenue', { unit: format.moneyUnit }),
      ...right,
      render: (_, { revenue }) => format.moneyCell(revenue),
    },
    { title: t('ui.customer.share'), ...right, render: (_, { share }) => percent(share) },
    {
      title: t('ui.customer.before', { unit: format.moneyUnit }),
      ...right,
      render: (_, { before }) => format.moneyCell(before),
    },
    { title: t('ui.customer.growth'), ...right, render: (_, customer) => growth(customer) },
    { title: t('ui.customer.first'), dataIndex: 'first_order', className: 'one-line' },
    { title: t('ui.customer.last'), dataIndex: 'last_order', className: 'one-line' },
    {
      title: t('ui.customer.owner'),
      className: 'one-line',
      render: (_, { owner }) => owner ?? ABSENT,
    },
    {
      title: t('ui.customer.stage'),
      className: 'one-line',
      render: (_, { stage }) => tOr(`stage.${stage}`, stage),
    },
    {
      title: t('ui.customer.contract'),
      className: 'one-line',
      render: (_, { contract_end }) => contract_end ?? ABSENT,
    },
  ];
  return (
    <Table<TopCustomer>
      data-testid="top-customers"
      size="small"
      rowKey="name"
      pagination={false}
      columns={columns}
      dataSource={customers}
      scroll={{ x: 1180 }}
    />
  );
}

function LostTable({ customers }: { customers: LostCustomer[] }) {
  const { t } = useApp();
  const { format } = useReading();
  return (
    <Table<LostCustomer>
      size="small"
      rowKey="name"
      pagination={false}
      dataSource={customers}
      columns={[
        { title: t('ui.customer'), dataIndex: 'name' },
        { title: t('ui.customer.last'), dataIndex: 'last_order' },
        {
          title: t('ui.customer.lost_revenue', { unit: format.moneyUnit }),
          align: 'right',
          render: (_, { revenue_before }) => format.moneyCell(revenue_before),
        },
        { title: t('ui.customer.reason'), render: (_, { reason }) => reason ?? ABSENT },
      ]}
    />
  );
}
