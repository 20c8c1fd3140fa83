import { Tooltip } from 'antd';

import { score as scoreText } from '../format/numbers';
import { useApp } from '../state/app';
import { scoreColour } from '../theme';
import { angleOf, labelLines, pointAt, runs } from './radarShape';

/** One axis: a dimension and its score, or none. */
export interface RadarAxis {
  id: string;
  label: string;
  score: number | null;
}

interface Props {
  axes: RadarAxis[];
  onChoose(id: string): void;
}

const SIZE = 590;
const HEIGHT = 460;
const RADIUS = 172;
const LINE = 12;
const RINGS = [20, 40, 60, 80, 100];
const CENTRE = { x: SIZE / 2, y: HEIGHT / 2 };

/** Scores round a circle. A dimension without evidence is a gap with a grey label, not a zero. */
export function Radar({ axes, onChoose }: Props) {
  const { t, colours } = useApp();
  const at = (index: number, score: number) =>
    pointAt(CENTRE, angleOf(index, axes.length), (score / 100) * RADIUS);
  const outline = (points: { x: number; y: number }[]) =>
    points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const scored = runs(axes.map(({ score }) => score));
  const whole = axes.every(({ score }) => score !== null);

  return (
    <svg className="radar" viewBox={`0 0 ${SIZE} ${HEIGHT}`} role="img" aria-label={t('ui.radar')}>
      {RINGS.map((ring) => (
        <polygon
          key={ring}
          points={outline(axes.map((_, index) => at(index, ring)))}
          fill="none"
          stroke={colours.line}
        />
      ))}
      {RINGS.map((ring) => (
        <text
          key={ring}
          x={CENTRE.x + 3}
          y={at(0, ring).y + 9}
          className="radar-ring"
          fill={colours.muted}
        >
          {ring}
        </text>
      ))}
      {axes.map(({ id, score }, index) => {
        const end = at(index, 100);
        const gap = score === null;
        return (
          <line
            key={id}
            x1={CENTRE.x}
            y1={CENTRE.y}
            x2={end.x}
            y2={end.y}
            stroke={gap ? colours.muted : colours.line}
            strokeDasharray={gap ? '2 4' : undefined}
          />
        );
      })}
      {scored.map((run) => {
        const edge = run.map((index) => at(index, axes[index]?.score ?? 0));
        const area = whole ? edge : [CENTRE, ...edge];
        return (
          <g key={run[0]}>
            <polygon points={outline(area)} fill={colours.blue} fillOpacity={0.14} />
            {whole ? (
              <polygon points={outline(edge)} fill="none" stroke={colours.blue} strokeWidth={2} />
            ) : (
              <polyline points={outline(edge)} fill="none" stroke={colours.blue} strokeWidth={2} />
            )}
          </g>
        );
      })}
      {axes.map((axis, index) => {
        const { id, label, score } = axis;
        const gap = score === null;
        const dot = at(index, score ?? 100);
        const angle = angleOf(index, axes.length);
        const place = pointAt(CENTRE, angle, RADIUS + 12);
        const side =
          Math.abs(place.x - CENTRE.x) < 12 ? 'middle' : place.x > CENTRE.x ? 'start' : 'end';
        const lines = labelLines(label);
        // The block stands above its point at the top, below it at the bottom, beside it between.
        const tall = (lines.length + 1) * LINE;
        const top = place.y - tall / 2 + (Math.sin(angle) * tall) / 2 + LINE - 2;
        const value = gap ? t('ui.absent') : scoreText(score);
        return (
          <Tooltip key={id} title={`${label}: ${value}`}>
            <g
              className="radar-axis"
              role="button"
              tabIndex={0}
              aria-label={`${label}: ${value}`}
              onClick={() => onChoose(id)}
              onKeyDown={(event) => event.key === 'Enter' && onChoose(id)}
            >
              <circle
                cx={dot.x}
                cy={dot.y}
                r={gap ? 3 : 3.5}
                fill={gap ? colours.surface : scoreColour(score, colours)}
                stroke={gap ? colours.muted : colours.surface}
                strokeDasharray={gap ? '2 1.5' : undefined}
              />
              <text x={place.x} y={top} textAnchor={side} className="radar-label">
                {lines.map((line, row) => (
                  <tspan
                    key={line}
                    x={place.x}
                    dy={row === 0 ? 0 : LINE}
                    fill={gap ? colours.muted : colours.ink}
                  >
                    {line}
                  </tspan>
                ))}
                <tspan
                  x={place.x}
                  dy={LINE}
                  className={gap ? '' : 'radar-score'}
                  fill={gap ? colours.muted : scoreColour(score, colours)}
                >
                  {value}
                </tspan>
              </text>
            </g>
          </Tooltip>
        );
      })}
    </svg>
  );
}
