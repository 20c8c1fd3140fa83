import { Tooltip } from 'antd';
import type { ReactNode } from 'react';

import { count, percent, score } from '../format/numbers';
import { GradeMark } from '../parts/marks';
import { useApp } from '../state/app';
import { scoreColour } from '../theme';
import { useReading } from './context';

/** The total or why it is withheld, coverage, grade, and what was looked at. */
export function ScoreHeader() {
  const { t, colours } = useApp();
  const { assessment, format } = useReading();
  const { total, coverage, data, definitions, framework } = assessment;
  const minimum = percent(framework.minimum_coverage);
  const fact = (label: string, value: ReactNode) => (
    <div className="fact">
      <div className="muted">{label}</div>
      <div className="fact-value">{value}</div>
    </div>
  );

  return (
    <div className="score-head panel">
      <div className="score-total" data-testid="total-score" data-score={total ?? ''}>
        <div className="muted">{t('ui.total')}</div>
        {total === null ? (
          <div className="score-withheld">{t('ui.total.withheld')}</div>
        ) : (
          <div className="score-big" style={{ color: scoreColour(total, colours) }}>
            {score(total)}
            <span className="muted"> / 100</span>
          </div>
        )}
      </div>
      <div className="score-facts">
        <Tooltip title={t('ui.coverage.note', { minimum })}>
          <div className="fact" data-testid="coverage" data-coverage={coverage}>
            <div className="muted">{t('ui.coverage')}</div>
            <div className="fact-value">{percent(coverage)}</div>
          </div>
        </Tooltip>
        {fact(t('ui.grade'), <GradeMark grade={assessment.grade} />)}
        {fact(t('ui.as_of'), definitions.as_of)}
        {data.orders_from &&
          fact(t('ui.data.period'), `${data.orders_from} – ${data.orders_to ?? ''}`)}
        {fact(t('ui.data.customers'), count(data.customers))}
        {fact(t('ui.data.revenue'), format.money(data.revenue))}
        {data.identified_revenue !== null &&
          fact(t('ui.data.identified'), percent(data.identified_revenue))}
      </div>
      <div className="muted score-framework">
        {total === null
          ? t('ui.total.withheld.why', { coverage: percent(coverage), minimum })
          : format.words(framework.name)}
      </div>
    </div>
  );
}
