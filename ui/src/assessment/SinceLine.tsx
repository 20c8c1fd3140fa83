import { Alert, Button } from 'antd';

import { count } from '../format/numbers';
import { useApp } from '../state/app';

interface Props {
  /** Decisions that the figures do not know. */
  decisions: number;
  running: boolean;
  onAgain(): void;
}

/** Says that an assessment is older than what was decided, and brings it up to date. */
export function SinceLine({ decisions, running, onAgain }: Props) {
  const { t } = useApp();
  if (decisions === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="decisions-since"
      data-count={decisions}
      title={
        <>
          {t('customers.since', { n: count(decisions) })}{' '}
          <span className="muted">
            {t(running ? 'customers.since.running' : 'customers.since.note')}
          </span>
        </>
      }
      action={
        <Button size="small" loading={running} onClick={onAgain}>
          {t('customers.since.again')}
        </Button>
      }
    />
  );
}
