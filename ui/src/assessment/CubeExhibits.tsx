import { useMemo } from 'react';

import type { BridgeStep, CustomPeriod, HiddenPart, TenureBand } from '../api/generated';
import { Chart } from '../charts/Chart';
import { cohortsHeight, cohortsOption } from '../charts/cohorts';
import { asShares, columnsOption, pvmOption } from '../charts/cube';
import { ABSENT, count, digits, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { BarList } from './BarList';
import { useReading } from './context';

/** Projections of the customer cube, compactly; what has no data is not drawn. */
export function CubeExhibits() {
  const { t, colours } = useApp();
  const { assessment, format } = useReading();
  const { cube } = assessment.exhibits;
  const { season, rolling, renewals } = cube;
  const options = useMemo(() => {
    const show = (minor: number) => format.moneyCell(minor);
    const share = (value: number) => percent(value);
    const shares = cube.revenue_cohorts && asShares(cube.revenue_cohorts);
    return {
      pvm:
        cube.price_volume_mix &&
        pvmOption(cube.price_volume_mix, (id) => t(`report.cube.pvm.${id}`), show, colours),
      shares: shares && shares.rows.length > 1 ? shares : null,
      rolling:
        rolling.length > 3 &&
        columnsOption(
          rolling.slice(1).map((point) => [`+${point.months}`, point.share]),
          t('ui.cube.rolling'),
          share,
          colours,
        ),
      season:
        season.length === 12 &&
        columnsOption(
          season.map((index, at) => [t(`unit.month.${at + 1}`), index]),
          t('ui.cube.season'),
          (value) => digits(value, 2),
          colours,
        ),
      renewals:
        renewals.length > 2 &&
        columnsOption(
          renewals.slice(0, 24).map(({ month, revenue }) => [month.slice(0, 7), revenue]),
          t('ui.cube.renewals'),
          show,
          colours,
        ),
    };
  }, [cube, rolling, season, renewals, t, format, colours]);
  const cohorts = useMemo(
    () => options.shares && cohortsOption(options.shares, t('ui.chart.cohort_size'), colours),
    [options, t, colours],
  );
  const money = t('ui.chart.unit', { unit: format.moneyUnit });
  const last = cube.steps.at(-1);

  return (
    <>
      {cube.steps.length + cube.custom.length > 0 && (
        <Steps steps={cube.steps} groups={cube.group_steps} chosen={cube.custom} />
      )}
      {last && last.tiers.length > 0 && <Tiers step={last} />}
      {options.pvm && <Chart title={t('ui.cube.pvm')} note={money} option={options.pvm} />}
      {cohorts && options.shares && (
        <div className="wide">
          <Chart
            title={t('ui.cube.revenue_cohorts')}
            note={t('ui.cube.revenue_cohorts.note')}
            option={cohorts}
            height={cohortsHeight(options.shares)}
          />
        </div>
      )}
      {options.rolling && <Chart title={t('ui.cube.rolling')} option={options.rolling} />}
      {cube.grace.length > 1 && (
        <BarList
          title={t('ui.cube.grace')}
          columns={[t('report.cube.head.churn'), t('report.cube.head.gone')]}
          rows={cube.grace.map(({ months, customers, lost }) => ({
            label: t('report.cube.months', { n: months }),
            size: lost / customers,
            cells: [percent(lost / customers), `${count(lost)} / ${count(customers)}`],
          }))}
        />
      )}
      {cube.hidden.length > 0 && <Hidden parts={cube.hidden} />}
      {options.renewals && (
        <Chart title={t('ui.cube.renewals')} note={money} option={options.renewals} />
      )}
      {cube.tenure.length > 0 && <Tenure bands={cube.tenure} />}
      {options.season && <Chart title={t('ui.cube.season')} option={options.season} />}
    </>
  );
}

function Steps({
  steps,
  groups,
  chosen,
}: {
  steps: BridgeStep[];
  groups: BridgeStep[];
  chosen: CustomPeriod[];
}) {
  const { t } = useApp();
  const name = ({ ltm, later }: BridgeStep) =>
    ltm ? t('report.cube.ltm') : later.from.slice(0, 4);
  const own = ({ later }: BridgeStep) => `${later.from.slice(0, 7)} – ${later.to.slice(0, 7)}`;
  const row = (step: BridgeStep, label: string) => ({
    label,
    size: step.all.nrr ?? 0,
    cells: [
      percent(step.all.nrr),
      percent(step.all.nrr_with_reactivation),
      percent(step.all.grr),
      percent(step.all.logo_churn),
    ],
  });
  return (
    <BarList
      title={t('ui.cube.steps')}
      columns={[
        t('report.cube.head.nrr'),
        t('report.cube.head.nrr_r'),
        t('report.cube.head.grr'),
        t('report.cube.head.churn'),
      ]}
      rows={[
        ...steps.map((step) => row(step, name(step))),
        ...groups.slice(-1).map((step) => row(step, `${name(step)} ${t('ui.cube.of_groups')}`)),
        ...chosen.flatMap(({ step, group_step: group }) => [
          ...(step ? [row(step, own(step))] : []),
          ...(group ? [row(group, `${own(group)} ${t('ui.cube.of_groups')}`)] : []),
        ]),
      ]}
    />
  );
}

function Tiers({ step }: { step: BridgeStep }) {
  const { t } = useApp();
  return (
    <BarList
      title={t('ui.cube.tiers')}
      columns={[
        t('ui.chart.customers'),
        t('report.cube.head.nrr'),
        t('report.cube.head.grr'),
        t('report.cube.head.churn'),
      ]}
      rows={step.tiers.map(({ tier, line }) => ({
        label: t(`tier.${tier}`),
        size: line.grr ?? 0,
        cells: [
          count(line.customers),
          percent(line.nrr),
          percent(line.grr),
          percent(line.logo_churn),
        ],
      }))}
    />
  );
}

function Hidden({ parts }: { parts: HiddenPart[] }) {
  const { t } = useApp();
  return (
    <BarList
      title={t('ui.cube.hidden')}
      columns={[t('ui.chart.share'), t('ui.chart.customers')]}
      rows={parts.map(({ axis, label, share, customers }) => ({
        label: `${t(`axis.${axis}`)} · ${label || ABSENT}`,
        size: share,
        cells: [percent(share), count(customers)],
      }))}
    />
  );
}

function Tenure({ bands }: { bands: TenureBand[] }) {
  const { t } = useApp();
  const { format } = useReading();
  const name = ({ from, to, truncated }: TenureBand) => {
    const years =
      to === null ? t('report.cube.years_on', { from }) : t('report.cube.years', { from, to });
    return truncated > 0 ? `${years} · ${t('ui.cube.truncated', { n: truncated })}` : years;
  };
  return (
    <BarList
      title={t('ui.cube.tenure')}
      columns={[t('ui.chart.customers'), format.moneyUnit]}
      rows={bands.map((band) => ({
        label: name(band),
        size: band.customers,
        cells: [count(band.customers), format.moneyCell(band.revenue)],
      }))}
    />
  );
}
