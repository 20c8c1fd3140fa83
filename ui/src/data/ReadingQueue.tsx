import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';

import { bytes } from '../format/dates';
import { JobBar } from '../parts/JobBar';
import { useApp } from '../state/app';
import type { Reading } from './useReading';

/** The file being read, and those that wait. */
export function ReadingQueue({ reading }: { reading: Reading }) {
  const { t } = useApp();
  const { job, waiting } = reading;
  return (
    <>
      <JobBar job={{ ...job, cancel: reading.cancel }} cancelTestId="inspect-cancel" />
      {waiting.length > 0 && (
        <ul className="reading-queue" data-testid="reading-queue">
          {waiting.map(({ file, name, bytes: size }) => (
            <li key={file}>
              <span className="ellipsis">{name}</span>
              <span className="muted">{bytes(size)}</span>
              <span className="muted">{t('ui.queue.waiting')}</span>
              <Button
                type="text"
                size="small"
                aria-label={t('ui.queue.skip')}
                icon={<CloseOutlined />}
                onClick={() => reading.skip(file)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
