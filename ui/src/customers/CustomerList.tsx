import { Button, Input, Segmented, Table, type TableColumnsType, Tag, Tooltip } from 'antd';
import { useEffect, useState } from 'react';

import type { CustomerFilter, ListedCustomer, Member } from '../api/generated';
import { ABSENT, count } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import { useApp } from '../state/app';
import { useQuery } from '../state/command';
import { useFormat } from '../state/format';
import { useProject } from '../state/project';
import { partyKey } from './decide';
import { type Asked, DecisionDialog } from './DecisionDialog';
import type { Customers } from './useCustomers';

const PAGE = 100;
/** Milliseconds after the last letter before a search begins. */
const PAUSE = 250;

interface Props {
  customers: Customers;
  shown: boolean;
}

/** Every customer, largest first; several can be merged, grouped or left out. */
export function CustomerList({ customers, shown }: Props) {
  const { t } = useApp();
  const { target, revision } = useProject();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<CustomerFilter>('all');
  const [page, setPage] = useState(1);
  const [selected, setSelected] = useState<ReadonlyMap<string, Member>>(new Map());
  const [asked, setAsked] = useState<Asked>();
  const args = { target: target.id, search, filter, offset: (page - 1) * PAGE, limit: PAGE };
  const query = useQuery('customer_list', shown ? args : null);
  const { reload } = query;
  useEffect(() => {
    if (shown) reload();
  }, [shown, revision, reload]);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSearch(typed.trim());
      setPage(1);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);

  const rows = query.data?.customers ?? [];
  const columns = useColumns(customers);
  const toggle = (changed: ListedCustomer[], on: boolean) => {
    const next = new Map(selected);
    for (const { customer } of changed) {
      if (on) next.set(partyKey(customer.party), customer);
      else next.delete(partyKey(customer.party));
    }
    setSelected(next);
  };
  const ask = (kind: Asked) => setAsked(kind);
  return (
    <>
      <div className="customers-bar">
        <Input.Search
          className="customers-search"
          data-testid="customers-search"
          allowClear
          placeholder={t('customers.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Segmented<CustomerFilter>
          value={filter}
          onChange={(value) => {
            setFilter(value);
            setPage(1);
          }}
          options={[
            { value: 'all', label: t('customers.filter.all') },
            { value: 'settled', label: t('customers.filter.settled') },
          ]}
        />
        <span className="grow" />
        <span className="muted">
          {selected.size > 0
            ? t('customers.selected', { n: count(selected.size) })
            : t('customers.select.hint')}
        </span>
        {selected.size > 0 && (
          <Button type="link" size="small" onClick={() => setSelected(new Map())}>
            {t('customers.clear')}
          </Button>
        )}
        <Button disabled={selected.size < 2} data-testid="do-merge" onClick={() => ask('merge')}>
          {t('customers.do.merge')}
        </Button>
        <Button disabled={selected.size < 2} data-testid="do-group" onClick={() => ask('group')}>
          {t('customers.do.group')}
        </Button>
        <Button disabled={selected.size < 1} data-testid="do-exclude" onClick={() => ask('exclude')}>
          {t('customers.do.exclude')}
        </Button>
      </div>
      <ErrorNote error={query.error} onRetry={reload} />
      <Table<ListedCustomer>
        data-testid="customer-table"
        size="small"
        rowKey={({ customer }) => partyKey(customer.party)}
        loading={query.loading && rows.length === 0}
        columns={columns}
        dataSource={rows}
        rowSelection={{
          selectedRowKeys: [...selected.keys()],
          preserveSelectedRowKeys: true,
          onSelect: (row, on) => toggle([row], on),
          onSelectAll: (on, _, changed) => toggle(changed.filter(Boolean), on),
        }}
        locale={{
          emptyText: (
            <Teach
              title={t(filter === 'settled' ? 'customers.list.none.settled' : 'customers.list.none')}
              text={t('customers.select.hint')}
            />
          ),
        }}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: query.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: setPage,
        }}
      />
      {asked && (
        <DecisionDialog
          asked={asked}
          members={[...selected.values()]}
          busy={customers.busy}
          onClose={() => setAsked(undefined)}
          onDecide={async (decision, reason) => {
            if (!(await customers.decide([[decision, reason]]))) return;
            setAsked(undefined);
            setSelected(new Map());
          }}
        />
      )}
    </>
  );
}

function useColumns(customers: Customers): TableColumnsType<ListedCustomer> {
  const { t } = useApp();
  const format = useFormat();
  const right = { align: 'right' as const, className: 'one-line' };
  return [
    {
      title: t('customers.head.name'),
      render: (_, { customer }) => customer.name,
    },
    {
      title: t('customers.head.code'),
      className: 'one-line',
      render: (_, { customer }) => customer.code ?? ABSENT,
    },
    {
      title: t('customers.head.rows'),
      ...right,
      render: (_, { customer }) => count(customer.rows),
    },
    {
      title: t('customers.head.revenue', { unit: format.moneyUnit }),
      ...right,
      render: (_, { customer }) => format.moneyCell(customer.revenue),
    },
    {
      title: t('customers.head.first'),
      className: 'one-line',
      render: (_, { customer }) => customer.first ?? ABSENT,
    },
    {
      title: t('customers.head.last'),
      className: 'one-line',
      render: (_, { customer }) => customer.last ?? ABSENT,
    },
    {
      title: t('customers.head.settled'),
      width: 360,
      render: (_, row) => <Settled row={row} customers={customers} />,
    },
  ];
}

/** What was decided about a customer, and how to take it back. */
function Settled({ row, customers }: { row: ListedCustomer; customers: Customers }) {
  const { t } = useApp();
  const { merged, group, exclusion, decisions } = row;
  return (
    <span className="settled">
      {exclusion && <Tag color="gold">{t(`customers.why.${exclusion}`)}</Tag>}
      {group && <Tag color="purple">{t('customers.list.group', { name: group })}</Tag>}
      {merged.length > 0 && (
        <Tooltip title={merged.join(' · ')}>
          <Tag color="blue" tabIndex={0}>
            {t('customers.list.merged', { n: count(merged.length), names: merged[0] ?? '' })}
          </Tag>
        </Tooltip>
      )}
      {decisions.length > 0 && (
        <Button
          size="small"
          type="link"
          disabled={customers.busy}
          onClick={() => void customers.revoke(decisions)}
        >
          {t('customers.undo')}
        </Button>
      )}
    </span>
  );
}
