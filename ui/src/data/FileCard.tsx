import { CloseOutlined, FileExcelOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Tooltip } from 'antd';
import type { Dispatch } from 'react';

import type { InspectedFile } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { type Change, isIncluded, type SheetPlan } from './plan';
import { SheetCard } from './SheetCard';

interface Props {
  file: InspectedFile;
  plans: SheetPlan[];
  openFirst: boolean;
  locked: boolean;
  dispatch: Dispatch<Change>;
  onRemove(): void;
}

/** A file before import: its sheets, or why it cannot be read. */
export function FileCard({ file, plans, openFirst, locked, dispatch, onRemove }: Props) {
  const { t } = useApp();
  const first = plans.find(isIncluded);
  return (
    <Card
      size="small"
      className="file-card"
      data-testid="inspected-file"
      title={
        <span className="ellipsis">
          <FileExcelOutlined /> {file.name}
        </span>
      }
      extra={
        <Tooltip title={t('ui.file.remove')}>
          <Button
            type="text"
            size="small"
            aria-label={t('ui.file.remove')}
            icon={<CloseOutlined />}
            disabled={locked}
            onClick={onRemove}
          />
        </Tooltip>
      }
    >
      <ErrorNote error={file.error ?? undefined} />
      {file.imported_before && (
        <Alert
          type="warning"
          showIcon
          title={t('ui.file.before', { file: file.imported_before })}
        />
      )}
      {!file.error && plans.length === 0 && <p className="muted">{t('ui.file.nothing')}</p>}
      {plans.map((plan) => (
        <SheetCard
          key={plan.key}
          plan={plan}
          initiallyOpen={openFirst && plan.key === first?.key}
          locked={locked}
          onEdit={(edited) => dispatch({ type: 'edit', plan: edited })}
          onRemapped={(mapping) => dispatch({ type: 'remapped', key: plan.key, mapping })}
        />
      ))}
    </Card>
  );
}
