import { Table, type TableColumnsType } from 'antd';

import type { CustomerLine, LoyaltyExhibits } from '../api/generated';
import { ABSENT, count, digits, percent, score } from '../format/numbers';
import { useApp } from '../state/app';
import { BarList } from './BarList';
import { LoyaltyMatrix } from './LoyaltyMatrix';
import { LoyaltyTest } from './LoyaltyTest';
import { useReading } from './context';

/** Single customers: index and tiers, value × loyalty, early warning and what it was worth. */
export function Loyalty() {
  const { t } = useApp();
  const { assessment, format } = useReading();
  const { loyalty } = assessment.exhibits;
  if (!loyalty.rules) {
    return (
      <>
        <h2>{t('ui.part.loyalty')}</h2>
        <p className="muted">{t('ui.loyalty.none')}</p>
      </>
    );
  }
  const revenue = loyalty.tiers.reduce((sum, tier) => sum + tier.revenue, 0);
  const part = (amount: number) => (revenue > 0 ? amount / revenue : null);
  return (
    <>
      <h2>{t('ui.part.loyalty')}</h2>
      <div className="exhibits">
        <LoyaltyMatrix cells={loyalty.matrix} />
        <BarList
          title={t('ui.loyalty.tiers')}
          note={t('ui.loyalty.tiers.note', { mean: score(loyalty.index_mean) })}
          columns={[t('ui.chart.customers'), format.moneyUnit, t('ui.chart.share')]}
          rows={loyalty.tiers.map((tier) => ({
            label: t(`loyalty.tier.${tier.tier}`),
            size: tier.revenue,
            cells: [
              count(tier.customers),
              format.moneyCell(tier.revenue),
              percent(part(tier.revenue)),
            ],
          }))}
        />
        <Signals loyalty={loyalty} part={part} />
        <Components loyalty={loyalty} />
        <LoyaltyTest loyalty={loyalty} />
      </div>
      {loyalty.endangered.length > 0 && (
        <>
          <h3>{t('ui.loyalty.endangered')}</h3>
          <Lines id="endangered" lines={loyalty.endangered} />
        </>
      )}
      {loyalty.warned.length > 0 && (
        <>
          <h3>{t('ui.loyalty.warned')}</h3>
          <Lines id="warned" lines={loyalty.warned} />
        </>
      )}
    </>
  );
}

function Signals({
  loyalty,
  part,
}: {
  loyalty: LoyaltyExhibits;
  part(amount: number): number | null;
}) {
  const { t } = useApp();
  const { format } = useReading();
  return (
    <BarList
      title={t('ui.loyalty.signals')}
      columns={[
        t('report.loyalty.head.judged'),
        t('report.loyalty.head.flagged'),
        format.moneyUnit,
        t('ui.chart.share'),
      ]}
      rows={loyalty.signals.map((sign) => ({
        label: t(`loyalty.signal.${sign.signal}`),
        size: sign.revenue,
        cells: [
          count(sign.judged),
          count(sign.flagged),
          format.moneyCell(sign.revenue),
          percent(part(sign.revenue)),
        ],
      }))}
    />
  );
}

function Components({ loyalty }: { loyalty: LoyaltyExhibits }) {
  const { t } = useApp();
  const weight = new Map(loyalty.rules?.component.map((rule) => [rule.id, rule.weight]));
  return (
    <BarList
      title={t('ui.loyalty.components')}
      columns={[
        t('report.head.weight'),
        t('report.loyalty.head.known'),
        t('report.loyalty.head.mean'),
      ]}
      rows={loyalty.components.map(({ id, customers, mean }) => ({
        label: t(`loyalty.component.${id}`),
        size: mean ?? 0,
        cells: [count(weight.get(id)), count(customers), score(mean)],
      }))}
    />
  );
}

function Lines({ id, lines }: { id: string; lines: CustomerLine[] }) {
  const { t } = useApp();
  const { format } = useReading();
  const right = { align: 'right' as const, className: 'one-line' };
  const why = ({ signals, weak }: CustomerLine) => {
    const comma = t('report.comma');
    const components = weak.map((part) => t(`loyalty.component.${part}`)).join(comma);
    return [
      signals.map((sign) => t(`loyalty.signal.${sign}`)).join(comma),
      components && t('loyalty.weak', { components }),
    ]
      .filter(Boolean)
      .join(t('report.semicolon'));
  };
  const columns: TableColumnsType<CustomerLine> = [
    { title: '#', width: 44, render: (_, __, index) => index + 1 },
    { title: t('ui.customer'), dataIndex: 'name', minWidth: 190 },
    {
      title: t('ui.customer.revenue', { unit: format.moneyUnit }),
      ...right,
      render: (_, { revenue }) => format.moneyCell(revenue),
    },
    {
      title: t('report.loyalty.head.index'),
      ...right,
      render: (_, { index }) => score(index),
    },
    { title: t('ui.customer.last'), dataIndex: 'last_order', className: 'one-line' },
    {
      title: t('report.loyalty.head.silence'),
      ...right,
      render: (_, { silence }) => count(silence),
    },
    {
      title: t('report.loyalty.head.usual'),
      ...right,
      render: (_, { usual }) => (usual === null ? ABSENT : digits(usual, 0)),
    },
    {
      title: t('report.loyalty.head.alive'),
      ...right,
      render: (_, { alive }) => percent(alive),
    },
    {
      title: t('report.loyalty.head.silent_year'),
      ...right,
      render: (_, { silent_year }) => percent(silent_year),
    },
    { title: t('report.loyalty.head.why'), render: (_, line) => why(line) },
  ];
  return (
    <Table<CustomerLine>
      data-testid={`loyalty-${id}`}
      size="small"
      rowKey="name"
      pagination={false}
      columns={columns}
      dataSource={lines}
      scroll={{ x: 1180 }}
    />
  );
}
