import { Tag, Tooltip } from 'antd';

import type { Grade, Severity, Tally } from '../api/generated';
import { count, percent, score as scoreText } from '../format/numbers';
import { useApp } from '../state/app';
import { gradeColour, scoreColour, severityColour } from '../theme';

/** Evidence grade as a letter; its meaning on hover. */
export function GradeMark({ grade }: { grade: Grade }) {
  const { t, tOr, colours } = useApp();
  const meaning = tOr(`grade.${grade}.text`, '');
  return (
    <Tooltip
      title={`${t('ui.grade')} ${grade} · ${tOr(`grade.${grade}`, grade)}${meaning && ' — '}${meaning}`}
    >
      <span className="grade-mark" style={{ background: gradeColour(grade, colours) }} tabIndex={0}>
        {grade}
      </span>
    </Tooltip>
  );
}

/** Severity in words and colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const { tOr, colours } = useApp();
  return (
    <Tag
      className="severity-mark"
      color={severityColour(severity, colours)}
      variant="solid"
      style={{ color: colours.surface }}
    >
      {tOr(`severity.${severity}`, severity)}
    </Tag>
  );
}

/** How sure a recognition is, in words and colour. */
export function ConfidenceMark({ value }: { value: number }) {
  const { t } = useApp();
  const step = value >= 0.85 ? 'sure' : value >= 0.55 ? 'likely' : value > 0 ? 'unsure' : 'none';
  const colour = { sure: 'success', likely: 'processing', unsure: 'warning', none: 'default' }[
    step
  ];
  return (
    <Tooltip title={value > 0 ? t('ui.confidence.share', { share: percent(value) }) : undefined}>
      <Tag color={colour}>{t(`ui.confidence.${step}`)}</Tag>
    </Tooltip>
  );
}

/** A score as a bar; an absent one as a hatched gap, never as nothing. */
export function ScoreBar({ value }: { value: number | null }) {
  const { t, colours } = useApp();
  if (value === null) {
    return (
      <div className="score-bar">
        <div className="score-track absent" />
        <span className="score-figure muted">{t('ui.absent')}</span>
      </div>
    );
  }
  const colour = scoreColour(value, colours);
  return (
    <div className="score-bar">
      <div className="score-track">
        <div className="score-fill" style={{ width: `${value}%`, background: colour }} />
      </div>
      <span className="score-figure">{scoreText(value)}</span>
    </div>
  );
}

/** Row counts: what was read is what was accepted, rejected, blank, footer, cancelled, joined or an example. */
export function TallyLine({ tally }: { tally: Tally }) {
  const { t } = useApp();
  const parts = (['accepted', 'rejected', 'blank', 'footer', 'cancelled', 'joined', 'example'] as const).filter(
    (part) => part === 'accepted' || tally[part] > 0,
  );
  return (
    <span className="tally" data-testid="tally">
      <span data-part="read" data-count={tally.read}>
        {t('ui.tally.read', { n: count(tally.read) })}
      </span>
      <span className="muted">=</span>
      {parts.map((part) => (
        <Tooltip key={part} title={t(`ui.tally.${part}.note`)}>
          <span className={`tally-${part}`} data-part={part} data-count={tally[part]}>
            {t(`ui.tally.${part}`, { n: count(tally[part]) })}
          </span>
        </Tooltip>
      ))}
      {tally.outside > 0 && (
        <Tooltip title={t('ui.tally.outside.note')}>
          <span className="muted" data-outside={tally.outside}>
            {t('ui.tally.outside', { n: count(tally.outside) })}
          </span>
        </Tooltip>
      )}
    </span>
  );
}
