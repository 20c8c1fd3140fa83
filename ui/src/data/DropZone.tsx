import { FileExcelOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';

import { takesDrops } from '../api/backend';
import { useApp } from '../state/app';

interface Props {
  compact: boolean;
  busy: boolean;
  onPick(): void;
}

/** Where files come in. Drops are taken by the whole window; this is where it says so. */
export function DropZone({ compact, busy, onPick }: Props) {
  const { t } = useApp();
  const button = (
    <Button
      data-testid="pick-files"
      type={compact ? 'default' : 'primary'}
      size={compact ? 'middle' : 'large'}
      icon={<PlusOutlined />}
      disabled={busy}
      onClick={onPick}
    >
      {t(compact ? 'ui.drop.more' : 'ui.drop.pick')}
    </Button>
  );
  if (compact) {
    return (
      <div className="drop-zone compact">
        {button}
        <span className="muted">{takesDrops() && t('ui.drop.anywhere')}</span>
      </div>
    );
  }
  return (
    <div className="drop-zone">
      <FileExcelOutlined className="drop-icon" />
      <div className="drop-title">{t(takesDrops() ? 'ui.drop.title' : 'ui.drop.title.pick')}</div>
      <div className="muted">{t('ui.drop.formats')}</div>
      {button}
      <ul className="drop-hints muted">
        {[1, 2, 3].map((hint) => (
          <li key={hint}>{t(`ui.drop.hint.${hint}`)}</li>
        ))}
      </ul>
    </div>
  );
}
