import type {
  ContractExposure,
  OverdueExposure,
  PersonExposure,
  RevenueAtRisk,
  Threshold,
} from '../api/generated';
import { columnsOption } from '../charts/cube';
import { Chart } from '../charts/Chart';
import { ABSENT, count, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { BarList } from './BarList';
import { useReading } from './context';
import { originText, thresholdSentence } from './thresholds';

/** What the deal puts at risk: the ladder, contracts, persons, receivables. */
export function DealRisk() {
  const { t } = useApp();
  const { assessment } = useReading();
  const { revenue_at_risk: risk, deal_risk: deal } = assessment.exhibits;
  const { contracts, persons, overdue, thresholds } = deal;
  return (
    <>
      <h2>{t('ui.part.risk')}</h2>
      {!risk && !contracts && !persons && !overdue && (
        <p className="muted">{t('ui.risk.none')}</p>
      )}
      {risk && <Band risk={risk} />}
      <div className="exhibits" data-testid="deal-risk">
        {risk && <Ladder risk={risk} />}
        {risk && risk.largest.length > 0 && <Largest risk={risk} />}
        {contracts && <Contracts exposure={contracts} />}
        {contracts && contracts.wall.length > 0 && <Wall exposure={contracts} />}
        {persons && <Persons exposure={persons} />}
        {overdue && <Ages exposure={overdue} />}
        {overdue && (
          <div className="wide">
            <Debtors exposure={overdue} />
          </div>
        )}
        {thresholds.length > 0 && <Origins thresholds={thresholds} />}
      </div>
    </>
  );
}

function Band({ risk }: { risk: RevenueAtRisk }) {
  const { t } = useApp();
  const { format } = useReading();
  const total = risk.rungs.reduce((sum, { revenue }) => sum + revenue, 0);
  return (
    <p>
      {t('ui.risk.band', {
        expected: format.money(risk.expected),
        share: percent(risk.expected / total),
        level: `${Math.round(risk.level * 100)}%`,
        lower: format.money(risk.lower),
        upper: format.money(risk.upper),
      })}
    </p>
  );
}

function Ladder({ risk }: { risk: RevenueAtRisk }) {
  const { t, tOr } = useApp();
  const { format } = useReading();
  return (
    <BarList
      title={t('report.risk.ladder')}
      columns={[
        t('report.head.probability'),
        t('report.head.customers'),
        format.moneyUnit,
        t('report.head.expected'),
      ]}
      rows={risk.rungs.map(({ id, probability, customers, revenue, expected }) => ({
        label: tOr(`risk.${id}`, id),
        size: revenue,
        cells: [
          percent(probability),
          count(customers),
          format.moneyCell(revenue),
          format.moneyCell(expected),
        ],
      }))}
    />
  );
}

function Largest({ risk }: { risk: RevenueAtRisk }) {
  const { t } = useApp();
  const { format } = useReading();
  return (
    <BarList
      title={t('report.risk.stress')}
      columns={[
        format.moneyUnit,
        t('report.head.revenue_share'),
        t('report.head.profit_lost'),
        t('report.head.margin_share'),
      ]}
      rows={risk.largest.map(({ customers, revenue, share, profit, margin_share }) => ({
        label: t('report.risk.top', { n: customers }),
        size: share,
        cells: [
          format.moneyCell(revenue),
          percent(share),
          format.moneyCell(profit),
          percent(margin_share),
        ],
      }))}
    />
  );
}

function Contracts({ exposure }: { exposure: ContractExposure }) {
  const { t, tOr } = useApp();
  const { format } = useReading();
  const { rungs, unnamed, revenue } = exposure;
  const rows = rungs.map((rung) => ({
    label: tOr(`contract_rung.${rung.id}`, rung.id),
    size: rung.revenue,
    cells: [
      count(rung.customers),
      format.moneyCell(rung.revenue),
      percent(rung.share),
      percent(rung.recorded),
    ],
  }));
  const rest = {
    label: t('report.risk.contracts.unnamed'),
    size: unnamed,
    cells: ['', format.moneyCell(unnamed), percent(unnamed / revenue), ''],
  };
  return (
    <BarList
      title={t('report.risk.contracts')}
      columns={[
        t('report.head.customers'),
        format.moneyUnit,
        t('report.head.revenue_share'),
        t('report.head.recorded'),
      ]}
      rows={[...rows, rest]}
    />
  );
}

function Wall({ exposure }: { exposure: ContractExposure }) {
  const { t } = useApp();
  const { format } = useReading();
  const { wall, later, open_ended: open } = exposure;
  const cells = (part: typeof later, soFar: number | null) => [
    count(part.customers),
    format.moneyCell(part.revenue),
    format.moneyCell(part.renewing),
    percent(soFar),
  ];
  const months = wall.map(({ month, part, ending_so_far }) => ({
    label: month.slice(0, 7),
    size: part.revenue,
    cells: cells(part, ending_so_far),
  }));
  const others = (
    [
      ['later', later],
      ['open', open],
    ] as const
  ).flatMap(([id, part]) =>
    part.customers > 0
      ? [{ label: t(`report.risk.wall.${id}`), size: part.revenue, cells: cells(part, null) }]
      : [],
  );
  return (
    <BarList
      title={t('report.risk.wall')}
      columns={[
        t('report.head.customers'),
        format.moneyUnit,
        t('report.head.renewing'),
        t('report.head.ending_so_far'),
      ]}
      rows={[...months, ...others]}
    />
  );
}

function Persons({ exposure }: { exposure: PersonExposure }) {
  const { t } = useApp();
  const { format } = useReading();
  const { contacts, leavers, not_found: notFound } = exposure;
  const notes = [
    leavers &&
      t(
        leavers.alone_share === null
          ? 'report.risk.persons.leavers.unknown'
          : 'report.risk.persons.leavers',
        {
          revenue: format.money(leavers.revenue),
          share: percent(leavers.share),
          alone: percent(leavers.alone_share),
        },
      ),
    !leavers && t('report.risk.persons.nobody'),
    notFound.length > 0 &&
      t('report.risk.persons.not_found', { names: notFound.join(t('report.comma')) }),
    !exposure.backup_known && t('report.risk.persons.unknown'),
    contacts &&
      t('report.risk.persons.contacts', {
        customers: contacts.customers,
        one: contacts.one,
        several: contacts.several,
        none: contacts.none,
        revenue: format.money(contacts.one_revenue),
      }),
  ].filter((note): note is string => typeof note === 'string');
  return (
    <BarList
      title={t('report.risk.persons')}
      notes={notes}
      columns={[
        t('report.head.customers'),
        format.moneyUnit,
        t('report.head.share'),
        t('report.head.kpd'),
      ]}
      rows={exposure.persons.map(({ name, leaves, customers, dependency }) => ({
        label: leaves ? t('report.risk.persons.leaves', { name }) : name,
        size: dependency.revenue,
        cells: [
          count(customers),
          format.moneyCell(dependency.revenue),
          percent(dependency.share),
          percent(dependency.alone_share),
        ],
      }))}
    />
  );
}

function Ages({ exposure }: { exposure: OverdueExposure }) {
  const { t, tOr, colours } = useApp();
  const { format } = useReading();
  const option = columnsOption(
    exposure.ages.map(({ id, amount }) => [tOr(`age.${id}`, id), amount]),
    t('report.risk.overdue.ages'),
    (minor) => format.moneyCell(minor),
    colours,
  );
  return (
    <Chart
      title={t('report.risk.overdue.ages')}
      note={t('ui.chart.unit', { unit: format.moneyUnit })}
      option={option}
    />
  );
}

function Debtors({ exposure }: { exposure: OverdueExposure }) {
  const { t } = useApp();
  const { format } = useReading();
  const days = (dso: number | null) => (dso === null ? ABSENT : format.figure(dso, 'days'));
  const lead = t('report.risk.overdue.lead', {
    open: format.money(exposure.open),
    overdue: format.money(exposure.overdue),
    share: percent(exposure.share),
    dso: days(exposure.dso),
    customers: exposure.customers,
    revenue: format.money(exposure.revenue),
  });
  return (
    <BarList
      title={t('report.risk.overdue.customers')}
      notes={[lead]}
      columns={[
        t('report.head.open'),
        t('report.head.overdue'),
        t('report.head.oldest'),
        t('report.head.dso'),
      ]}
      rows={exposure.largest.map(({ name, open, overdue, oldest_days, dso }) => ({
        label: name,
        size: overdue,
        cells: [
          format.moneyCell(open),
          format.moneyCell(overdue),
          count(oldest_days),
          days(dso),
        ],
      }))}
    />
  );
}

function Origins({ thresholds }: { thresholds: Threshold[] }) {
  const { t, tOr } = useApp();
  return (
    <figure className="panel wide bar-list">
      <figcaption>
        <b>{t('ui.risk.origin')}</b> <span className="muted">{t('report.risk.thresholds.lead')}</span>
      </figcaption>
      <table>
        <tbody>
          {thresholds.map((threshold) => (
            <tr key={threshold.id}>
              <td>
                <b>{tOr(`report.risk.subject.${threshold.id}`, threshold.id)}</b>
              </td>
              <td>{thresholdSentence(threshold, t)}</td>
              <td className="muted">{originText(threshold, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
