import { FolderOpenOutlined, PlusOutlined, ExperimentOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';

import type { FileId, ProjectView } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { JobBar } from '../parts/JobBar';
import { Switches } from '../parts/Switches';
import { useApp } from '../state/app';
import { useAction, useJob, useQuery } from '../state/command';
import { HowItWorks } from './HowItWorks';
import { NewProject } from './NewProject';
import { RecentProjects } from './RecentProjects';

interface Props {
  /** Open the sample without waiting for a click. */
  openSampleNow: boolean;
  onOpen(project: ProjectView): void;
}

/** The first screen: the sample, a new project, an existing one. */
export function Home({ openSampleNow, onOpen }: Props) {
  const { t, version } = useApp();
  const recent = useQuery('recent_projects', {});
  const sample = useJob('open_sample');
  const pick = useAction('pick');
  const open = useAction('open_project');
  const [creating, setCreating] = useState(false);
  const busy = sample.running || open.running;

  const openFile = async (file: FileId) => {
    const project = await open.run({ file });
    if (project) onOpen(project);
  };
  const pickAndOpen = async () => {
    const [picked] = (await pick.run({ kind: 'open_project', suggested: null })) ?? [];
    if (picked) await openFile(picked.file);
  };
  const openSample = async () => {
    const project = await sample.run({});
    if (project) onOpen(project);
  };
  const begun = useRef(false);
  useEffect(() => {
    if (!openSampleNow || begun.current) return;
    begun.current = true;
    void openSample();
  });

  return (
    <div className="home">
      <header className="home-bar">
        <Switches />
      </header>
      <main className="home-main">
        <section className="home-intro">
          <h1>
            {t('ui.name')} <span className="home-latin">{t('ui.name.second')}</span>
          </h1>
          <p className="home-claim">{t('ui.claim')}</p>
          <HowItWorks />
          <p className="home-local">{t('ui.home.local')}</p>
        </section>
        <section className="home-start">
          <Button
            data-testid="home-sample"
            type="primary"
            size="large"
            block
            icon={<ExperimentOutlined />}
            loading={sample.running}
            disabled={busy}
            onClick={openSample}
          >
            {t('ui.home.sample')}
          </Button>
          <p className="muted home-note">{t('ui.home.sample.note')}</p>
          <JobBar job={sample} />
          <Flex gap={12}>
            <Button
              data-testid="home-new"
              size="large"
              block
              icon={<PlusOutlined />}
              disabled={busy}
              onClick={() => setCreating(true)}
            >
              {t('ui.home.new')}
            </Button>
            <Button
              data-testid="home-open"
              size="large"
              block
              icon={<FolderOpenOutlined />}
              loading={open.running}
              disabled={busy}
              onClick={pickAndOpen}
            >
              {t('ui.home.open')}
            </Button>
          </Flex>
          <ErrorNote error={sample.error} onRetry={openSample} onClose={sample.clear} />
          <ErrorNote error={pick.error} onClose={pick.clear} />
          <ErrorNote error={open.error} onClose={open.clear} />
          <RecentProjects query={recent} disabled={busy} onOpen={openFile} />
        </section>
      </main>
      <footer className="home-foot muted">{t('ui.version', { version })}</footer>
      <NewProject open={creating} onClose={() => setCreating(false)} onCreated={onOpen} />
    </div>
  );
}
