import { App, Button, DatePicker, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type KeyboardEvent, useRef, useState } from 'react';

import type {
  ControlBasis,
  ControlSeries,
  ControlTotal,
  Reconciliation,
  TaxBasis,
  WireError,
} from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction } from '../state/command';
import { useProject } from '../state/project';
import { isMonth, lastOfMonth, minorUnits, pastedColumn, typed } from './amounts';

interface Options {
  found: Reconciliation;
  basis: ControlBasis;
  series: ControlSeries | undefined;
  onEntered(): void;
}

/** Control totals being typed in. */
export interface Entry {
  tax: TaxBasis;
  origin: string;
  /** Another period than a month, with its amount. */
  period: [string, string] | null;
  amount: string;
  /** Months whose total changed. */
  changed: number;
  bad: string[];
  saving: boolean;
  error: WireError | undefined;
  clear(): void;
  setTax(tax: TaxBasis): void;
  setOrigin(origin: string): void;
  setPeriod(period: [string, string] | null): void;
  setAmount(amount: string): void;
  text(month: string): string;
  isBad(month: string): boolean;
  write(month: string, text: string): void;
  /** Fills the months from a copied column; whether there was one. */
  paste(months: string[], text: string): boolean;
  place(index: number, element: HTMLInputElement | null): void;
  onKey(event: KeyboardEvent, index: number): void;
  save(): Promise<void>;
}

/** Holds what is typed until it is saved as decisions. */
export function useEntry({ found, basis, series, onEntered }: Options): Entry {
  const { t } = useApp();
  const { message } = App.useApp();
  const { target } = useProject();
  const action = useAction('enter_controls');
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const [tax, setTax] = useState<TaxBasis>();
  const [origin, setOrigin] = useState('');
  const [period, setPeriod] = useState<[string, string] | null>(null);
  const [amount, setAmount] = useState('');
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const stated = new Map(
    (series?.lines ?? [])
      .filter(({ from, to }) => isMonth(from, to))
      .map((line) => [line.from, line.stated]),
  );
  const key = (month: string) => `${basis} ${month}`;
  const text = (month: string) => {
    const known = stated.get(month);
    return drafts[key(month)] ?? (known === undefined ? '' : typed(known));
  };
  const mine = Object.entries(drafts)
    .filter(([each]) => each.startsWith(`${basis} `))
    .map(([each, value]) => ({ month: each.slice(basis.length + 1), minor: minorUnits(value), value }));
  const good = mine.filter(
    ({ month, minor }) => typeof minor === 'number' && minor !== stated.get(month),
  );
  const other = period && minorUnits(amount);
  const bad = mine.filter(({ minor }) => minor === undefined).map(({ value }) => value);
  const shownTax = tax ?? series?.lines[0]?.tax ?? found.tax;

  const save = async () => {
    const total = (from: string, to: string, minor: number): ControlTotal => ({
      from,
      to,
      basis,
      tax: shownTax,
      currency: null,
      amount: minor,
      origin: origin.trim(),
    });
    const totals = good.map(({ month, minor }) => total(month, lastOfMonth(month), minor as number));
    if (period && typeof other === 'number') totals.push(total(period[0], period[1], other));
    if (totals.length === 0 || bad.length > 0) return;
    if (!(await action.run({ target: target.id, totals }))) return;
    setDrafts({});
    setPeriod(null);
    setAmount('');
    message.success(t('recon.enter.saved', { n: totals.length }));
    onEntered();
  };

  return {
    tax: shownTax,
    origin,
    period,
    amount,
    changed: good.length + (typeof other === 'number' ? 1 : 0),
    bad,
    saving: action.running,
    error: action.error,
    clear: action.clear,
    setTax,
    setOrigin,
    setPeriod,
    setAmount,
    text,
    isBad: (month) => minorUnits(text(month)) === undefined,
    write: (month, value) => setDrafts((all) => ({ ...all, [key(month)]: value })),
    paste: (months, pasted) => {
      const cells = pastedColumn(pasted);
      if (cells.length < 2) return false;
      const filled = Object.fromEntries(
        months.slice(0, cells.length).map((month, at) => [key(month), (cells[at] ?? '').trim()]),
      );
      setDrafts((all) => ({ ...all, ...filled }));
      return true;
    },
    place: (index, element) => {
      inputs.current[index] = element;
    },
    onKey: (event, index) => {
      if (event.nativeEvent.isComposing) return;
      const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = inputs.current[index + step];
      if (next) {
        next.focus();
        next.select();
      } else if (event.key === 'Enter') void save();
    },
    save,
  };
}

const TAX: TaxBasis[] = ['gross', 'net', 'unknown'];

/** Tax basis and origin of the totals being entered, another period, and saving. */
export function EntryBar({ entry }: { entry: Entry }) {
  const { t } = useApp();
  const range = entry.period?.map((day) => dayjs(day)) as [Dayjs, Dayjs] | undefined;
  return (
    <div className="recon-entry">
      <ErrorNote error={entry.error} onClose={entry.clear} />
      <div className="recon-fields">
        <label>
          <span>{t('recon.enter.tax')}</span>
          <Select
            data-testid="control-tax"
            value={entry.tax}
            onChange={entry.setTax}
            options={TAX.map((value) => ({ value, label: t(`control.tax.${value}`) }))}
          />
        </label>
        <label className="grow">
          <span>{t('recon.enter.origin')}</span>
          <Input
            data-testid="control-origin"
            value={entry.origin}
            placeholder={t('recon.enter.origin.hint')}
            onChange={(event) => entry.setOrigin(event.target.value)}
          />
        </label>
        <Button
          type="primary"
          data-testid="control-save"
          disabled={entry.changed === 0 || entry.bad.length > 0}
          loading={entry.saving}
          onClick={entry.save}
        >
          {t('recon.enter.save', { n: entry.changed })}
        </Button>
      </div>
      <div className="recon-fields">
        <label>
          <span>{t('recon.enter.period')}</span>
          <DatePicker.RangePicker
            value={range ?? null}
            onChange={(days) => {
              const [from, to] = days ?? [];
              entry.setPeriod(
                from && to ? [from.format('YYYY-MM-DD'), to.format('YYYY-MM-DD')] : null,
              );
            }}
          />
        </label>
        {entry.period && (
          <label>
            <span>{t('recon.enter.amount')}</span>
            <Input
              value={entry.amount}
              onChange={(event) => entry.setAmount(event.target.value)}
              onPressEnter={entry.save}
            />
          </label>
        )}
      </div>
      <p className={entry.bad.length > 0 ? 'recon-bad' : 'muted'}>
        {entry.bad.length > 0
          ? t('recon.enter.bad', { text: entry.bad[0] ?? '' })
          : t('recon.enter.paste')}
      </p>
    </div>
  );
}
