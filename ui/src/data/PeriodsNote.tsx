import { CalendarOutlined } from '@ant-design/icons';
import { InputNumber, Segmented } from 'antd';

import { useApp } from '../state/app';
import { lacksYear, type SheetPlan, withSplit, withYear } from './plan';

interface Props {
  plan: SheetPlan;
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

/** Months or quarters that stand as columns: what becomes of them, and of which year they are. */
export function PeriodsNote({ plan, disabled, onEdit }: Props) {
  const { t } = useApp();
  const { periods } = plan.mapping;
  if (!periods) return null;
  const first = periods.columns.at(0);
  const last = periods.columns.at(-1);
  const missing = lacksYear(plan.mapping);
  return (
    <div className="periods-note" data-testid="periods-note" data-missing={missing}>
      <div className="periods-row">
        <CalendarOutlined />
        <strong>{t('ui.periods')}</strong>
        <Segmented<'split' | 'as_they_stand'>
          size="small"
          data-testid="periods-split"
          disabled={disabled}
          value={periods.split ? 'split' : 'as_they_stand'}
          options={(['split', 'as_they_stand'] as const).map((value) => ({
            value,
            label: t(`ui.periods.${value}`),
          }))}
          onChange={(value) => onEdit(withSplit(plan, value === 'split'))}
        />
        {periods.split && periods.asks_year && (
          <label className="periods-year">
            <span>{t('ui.periods.year')}</span>
            <InputNumber<number>
              size="small"
              data-testid="periods-year"
              min={1990}
              max={2100}
              precision={0}
              controls={false}
              changeOnWheel={false}
              changeOnBlur
              status={missing ? 'error' : ''}
              disabled={disabled}
              value={periods.year}
              onChange={(year) => onEdit(withYear(plan, year))}
            />
          </label>
        )}
      </div>
      {!periods.split && <p className="muted">{t('ui.periods.off')}</p>}
      {missing && <p className="periods-ask">{t('ui.periods.year.ask')}</p>}
      {first && last && (
        <p className="muted">
          {t('ui.periods.what', {
            count: periods.columns.length,
            first: first.header,
            last: last.header,
            from: first.end,
            to: last.end,
          })}
          {periods.year_from && (
            <span className={periods.year_from === 'template' ? 'periods-ask' : undefined}>
              {' '}
              {t(`ui.periods.year.${periods.year_from}`)}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
