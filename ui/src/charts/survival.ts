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

/** The curve from the first order on, when every customer still is one. */
function fromStart(curve: SurvivalStep[]): SurvivalStep[] {
  const [first] = curve;
  if (!first || first.survival === 1) return curve;
  return [{ ...first, months: 0, survival: 1, lower: 1, upper: 1 }, ...curve];
}

/** A staircase through the steps: two points a step. */
function stairs(curve: SurvivalStep[], of: (step: SurvivalStep) => number): [number, number][] {
  return curve.flatMap((step, index): [number, number][] => {
    const before = curve[index - 1];
    const here: [number, number] = [step.months, of(step)];
    return [before ? [step.months, of(before)] : here, here];
  });
}

/** Kaplan–Meier curve with its 95 % band. */
export function survivalOption(steps: SurvivalStep[], words: SurvivalWords, colours: Palette) {
  const curve = fromStart(steps);
  const line = (of: (step: SurvivalStep) => number, more: object) => ({
    type: 'line',
    symbol: 'none',
    data: stairs(curve, of),
    lineStyle: { width: 0 },
    ...more,
  });
  const { tooltip, grid } = frame(colours);
  return {
    grid: { ...grid, bottom: 26 },
    tooltip: {
      ...tooltip,
      formatter: (points: { dataIndex: number }[]) => {
        const step = curve[Math.floor((points[0]?.dataIndex ?? 0) / 2)];
        if (!step) return '';
        const band = `[${percent(step.lower)}, ${percent(step.upper)}]`;
        return [
          `${digits(step.months, 1)} ${words.months}`,
          `${words.survival}: ${percent(step.survival)} ${band}`,
          `${words.atRisk}: ${count(step.at_risk)}`,
        ].join('<br/>');
      },
    },
    xAxis: values(colours, (value) => `${value}`, {
      splitLine: { show: false },
      name: words.months,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: colours.muted, fontSize: 11 },
      interval: (curve.at(-1)?.months ?? 0) > 48 ? 12 : 6,
    }),
    yAxis: values(colours, (value) => percent(value), { min: 0, max: 1 }),
    series: [
      line(({ lower }) => lower, { stack: 'band', silent: true }),
      line(({ lower, upper }) => upper - lower, {
        stack: 'band',
        silent: true,
        areaStyle: { color: colours.blue, opacity: 0.16 },
      }),
      line(({ survival }) => survival, { lineStyle: { color: colours.blue, width: 2 } }),
    ],
  };
}
