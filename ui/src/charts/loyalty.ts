import type { CalibrationBin, TrackingPoint, Transitions } from '../api/generated';
import { count, percent } from '../format/numbers';
import type { Palette } from '../theme';
import { categories, frame, type Show, values } from './common';

const share = (value: number) => percent(value);
/** From this share on a cell is dark. */
const DARK_SHARE = 0.45;

/** One cell of the matrix of stages. */
export interface StageCell {
  from: number;
  to: number;
  customers: number;
  /** Share of the customers of the row. */
  share: number;
  before: number;
  after: number;
}

/** Cells with customers, each with its share of the row. */
export function stageCells({ customers, before, after }: Transitions): StageCell[] {
  return customers.flatMap((row, from) => {
    const all = row.reduce((sum, each) => sum + each, 0);
    return row.flatMap((each, to) =>
      each === 0
        ? []
        : [
            {
              from,
              to,
              customers: each,
              share: each / all,
              before: before[from]?.[to] ?? 0,
              after: after[from]?.[to] ?? 0,
            },
          ],
    );
  });
}

/** Height that gives every stage a line of its own. */
export function transitionsHeight(data: Transitions): number {
  return 60 + data.from.length * 38;
}

/** Stage a year ago down, stage now across; colour is the share of the row. */
export function transitionsOption(
  data: Transitions,
  name: (stage: string) => string,
  show: Show,
  colours: Palette,
) {
  const cells = stageCells(data);
  const { tooltip, grid } = frame(colours);
  return {
    grid: { ...grid, top: 26, bottom: 8 },
    tooltip: {
      ...tooltip,
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const cell = cells[dataIndex];
        if (!cell) return '';
        const path = `${name(data.from[cell.from] ?? '')} → ${name(data.to[cell.to] ?? '')}`;
        const people = `${count(cell.customers)} · ${percent(cell.share)}`;
        return `${path}<br/>${people}<br/>${show(cell.before)} → ${show(cell.after)}`;
      },
    },
    xAxis: categories(colours, data.to.map(name), {
      position: 'top',
      axisLine: { show: false },
    }),
    yAxis: categories(colours, data.from.map(name), { inverse: true, axisLine: { show: false } }),
    visualMap: { show: false, min: 0, max: 1, inRange: { color: [...colours.heat] } },
    series: [
      {
        type: 'heatmap',
        data: cells.map((cell) => ({
          value: [cell.to, cell.from, cell.share],
          label: { color: colours.heatText[cell.share > DARK_SHARE ? 1 : 0] },
        })),
        itemStyle: { borderColor: colours.surface, borderWidth: 2 },
        label: {
          show: true,
          fontSize: 11,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const cell = cells[dataIndex];
            return cell ? `${count(cell.customers)}  ${percent(cell.share)}` : '';
          },
        },
      },
    ],
  };
}

/** Words of the calibration chart. */
export interface CalibrationWords {
  predicted: string;
  observed: string;
  perfect: string;
}

/** Predicted probability against the observed share of buyers, with the line of agreement. */
export function calibrationOption(bins: CalibrationBin[], words: CalibrationWords, colours: Palette) {
  const top = Math.max(...bins.map(({ predicted, observed }) => Math.max(predicted, observed.upper)));
  const end = Math.min(1, Math.ceil(top * 10) / 10);
  const { tooltip, grid } = frame(colours);
  const axis = { min: 0, max: end, nameTextStyle: { color: colours.muted, fontSize: 11 } };
  const band = (pick: (bin: CalibrationBin) => number, more: object) => ({
    type: 'line',
    symbol: 'none',
    silent: true,
    stack: 'band',
    lineStyle: { width: 0 },
    data: bins.map((bin) => [bin.predicted, pick(bin)]),
    tooltip: { show: false },
    ...more,
  });
  return {
    grid: { ...grid, bottom: 26 },
    legend: {
      top: 0,
      right: 0,
      itemHeight: 8,
      data: [words.observed, words.perfect],
      textStyle: { color: colours.muted, fontSize: 11 },
    },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      formatter: (points: { dataIndex: number; seriesName: string }[]) => {
        const at = points.find(({ seriesName }) => seriesName === words.observed)?.dataIndex;
        const bin = at === undefined ? undefined : bins[at];
        if (!bin) return '';
        const { observed } = bin;
        const range = `[${percent(observed.lower)}, ${percent(observed.upper)}]`;
        return [
          `${words.predicted}: ${percent(bin.predicted)}`,
          `${words.observed}: ${percent(observed.share)} ${range}`,
          `${count(observed.hits)} / ${count(observed.n)}`,
        ].join('<br/>');
      },
    },
    xAxis: values(colours, share, {
      ...axis,
      name: words.predicted,
      nameLocation: 'middle',
      nameGap: 24,
      splitLine: { show: false },
    }),
    yAxis: values(colours, share, axis),
    series: [
      band(({ observed }) => observed.lower, {}),
      band(({ observed }) => observed.upper - observed.lower, {
        areaStyle: { color: colours.blue, opacity: 0.16 },
      }),
      {
        name: words.observed,
        type: 'line',
        symbol: 'circle',
        symbolSize: 7,
        data: bins.map(({ predicted, observed }) => [predicted, observed.share]),
        lineStyle: { width: 0 },
        itemStyle: { color: colours.blue },
      },
      {
        name: words.perfect,
        type: 'line',
        symbol: 'none',
        silent: true,
        data: [
          [0, 0],
          [end, end],
        ],
        lineStyle: { color: colours.muted, type: 'dashed', width: 1 },
        itemStyle: { color: colours.muted },
      },
    ],
  };
}

/** Words of the tracking chart. */
export interface TrackingWords {
  actual: string;
  expected: string;
  cut: string;
}

/** Cumulated repeat purchases, made and expected; a line where the hold-out begins. */
export function trackingOption(
  points: TrackingPoint[],
  cut: string,
  words: TrackingWords,
  colours: Palette,
) {
  const line = (name: string, colour: string, pick: (point: TrackingPoint) => number) => ({
    name,
    type: 'line',
    symbol: 'none',
    data: points.map(pick),
    itemStyle: { color: colour },
    tooltip: { valueFormatter: count },
  });
  const opens = points.find(({ day }) => day >= cut);
  const days = points.map(({ day }) => day);
  // A vertical line through two points of a series of its own: no further chart parts are needed.
  const top = Math.max(...points.map(({ actual, expected }) => Math.max(actual, expected)));
  return {
    ...frame(colours),
    legend: {
      top: 0,
      right: 0,
      itemHeight: 8,
      textStyle: { color: colours.muted, fontSize: 11 },
    },
    xAxis: categories(colours, days),
    yAxis: values(colours, count),
    series: [
      {
        ...line(words.actual, colours.blue, ({ actual }) => actual),
        lineStyle: { color: colours.blue, width: 2 },
      },
      {
        ...line(words.expected, colours.amber, ({ expected }) => expected),
        lineStyle: { color: colours.amber, width: 2, type: 'dashed' },
      },
      ...(opens
        ? [
            {
              name: `${words.cut} ${cut}`,
              type: 'line',
              symbol: 'none',
              silent: true,
              data: [
                [opens.day, 0],
                [opens.day, top],
              ],
              lineStyle: { color: colours.red, width: 1, type: 'dotted' },
              itemStyle: { color: colours.red },
              tooltip: { show: false },
            },
          ]
        : []),
    ],
  };
}
