import { Select, Table, type TableColumnsType } from 'antd';

import type { DocumentView, SignRule } from '../api/generated';
import { count } from '../format/numbers';
import { useApp } from '../state/app';
import { type SheetPlan, withSign } from './plan';

interface Props {
  plan: SheetPlan;
  documents: DocumentView[];
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

const RULES: SignRule[] = ['as_written', 'negative', 'flipped'];

/** How the amounts of each type of document are signed, why, and the choice to sign them otherwise. */
export function SignsTable({ plan, documents, disabled, onEdit }: Props) {
  const { t } = useApp();
  const side = (rows: number, sum: number) =>
    rows === 0 ? '–' : t('ui.signs.side', { rows: count(rows), sum: count(Math.round(sum)) });
  const columns: TableColumnsType<DocumentView> = [
    {
      title: t('ui.signs.document'),
      dataIndex: 'document',
      render: (document: string) =>
        document === '' ? <span className="muted">{t('ui.signs.untyped')}</span> : document,
    },
    { title: t('ui.signs.rows'), align: 'right', render: (_, { rows }) => count(rows) },
    {
      title: t('ui.signs.positive'),
      align: 'right',
      render: (_, { positive, positive_sum: sum }) => side(positive, sum),
    },
    {
      title: t('ui.signs.negative'),
      align: 'right',
      render: (_, { negative, negative_sum: sum }) => side(negative, sum),
    },
    {
      title: t('ui.signs.rule'),
      width: 190,
      render: (_, { document, sign, why }) => (
        <Select<SignRule | 'auto'>
          size="small"
          data-testid="sign-rule"
          aria-label={t('ui.signs.of', { document: document || t('ui.signs.untyped') })}
          popupMatchSelectWidth={false}
          disabled={disabled}
          value={sign}
          options={[
            ...RULES.map((value) => ({ value, label: t(`ui.signs.rule.${value}`) })),
            ...(why === 'chosen' ? [{ value: 'auto' as const, label: t('ui.signs.auto') }] : []),
          ]}
          onChange={(rule) => onEdit(withSign(plan, document, rule === 'auto' ? null : rule))}
        />
      ),
    },
    {
      title: t('ui.signs.reason'),
      render: (_, { why, turned }) => (
        <span className="muted">
          {t(`ui.signs.reason.${why}`)}
          {turned > 0 && ` ${t('ui.signs.turned', { n: count(turned) })}`}
        </span>
      ),
    },
  ];
  return (
    <div data-testid="signs">
      <p className="muted">{t('ui.signs.text')}</p>
      <Table<DocumentView>
        size="small"
        rowKey="document"
        columns={columns}
        dataSource={documents}
        pagination={false}
        scroll={{ x: 760, y: 380 }}
      />
    </div>
  );
}
