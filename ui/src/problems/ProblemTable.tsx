import { Table, type TableColumnsType } from 'antd';

import type { ProblemView } from '../api/generated';
import { SeverityMark } from '../parts/marks';
import { usePlaceText, useProblemText } from '../parts/useProblemText';
import { useApp } from '../state/app';
import type { TableOf } from './tablesBySheet';

interface Props {
  problems: ProblemView[];
  tableOf: TableOf;
  total: number;
  page: number;
  pageSize: number;
  loading: boolean;
  onPage(page: number): void;
}

/** Problems one by one; a rejected row opens to its cells as read. */
export function ProblemTable({ problems, tableOf, total, page, pageSize, loading, onPage }: Props) {
  const { t } = useApp();
  const text = useProblemText();
  const place = usePlaceText();
  const columns: TableColumnsType<ProblemView & { key: number }> = [
    {
      title: t('ui.severity'),
      width: 96,
      render: (_, { severity }) => <SeverityMark severity={severity} />,
    },
    { title: t('ui.problem'), render: (_, problem) => text(problem, tableOf(problem.place)) },
    { title: t('ui.file'), width: 220, ellipsis: true, render: (_, problem) => problem.place.file },
    { title: t('ui.place'), width: 260, render: (_, problem) => place(problem.place) },
  ];
  return (
    <Table<ProblemView & { key: number }>
      data-testid="problem-table"
      size="small"
      loading={loading}
      columns={columns}
      dataSource={problems.map((problem, key) => ({ ...problem, key }))}
      expandable={{
        rowExpandable: ({ rejected }) => rejected !== null,
        expandedRowRender: ({ rejected }) => <RejectedRow cells={rejected ?? []} />,
      }}
      pagination={{
        current: page,
        pageSize,
        total,
        onChange: onPage,
        showSizeChanger: false,
        hideOnSinglePage: true,
      }}
    />
  );
}

function RejectedRow({ cells }: { cells: string[] }) {
  const { t } = useApp();
  return (
    <div className="rejected">
      <span className="muted">{t('ui.problems.rejected')}</span>
      {cells.map((cell, index) => (
        // Cells have no name of their own but their place.
        <code key={index} className={cell === '' ? 'empty' : ''}>
          {cell === '' ? '∅' : cell}
        </code>
      ))}
    </div>
  );
}
