import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Select, Space } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

import type { Period } from '../api/generated';
import { useApp } from '../state/app';

/** Periods of the adviser's own at most, as the backend allows. */
const MOST = 6;

const asPeriod = ([from, to]: [Dayjs, Dayjs]): Period => ({
  from: from.startOf('month').format('YYYY-MM-DD'),
  to: to.endOf('month').format('YYYY-MM-DD'),
});

/** Periods beside the last twelve months and calendar years. */
export function PeriodFields({
  value,
  asOf,
  onChange,
}: {
  value: Period[];
  asOf: string;
  onChange(periods: Period[]): void;
}) {
  const { t } = useApp();
  const replace = (at: number, period: Period) =>
    onChange(value.map((each, index) => (index === at ? period : each)));
  const add = () => {
    // The business year before the last of these, or the calendar year before the as-of date.
    const last = value.at(-1);
    const from = last
      ? dayjs(last.from).subtract(1, 'year')
      : dayjs(asOf).startOf('year').subtract(1, 'year');
    const to = last ? dayjs(last.to).subtract(1, 'year') : from.endOf('year');
    onChange([...value, asPeriod([from, to])]);
  };
  return (
    <Space orientation="vertical" className="drawer-list">
      {value.map((period, at) => (
        <Space.Compact key={at}>
          <DatePicker.RangePicker
            picker="month"
            allowClear={false}
            data-testid={`definition-period-${at}`}
            value={[dayjs(period.from), dayjs(period.to)]}
            onChange={(days) => {
              const [from, to] = days ?? [];
              if (from && to) replace(at, asPeriod([from, to]));
            }}
          />
          <Button
            aria-label={t('ui.periods.remove')}
            icon={<DeleteOutlined />}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </Space.Compact>
      ))}
      {value.length < MOST && (
        <Button size="small" icon={<PlusOutlined />} data-testid="definition-period-add" onClick={add}>
          {t('ui.periods.add')}
        </Button>
      )}
    </Space>
  );
}

/** Persons who leave with the deal. */
export function LeaverFields({
  value,
  onChange,
}: {
  value: string[];
  onChange(names: string[]): void;
}) {
  const { t } = useApp();
  return (
    <Select
      mode="tags"
      open={false}
      suffixIcon={null}
      data-testid="definition-leavers"
      value={value}
      tokenSeparators={[',', '，', '、']}
      placeholder={t('ui.leavers.placeholder')}
      onChange={(names: string[]) => onChange(names.map((name) => name.trim()).filter(Boolean))}
    />
  );
}
