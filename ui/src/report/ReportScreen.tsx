import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';

import type { ReportView } from '../api/generated';
import { SinceLine } from '../assessment/SinceLine';
import { ErrorNote } from '../parts/ErrorNote';
import { JobBar } from '../parts/JobBar';
import { Teach } from '../parts/Teach';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useJob, useQuery } from '../state/command';
import { useProject } from '../state/project';
import { ReportOptions, type Options } from './ReportOptions';
import { SaveBar } from './SaveBar';
import { Viewer } from './Viewer';

interface Props {
  shown: boolean;
  onNext(section: Section): void;
}

/** Lays out the report, shows its pages, saves it. */
export function ReportScreen({ shown, onNext }: Props) {
  const { t, settings } = useApp();
  const { target, assessments, revision } = useProject();
  const latest = useQuery('latest_assessment', { target: target.id });
  const job = useJob('lay_out_report');
  const [options, setOptions] = useState<Options>({
    lang: settings.report_lang,
    redaction: 'none',
    client: '',
  });
  const [laidOut, setLaidOut] = useState<{ report: ReportView; of: string }>();
  const { reload } = latest;
  useEffect(() => {
    if (shown) reload();
  }, [shown, reload, assessments, revision]);

  const assessment = latest.data?.id;
  const wanted = JSON.stringify([assessment, options, settings.issuer]);
  const layOut = async () => {
    if (assessment === undefined) return;
    const report = await job.run({ assessment, ...options });
    if (report) setLaidOut({ report, of: wanted });
  };
  const outdated = laidOut !== undefined && laidOut.of !== wanted;

  return (
    <div className="screen report">
      <div className="screen-head">
        <h1>{t('ui.nav.report')}</h1>
        <span className="grow" />
        {laidOut && (
          <SaveBar
            report={laidOut.report}
            name={target.name}
            lang={options.lang}
            outdated={outdated}
          />
        )}
      </div>
      <ErrorNote error={latest.error} onRetry={reload} />
      {latest.data === undefined && latest.loading && <Spin className="screen-spin" />}
      {latest.data === null && (
        <Teach title={t('ui.report.none')} text={t('ui.report.none.note')}>
          <Button type="primary" onClick={() => onNext('assessment')}>
            {t('ui.data.next.assess')}
          </Button>
        </Teach>
      )}
      {latest.data && (
        <>
          <SinceLine
            decisions={latest.data.decisions_since}
            running={false}
            onAgain={() => onNext('assessment')}
          />
          <ReportOptions
            value={options}
            onChange={setOptions}
            primary={!laidOut || outdated}
            again={laidOut !== undefined}
            running={job.running}
            onLayOut={layOut}
          />
          <JobBar job={job} cancelTestId="layout-cancel" />
          <ErrorNote error={job.error} onRetry={layOut} onClose={job.clear} />
          {outdated && !job.running && <p className="outdated">{t('ui.report.outdated')}</p>}
          {laidOut ? (
            <Viewer key={laidOut.report.report} report={laidOut.report} />
          ) : (
            !job.running && <p className="muted">{t('ui.report.start')}</p>
          )}
        </>
      )}
    </div>
  );
}
