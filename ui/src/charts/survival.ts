import type { SurvivalStep } from '../api/generated';
import { count, digits, percent } from '../format/numbers';
import type { Palette } from '../theme';
import { frame, values } from './common';

/** Words of the survival chart. */
export interface SurvivalWords {
  survival: string;
  atRisk: string;
  months: string;
}

/** Kaplan–Meier curve with its 95 % band. */
export function survivalOption(curve: SurvivalStep[], words: SurvivalWords, colours: Palette) {
  const line = (data: [number, number][], more: object) => ({
    type: 'line',
    step: 'end',
    symbol: 'none',
    data,
    lineStyle: { width: 0 },
    ...more,
  });
  const { tooltip, grid } = frame(colours);
  return {
    grid,
    tooltip: {
      ...tooltip,
      formatter: (points: { dataIndex: number }[]) => {
        const step = curve[points[0]?.dataIndex ?? 0];
        if (!step) return '';
        const band = `[${percent(step.lower)}, ${percent(step.upper)}]`;
        return `${digits(step.months, 1)} ${words.months}<br/>${words.survival}: ${percent(step.survival)} ${band}<br/>${words.atRisk}: ${count(step.at_risk)}`;
      },
    },
    xAxis: values(colours, (value) => `${value}`, { splitLine: { show: false }, name: words.months, nameLocation: 'end', nameTextStyle: { color: colours.muted, fontSize: 11 }, minInterval: 6 }),
    yAxis: values(colours, (value) => percent(value), { min: 0, max: 1 }),
    series: [
      line(curve.map(({ months, lower }) => [months, lower]), { stack: 'band', silent: true }),
      line(curve.map(({ months, lower, upper }) => [months, upper - lower]), {
        stack: 'band',
        silent: true,
        areaStyle: { color: colours.blue, opacity: 0.16 },
      }),
      line(curve.map(({ months, survival }) => [months, survival]), {
        lineStyle: { color: colours.blue, width: 2 },
      }),
    ],
  };
}
