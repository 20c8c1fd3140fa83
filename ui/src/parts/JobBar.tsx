import { Button, Progress } from 'antd';

import { bytes } from '../format/dates';
import type { Job, JobCommand } from '../state/command';
import { useApp } from '../state/app';

interface Props<K extends JobCommand> {
  job: Pick<Job<K>, 'running' | 'cancelling' | 'progress' | 'cancel'>;
  cancelTestId?: string;
}

/** How far a running job is, and how to stop it. */
export function JobBar<K extends JobCommand>({ job, cancelTestId }: Props<K>) {
  const { t, tOr } = useApp();
  if (!job.running) return null;
  const { progress } = job;
  const known = progress !== undefined && progress.total > 0;
  const done = known ? Math.min(100, Math.round((progress.done / progress.total) * 100)) : 0;
  const stage = progress
    ? tOr(`stage.job.${progress.stage}`, progress.stage)
    : t('ui.job.starting');
  return (
    <div className="job-bar" role="status" aria-live="polite">
      <div className="job-bar-text">
        <span>{job.cancelling ? t('ui.job.cancelling') : stage}</span>
        <span className="muted ellipsis">{progress?.subject}</span>
        {known && progress.stage === 'reading' && (
          <span className="muted nowrap">
            {t('ui.job.bytes', { done: bytes(progress.done), total: bytes(progress.total) })}
          </span>
        )}
      </div>
      <Progress percent={done} status="active" showInfo={known} size="small" />
      <Button
        size="small"
        onClick={job.cancel}
        disabled={job.cancelling}
        data-testid={cancelTestId}
      >
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
