import { Button, Segmented, Tooltip } from 'antd';
import { useMemo, useState } from 'react';

import type { ControlBasis, ControlLine, Reconciliation } from '../api/generated';
import { Chart } from '../charts/Chart';
import { monthsOption } from '../charts/reconciliation';
import { month as monthText } from '../format/dates';
import { ABSENT, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { useFormat } from '../state/format';
import { isMonth, monthsOf } from './amounts';
import { EntryBar, useEntry } from './entry';

interface Props {
  found: Reconciliation;
  basis: ControlBasis;
  onBasis(basis: ControlBasis): void;
  onEntered(): void;
  onUndo(ids: number[]): void;
}

const BASES: ControlBasis[] = ['invoices', 'receipts', 'ledger'];

/** Orders and control totals month by month; totals are entered where they stand. */
export function Months({ found, basis, onBasis, onEntered, onUndo }: Props) {
  const { t, colours } = useApp();
  const format = useFormat(found.currency);
  const [all, setAll] = useState(false);
  const series = found.series.find(
    (one) => one.basis === basis && one.currency === found.currency,
  );
  const entry = useEntry({ found, basis, series, onEntered });
  const known = new Map(found.months.map((one) => [one.month, one]));
  const lines = new Map(
    (series?.lines ?? []).filter(({ from, to }) => isMonth(from, to)).map((one) => [one.from, one]),
  );
  const others = (series?.lines ?? []).filter(({ from, to }) => !isMonth(from, to));
  const window = found.ltm ? monthsOf(found.ltm[0], found.ltm[1]) : [];
  const every = [...new Set([...known.keys(), ...lines.keys(), ...window])].sort();
  const months = all || window.length === 0 ? every : window;
  const option = useMemo(
    () =>
      monthsOption(
        months.map((one) => ({
          month: one,
          orders: known.get(one)?.amount ?? 0,
          control: lines.get(one)?.control ?? null,
        })),
        { orders: t('recon.orders'), control: t(`control.basis.${basis}`) },
        format.money,
        colours,
      ),
    // The maps are made anew from `found` each time.
    [found, basis, all, t, format, colours],
  );
  const bases = found.series.some((one) => one.basis === 'unstated')
    ? [...BASES, 'unstated' as const]
    : BASES;
  return (
    <section className="panel">
      <div className="part-head">
        <h2>{t('recon.months')}</h2>
        <Segmented
          value={basis}
          onChange={onBasis}
          options={bases.map((value) => ({ value, label: t(`control.basis.${value}`) }))}
        />
        <span className="grow" />
        <span className="muted">{t('recon.enter.unit', { currency: found.currency })}</span>
        {every.length > window.length && (
          <Button size="small" onClick={() => setAll(!all)}>
            {t(all ? 'recon.months.ltm' : 'recon.months.all')}
          </Button>
        )}
      </div>
      <Chart title={t('recon.months.chart')} note={format.moneyUnit} option={option} height={180} />
      <EntryBar entry={entry} />
      <table className="recon-table" data-testid="recon-months">
        <thead>
          <tr>
            <th>{t('recon.month')}</th>
            <th>{t('recon.orders')}</th>
            <th>{t('recon.control')}</th>
            <th>{t('recon.difference')}</th>
            <th>{t('recon.rate')}</th>
            <th>{t('recon.running')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {months.map((one, index) => (
            <tr key={one}>
              <td>{monthText(one)}</td>
              <td className="num">{format.moneyCell(known.get(one)?.amount ?? 0)}</td>
              <td className="num">
                <input
                  ref={(element) => entry.place(index, element)}
                  className={entry.isBad(one) ? 'recon-input bad' : 'recon-input'}
                  data-testid="control-input"
                  aria-label={`${t('recon.control')} ${monthText(one)}`}
                  inputMode="decimal"
                  placeholder={ABSENT}
                  value={entry.text(one)}
                  onChange={(event) => entry.write(one, event.target.value)}
                  onPaste={(event) => {
                    const text = event.clipboardData.getData('text');
                    if (entry.paste(months.slice(index), text)) event.preventDefault();
                  }}
                  onKeyDown={(event) => entry.onKey(event, index)}
                />
              </td>
              <LineCells line={lines.get(one)} tolerance={found.tolerance} onUndo={onUndo} money={format.moneyCell} />
            </tr>
          ))}
          {others.map((line) => (
            <tr key={`${line.from} ${line.to}`}>
              <td>{`${line.from} – ${line.to}`}</td>
              <td className="num">{format.moneyCell(line.orders)}</td>
              <td className="num">{format.moneyCell(line.control)}</td>
              <LineCells line={line} tolerance={found.tolerance} onUndo={onUndo} money={format.moneyCell} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          {(['total', 'ltm'] as const).map((part) => {
            const sum = series?.[part];
            return (
              sum && (
                <tr key={part} data-testid={`recon-${part}`}>
                  <td>{t(`recon.${part}`)}</td>
                  <td className="num">{format.moneyCell(sum.orders)}</td>
                  <td className="num">{format.moneyCell(sum.control)}</td>
                  <td className="num">{format.moneyCell(sum.difference)}</td>
                  <td className="num">{percent(sum.rate)}</td>
                  <td colSpan={2} />
                </tr>
              )
            );
          })}
        </tfoot>
      </table>
      <p className="muted">{format.moneyUnit}</p>
      {series?.tied_out && <p className="recon-tied">{t('recon.tied.note')}</p>}
    </section>
  );
}

interface CellsProps {
  line: ControlLine | undefined;
  tolerance: number;
  money(minor: number | null | undefined): string;
  onUndo(ids: number[]): void;
}

function LineCells({ line, tolerance, money, onUndo }: CellsProps) {
  const { t } = useApp();
  if (!line) return <td colSpan={4} />;
  const beyond = line.rate !== null && Math.abs(line.rate) > tolerance;
  const { decision } = line;
  return (
    <>
      <td className={beyond ? 'num beyond' : 'num'}>{money(line.difference)}</td>
      <td className={beyond ? 'num beyond' : 'num'}>{percent(line.rate)}</td>
      <td className="num muted">{money(line.running)}</td>
      <td className="recon-line-end">
        {line.rule !== 'same' && (
          <Tooltip title={t(`control.rule.${line.rule}`)}>
            <span className="recon-rule" tabIndex={0}>
              {line.rule === 'not_comparable' ? '≠' : line.rule === 'unconfirmed' ? '?' : '≈'}
            </span>
          </Tooltip>
        )}
        {decision !== null && (
          <Tooltip title={line.origin || undefined}>
            <Button type="link" size="small" onClick={() => onUndo([decision])}>
              {t('recon.undo')}
            </Button>
          </Tooltip>
        )}
      </td>
    </>
  );
}
