import { useMemo } from 'react';

import { bridgeOption } from '../charts/bridge';
import { Chart } from '../charts/Chart';
import { cohortsHeight, cohortsOption } from '../charts/cohorts';
import { lorenzOption, paretoOption } from '../charts/concentration';
import { revenueOption } from '../charts/revenue';
import { survivalOption } from '../charts/survival';
import { tick } from '../charts/common';
import { count, digits, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { BarList } from './BarList';
import { CubeExhibits } from './CubeExhibits';
import { VoiceExhibits } from './VoiceExhibits';
import { useReading } from './context';

/** The charts; those without data are not drawn and said so. */
export function Exhibits() {
  const { t, tOr, colours } = useApp();
  const { assessment, format } = useReading();
  const { months, bridge, cohorts, concentration, survival, rfm, rfm_cuts, stages, breakdowns } =
    assessment.exhibits;
  const options = useMemo(() => {
    const show = (minor: number) => format.moneyCell(minor);
    return {
      revenue:
        months.length > 0 &&
        revenueOption(
          months,
          { revenue: t('ui.chart.revenue'), customers: t('ui.chart.customers') },
          show,
          colours,
        ),
      bridge: bridge && bridgeOption(bridge, (id) => t(`report.bridge.${id}`), show, colours),
      cohorts: cohorts && cohortsOption(cohorts, t('ui.chart.cohort_size'), colours),
      lorenz:
        concentration &&
        lorenzOption(
          concentration.lorenz,
          { curve: t('ui.chart.lorenz.curve'), equal: t('ui.chart.lorenz.equal') },
          colours,
        ),
      pareto:
        concentration && paretoOption(concentration.cumulative, t('ui.chart.pareto'), colours),
      survival:
        survival.length > 1 &&
        survivalOption(
          survival,
          {
            survival: t('ui.chart.survival'),
            atRisk: t('ui.chart.at_risk'),
            months: t('ui.months'),
          },
          colours,
        ),
    };
  }, [months, bridge, cohorts, concentration, survival, t, format, colours]);
  const money = t('ui.chart.unit', { unit: format.moneyUnit });

  return (
    <>
      <h2>{t('ui.part.exhibits')}</h2>
      {!options.revenue && <p className="muted">{t('ui.exhibits.none')}</p>}
      <div className="exhibits">
        {options.revenue && (
          <Chart title={t('ui.chart.revenue')} note={money} option={options.revenue} />
        )}
        {options.bridge && bridge && (
          <Chart
            title={t('ui.chart.bridge')}
            note={`${money} ${bridge.earlier.join('–')} → ${bridge.later.join('–')}`}
            option={options.bridge}
          />
        )}
        {options.cohorts && cohorts && (
          <div className="wide">
            <Chart
              title={t('ui.chart.cohorts')}
              note={t('ui.chart.cohorts.note', { months: cohorts.months_per_period })}
              option={options.cohorts}
              height={cohortsHeight(cohorts)}
            />
          </div>
        )}
        <CubeExhibits />
        <VoiceExhibits />
        {options.pareto && (
          <Chart title={t('ui.chart.pareto')} note={t('ui.chart.ltm')} option={options.pareto} />
        )}
        {options.lorenz && (
          <Chart title={t('ui.chart.lorenz')} note={t('ui.chart.ltm')} option={options.lorenz} />
        )}
        {options.survival && (
          <Chart
            title={t('ui.chart.survival')}
            note={t('ui.chart.survival.note')}
            option={options.survival}
          />
        )}
        {stages.length > 0 && (
          <BarList
            title={t('ui.chart.stages')}
            columns={[t('ui.chart.customers'), format.moneyUnit]}
            rows={stages.map(({ stage, customers, revenue }) => ({
              label: tOr(`stage.${stage}`, stage),
              size: customers,
              cells: [count(customers), format.moneyCell(revenue)],
            }))}
          />
        )}
        {rfm.length > 0 && (
          <BarList
            title={t('ui.chart.rfm')}
            note={
              rfm_cuts
                ? t('ui.rfm.cuts', {
                    window: rfm_cuts.window_months,
                    recency: tick(digits(rfm_cuts.recency_days, 1)),
                    frequency: tick(digits(rfm_cuts.frequency, 1)),
                    monetary: format.money(rfm_cuts.monetary),
                  })
                : undefined
            }
            columns={[t('ui.chart.customers'), format.moneyUnit, t('ui.customer.share')]}
            rows={rfm.map(({ pattern, customers, revenue, share }) => ({
              label: `${pattern} ${tOr(`rfm.${pattern}`, '')}`,
              size: share,
              cells: [count(customers), format.moneyCell(revenue), percent(share)],
            }))}
          />
        )}
        {Object.entries(breakdowns).map(
          ([id, rows]) =>
            rows.length > 0 && (
              <BarList
                key={id}
                title={tOr(`report.breakdown.${id}`, id)}
                columns={[t('ui.chart.count'), t('ui.chart.share')]}
                rows={rows.slice(0, 12).map(({ label, count: n, share }) => ({
                  label: label || t('ui.chart.blank'),
                  size: share,
                  cells: [count(n), percent(share)],
                }))}
              />
            ),
        )}
      </div>
    </>
  );
}
