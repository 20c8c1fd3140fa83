import { Tooltip } from 'antd';

import type { Measure } from '../api/generated';
import { percent } from '../format/numbers';
import { useApp } from '../state/app';
import { useReading } from './context';

/** A figure's interval, its level and method on hover. */
export function Interval({ measure }: { measure: Measure }) {
  const { t, tOr } = useApp();
  const { format } = useReading();
  const { interval, unit } = measure;
  if (!interval) return null;
  const method = tOr(`method.${interval.method}`, interval.method);
  return (
    <Tooltip title={t('ui.interval.note', { level: percent(interval.level), method })}>
      <span className="interval">{format.interval(interval, unit)}</span>
    </Tooltip>
  );
}
