import { Button } from 'antd';
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useState } from 'react';

import type { DimensionResult } from '../api/generated';
import { percent } from '../format/numbers';
import { GradeMark, ScoreBar } from '../parts/marks';
import { useApp } from '../state/app';
import { ItemBlock } from './ItemBlock';
import { useReading } from './context';

/** The dimensions; each opens to its items and their evidence. */
export function DimensionTable() {
  const { t } = useApp();
  const { assessment } = useReading();
  const [open, setOpen] = useState<Set<string>>(new Set());
  const allOpen = open.size === assessment.dimensions.length;
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const toggleAll = () =>
    setOpen(allOpen ? new Set() : new Set(assessment.dimensions.map(({ id }) => id)));

  return (
    <>
      <div className="part-head">
        <h2>{t('ui.part.dimensions')}</h2>
        <Button size="small" onClick={toggleAll}>
          {t(allOpen ? 'ui.dimensions.close' : 'ui.dimensions.open')}
        </Button>
      </div>
      <div className="dimensions panel">
        <div className="dimension-line head muted">
          <span />
          <span>{t('ui.dimension')}</span>
          <span>{t('ui.score')}</span>
          <span>{t('ui.weight')}</span>
          <span>{t('ui.coverage')}</span>
          <span>{t('ui.grade')}</span>
        </div>
        {assessment.dimensions.map((dimension) => (
          <DimensionRow
            key={dimension.id}
            dimension={dimension}
            open={open.has(dimension.id)}
            onToggle={() => toggle(dimension.id)}
          />
        ))}
      </div>
    </>
  );
}

interface RowProps {
  dimension: DimensionResult;
  open: boolean;
  onToggle(): void;
}

function DimensionRow({ dimension, open, onToggle }: RowProps) {
  const { assessment, format } = useReading();
  const weights = assessment.dimensions.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <div data-testid="dimension-row" data-score={dimension.score ?? ''}>
      <button
        type="button"
        className="dimension-line"
        data-dimension={dimension.id}
        aria-expanded={open}
        onClick={onToggle}
      >
        <span className="muted">{open ? <DownOutlined /> : <RightOutlined />}</span>
        <span className="dimension-name">
          <span className="dimension-number">{dimension.number}</span>
          {format.words(dimension.name)}
        </span>
        <ScoreBar value={dimension.score} />
        <span>{percent(dimension.weight / weights)}</span>
        <span>{percent(dimension.coverage)}</span>
        <GradeMark grade={dimension.grade} />
      </button>
      {open && (
        <div className="dimension-items">
          {dimension.items.map((item) => (
            <ItemBlock key={item.id} item={item} />
          ))}
        </div>
      )}
    </div>
  );
}
