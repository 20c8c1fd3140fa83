import { useMemo } from 'react';

import type {
  CaseTimes,
  ConfidenceInterval,
  OutcomeTable,
  Recovery,
  TierOpinion,
  Unit,
  VoiceExhibits as Voice,
} from '../api/generated';
import { Chart } from '../charts/Chart';
import { closingOption, matrixOption } from '../charts/voice';
import { ABSENT, count, digits, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { BarList } from './BarList';
import { useReading } from './context';

/** What customers say and how they are served, compactly; what has no data is not drawn. */
export function VoiceExhibits() {
  const { t, colours } = useApp();
  const { assessment } = useReading();
  const { voice } = assessment.exhibits;
  const options = useMemo(
    () => ({
      matrix:
        voice.items &&
        matrixOption(
          voice.items,
          {
            importance: t('ui.voice.items.x'),
            performance: t('ui.voice.items.y'),
            item: (id) => t(`voice.item.${id}`),
            quadrant: (id) => t(`voice.quadrant.${id}`),
          },
          colours,
        ),
      closing: closingOption(
        voice.times,
        (id) => t(`voice.times.${id}`),
        t('ui.voice.closing.note'),
        colours,
      ),
    }),
    [voice, t, colours],
  );

  return (
    <>
      {options.matrix && (
        <Chart
          title={t('ui.voice.items')}
          note={t('ui.voice.items.note')}
          option={options.matrix}
        />
      )}
      {voice.tiers.length > 0 && <Tiers tiers={voice.tiers} />}
      {voice.waves.length > 1 && <Waves waves={voice.waves} />}
      {voice.outcomes.length > 0 && <Outcomes tables={voice.outcomes} />}
      {voice.recovery && <RecoveryShares recovery={voice.recovery} />}
      {voice.times.length > 0 && <Times times={voice.times} />}
      {options.closing && <Chart title={t('ui.voice.closing')} option={options.closing} />}
      {voice.themes.length > 0 && (
        <BarList
          title={t('ui.voice.themes')}
          columns={[t('report.voice.head.texts'), t('ui.chart.share')]}
          rows={voice.themes.map(({ theme, texts, share }) => ({
            label: t(`voice.theme.${theme}`),
            size: share,
            cells: [count(texts), percent(share)],
          }))}
        />
      )}
      {voice.platforms.length > 0 && <Platforms platforms={voice.platforms} />}
      {voice.care.length > 0 && <Care bands={voice.care} />}
      {voice.ways.length > 0 && (
        <BarList
          title={t('ui.voice.ways')}
          columns={[t('ui.chart.customers'), t('ui.chart.share')]}
          rows={voice.ways.map(({ way, customers, share }) => ({
            label: t(`table.${way}`),
            size: share,
            cells: [count(customers), percent(share)],
          }))}
        />
      )}
    </>
  );
}

/** A figure with its interval. */
function useWithInterval() {
  const { format } = useReading();
  return (text: string, interval: ConfidenceInterval | null, unit: Unit) =>
    interval ? `${text} ${format.interval(interval, unit)}` : text;
}

function Tiers({ tiers }: { tiers: TierOpinion[] }) {
  const { t } = useApp();
  const withInterval = useWithInterval();
  return (
    <BarList
      title={t('ui.voice.tiers')}
      columns={[
        t('report.voice.head.answered'),
        t('report.voice.head.nps'),
        t('report.voice.head.csat'),
      ]}
      rows={tiers.map((tier) => ({
        label: t(`tier.${tier.tier}`),
        size: tier.csat ?? 0,
        cells: [
          `${count(tier.respondents)} / ${count(tier.customers)}`,
          tier.nps === null
            ? ABSENT
            : withInterval(digits(tier.nps, 1), tier.nps_interval, 'points'),
          percent(tier.csat),
        ],
      }))}
    />
  );
}

function Waves({ waves }: { waves: Voice['waves'] }) {
  const { t } = useApp();
  const withInterval = useWithInterval();
  return (
    <BarList
      title={t('ui.voice.waves')}
      columns={[
        t('report.voice.head.sheets'),
        t('report.voice.head.mean'),
        t('report.voice.head.nps'),
      ]}
      rows={waves.map((wave) => ({
        label: wave.wave || `${wave.from} – ${wave.to}`,
        size: wave.mean ?? 0,
        cells: [
          count(wave.n),
          wave.mean === null
            ? ABSENT
            : withInterval(digits(wave.mean, 1), wave.mean_interval, 'points'),
          wave.nps === null ? ABSENT : digits(wave.nps, 1),
        ],
      }))}
    />
  );
}

function Outcomes({ tables }: { tables: OutcomeTable[] }) {
  const { t } = useApp();
  const withInterval = useWithInterval();
  const lost = (part: number, whole: number) =>
    `${percent(part / whole)} (${count(part)}/${count(whole)})`;
  return (
    <BarList
      title={t('ui.voice.outcomes')}
      columns={[
        t('report.voice.head.exposed'),
        t('report.voice.head.others'),
        t('report.voice.head.ratio'),
      ]}
      rows={tables.map((table) => ({
        label: t(`voice.outcome.${table.id}`),
        size: table.exposed_lost / table.exposed,
        cells: [
          lost(table.exposed_lost, table.exposed),
          lost(table.others_lost, table.others),
          table.ratio === null
            ? ABSENT
            : withInterval(digits(table.ratio, 2), table.ratio_interval, 'stars'),
        ],
      }))}
    />
  );
}

function RecoveryShares({ recovery }: { recovery: Recovery }) {
  const { t } = useApp();
  if (recovery.marks.length === 0) return null;
  return (
    <BarList
      title={t('ui.voice.recovery')}
      columns={[
        t('report.voice.head.followed'),
        t('report.voice.head.back'),
        t('report.voice.head.others_back'),
      ]}
      rows={recovery.marks.map(({ months, followed, back, lower, upper, others }) => ({
        label: t('unit.months', { value: count(months) }),
        size: back,
        cells: [
          count(followed),
          lower === null || upper === null
            ? percent(back)
            : `${percent(back)} [${percent(lower)}, ${percent(upper)}]`,
          percent(others),
        ],
      }))}
    />
  );
}

function Times({ times }: { times: CaseTimes[] }) {
  const { t } = useApp();
  const shown = (days: number | null) => {
    if (days === null) return t('report.voice.not_reached');
    return days < 2
      ? t('unit.hours', { value: digits(days * 24, 1) })
      : t('unit.days', { value: digits(days, 1) });
  };
  return (
    <BarList
      title={t('ui.voice.times')}
      columns={[
        t('report.voice.head.cases'),
        t('report.voice.head.open'),
        t('report.voice.head.median'),
        t('report.voice.head.p90'),
      ]}
      rows={times.map(({ id, n, ended, median, p90 }) => ({
        label: t(`voice.times.${id}`),
        size: (n - ended) / n,
        cells: [count(n), count(n - ended), shown(median), shown(p90)],
      }))}
    />
  );
}

function Platforms({ platforms }: { platforms: Voice['platforms'] }) {
  const { t } = useApp();
  return (
    <BarList
      title={t('ui.voice.platforms')}
      columns={[
        t('report.voice.head.reviews'),
        t('report.voice.head.stars'),
        t('report.voice.head.bad'),
      ]}
      rows={platforms.map(({ platform, n, mean, bad }) => ({
        label: platform || t('ui.chart.blank'),
        size: mean,
        cells: [count(n), digits(mean, 2), percent(bad)],
      }))}
    />
  );
}

function Care({ bands }: { bands: Voice['care'] }) {
  const { t } = useApp();
  return (
    <BarList
      title={t('ui.voice.care')}
      columns={[
        t('ui.chart.customers'),
        t('report.voice.head.a_customers'),
        t('report.head.revenue_share'),
      ]}
      rows={bands.map(({ band, customers, a_customers: a, share }) => ({
        label: t(`voice.care.${band}`),
        size: share,
        cells: [count(customers), count(a), percent(share)],
      }))}
    />
  );
}
