import { Select } from 'antd';

import type { ColumnView, FieldView, TaxView } from '../api/generated';
import { useApp } from '../state/app';
import { hasOpenDates, type SheetPlan, withUnit } from './plan';

interface Props {
  plan: SheetPlan;
  column: ColumnView;
  fields: FieldView[];
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

const SCALES = [1, 1e3, 1e4, 1e6, 1e8];
const MINUTES = [1, 60, 1440];

/** What the numbers of a column stand for, as far as it matters for its field. */
export function UnitPicks({ plan, column, fields, disabled, onEdit }: Props) {
  const { t } = useApp();
  const kind = fields.find(({ id }) => id === column.field)?.kind;
  const { unit, index } = column;
  const edit = (patch: Partial<ColumnView['unit']>) => onEdit(withUnit(plan, index, patch));
  const common = { size: 'small', disabled, popupMatchSelectWidth: false } as const;

  if (kind === 'amount') {
    const scales = SCALES.includes(unit.scale) ? SCALES : [...SCALES, unit.scale];
    return (
      <div className="unit-picks">
        <Select<number>
          {...common}
          data-testid="unit-scale"
          aria-label={t('ui.unit.scale')}
          value={unit.scale}
          options={scales.map((value) => ({
            value,
            label: SCALES.includes(value) ? t(`ui.unit.scale.${value}`) : `× ${value}`,
          }))}
          onChange={(scale) => edit({ scale })}
        />
        <Select<TaxView | 'unknown'>
          {...common}
          data-testid="unit-tax"
          aria-label={t('ui.unit.tax')}
          value={unit.tax ?? 'unknown'}
          options={(['gross', 'net', 'unknown'] as const).map((value) => ({
            value,
            label: t(`ui.unit.tax.${value}`),
          }))}
          onChange={(tax) => edit({ tax: tax === 'unknown' ? null : tax })}
        />
      </div>
    );
  }
  if ((kind === 'date' || kind === 'time') && (unit.day_first !== null || hasOpenDates(plan, index))) {
    const order = unit.day_first === null ? 'unknown' : unit.day_first ? 'day' : 'month';
    return (
      <Select<'unknown' | 'day' | 'month'>
        {...common}
        data-testid="unit-dates"
        aria-label={t('ui.unit.dates')}
        value={order}
        options={(['unknown', 'day', 'month'] as const).map((value) => ({
          value,
          label: t(`ui.unit.dates.${value}`),
        }))}
        onChange={(first) => edit({ day_first: first === 'unknown' ? null : first === 'day' })}
      />
    );
  }
  if (kind === 'share') {
    return (
      <Select<'percent' | 'plain'>
        {...common}
        aria-label={t('ui.unit.share')}
        value={unit.percent ? 'percent' : 'plain'}
        options={(['percent', 'plain'] as const).map((value) => ({
          value,
          label: t(`ui.unit.share.${value}`),
        }))}
        onChange={(written) => edit({ percent: written === 'percent' })}
      />
    );
  }
  if (kind === 'number' && unit.minutes !== null) {
    const known = MINUTES.includes(unit.minutes) ? MINUTES : [...MINUTES, unit.minutes];
    return (
      <Select<number>
        {...common}
        aria-label={t('ui.unit.minutes')}
        value={unit.minutes}
        options={known.map((value) => ({
          value,
          label: MINUTES.includes(value) ? t(`ui.unit.minutes.${value}`) : `× ${value}`,
        }))}
        onChange={(minutes) => edit({ minutes })}
      />
    );
  }
  return null;
}
