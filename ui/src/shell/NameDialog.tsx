import { Form, Input, type InputRef, Modal } from 'antd';
import { type ReactNode, useRef, useState } from 'react';

import { useApp } from '../state/app';

interface Props {
  open: boolean;
  title: string;
  initial: string;
  saving: boolean;
  onSave(name: string): void;
  onClose(): void;
  children?: ReactNode;
}

/** Asks for a name. */
export function NameDialog({ open, title, initial, saving, onSave, onClose, children }: Props) {
  const { t } = useApp();
  const [name, setName] = useState(initial);
  const field = useRef<InputRef>(null);
  const trimmed = name.trim();
  const submit = () => trimmed !== '' && onSave(trimmed);
  return (
    <Modal
      open={open}
      title={title}
      okText={t('ui.save')}
      cancelText={t('ui.cancel')}
      confirmLoading={saving}
      okButtonProps={{ disabled: trimmed === '' }}
      onOk={submit}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && field.current?.select()}
    >
      <Form layout="vertical" onFinish={submit}>
        <Form.Item label={t('ui.new.target')}>
          <Input
            ref={field}
            data-testid="target-name"
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
      </Form>
      {children}
    </Modal>
  );
}
