import { useMemo } from 'react';

import type { BackTest, LoyaltyExhibits, Rate } from '../api/generated';
import { Chart } from '../charts/Chart';
import {
  calibrationOption,
  trackingOption,
  transitionsHeight,
  transitionsOption,
} from '../charts/loyalty';
import { ABSENT, count, digits, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { BarList } from './BarList';
import { useReading } from './context';
import { useWords } from './useWords';

/** Stages then and now, and the warning of the past against what happened since. */
export function LoyaltyTest({ loyalty }: { loyalty: LoyaltyExhibits }) {
  const { t, colours } = useApp();
  const { assessment, format } = useReading();
  const words = useWords(assessment.definitions.currency);
  const { backtest, transitions } = loyalty;
  const options = useMemo(
    () => ({
      transitions:
        transitions &&
        transitionsOption(
          transitions,
          (stage) => t(`stage.${stage}`),
          (minor) => format.money(minor),
          colours,
        ),
      calibration:
        backtest &&
        backtest.calibration.length > 1 &&
        calibrationOption(
          backtest.calibration,
          {
            predicted: t('report.loyalty.calibration.x'),
            observed: t('report.loyalty.calibration.y'),
            perfect: t('ui.loyalty.perfect'),
          },
          colours,
        ),
      tracking:
        backtest &&
        backtest.tracking.length > 1 &&
        trackingOption(
          backtest.tracking,
          backtest.cut,
          {
            actual: t('report.loyalty.tracking.actual'),
            expected: t('report.loyalty.tracking.expected'),
            cut: t('report.loyalty.tracking.cut'),
          },
          colours,
        ),
    }),
    [transitions, backtest, t, format, colours],
  );
  const absent = (title: string, reason: LoyaltyExhibits['buying_absent']) =>
    reason && (
      <p className="muted wide">
        {t('ui.loyalty.absent', { title: t(title), reason: words.absent(reason) })}
      </p>
    );
  return (
    <>
      {options.transitions && transitions && (
        <div className="wide">
          <Chart
            title={t('ui.loyalty.transitions')}
            note={transitions.then}
            option={options.transitions}
            height={transitionsHeight(transitions)}
          />
        </div>
      )}
      {backtest && <Signs test={backtest} />}
      {backtest && <Tiers test={backtest} />}
      {absent('ui.loyalty.backtest', loyalty.backtest_absent)}
      {options.calibration && (
        <Chart title={t('ui.loyalty.calibration')} option={options.calibration} />
      )}
      {options.tracking && <Chart title={t('ui.loyalty.tracking')} option={options.tracking} />}
      {absent('ui.loyalty.buying', loyalty.buying_absent)}
    </>
  );
}

const rate = (found: Rate | null) =>
  found ? `${percent(found.share)} [${percent(found.lower)}, ${percent(found.upper)}]` : ABSENT;

function Signs({ test }: { test: BackTest }) {
  const { t } = useApp();
  return (
    <div className="wide">
      <BarList
        title={t('ui.loyalty.backtest')}
        note={t('ui.loyalty.backtest.note', { cut: test.cut, months: test.months })}
        columns={[
          t('report.loyalty.head.judged'),
          t('report.loyalty.head.base'),
          t('report.loyalty.head.precision'),
          t('report.loyalty.head.recall'),
          t('report.loyalty.head.lift'),
        ]}
        rows={test.signals.map((sign) => ({
          label: t(`loyalty.signal.${sign.signal}`),
          size: sign.precision?.share ?? 0,
          cells: [
            count(sign.base.n),
            percent(sign.base.share),
            rate(sign.precision),
            rate(sign.recall),
            sign.lift === null ? ABSENT : digits(sign.lift, 2),
          ],
        }))}
      />
    </div>
  );
}

function Tiers({ test }: { test: BackTest }) {
  const { t } = useApp();
  return (
    <div className="wide">
      <BarList
        title={t('report.loyalty.backtest.tiers')}
        columns={[
          t('ui.chart.customers'),
          t('report.loyalty.head.gone'),
          t('report.loyalty.head.gone_share'),
        ]}
        rows={test.tiers.map(({ tier, gone }) => ({
          label: t(`loyalty.tier.${tier}`),
          size: gone.share,
          cells: [count(gone.n), count(gone.hits), rate(gone)],
        }))}
      />
    </div>
  );
}
