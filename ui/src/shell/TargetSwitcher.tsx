import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Select, Space, Tooltip } from 'antd';
import { useState } from 'react';

import { asWireError, call } from '../api/backend';
import { ErrorNote } from '../parts/ErrorNote';
import { useErrorText } from '../parts/useErrorText';
import { useApp } from '../state/app';
import { useAction } from '../state/command';
import { useProject } from '../state/project';
import { NameDialog } from './NameDialog';

/** Which target firm is worked on; adding, renaming, removing one. */
export function TargetSwitcher() {
  const { t } = useApp();
  const { modal } = App.useApp();
  const { project, target, choose, replace, refresh } = useProject();
  const [dialog, setDialog] = useState<'add' | 'rename'>();
  const add = useAction('add_target');
  const rename = useAction('rename_target');
  const errorText = useErrorText();

  const save = async (name: string) => {
    const known = new Set(project.targets.map((each) => each.id));
    const changed =
      dialog === 'add' ? await add.run({ name }) : await rename.run({ target: target.id, name });
    if (!changed) return;
    replace(changed);
    const added = changed.targets.find((each) => !known.has(each.id));
    if (added) choose(added.id);
    setDialog(undefined);
  };
  const takeAway = async () => {
    try {
      replace(await call('remove_target', { target: target.id }));
      refresh();
    } catch (refusal) {
      const { sentence, hint } = errorText(asWireError(refusal));
      modal.error({ title: sentence, content: hint });
    }
  };
  const confirmRemoval = () =>
    modal.confirm({
      title: t('ui.target.remove.title', { name: target.name }),
      content: t('ui.target.remove.text', { n: target.sources }),
      okText: t('ui.target.remove'),
      okButtonProps: { danger: true },
      cancelText: t('ui.cancel'),
      autoFocusButton: 'cancel',
      onOk: takeAway,
    });

  return (
    <>
      <Space.Compact className="target-switcher">
        <Select
          data-testid="target-select"
          aria-label={t('ui.target')}
          value={target.id}
          onChange={choose}
          popupMatchSelectWidth={false}
          options={project.targets.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Tooltip title={t('ui.target.add')}>
          <Button
            data-testid="target-add"
            aria-label={t('ui.target.add')}
            icon={<PlusOutlined />}
            onClick={() => setDialog('add')}
          />
        </Tooltip>
        <Tooltip title={t('ui.target.rename')}>
          <Button
            aria-label={t('ui.target.rename')}
            icon={<EditOutlined />}
            onClick={() => setDialog('rename')}
          />
        </Tooltip>
        <Tooltip title={t(project.targets.length > 1 ? 'ui.target.remove' : 'ui.target.last')}>
          <Button
            aria-label={t('ui.target.remove')}
            icon={<DeleteOutlined />}
            disabled={project.targets.length < 2}
            onClick={confirmRemoval}
          />
        </Tooltip>
      </Space.Compact>
      <NameDialog
        key={dialog}
        open={dialog !== undefined}
        title={t(dialog === 'add' ? 'ui.target.add' : 'ui.target.rename')}
        initial={dialog === 'rename' ? target.name : ''}
        saving={add.running || rename.running}
        onSave={save}
        onClose={() => setDialog(undefined)}
      >
        <ErrorNote error={add.error ?? rename.error} />
      </NameDialog>
    </>
  );
}
