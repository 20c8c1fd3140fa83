import { DeleteOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';

import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction } from '../state/command';
import { useProject } from '../state/project';

/** Deletes the project's file, after a question that says what goes and what stays. */
export function DeleteProject() {
  const { t } = useApp();
  const { modal } = App.useApp();
  const { project, close } = useProject();
  const removal = useAction('delete_project');
  const ask = () =>
    modal.confirm({
      title: t('ui.delete.ask', { name: project.name }),
      content: t('ui.delete.note'),
      okText: t('ui.delete.confirm'),
      okButtonProps: { danger: true },
      cancelText: t('ui.cancel'),
      autoFocusButton: 'cancel',
      onOk: async () => {
        if (await removal.run({})) close();
      },
    });
  return (
    <>
      <ErrorNote error={removal.error} onClose={removal.clear} />
      <Button
        type="text"
        danger
        size="small"
        className="delete-project"
        data-testid="delete-project"
        icon={<DeleteOutlined />}
        onClick={ask}
      >
        {t('ui.delete')}
      </Button>
    </>
  );
}
