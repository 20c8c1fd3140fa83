import { Button } from 'antd';
import { useRef } from 'react';

import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { Customers } from './Customers';
import { DealRisk } from './DealRisk';
import { DimensionTable } from './DimensionTable';
import { Exhibits } from './Exhibits';
import { Findings } from './Findings';
import { KeyFigures } from './KeyFigures';
import { Loyalty } from './Loyalty';
import { Requests } from './Requests';
import { ScoreHeader } from './ScoreHeader';
import { useReading } from './context';
import { Radar } from '../charts/Radar';

const PARTS = [
  'overview',
  'findings',
  'risk',
  'dimensions',
  'exhibits',
  'loyalty',
  'customers',
  'requests',
] as const;
type Part = (typeof PARTS)[number];

/** The assessment on one page, with a line of jumps that stays in sight. */
export function AssessmentBody({ onNext }: { onNext(section: Section): void }) {
  const { t } = useApp();
  const { assessment, format } = useReading();
  const places = useRef<Partial<Record<Part, HTMLElement | null>>>({});
  const place = (part: Part) => (element: HTMLElement | null) => {
    places.current[part] = element;
  };
  const jump = (part: Part) =>
    places.current[part]?.scrollIntoView({ behavior: 'smooth', block: 'start' });
  const showDimension = (id: string) => {
    jump('dimensions');
    document.querySelector<HTMLElement>(`[data-dimension="${id}"]`)?.focus();
  };
  const counts: Partial<Record<Part, number>> = {
    findings: assessment.findings.length,
    requests: assessment.requests.length,
  };

  return (
    <>
      <nav className="jumps" aria-label={t('ui.jumps')}>
        {PARTS.map((part) => (
          <Button key={part} type="text" size="small" onClick={() => jump(part)}>
            {t(`ui.part.${part}`)}
            {counts[part] ? <span className="jump-count">{counts[part]}</span> : null}
          </Button>
        ))}
        <span className="grow" />
        <Button type="link" size="small" onClick={() => onNext('report')}>
          {t('ui.assess.report')}
        </Button>
      </nav>
      <section ref={place('overview')} className="part">
        <ScoreHeader />
        <div className="overview">
          <div className="panel">
            <h3>{t('ui.radar')}</h3>
            <Radar
              axes={assessment.dimensions.map(({ id, number, name, score }) => ({
                id,
                label: `${number} ${format.words(name)}`,
                score,
              }))}
              onChoose={showDimension}
            />
          </div>
          <KeyFigures />
        </div>
      </section>
      <section ref={place('findings')} className="part">
        <Findings />
      </section>
      <section ref={place('risk')} className="part">
        <DealRisk />
      </section>
      <section ref={place('dimensions')} className="part">
        <DimensionTable />
      </section>
      <section ref={place('exhibits')} className="part">
        <Exhibits />
      </section>
      <section ref={place('loyalty')} className="part">
        <Loyalty />
      </section>
      <section ref={place('customers')} className="part">
        <Customers />
      </section>
      <section ref={place('requests')} className="part">
        <Requests onAnswer={() => onNext('questionnaire')} />
      </section>
    </>
  );
}
