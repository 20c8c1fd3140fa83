import { type ThemeConfig, theme as antd } from 'antd';

import type { Grade, Severity } from './api/generated';

/** The one face of the window; slices are embedded and loaded as needed. */
export const FONT = '"Noto Sans SC Variable"';
const FAMILY = `${FONT}, "Noto Sans SC", system-ui, sans-serif`;

/** Colours of charts and marks; the same family as in the report. */
export interface Palette {
  blue: string;
  paleBlue: string;
  teal: string;
  amber: string;
  red: string;
  ink: string;
  muted: string;
  line: string;
  ground: string;
  surface: string;
  /** Colours of a low and a high share. */
  heat: [string, string];
  /** Text that can be read on a low and on a high share. */
  heatText: [string, string];
}

const LIGHT: Palette = {
  blue: '#2456c4',
  paleBlue: '#dbe6fb',
  teal: '#0f9d86',
  amber: '#d98207',
  red: '#cf3b3b',
  ink: '#16233b',
  muted: '#6b778c',
  line: '#dfe5ee',
  ground: '#f3f6fa',
  surface: '#ffffff',
  heat: ['#eef4ff', '#1d4ab0'],
  heatText: ['#16233b', '#ffffff'],
};

const DARK: Palette = {
  blue: '#6f9cf5',
  paleBlue: '#233a63',
  teal: '#35c3a9',
  amber: '#efab3f',
  red: '#ee7373',
  ink: '#e4e9f2',
  muted: '#96a2b6',
  line: '#2f3a4d',
  ground: '#10151f',
  surface: '#182030',
  heat: ['#1c2738', '#6f9cf5'],
  heatText: ['#e4e9f2', '#10151f'],
};

/** Colours for the appearance. */
export function palette(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}

/** antd's tokens for the appearance. */
export function themeOf(dark: boolean): ThemeConfig {
  const colours = palette(dark);
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily: FAMILY,
      colorPrimary: dark ? '#4f82ea' : LIGHT.blue,
      colorInfo: colours.blue,
      colorLink: colours.blue,
      colorSuccess: colours.teal,
      colorWarning: colours.amber,
      colorError: colours.red,
      colorBgLayout: colours.ground,
      colorBgContainer: colours.surface,
      colorBgElevated: dark ? '#1e2839' : LIGHT.surface,
      colorTextBase: colours.ink,
      borderRadius: 6,
      wireframe: false,
    },
    components: {
      Layout: { headerBg: colours.surface, siderBg: colours.surface, bodyBg: colours.ground },
      Menu: { itemBg: 'transparent', activeBarBorderWidth: 0 },
      Table: { headerBg: dark ? '#1f2939' : '#f6f8fc', cellPaddingBlockSM: 6 },
      Card: { headerFontSize: 15 },
    },
  };
}

/** CSS custom properties that our own style sheet reads. */
export function cssVariables(dark: boolean): Record<string, string> {
  const { heat: _heat, heatText: _heatText, ...colours } = palette(dark);
  return Object.fromEntries(
    Object.entries(colours).map(([name, value]) => [`--c-${name.toLowerCase()}`, value]),
  );
}

/** Colour of a severity. */
export function severityColour(severity: Severity, colours: Palette): string {
  return { critical: colours.red, warning: colours.amber, info: colours.blue }[severity];
}

/** Colour of an evidence grade. */
export function gradeColour(grade: Grade, colours: Palette): string {
  const { teal, blue, amber, red, muted } = colours;
  return { A: teal, B: blue, C: amber, D: red, E: muted }[grade];
}

/** Colour of a score of 0–100, with the report's borders: weak below 40, then 60 and 75. */
export function scoreColour(score: number | null, colours: Palette): string {
  if (score === null) return colours.muted;
  if (score < 40) return colours.red;
  if (score < 60) return colours.amber;
  return score < 75 ? colours.blue : colours.teal;
}
