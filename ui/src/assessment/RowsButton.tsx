import { TableOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';

import { count } from '../format/numbers';
import { useApp } from '../state/app';
import { useReading } from './context';

/** The way from a figure to its rows. */
export function RowsButton({ title, sets }: { title: string; sets: number[] }) {
  const { t } = useApp();
  const { assessment, openRows } = useReading();
  const rows = sets.reduce((sum, index) => sum + (assessment.row_sets[index]?.count ?? 0), 0);
  if (rows === 0) return null;
  return (
    <Tooltip title={t('ui.rows.open')}>
      <Button
        type="text"
        size="small"
        className="rows-button"
        data-testid="figure-rows"
        aria-label={t('ui.rows.title', { title })}
        icon={<TableOutlined />}
        onClick={(event) => {
          event.stopPropagation();
          openRows(title, sets);
        }}
      >
        {t('ui.rows.count', { n: count(rows) })}
      </Button>
    </Tooltip>
  );
}
