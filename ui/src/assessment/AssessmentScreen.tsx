import { CalculatorOutlined, SettingOutlined } from '@ant-design/icons';
import { Alert, Button, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';

import type { AssessmentView } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { JobBar } from '../parts/JobBar';
import { Teach } from '../parts/Teach';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useJob, useQuery } from '../state/command';
import { useFramework } from '../state/framework';
import { useProject } from '../state/project';
import { AssessmentBody } from './AssessmentBody';
import { ReadingProvider } from './context';
import { DefinitionsDrawer } from './DefinitionsDrawer';
import { SinceLine } from './SinceLine';

interface Props {
  shown: boolean;
  onNext(section: Section): void;
}

/** Runs the assessment and shows what came out. */
export function AssessmentScreen({ shown, onNext }: Props) {
  const { t } = useApp();
  const { target, revision, assessed } = useProject();
  const framework = useFramework();
  const latest = useQuery('latest_assessment', { target: target.id });
  const job = useJob('assess');
  const [view, setView] = useState<AssessmentView | null>();
  const [madeAt, setMadeAt] = useState(revision);
  const [defining, setDefining] = useState(false);

  useEffect(() => {
    if (latest.data !== undefined) setView(latest.data);
  }, [latest.data]);
  // Whether decisions made the figures old is asked when they are looked at.
  const { reload } = latest;
  const asked = useRef(revision);
  useEffect(() => {
    if (!shown || asked.current === revision) return;
    asked.current = revision;
    reload();
  }, [shown, revision, reload]);

  const run = async () => {
    if (!framework) return;
    const made = await job.run({ target: target.id, framework });
    if (!made) return;
    setView(made);
    setMadeAt(revision);
    assessed();
  };
  const hasData = target.sources > 0;
  const since = view?.decisions_since ?? 0;
  // Once for each state of the decisions: a refusal is shown, not repeated.
  const tried = useRef('');
  const state = `${view?.id} ${since}`;
  useEffect(() => {
    if (!shown || since === 0 || !framework || job.running || tried.current === state) return;
    tried.current = state;
    void run();
  });
  const stale = view != null && revision > madeAt;

  return (
    <div className="screen assessment">
      <div className="screen-head">
        <h1>{t('ui.nav.assessment')}</h1>
        <span className="grow" />
        <Button
          data-testid="definitions"
          icon={<SettingOutlined />}
          disabled={!hasData || job.running}
          onClick={() => setDefining(true)}
        >
          {t('ui.definitions')}
        </Button>
        <Button
          data-testid="assess-run"
          type={view && !stale ? 'default' : 'primary'}
          icon={<CalculatorOutlined />}
          loading={job.running}
          disabled={!hasData || !framework}
          onClick={run}
        >
          {t(view ? 'ui.assess.again' : 'ui.assess')}
        </Button>
      </div>
      <JobBar job={job} cancelTestId="assess-cancel" />
      <ErrorNote error={job.error} onRetry={run} onClose={job.clear} />
      <ErrorNote error={latest.error} onRetry={latest.reload} />
      <SinceLine decisions={since} running={job.running} onAgain={run} />
      {stale && since === 0 && <Alert type="warning" showIcon title={t('ui.assess.stale')} />}
      {view === undefined && latest.loading && <Spin className="screen-spin" />}
      {view === null && (
        <Teach
          title={t(hasData ? 'ui.assess.none' : 'ui.assess.nodata')}
          text={t(hasData ? 'ui.assess.none.note' : 'ui.assess.nodata.note')}
        >
          {!hasData && (
            <Button type="primary" onClick={() => onNext('data')}>
              {t('ui.drop.pick')}
            </Button>
          )}
        </Teach>
      )}
      {view && (
        <ReadingProvider assessment={view.assessment}>
          <AssessmentBody onNext={onNext} />
        </ReadingProvider>
      )}
      <DefinitionsDrawer
        open={defining}
        onClose={() => setDefining(false)}
        onDefined={() => {
          setDefining(false);
          void run();
        }}
      />
    </div>
  );
}
