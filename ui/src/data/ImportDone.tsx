import { Alert, Button } from 'antd';

import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction } from '../state/command';

/** What an import brought. */
export interface Done {
  /** Sources it added. */
  added: number[];
  /** Sources it put in place of earlier ones; those cannot come back. */
  replaced: number;
}

interface Props {
  done: Done;
  onUndone(): void;
  onClose(): void;
}

/** Says that the import is done, and takes it back in one click. */
export function ImportDone({ done, onUndone, onClose }: Props) {
  const { t } = useApp();
  const removal = useAction('remove_source');
  const undo = async () => {
    for (const source of done.added) {
      if ((await removal.run({ source })) === undefined) return;
    }
    onUndone();
  };
  return (
    <>
      <ErrorNote error={removal.error} onClose={removal.clear} />
      <Alert
        type="success"
        showIcon
        className="import-done"
        data-testid="import-done"
        title={t('ui.import.done', { n: done.added.length + done.replaced })}
        description={done.replaced > 0 ? t('ui.import.replaced', { n: done.replaced }) : undefined}
        closable={{ onClose }}
        action={
          done.added.length > 0 && (
            <Button
              size="small"
              data-testid="import-undo"
              loading={removal.running}
              onClick={undo}
            >
              {t('ui.import.undo')}
            </Button>
          )
        }
      />
    </>
  );
}
