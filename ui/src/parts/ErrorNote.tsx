import { Alert, Button } from 'antd';

import type { WireError } from '../api/generated';
import { useApp } from '../state/app';
import { useErrorText } from './useErrorText';

interface Props {
  error: WireError | undefined;
  onRetry?: () => void;
  onClose?: () => void;
}

/** What went wrong and what to do next. */
export function ErrorNote({ error, onRetry, onClose }: Props) {
  const { t } = useApp();
  const text = useErrorText();
  if (!error) return null;
  const { sentence, hint } = text(error);
  return (
    <Alert
      className="error-note"
      data-testid="error"
      data-code={error.code}
      type="error"
      showIcon
      title={sentence}
      description={hint}
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
