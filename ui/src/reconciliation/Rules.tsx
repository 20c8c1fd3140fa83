import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';

import type { Reconciliation, Settlement, TaxBasis } from '../api/generated';
import { count } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction, useQuery } from '../state/command';
import { useFormat } from '../state/format';
import { useProject } from '../state/project';

interface Props {
  found: Reconciliation;
  onSettle(what: Settlement): void;
  onDefined(): void;
}

const TAX: TaxBasis[] = ['gross', 'net', 'unknown'];

/** Tolerance, tax basis, tax rate and exchange rates: stated, never guessed. */
export function Rules({ found, onSettle, onDefined }: Props) {
  const { t, tOr } = useApp();
  const { target } = useProject();
  const definitions = useQuery('definitions', { target: target.id });
  const define = useAction('define');
  const foreign = found.currencies.slice(1);

  const setTax = async (tax_basis: TaxBasis) => {
    if (!definitions.data) return;
    const next = { ...definitions.data, tax_basis };
    if (await define.run({ target: target.id, definitions: next })) {
      definitions.reload();
      onDefined();
    }
  };
  return (
    <section className="panel recon-rules">
      <h3>{t('recon.settings')}</h3>
      <ErrorNote error={define.error} onClose={define.clear} />
      <div className="recon-fields">
        <label>
          <span>{t('recon.tax')}</span>
          <Select
            data-testid="orders-tax"
            value={found.tax}
            onChange={setTax}
            options={TAX.map((value) => ({ value, label: t(`control.tax.${value}`) }))}
          />
        </label>
        <Percent
          key={`tolerance ${found.tolerance}`}
          label={t('recon.tolerance')}
          value={found.tolerance}
          max={50}
          onApply={(share) => onSettle({ kind: 'tolerance', share })}
        />
        <Percent
          key={`tax ${found.tax_rate}`}
          label={t('recon.tax_rate')}
          value={found.tax_rate}
          max={99}
          onApply={(rate) => onSettle({ kind: 'tax_rate', rate })}
        />
        {foreign.map(({ currency, rate }) => (
          <Rate
            key={`${currency} ${rate}`}
            label={t('recon.exchange.note', {
              from: tOr(`unit.currency.${currency}`, currency),
              to: tOr(`unit.currency.${found.currency}`, found.currency),
            })}
            value={rate}
            onApply={(next) => onSettle({ kind: 'exchange_rate', currency, rate: next })}
          />
        ))}
      </div>
      {foreign
        .filter(({ rate }) => rate === null)
        .map((one) => (
          <Apart key={one.currency} {...one} />
        ))}
    </section>
  );
}

function Apart({ currency, lines, amount }: { currency: string; lines: number; amount: number }) {
  const { t } = useApp();
  const format = useFormat(currency);
  return (
    <p className="muted">
      {t('recon.currency.apart', { currency, lines: count(lines), amount: format.money(amount) })}
    </p>
  );
}

interface FieldProps {
  label: string;
  value: number | null;
  onApply(value: number): void;
}

function Percent({ label, value, max, onApply }: FieldProps & { max: number }) {
  const shown = value === null ? null : Math.round(value * 1e6) / 1e4;
  return (
    <Field
      label={label}
      value={shown}
      suffix="%"
      max={max}
      onApply={(next) => onApply(next / 100)}
    />
  );
}

function Rate(props: FieldProps) {
  return <Field {...props} max={100000} />;
}

function Field({
  label,
  value,
  suffix,
  max,
  onApply,
}: FieldProps & { suffix?: string; max: number }) {
  const { t } = useApp();
  const [draft, setDraft] = useState<number | null>(value);
  const apply = () => draft !== null && draft !== value && onApply(draft);
  return (
    <label>
      <span>{label}</span>
      <InputNumber
        value={draft}
        min={0}
        max={max}
        suffix={suffix}
        placeholder={t('recon.tax_rate.none')}
        onChange={setDraft}
        onPressEnter={apply}
      />
      {draft !== null && draft !== value && (
        <Button size="small" type="primary" onClick={apply}>
          {t('recon.apply')}
        </Button>
      )}
    </label>
  );
}
