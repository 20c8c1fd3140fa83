import type { Reconciliation } from '../api/generated';
import { month as monthText } from '../format/dates';
import { count } from '../format/numbers';
import { useApp } from '../state/app';
import { useFormat } from '../state/format';

interface Props {
  found: Reconciliation;
  files: Record<number, string | undefined>;
}

const MONTHS = 12;

/** Orders by file, and by month of the last twelve with orders. */
export function Sources({ found, files }: Props) {
  const { t } = useApp();
  const format = useFormat(found.currency);
  const months = found.months.slice(-MONTHS);
  return (
    <section className="panel" data-testid="recon-sources">
      <div className="part-head">
        <h2>{t('recon.sources')}</h2>
        <span className="muted">{format.moneyUnit}</span>
      </div>
      <div className="recon-examples">
        <table className="recon-table">
          <thead>
            <tr>
              <th>{t('ui.file')}</th>
              <th>{t('recon.source.period')}</th>
              <th>{t('recon.source.lines')}</th>
              <th>{t('recon.source.amount')}</th>
              {months.map(({ month }) => (
                <th key={month}>{monthText(month)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.sources.map((one, at) => (
              <tr key={one.source}>
                <td className="nowrap">{files[one.source] ?? one.source}</td>
                <td className="nowrap">{`${one.from} – ${one.to}`}</td>
                <td className="num">{count(one.lines)}</td>
                <td className="num">{format.moneyCell(one.amount)}</td>
                {months.map(({ month, by_source }) => (
                  <td key={month} className="num">
                    {format.moneyCell(by_source[at])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
