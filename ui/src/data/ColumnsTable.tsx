import { Table, type TableColumnsType } from 'antd';
import { useMemo, useRef } from 'react';

import type { ColumnView } from '../api/generated';
import { ConfidenceMark } from '../parts/marks';
import { useApp } from '../state/app';
import { ColumnField } from './ColumnField';
import { useFields } from './fields';
import {
  CHOSEN,
  isPeriod,
  needsAttention,
  sampleValues,
  type SheetPlan,
  TEMPLATE,
} from './plan';
import { PrivacyTag } from './privacy';
import { UnitPicks } from './UnitPicks';

interface Props {
  plan: SheetPlan;
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

/** Which column is which field; doubtful ones on top. */
export function ColumnsTable({ plan, disabled, onEdit }: Props) {
  const { t, tOr } = useApp();
  const fields = useFields(plan.mapping.table);
  const rows = useInOrder(plan);

  const reason = ({ reason: id, field }: ColumnView) =>
    id === CHOSEN
      ? t(field ? 'ui.column.chosen' : 'ui.column.left')
      : tOr(`mapping.reason.${id}`, id);
  const isJudged = ({ field, reason: id }: ColumnView) =>
    field !== null && id !== CHOSEN && id !== TEMPLATE;

  const periodOf = ({ index }: ColumnView) => {
    const found = plan.mapping.periods?.columns.find((period) => period.index === index);
    return found ? t('ui.periods.of', { end: found.end }) : t('ui.periods.of.unknown');
  };

  const columns: TableColumnsType<ColumnView> = [
    { title: t('ui.column'), dataIndex: 'letters', width: 46 },
    {
      title: t('ui.column.header'),
      width: 170,
      render: (_, column) => (
        <span className="wrap">
          {column.header || <span className="muted">{t('ui.column.blank')}</span>}{' '}
          <PrivacyTag privacy={column.privacy} reason={column.privacy_reason} />
        </span>
      ),
    },
    {
      title: t('ui.column.samples'),
      render: (_, column) => (
        <span className="muted samples">{sampleValues(plan, column.index).join(' · ')}</span>
      ),
    },
    {
      title: t('ui.column.as'),
      width: 220,
      render: (_, column) =>
        isPeriod(plan, column) ? (
          <span className="muted">{periodOf(column)}</span>
        ) : (
          <ColumnField
            plan={plan}
            column={column}
            fields={fields}
            disabled={disabled}
            onEdit={onEdit}
          />
        ),
    },
    {
      title: t('ui.unit'),
      width: 160,
      render: (_, column) => (
        <UnitPicks
          plan={plan}
          column={column}
          fields={fields}
          disabled={disabled}
          onEdit={onEdit}
        />
      ),
    },
    {
      title: t('ui.column.why'),
      width: 210,
      render: (_, column) => (
        <div className="column-why">
          {isJudged(column) && <ConfidenceMark value={column.confidence} />}
          <span className="muted wrap">{reason(column)}</span>
        </div>
      ),
    },
  ];
  return (
    <Table<ColumnView>
      size="small"
      rowKey="index"
      columns={columns}
      dataSource={rows}
      rowClassName={(column) => (needsAttention(column) ? 'doubtful-column' : '')}
      pagination={false}
      scroll={{ x: 900, y: 380 }}
    />
  );
}

/**
 * The columns with the doubtful ones first. The order is that of the proposal and stays while the
 * adviser settles one after the other: rows that jump away under the pointer help nobody.
 */
function useInOrder({ mapping }: SheetPlan): ColumnView[] {
  const { columns, table, header_row: headerRow } = mapping;
  const proposal = `${table} ${headerRow} ${columns.length}`;
  const first = useRef<{ proposal: string; doubtful: Set<number> }>(undefined);
  if (first.current?.proposal !== proposal) {
    const doubtful = new Set(columns.filter(needsAttention).map(({ index }) => index));
    first.current = { proposal, doubtful };
  }
  const { doubtful } = first.current;
  return useMemo(
    () => [
      ...columns.filter(({ index }) => doubtful.has(index)),
      ...columns.filter(({ index }) => !doubtful.has(index)),
    ],
    [columns, doubtful],
  );
}
