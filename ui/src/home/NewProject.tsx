import { Form, Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';

import type { ProjectView } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction } from '../state/command';

interface Props {
  open: boolean;
  onClose(): void;
  onCreated(project: ProjectView): void;
}

/** Asks for the target's name, then where to keep the project file. */
export function NewProject({ open, onClose, onCreated }: Props) {
  const { t } = useApp();
  const [name, setName] = useState('');
  const field = useRef<InputRef>(null);
  const pick = useAction('pick');
  const create = useAction('create_project');
  const target = name.trim();

  const submit = async () => {
    if (target === '') {
      field.current?.focus();
      return;
    }
    const [place] =
      (await pick.run({ kind: 'new_project', suggested: `${target}.clientele` })) ?? [];
    if (!place) return;
    const project = await create.run({ file: place.file, target });
    if (project) onCreated(project);
  };

  return (
    <Modal
      open={open}
      title={t('ui.new.title')}
      okText={t('ui.new.ok')}
      cancelText={t('ui.cancel')}
      onCancel={onClose}
      onOk={submit}
      okButtonProps={{ disabled: target === '', 'data-testid': 'new-ok' }}
      confirmLoading={pick.running || create.running}
      afterOpenChange={(shown) => shown && field.current?.focus()}
      destroyOnHidden
    >
      <Form layout="vertical" onFinish={submit}>
        <Form.Item label={t('ui.new.target')} extra={t('ui.new.target.note')}>
          <Input
            ref={field}
            data-testid="new-target"
            value={name}
            maxLength={80}
            placeholder={t('ui.new.target.example')}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
      </Form>
      <ErrorNote error={pick.error ?? create.error} onClose={create.clear} />
    </Modal>
  );
}
