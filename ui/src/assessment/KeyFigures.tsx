import { Tooltip } from 'antd';

import { count } from '../format/numbers';
import { GradeMark } from '../parts/marks';
import { useApp } from '../state/app';
import { Interval } from './Interval';
import { RowsButton } from './RowsButton';
import { useReading } from './context';
import { useWords } from './useWords';
import { KEY_FIGURES } from './view';

/** The most telling figures; absent ones say why. */
export function KeyFigures() {
  const { t } = useApp();
  const { figures, format } = useReading();
  const words = useWords();
  return (
    <div className="panel key-figures">
      <h3>{t('ui.key_figures')}</h3>
      <div className="key-grid">
        {KEY_FIGURES.map((id) => {
          const found = figures.measure(id);
          const missing = figures.absent(id);
          if (!found && !missing) return null;
          return (
            <div key={id} className={`key-figure ${found ? '' : 'absent'}`} data-measure={id}>
              <Tooltip title={words.note(id)}>
                <div className="key-name">{words.measure(id)}</div>
              </Tooltip>
              {found ? (
                <>
                  <div className="key-value">
                    {format.figure(found.value, found.unit)} <GradeMark grade={found.grade} />
                  </div>
                  <div className="key-detail muted">
                    <Interval measure={found} />
                    {found.n !== null && <span>n = {count(found.n)}</span>}
                    <RowsButton title={words.measure(id)} sets={found.rows} />
                  </div>
                </>
              ) : (
                <>
                  <div className="key-value muted">{t('ui.absent')}</div>
                  <div className="key-detail muted">{missing && words.absent(missing.reason)}</div>
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
