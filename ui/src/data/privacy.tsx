import { LockOutlined } from '@ant-design/icons';
import { Tag, Tooltip } from 'antd';

import type { ColumnView, PrivacyMark } from '../api/generated';
import { useApp } from '../state/app';

/** Columns with personal information that will not be imported. */
export function withheldColumns(columns: ColumnView[]): ColumnView[] {
  return columns.filter(({ privacy, field }) => privacy !== 'plain' && field === null);
}

interface Props {
  privacy: PrivacyMark;
  /** Why it is thought so, as the backend names it. */
  reason: string | null;
}

/** Says that a column holds personal information, and what that means. */
export function PrivacyTag({ privacy, reason }: Props) {
  const { t, tOr } = useApp();
  if (privacy === 'plain') return null;
  const why = reason ? tOr(`mapping.privacy.${reason}`, '') : '';
  return (
    <Tooltip
      title={
        <>
          {why && <div>{why}</div>}
          {t(`ui.privacy.${privacy}.note`)}
        </>
      }
    >
      <Tag
        className="privacy-tag"
        data-testid="privacy-tag"
        icon={<LockOutlined />}
        color={privacy === 'sensitive' ? 'error' : 'purple'}
      >
        {t(`ui.privacy.${privacy}`)}
      </Tag>
    </Tooltip>
  );
}

/** How many columns of a sheet tell of persons, and which of them stay out. */
export function PrivacySummary({ columns }: { columns: ColumnView[] }) {
  const { t } = useApp();
  const personal = columns.filter(({ privacy }) => privacy !== 'plain');
  if (personal.length === 0) return null;
  const out = withheldColumns(columns);
  const names = out.map(({ header }) => header).join('、');
  return (
    <Tooltip title={out.length > 0 ? t('ui.privacy.out.list', { names }) : undefined}>
      <Tag icon={<LockOutlined />} data-testid="privacy-summary">
        {out.length > 0
          ? t('ui.privacy.summary', { n: personal.length, out: out.length })
          : t('ui.privacy.summary.all', { n: personal.length })}
      </Tag>
    </Tooltip>
  );
}
