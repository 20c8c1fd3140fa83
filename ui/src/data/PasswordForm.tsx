import { Button, Input } from 'antd';
import { useState } from 'react';

import { useApp } from '../state/app';

interface Props {
  busy: boolean;
  onOpen(password: string): void;
}

/** Asks for the password of an encrypted workbook; it goes to the reader and is forgotten. */
export function PasswordForm({ busy, onOpen }: Props) {
  const { t } = useApp();
  const [password, setPassword] = useState('');
  const submit = () => {
    if (password === '' || busy) return;
    onOpen(password);
    setPassword('');
  };
  return (
    <form
      className="password-form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Input.Password
        autoFocus
        data-testid="file-password"
        autoComplete="new-password"
        aria-label={t('ui.password')}
        placeholder={t('ui.password')}
        value={password}
        disabled={busy}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button
        type="primary"
        htmlType="submit"
        data-testid="file-unlock"
        disabled={password === ''}
        loading={busy}
      >
        {t('ui.password.open')}
      </Button>
      <span className="muted">{t('ui.password.note')}</span>
    </form>
  );
}
