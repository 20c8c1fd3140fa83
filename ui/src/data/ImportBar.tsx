import { UndoOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Tooltip } from 'antd';

import { count } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { JobBar } from '../parts/JobBar';
import { useApp } from '../state/app';
import type { Job } from '../state/command';
import type { SheetPlan } from './plan';

interface Props {
  /** Sheets that will be imported. */
  sheets: SheetPlan[];
  job: Job<'import_sheets'>;
  /** Why it cannot be imported yet. */
  obstacle: string | undefined;
  canUndo: boolean;
  onUndo(): void;
  onImport(): void;
  onDiscard(): void;
}

/** What will be imported, and the button that does it; stays in sight. */
export function ImportBar(props: Props) {
  const { sheets, job, obstacle, canUndo, onUndo, onImport, onDiscard } = props;
  const { t } = useApp();
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows, 0);
  const pending = sheets.some((sheet) => sheet.remap);
  return (
    <div className="import-bar">
      <ErrorNote error={job.error} onRetry={onImport} onClose={job.clear} />
      <JobBar job={job} cancelTestId="import-cancel" />
      {!job.running && (
        <div className="import-bar-row">
          <Tooltip title={t('ui.undo.note')}>
            <Button icon={<UndoOutlined />} disabled={!canUndo} onClick={onUndo} data-testid="undo">
              {t('ui.undo')}
            </Button>
          </Tooltip>
          <Popconfirm
            title={t('ui.discard.ask')}
            okText={t('ui.discard')}
            cancelText={t('ui.cancel')}
            onConfirm={onDiscard}
          >
            <Button>{t('ui.discard')}</Button>
          </Popconfirm>
          <span className="grow" />
          {obstacle && <span className="obstacle">{obstacle}</span>}
          <span className="muted">
            {sheets.length === 0
              ? t('ui.import.none')
              : t('ui.import.what', { sheets: sheets.length, rows: count(rows) })}
          </span>
          <Button
            type="primary"
            size="large"
            data-testid="import-run"
            disabled={sheets.length === 0 || pending || obstacle !== undefined}
            onClick={onImport}
          >
            {t('ui.import')}
          </Button>
        </div>
      )}
    </div>
  );
}
