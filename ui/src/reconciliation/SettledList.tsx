import { Button } from 'antd';

import type { SettledView, SettledWhat } from '../api/generated';
import { moment } from '../format/dates';
import { count, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { useFormat } from '../state/format';
import { isMonth } from './amounts';

interface Props {
  settled: SettledView[];
  currency: string;
  /** Name of a topic; that of a check without it. */
  nameOf?: (topic: string) => string;
  onUndo(ids: number[]): void;
}

/** What was settled, latest first, each to be taken back. */
export function SettledList({ settled, currency, nameOf, onUndo }: Props) {
  const { t, lang } = useApp();
  const text = useSettledText(currency, nameOf);
  if (settled.length === 0) return null;
  return (
    <section className="panel" data-testid="settled">
      <h3>{t('recon.settled')}</h3>
      <ul className="recon-settled">
        {[...settled].reverse().map(({ id, what, reason, decided_at: at }) => (
          <li key={id}>
            <span>{text(what)}</span>
            {reason && <span className="muted">{reason}</span>}
            <span className="grow" />
            <span className="muted nowrap">{moment(at, lang)}</span>
            <Button type="link" size="small" data-testid="settled-undo" onClick={() => onUndo([id])}>
              {t('recon.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Writes what was settled. */
function useSettledText(
  currency: string,
  nameOf?: (topic: string) => string,
): (what: SettledWhat) => string {
  const { t } = useApp();
  const format = useFormat(currency);
  const named = nameOf ?? t;
  return (what) => {
    switch (what.kind) {
      case 'control': {
        const { from, to, basis, amount } = what.total;
        return t('settled.control', {
          basis: t(`control.basis.${basis}`),
          period: isMonth(from, to) ? from.slice(0, 7) : `${from} – ${to}`,
          amount: format.money(amount),
        });
      }
      case 'tolerance':
        return t('settled.tolerance', { value: percent(what.share) });
      case 'tax_rate':
        return t('settled.tax_rate', { value: percent(what.rate) });
      case 'exchange_rate':
        return t('settled.exchange_rate', { currency: what.currency, value: what.rate });
      case 'exclude':
        return t('settled.exclude', {
          rows: count(what.rows),
          rule: t(`fix.${what.rule}`),
          topic: named(what.topic),
        });
      default:
        return t(`settled.${what.kind}`, { topic: named(what.topic) });
    }
  };
}
