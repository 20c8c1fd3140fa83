import { CloseOutlined, FileExcelOutlined } from '@ant-design/icons';
import { Button, Card, Tooltip } from 'antd';
import type { Dispatch } from 'react';

import type { InspectedFile } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { EarlierChoice } from './EarlierChoice';
import { PasswordForm } from './PasswordForm';
import { type Change, isIncluded, type SheetPlan } from './plan';
import { SheetCard } from './SheetCard';

interface Props {
  file: InspectedFile;
  plans: SheetPlan[];
  openFirst: boolean;
  locked: boolean;
  /** A file is being read with its password. */
  unlocking: boolean;
  /** Whether it takes the place of the earlier file of its name; absent while undecided. */
  replace: boolean | undefined;
  onReplace(replace: boolean): void;
  onPassword(password: string): void;
  dispatch: Dispatch<Change>;
  onRemove(): void;
}

/** Errors that a password can mend. */
const ASKS_PASSWORD = new Set(['import.encrypted', 'import.wrong_password']);

/** A file before import: its sheets, or why it cannot be read. */
export function FileCard(props: Props) {
  const { file, plans, openFirst, locked, dispatch, onRemove } = props;
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
      {file.error && ASKS_PASSWORD.has(file.error.code) && (
        <PasswordForm busy={props.unlocking} onOpen={props.onPassword} />
      )}
      {file.earlier && (
        <EarlierChoice
          earlier={file.earlier}
          same={file.imported_before !== null}
          replace={props.replace}
          disabled={locked}
          onChange={props.onReplace}
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
