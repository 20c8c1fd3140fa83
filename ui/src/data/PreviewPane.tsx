import { Spin, Table } from 'antd';

import type { RawRow, TableKind } from '../api/generated';
import { ProblemLine } from '../parts/ProblemLine';
import { useApp } from '../state/app';
import type { Preview } from './usePreview';

/** The first records as they will be stored, and the problems found. */
export function PreviewPane({ preview, table }: { preview: Preview; table: TableKind }) {
  const { t, tOr } = useApp();
  const { result } = preview;
  if (!result) return <Spin spinning={preview.loading}>{<div className="preview-empty" />}</Spin>;
  return (
    <Spin spinning={preview.loading}>
      <Table<RawRow>
        data-testid="preview-table"
        size="small"
        rowKey="row"
        pagination={false}
        scroll={{ x: 'max-content', y: 300 }}
        dataSource={result.records}
        columns={[
          { title: t('ui.row'), dataIndex: 'row', width: 70, fixed: 'start' as const },
          ...result.fields.map((field, index) => ({
            title: tOr(`field.${table}.${field}`, field),
            key: field,
            render: (_: unknown, record: RawRow) => record.cells[index],
          })),
        ]}
      />
      <div className="preview-problems">
        {result.problems.length === 0 ? (
          <span className="muted">{t('ui.preview.clean')}</span>
        ) : (
          result.problems.map((group) => (
            <ProblemLine key={group.code} group={group} table={table} />
          ))
        )}
      </div>
    </Spin>
  );
}
