import { LockOutlined } from '@ant-design/icons';
import { Select, Table, type TableColumnsType, Tooltip } from 'antd';
import { useMemo } from 'react';

import type { ColumnView } from '../api/generated';
import { ConfidenceMark } from '../parts/marks';
import { useApp } from '../state/app';
import { CHOSEN, sampleValues, type SheetPlan, usedFields, withField } from './plan';
import { fieldsOf } from './tables';

interface Props {
  plan: SheetPlan;
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

/** Which column is which field. */
export function ColumnsTable({ plan, disabled, onEdit }: Props) {
  const { t, tOr, catalogue, lang } = useApp();
  const { table } = plan.mapping;
  const fields = useMemo(
    () => (table ? fieldsOf(catalogue, table, lang) : []),
    [catalogue, table, lang],
  );
  const used = usedFields(plan.mapping);

  const fieldSelect = (column: ColumnView) => (
    <Select
      className="field-select"
      data-testid="field-select"
      aria-label={t('ui.column.field', { header: column.header })}
      size="small"
      allowClear
      disabled={disabled}
      placeholder={t('ui.column.none')}
      value={column.field ?? undefined}
      showSearch={{
        filterOption: (typed, option) => {
          const sought = typed.toLowerCase();
          return `${option?.label} ${option?.value}`.toLowerCase().includes(sought);
        },
      }}
      options={fields.map(({ id, label }) => ({
        value: id,
        label,
        disabled: used.has(id) && id !== column.field,
      }))}
      onChange={(field?: string) => onEdit(withField(plan, column.index, field ?? null))}
    />
  );
  const reason = ({ reason: id, field }: ColumnView) =>
    id === CHOSEN
      ? t(field ? 'ui.column.chosen' : 'ui.column.left')
      : tOr(`mapping.reason.${id}`, id);

  const columns: TableColumnsType<ColumnView> = [
    { title: t('ui.column'), dataIndex: 'letters', width: 52 },
    {
      title: t('ui.column.header'),
      width: 150,
      render: (_, column) => (
        <span className="wrap">
          {column.header || <span className="muted">{t('ui.column.blank')}</span>}{' '}
          {column.personal && (
            <Tooltip title={t('ui.column.personal')}>
              <LockOutlined className="muted" />
            </Tooltip>
          )}
        </span>
      ),
    },
    {
      title: t('ui.column.samples'),
      render: (_, column) => (
        <span className="muted samples">{sampleValues(plan, column.index).join(' · ')}</span>
      ),
    },
    { title: t('ui.column.as'), width: 200, render: (_, column) => fieldSelect(column) },
    {
      title: t('ui.confidence'),
      width: 100,
      render: (_, column) =>
        column.field && column.reason !== CHOSEN && <ConfidenceMark value={column.confidence} />,
    },
    {
      title: t('ui.column.why'),
      width: 170,
      render: (_, column) => <span className="muted wrap">{reason(column)}</span>,
    },
  ];
  return (
    <Table<ColumnView>
      size="small"
      rowKey="index"
      columns={columns}
      dataSource={plan.mapping.columns}
      pagination={false}
      scroll={{ x: 800, y: 360 }}
    />
  );
}
