import { CalculatorOutlined, SettingOutlined } from '@ant-design/icons';
import { Alert, Button, Spin } from 'antd';
import { useEffect, useState } from 'react';

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

/** Runs the assessment and shows what came out. */
export function AssessmentScreen({ onNext }: { onNext(section: Section): void }) {
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

  const run = async () => {
    if (!framework) return;
    const made = await job.run({ target: target.id, framework });
    if (!made) return;
    setView(made);
    setMadeAt(revision);
    assessed();
  };
  const hasData = target.sources > 0;
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
      {stale && <Alert type="warning" showIcon title={t('ui.assess.stale')} />}
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
