import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useEffect, useMemo, useState } from 'react';

import { call } from '../api/backend';
import type { ProblemCode, Settlement } from '../api/generated';
import { count } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import { useProblemText } from '../parts/useProblemText';
import { SettledList } from '../reconciliation/SettledList';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useAction, useQuery } from '../state/command';
import { useProject } from '../state/project';
import { ProblemKinds } from './ProblemKinds';
import { ProblemTable } from './ProblemTable';
import { tablesBySheet } from './tablesBySheet';
import { TallyTable } from './TallyTable';

const PAGE = 50;

/** What was wrong with the rows: by kind with what to do about it, then one by one. */
export function ProblemsScreen({ onNext }: { onNext(section: Section): void }) {
  const { t, lang } = useApp();
  const { message } = App.useApp();
  const { target, revision, refresh } = useProject();
  const [code, setCode] = useState<ProblemCode | null>(null);
  const [page, setPage] = useState(1);
  const overview = useQuery('problem_overview', { target: target.id });
  const query = useQuery('problems', {
    target: target.id,
    code,
    offset: (page - 1) * PAGE,
    limit: PAGE,
  });
  const sources = useQuery('sources', { target: target.id });
  const settle = useAction('settle');
  const withdraw = useAction('withdraw');
  const save = useAction('save_rejected');
  const text = useProblemText();
  const tableOf = useMemo(() => tablesBySheet(sources.data ?? []), [sources.data]);
  const { reload } = query;
  const { reload: reloadSources } = sources;
  const { reload: reloadOverview } = overview;
  useEffect(() => {
    reload();
    reloadSources();
    reloadOverview();
  }, [reload, reloadSources, reloadOverview, revision]);

  const choose = (next: ProblemCode | null) => {
    setCode(next);
    setPage(1);
  };
  const decide = async (what: Settlement, reason: string) => {
    const id = await settle.run({ target: target.id, what, reason });
    if (id !== undefined) refresh();
  };
  const takeBack = async (ids: number[]) => {
    if (!(await withdraw.run({ target: target.id, ids }))) return;
    message.success(t('recon.undone'));
    refresh();
  };
  const exportRejected = async () => {
    const suggested = `${target.name} ${t('rejected.name')}.xlsx`;
    const [file] = await call('pick', { kind: 'save_workpapers', suggested });
    if (!file) return;
    const saved = await save.run({ target: target.id, file: file.file, lang });
    if (saved) message.success(t('problems.exported', { file: saved.name }));
  };

  const { data } = query;
  const kinds = overview.data?.kinds ?? [];
  const nameOf = (topic: string) => {
    const kind = kinds.find((one) => topic === `problem.${one.code}`);
    return kind ? text(kind.example, tableOf(kind.example.place)) : topic;
  };
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{t('ui.nav.problems')}</h1>
        <span className="grow" />
        {(overview.data?.rejected ?? 0) > 0 && (
          <Tooltip title={t('problems.export.note')}>
            <Button
              data-testid="export-rejected"
              icon={<DownloadOutlined />}
              loading={save.running}
              onClick={exportRejected}
            >
              {t('problems.export', { n: count(overview.data?.rejected) })}
            </Button>
          </Tooltip>
        )}
      </div>
      <p className="muted">{t('ui.problems.note')}</p>
      <ErrorNote error={query.error} onRetry={reload} />
      <ErrorNote error={overview.error} onRetry={reloadOverview} />
      <ErrorNote error={settle.error} onClose={settle.clear} />
      <ErrorNote error={withdraw.error} onClose={withdraw.clear} />
      <ErrorNote error={save.error} onClose={save.clear} />
      {data && data.groups.length === 0 && (
        <Teach
          title={t(target.sources > 0 ? 'ui.problems.none' : 'ui.problems.nodata')}
          text={t(target.sources > 0 ? 'ui.problems.none.note' : 'ui.problems.nodata.note')}
        >
          <Button type="primary" onClick={() => onNext(target.sources > 0 ? 'assessment' : 'data')}>
            {t(target.sources > 0 ? 'ui.data.next.assess' : 'ui.drop.pick')}
          </Button>
        </Teach>
      )}
      {overview.data && kinds.length > 0 && (
        <ProblemKinds
          kinds={kinds}
          settled={overview.data.settled}
          tableOf={tableOf}
          chosen={code}
          onChoose={choose}
          onSettle={decide}
          onUndo={takeBack}
        />
      )}
      {data && data.groups.length > 0 && (
        <ProblemTable
          problems={data.problems}
          tableOf={tableOf}
          total={data.total}
          page={page}
          pageSize={PAGE}
          loading={query.loading}
          onPage={setPage}
        />
      )}
      <TallyTable sources={sources.data ?? []} />
      <SettledList
        settled={overview.data?.settled ?? []}
        currency="CNY"
        nameOf={nameOf}
        onUndo={takeBack}
      />
    </div>
  );
}
