import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Segmented, Tooltip } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import type { ReportView } from '../api/generated';
import { useApp } from '../state/app';
import { Page } from './Page';

/** Width of a page on screen at 100 %, in CSS pixels. */
const PAGE_WIDTH = 720;
/** Left and right of a page. */
const MARGINS = 32;
const ZOOMS = [0.5, 0.6, 0.75, 0.85, 1, 1.25, 1.5, 2];

/** The pages one below the other, with outline, thumbnails, zoom and page number. */
export function Viewer({ report }: { report: ReportView }) {
  const { t } = useApp();
  const [zoom, setZoom] = useState(1);
  const [current, setCurrent] = useState(0);
  const [side, setSide] = useState<'outline' | 'thumbnails'>('outline');
  const scroller = useRef<HTMLDivElement>(null);
  const pages = Array.from({ length: report.pages }, (_, page) => page);

  const show = useCallback((page: number) => {
    scroller.current
      ?.querySelector(`[data-page="${page}"]`)
      ?.scrollIntoView({ block: 'start', behavior: 'auto' });
  }, []);

  // A narrow window begins with a page that fits.
  useLayoutEffect(() => {
    const room = (scroller.current?.clientWidth ?? PAGE_WIDTH) - MARGINS;
    setZoom(ZOOMS.findLast((each) => each <= 1 && each * PAGE_WIDTH <= room) ?? 0.5);
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const middle = element.getBoundingClientRect().top + element.clientHeight / 3;
      const seen = [...element.querySelectorAll<HTMLElement>('[data-page]')].findLast(
        (page) => page.getBoundingClientRect().top <= middle,
      );
      setCurrent(Number(seen?.dataset.page ?? 0));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);

  const step = (by: number) => {
    const next = ZOOMS.indexOf(zoom) + by;
    setZoom(ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, next))] ?? 1);
  };
  const chapter = report.outline.findLastIndex((entry) => entry.page <= current);

  return (
    <div className="viewer panel">
      <aside className="viewer-side">
        <Segmented
          block
          size="small"
          value={side}
          onChange={setSide}
          options={[
            { label: t('ui.viewer.outline'), value: 'outline' as const },
            { label: t('ui.viewer.thumbnails'), value: 'thumbnails' as const },
          ]}
        />
        <div className="viewer-list">
          {side === 'outline' &&
            report.outline.map((entry, index) => (
              <button
                type="button"
                key={`${entry.page}/${entry.title}`}
                className={`outline-entry level-${entry.level} ${index === chapter ? 'chosen' : ''}`}
                onClick={() => show(entry.page)}
              >
                <span className="ellipsis">{entry.title}</span>
                <span className="muted">{entry.page + 1}</span>
              </button>
            ))}
          {side === 'thumbnails' &&
            pages.map((page) => (
              <button
                type="button"
                key={page}
                className={`thumbnail ${page === current ? 'chosen' : ''}`}
                onClick={() => show(page)}
              >
                <Page report={report.report} page={page} width={120} prefix="t" />
                <span className="muted">{page + 1}</span>
              </button>
            ))}
        </div>
      </aside>
      <div className="viewer-main">
        <div className="viewer-bar">
          <InputNumber
            size="small"
            aria-label={t('ui.viewer.page')}
            min={1}
            max={report.pages}
            value={current + 1}
            onChange={(page) => page !== null && show(page - 1)}
          />
          <span className="muted" data-testid="report-pages">
            / {report.pages}
          </span>
          <span className="grow" />
          <Tooltip title={t('ui.viewer.out')}>
            <Button
              size="small"
              aria-label={t('ui.viewer.out')}
              icon={<MinusOutlined />}
              onClick={() => step(-1)}
            />
          </Tooltip>
          <span>{Math.round(zoom * 100)}%</span>
          <Tooltip title={t('ui.viewer.in')}>
            <Button
              size="small"
              aria-label={t('ui.viewer.in')}
              icon={<PlusOutlined />}
              onClick={() => step(1)}
            />
          </Tooltip>
        </div>
        <div className="viewer-pages" ref={scroller} tabIndex={0}>
          {pages.map((page) => (
            <div key={page} data-page={page} data-testid="report-page">
              <Page
                report={report.report}
                page={page}
                width={PAGE_WIDTH * zoom}
                prefix="p"
                onGo={show}
              />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
