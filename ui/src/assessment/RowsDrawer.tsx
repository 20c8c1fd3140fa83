import { Drawer, Table, Tabs } from 'antd';
import { useState } from 'react';

import type { EvidenceRow, RowSet } from '../api/generated';
import { count } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useQuery } from '../state/command';
import { useProject } from '../state/project';

const PAGE = 50;

interface Props {
  title: string;
  sets: RowSet[];
  open: boolean;
  onClose(): void;
}

/** The rows a figure was computed from, each with its file, sheet and row number. */
export function RowsDrawer({ title, sets, open, onClose }: Props) {
  const { t, tOr } = useApp();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={Math.min(1040, window.innerWidth - 120)}
      title={t('ui.rows.title', { title })}
      destroyOnHidden
    >
      <p className="muted">{t('ui.rows.note')}</p>
      <Tabs
        items={sets.map((set, index) => ({
          key: String(index),
          label: `${tOr(`table.${set.table}`, set.table)} · ${count(set.count)}`,
          children: <Rows set={set} />,
        }))}
      />
    </Drawer>
  );
}

function Rows({ set }: { set: RowSet }) {
  const { t, tOr } = useApp();
  const { target } = useProject();
  const [page, setPage] = useState(1);
  const query = useQuery('rows', {
    target: target.id,
    set,
    offset: (page - 1) * PAGE,
    limit: PAGE,
  });
  const { data } = query;
  return (
    <>
      <ErrorNote error={query.error} onRetry={query.reload} />
      <Table<EvidenceRow>
        data-testid="rows-table"
        size="small"
        loading={query.loading}
        rowKey={(row) => `${row.file}/${row.sheet}/${row.row}`}
        scroll={{ x: 'max-content', y: 'calc(100vh - 290px)' }}
        dataSource={data?.rows ?? []}
        columns={[
          { title: t('ui.row'), dataIndex: 'row', width: 76, fixed: 'start' as const },
          { title: t('ui.file'), dataIndex: 'file', className: 'nowrap' },
          { title: t('ui.sheet'), dataIndex: 'sheet', className: 'nowrap' },
          ...(data?.fields ?? []).map((field, index) => ({
            title: tOr(`field.${data?.table}.${field}`, field),
            key: field,
            className: 'cell',
            render: (_: unknown, row: EvidenceRow) => row.cells[index],
          })),
        ]}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: data?.total ?? set.count,
          onChange: setPage,
          showSizeChanger: false,
          showTotal: (total) => t('ui.rows.total', { n: count(total) }),
        }}
      />
    </>
  );
}
