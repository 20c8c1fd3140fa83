import type { Palette } from '../theme';

/** How a value axis writes its figures. */
export type Show = (value: number) => string;

/** Axis, grid and tooltip looks shared by all charts. */
export function frame(colours: Palette) {
  return {
    grid: {
      left: 8,
      right: 16,
      top: 28,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
    },
  };
}

/** An axis of categories. */
export function categories(colours: Palette, data: string[], more: object = {}) {
  return {
    type: 'category',
    data,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: { color: colours.muted, fontSize: 11 },
    ...more,
  };
}

/** A round figure at an axis needs no zeros behind the point. */
export function tick(text: string): string {
  return text.replace(/\.0+(?=\D*$)/, '');
}

/** An axis of values. */
export function values(colours: Palette, show: Show, more: object = {}) {
  return {
    type: 'value',
    axisLabel: {
      color: colours.muted,
      fontSize: 11,
      formatter: (value: number) => tick(show(value)),
    },
    splitLine: { lineStyle: { color: colours.line } },
    ...more,
  };
}
