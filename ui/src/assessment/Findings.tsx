import { CheckCircleOutlined } from '@ant-design/icons';

import type { Finding } from '../api/generated';
import { GradeMark, SeverityMark } from '../parts/marks';
import { useApp } from '../state/app';
import { severityColour } from '../theme';
import { testText } from './significance';
import { thresholdText } from './thresholds';
import { RowsButton } from './RowsButton';
import { useReading } from './context';

/** Statements worth a buyer's attention, most severe first. */
export function Findings() {
  const { t } = useApp();
  const { assessment } = useReading();
  return (
    <>
      <h2>{t('ui.part.findings')}</h2>
      {assessment.findings.length === 0 && (
        <p className="muted">
          <CheckCircleOutlined /> {t('ui.findings.none')}
        </p>
      )}
      <div className="findings">
        {assessment.findings.map((finding, index) => (
          // The same code can stand for several customers.
          <FindingCard key={`${finding.code}/${index}`} finding={finding} />
        ))}
      </div>
    </>
  );
}

function FindingCard({ finding }: { finding: Finding }) {
  const { t, tOr, colours } = useApp();
  const { format } = useReading();
  const args = format.finding(finding);
  const title = tOr(`finding.${finding.code}.title`, finding.code, args);
  const term = tOr(`finding.${finding.code}.term`, '', args);
  const threshold = finding.threshold && thresholdText(finding.threshold, t);
  return (
    <article
      className="finding"
      data-testid="finding"
      data-code={finding.code}
      style={{ borderInlineStartColor: severityColour(finding.severity, colours) }}
    >
      <header>
        <SeverityMark severity={finding.severity} />
        <b>{title}</b>
        <span className="grow" />
        <GradeMark grade={finding.grade} />
        <RowsButton title={title} sets={finding.rows} />
      </header>
      <p>{tOr(`finding.${finding.code}.text`, '', args)}</p>
      {term && (
        <p className="finding-term">
          <b>{t('ui.findings.term')}</b> {term}
        </p>
      )}
      {finding.test && <p className="muted finding-threshold">{testText(finding.test, t)}</p>}
      {threshold && (
        <p className="muted finding-threshold">{t('ui.findings.threshold', { text: threshold })}</p>
      )}
    </article>
  );
}
