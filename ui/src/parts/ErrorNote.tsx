import { Alert, Button } from 'antd';

import type { WireError } from '../api/generated';
import { useApp } from '../state/app';

interface Props {
  error: WireError | undefined;
  onRetry?: () => void;
  onClose?: () => void;
}

/** What went wrong and what to do next. */
export function ErrorNote({ error, onRetry, onClose }: Props) {
  const { t, tOr } = useApp();
  if (!error) return null;
  const sentence = tOr(
    `error.${error.code}`,
    t('ui.error.unknown', { code: error.code, detail: Object.values(error.args).join(' · ') }),
    error.args,
  );
  return (
    <Alert
      className="error-note"
      data-testid="error"
      data-code={error.code}
      type="error"
      showIcon
      title={sentence}
      description={tOr(`error.${error.code}.hint`, '', error.args) || undefined}
      closable={onClose ? { onClose } : false}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )
      }
    />
  );
}
