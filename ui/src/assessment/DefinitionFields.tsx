import { DatePicker, Form, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';

import type { Definitions } from '../api/generated';
import { useApp } from '../state/app';
import { LeaverFields, PeriodFields } from './DefinitionLists';

interface Props {
  value: Definitions;
  onChange(patch: Partial<Definitions>): void;
}

type Of<T> = { [K in keyof Definitions]: Definitions[K] extends T ? K : never }[keyof Definitions];
type Months = 'activity_months' | 'grace_months' | 'rfm_months';
type Rate = 'discount_rate' | 'margin_rate' | 'confidence';

const CHOICES = {
  revenue_basis: ['orders', 'deliveries', 'invoices', 'receipts'],
  tax_basis: ['gross', 'net', 'unknown'],
  returns: ['net_at_return_date', 'ignore'],
  customer_level: ['company', 'group'],
} as const satisfies Partial<Record<Of<string>, readonly string[]>>;

/** One field a definition. */
export function DefinitionFields({ value, onChange }: Props) {
  const { t, tOr } = useApp();
  const row = (name: keyof Definitions, field: ReactNode) => (
    <Form.Item
      label={t(`definition.${name}`)}
      extra={tOr(`definition.${name}.text`, '') || undefined}
    >
      {field}
    </Form.Item>
  );
  const choice = (name: keyof typeof CHOICES) =>
    row(
      name,
      <Select
        value={value[name]}
        onChange={(chosen) => onChange({ [name]: chosen })}
        options={CHOICES[name].map((each) => ({
          value: each,
          label: t(`definition.${name}.${each}`),
        }))}
      />,
    );
  const months = (name: Months) =>
    row(
      name,
      <InputNumber
        className="drawer-number"
        data-testid={`definition-${name}`}
        min={1}
        max={60}
        precision={0}
        value={value[name]}
        suffix={t('ui.months')}
        onChange={(chosen) => chosen !== null && onChange({ [name]: chosen })}
      />,
    );
  const rate = (name: Rate, most: number, optional = false) => {
    const share = value[name];
    return row(
      name,
      <InputNumber
        className="drawer-number"
        min={0}
        max={most}
        step={1}
        value={share === null ? null : Math.round(share * 1000) / 10}
        suffix="%"
        placeholder={optional ? t('definition.margin_rate.none') : undefined}
        onChange={(chosen) => {
          if (chosen !== null) onChange({ [name]: chosen / 100 });
          else if (optional) onChange({ [name]: null });
        }}
      />,
    );
  };

  return (
    <>
      {row(
        'as_of',
        <DatePicker
          data-testid="definition-as_of"
          allowClear={false}
          value={dayjs(value.as_of)}
          onChange={(day) => day && onChange({ as_of: day.format('YYYY-MM-DD') })}
        />,
      )}
      {choice('customer_level')}
      {months('activity_months')}
      {months('grace_months')}
      {months('rfm_months')}
      {choice('returns')}
      {choice('revenue_basis')}
      {choice('tax_basis')}
      {row(
        'currency',
        <Input
          value={value.currency}
          maxLength={3}
          onChange={(event) => onChange({ currency: event.target.value.toUpperCase() })}
        />,
      )}
      {rate('discount_rate', 100)}
      {rate('margin_rate', 100, true)}
      {rate('confidence', 99.9)}
      {row(
        'periods',
        <PeriodFields
          value={value.periods}
          asOf={value.as_of}
          onChange={(periods) => onChange({ periods })}
        />,
      )}
      {row(
        'leavers',
        <LeaverFields value={value.leavers} onChange={(leavers) => onChange({ leavers })} />,
      )}
    </>
  );
}
