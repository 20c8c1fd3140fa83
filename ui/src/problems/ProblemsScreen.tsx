import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';

import type { ProblemCode } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useQuery } from '../state/command';
import { useProject } from '../state/project';
import { ProblemGroups } from './ProblemGroups';
import { ProblemTable } from './ProblemTable';
import { tablesBySheet } from './tablesBySheet';

const PAGE = 50;

/** What was wrong with the rows: by kind, then one by one. */
export function ProblemsScreen({ onNext }: { onNext(section: Section): void }) {
  const { t } = useApp();
  const { target, revision } = useProject();
  const [code, setCode] = useState<ProblemCode | null>(null);
  const [page, setPage] = useState(1);
  const query = useQuery('problems', {
    target: target.id,
    code,
    offset: (page - 1) * PAGE,
    limit: PAGE,
  });
  const sources = useQuery('sources', { target: target.id });
  const tableOf = useMemo(() => tablesBySheet(sources.data ?? []), [sources.data]);
  const { reload } = query;
  const { reload: reloadSources } = sources;
  useEffect(() => {
    reload();
    reloadSources();
  }, [reload, reloadSources, revision]);

  const choose = (next: ProblemCode | null) => {
    setCode(next);
    setPage(1);
  };
  const { data } = query;
  return (
    <div className="screen">
      <h1>{t('ui.nav.problems')}</h1>
      <p className="muted">{t('ui.problems.note')}</p>
      <ErrorNote error={query.error} onRetry={reload} />
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
      {data && data.groups.length > 0 && (
        <>
          <ProblemGroups groups={data.groups} tableOf={tableOf} chosen={code} onChoose={choose} />
          <ProblemTable
            problems={data.problems}
            tableOf={tableOf}
            total={data.total}
            page={page}
            pageSize={PAGE}
            loading={query.loading}
            onPage={setPage}
          />
        </>
      )}
    </div>
  );
}
