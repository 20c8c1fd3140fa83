import { App, Button, Flex } from 'antd';
import { useEffect, useReducer, useRef, useState } from 'react';

import type { InspectedFile, PickedFile } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useAction, useJob, useQuery } from '../state/command';
import { useProject } from '../state/project';
import { DeleteProject } from './DeleteProject';
import { DropZone } from './DropZone';
import { FieldsProvider } from './fields';
import { FileCard } from './FileCard';
import { ImportBar } from './ImportBar';
import { type Done, ImportDone } from './ImportDone';
import { change, choicesOf, isIncluded, NO_PLANS, planOf } from './plan';
import { ProvenanceCard } from './ProvenanceCard';
import { ReadingQueue } from './ReadingQueue';
import { SourceList } from './SourceList';
import { TemplatesDrawer } from './TemplatesDrawer';
import { useObstacle } from './useObstacle';
import { useReading } from './useReading';
import { useUndoKey } from './useUndoKey';

interface Props {
  /** Files dropped on the window; a new list each time. */
  dropped: PickedFile[];
  onNext(section: Section): void;
}

/** Files in: pick, see what was recognised, correct it, import. */
export function DataScreen(props: Props) {
  return (
    <FieldsProvider>
      <Intake {...props} />
    </FieldsProvider>
  );
}

function Intake({ dropped, onNext }: Props) {
  const { t } = useApp();
  const { message } = App.useApp();
  const { project, target, refresh } = useProject();
  const [files, setFiles] = useState<InspectedFile[]>([]);
  const [replace, setReplace] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [done, setDone] = useState<Done>();
  const [history, dispatch] = useReducer(change, NO_PLANS);
  const pick = useAction('pick');
  const importing = useJob('import_sheets');
  const sources = useQuery('sources', { target: target.id });
  const obstacle = useObstacle(files, history.plans, replace);
  useUndoKey(() => dispatch({ type: 'undo' }));

  const proposing = useAction('propose_again');
  const listed = useRef<number[]>([]);
  /** Orders and their lines may stand in files that came one after the other. */
  const proposeAgain = async (all: number[]) => {
    listed.current = all;
    if (all.length === 0) return;
    const again = await proposing.run({ target: target.id, files: all });
    if (again && listed.current === all) dispatch({ type: 'proposed', files: again });
  };
  const reading = useReading(target.id, (read) => {
    setFiles((before) => [...before.filter(({ file }) => file !== read.file), read]);
    const plans = read.sheets.map((sheet) => planOf(read, sheet));
    dispatch({ type: 'fileRead', file: read.file, plans });
    const others = listed.current.filter((file) => file !== read.file);
    if (others.length > 0) void proposeAgain([...others, read.file]);
    else listed.current = [read.file];
  });
  const unlock = async (file: number, password: string) => {
    const read = await reading.open(file, password);
    if (!read) return;
    setFiles((before) => before.map((each) => (each.file === file ? read : each)));
    const plans = read.sheets.map((sheet) => planOf(read, sheet));
    dispatch({ type: 'fileRead', file, plans });
    void proposeAgain([...listed.current]);
  };
  const look = (picked: PickedFile[]) => {
    if (picked.length > 0) setDone(undefined);
    reading.add(picked);
  };
  const pickFiles = async () => {
    const picked = await pick.run({ kind: 'data_files', suggested: null });
    if (picked) look(picked);
  };
  useEffect(() => {
    look(dropped);
    // Looked at once for each drop.
  }, [dropped]);

  const clear = () => {
    setFiles([]);
    setReplace(new Map());
    dispatch({ type: 'clear' });
    listed.current = [];
  };
  const remove = (file: number) => {
    setFiles((before) => before.filter((each) => each.file !== file));
    dispatch({ type: 'dropFile', file });
    void proposeAgain(listed.current.filter((each) => each !== file));
  };
  const changed = () => {
    sources.reload();
    refresh();
  };
  const importAll = async () => {
    const sheets = choicesOf(history.plans);
    const chosen = new Set(sheets.map(({ file }) => file));
    const replaced = files.flatMap(({ file, earlier }) =>
      earlier && chosen.has(file) && replace.get(file) ? [{ file, source: earlier.source }] : [],
    );
    const imported = await importing.run({ target: target.id, sheets, replace: replaced });
    if (!imported) return;
    const earlier = new Set(replaced.map(({ source }) => source));
    const added = imported.map(({ id }) => id).filter((id) => !earlier.has(id));
    setDone({ added, replaced: earlier.size });
    clear();
    changed();
  };
  const undone = () => {
    setDone(undefined);
    changed();
    message.info(t('ui.import.undone'));
  };

  const included = history.plans.filter(isIncluded);
  const hasSources = (sources.data?.length ?? 0) > 0;
  return (
    <div className="screen">
      <Flex align="center" justify="space-between">
        <h1>{t('ui.nav.data')}</h1>
        <TemplatesDrawer />
      </Flex>
      <DropZone
        compact={files.length > 0 || hasSources}
        busy={pick.running || importing.running}
        onPick={pickFiles}
      />
      <ReadingQueue reading={reading} />
      <ErrorNote error={pick.error} onRetry={pickFiles} onClose={pick.clear} />
      <ErrorNote error={proposing.error} onClose={proposing.clear} />
      <ErrorNote error={reading.job.error} onClose={reading.job.clear} />
      {done && <ImportDone done={done} onUndone={undone} onClose={() => setDone(undefined)} />}
      {files.map((file, position) => (
        <FileCard
          key={file.file}
          file={file}
          plans={history.plans.filter((plan) => plan.file === file.file)}
          openFirst={position === 0}
          locked={importing.running}
          unlocking={reading.job.running}
          replace={replace.get(file.file)}
          onReplace={(on) => {
            setReplace((before) => new Map(before).set(file.file, on));
            if (file.imported_before !== null) dispatch({ type: 'takeFile', file: file.file });
          }}
          onPassword={(password) => unlock(file.file, password)}
          dispatch={dispatch}
          onRemove={() => remove(file.file)}
        />
      ))}
      {files.length > 0 && (
        <ImportBar
          sheets={included}
          job={importing}
          obstacle={obstacle}
          canUndo={history.past.length > 0}
          onUndo={() => dispatch({ type: 'undo' })}
          onImport={importAll}
          onDiscard={clear}
        />
      )}
      {(hasSources || files.length > 0) && !project.sample && <ProvenanceCard key={target.id} />}
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
          <span className="grow" />
          {!project.sample && <DeleteProject />}
        </Flex>
      )}
    </div>
  );
}
