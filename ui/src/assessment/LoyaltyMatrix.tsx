import type { MatrixCell } from '../api/generated';
import { count, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { useReading } from './context';

/** Cells in reading order: valuable first, the loyal at the right. */
const ORDER = ['risk', 'keep', 'simple', 'grow'] as const;

/** Value × loyalty as four fields; the unrated stand below. */
export function LoyaltyMatrix({ cells }: { cells: MatrixCell[] }) {
  const { t } = useApp();
  const { format } = useReading();
  const unrated = cells.find(({ cell }) => cell === 'unrated');
  return (
    <figure className="panel">
      <figcaption>
        <b>{t('ui.loyalty.matrix')}</b>
      </figcaption>
      <div className="loyalty-matrix" data-testid="loyalty-matrix">
        {ORDER.map((id) => {
          const found = cells.find(({ cell }) => cell === id);
          return (
            found && (
              <div key={id} className={`loyalty-cell loyalty-${id}`}>
                <b>{t(`loyalty.cell.${id}`)}</b>
                <strong>{percent(found.share)}</strong>
                <span className="muted">{t(`loyalty.cell.${id}.text`)}</span>
                <span>
                  {t('ui.loyalty.customers_of', { n: count(found.customers) })} ·{' '}
                  {format.money(found.revenue)}
                </span>
              </div>
            )
          );
        })}
      </div>
      {unrated && unrated.customers > 0 && (
        <p className="muted">
          {t('report.loyalty.matrix.unrated', {
            n: count(unrated.customers),
            share: percent(unrated.share),
          })}
        </p>
      )}
    </figure>
  );
}
