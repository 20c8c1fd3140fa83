import { App, Button, Flex } from 'antd';
import { useEffect, useReducer, useState } from 'react';

import type { InspectedFile, PickedFile } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { JobBar } from '../parts/JobBar';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useAction, useJob, useQuery } from '../state/command';
import { useProject } from '../state/project';
import { DropZone } from './DropZone';
import { FileCard } from './FileCard';
import { ImportBar } from './ImportBar';
import { change, choicesOf, isIncluded, NO_PLANS, planOf } from './plan';
import { SourceList } from './SourceList';
import { useUndoKey } from './useUndoKey';

interface Props {
  /** Files dropped on the window; a new list each time. */
  dropped: PickedFile[];
  onNext(section: Section): void;
}

/** Files in: pick, see what was recognised, correct it, import. */
export function DataScreen({ dropped, onNext }: Props) {
  const { t } = useApp();
  const { message } = App.useApp();
  const { target, refresh } = useProject();
  const [files, setFiles] = useState<InspectedFile[]>([]);
  const [history, dispatch] = useReducer(change, NO_PLANS);
  const pick = useAction('pick');
  const inspect = useJob('inspect_files');
  const importing = useJob('import_sheets');
  const sources = useQuery('sources', { target: target.id });
  useUndoKey(() => dispatch({ type: 'undo' }));

  const look = async (picked: PickedFile[]) => {
    if (picked.length === 0 || inspect.running) return;
    const seen = await inspect.run({ target: target.id, files: picked.map(({ file }) => file) });
    if (!seen) return;
    setFiles((before) => [...before, ...seen]);
    const plans = seen.flatMap((file) => file.sheets.map((sheet) => planOf(file, sheet)));
    dispatch({ type: 'add', plans });
  };
  const pickFiles = async () => {
    const picked = await pick.run({ kind: 'data_files', suggested: null });
    if (picked) await look(picked);
  };
  useEffect(() => {
    void look(dropped);
    // Looked at once for each drop.
  }, [dropped]);

  const clear = () => {
    setFiles([]);
    dispatch({ type: 'clear' });
  };
  const remove = (file: number) => {
    setFiles((before) => before.filter((each) => each.file !== file));
    dispatch({ type: 'dropFile', file });
  };
  const importAll = async () => {
    const sheets = choicesOf(history.plans);
    const imported = await importing.run({ target: target.id, sheets });
    if (!imported) return;
    clear();
    sources.reload();
    refresh();
    message.success(t('ui.import.done', { n: imported.length }));
  };

  const included = history.plans.filter(isIncluded);
  const hasSources = (sources.data?.length ?? 0) > 0;
  return (
    <div className="screen">
      <h1>{t('ui.nav.data')}</h1>
      <DropZone
        compact={files.length > 0 || hasSources}
        busy={inspect.running || pick.running || importing.running}
        onPick={pickFiles}
      />
      <JobBar job={inspect} cancelTestId="inspect-cancel" />
      <ErrorNote error={pick.error} onRetry={pickFiles} onClose={pick.clear} />
      <ErrorNote error={inspect.error} onClose={inspect.clear} />
      {files.map((file, position) => (
        <FileCard
          key={file.file}
          file={file}
          plans={history.plans.filter((plan) => plan.file === file.file)}
          openFirst={position === 0}
          locked={importing.running}
          dispatch={dispatch}
          onRemove={() => remove(file.file)}
        />
      ))}
      {files.length > 0 && (
        <ImportBar
          sheets={included}
          job={importing}
          canUndo={history.past.length > 0}
          onUndo={() => dispatch({ type: 'undo' })}
          onImport={importAll}
          onDiscard={clear}
        />
      )}
      <SourceList query={sources} onRemoved={refresh} />
      {hasSources && files.length === 0 && (
        <Flex gap={12} className="next-steps">
          <Button type="primary" onClick={() => onNext('assessment')}>
            {t('ui.data.next.assess')}
          </Button>
          {target.problems > 0 && (
            <Button onClick={() => onNext('problems')}>
              {t('ui.data.next.problems', { n: target.problems })}
            </Button>
          )}
          <Button onClick={() => onNext('questionnaire')}>{t('ui.data.next.questions')}</Button>
        </Flex>
      )}
    </div>
  );
}
