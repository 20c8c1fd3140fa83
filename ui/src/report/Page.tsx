import { memo, useEffect, useRef, useState } from 'react';

import { call } from '../api/backend';
import { useApp } from '../state/app';
import { safeSvg } from './svg';

/** Height of an A4 page for a width of one. */
const A4 = 297 / 210;

interface Props {
  report: number;
  page: number;
  /** CSS pixels. */
  width: number;
  /** Keeps the ids of two copies of a page apart. */
  prefix: string;
  onGo?(page: number): void;
}

const texts = new Map<string, Promise<string>>();

/** The SVG of a page, asked for once. */
function pageText(report: number, page: number): Promise<string> {
  const key = `${report}/${page}`;
  let text = texts.get(key);
  if (!text) {
    // Pages of an earlier layout are not shown again.
    for (const old of texts.keys()) if (!old.startsWith(`${report}/`)) texts.delete(old);
    text = call('report_page', { report, page });
    text.catch(() => texts.delete(key));
    texts.set(key, text);
  }
  return text;
}

/** A page of the report, drawn once it comes near the window. */
export const Page = memo(function Page({ report, page, width, prefix, onGo }: Props) {
  const { t } = useApp();
  const frame = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const element = frame.current;
    if (!element || near) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: '900px' },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [near]);

  useEffect(() => {
    if (!near) return;
    let stale = false;
    pageText(report, page).then(
      (text) => {
        const svg = safeSvg(text, `${prefix}${page}-`);
        if (stale || !frame.current) return;
        if (svg) frame.current.replaceChildren(svg);
        else setFailed(true);
      },
      () => !stale && setFailed(true),
    );
    return () => {
      stale = true;
    };
  }, [near, report, page, prefix]);

  const follow = (event: React.MouseEvent) => {
    const link = (event.target as Element).closest('a');
    if (!link) return;
    event.preventDefault();
    // Where the backend says to which page (0-based) the link leads.
    const goal = Number(link.dataset.page);
    if (Number.isInteger(goal)) onGo?.(goal);
  };
  return (
    <>
      <div
        ref={frame}
        className="page"
        style={{ width, height: width * A4 }}
        onClick={follow}
        aria-label={t('ui.viewer.page_n', { n: page + 1 })}
      />
      {failed && <span className="page-failed">{t('ui.viewer.failed')}</span>}
    </>
  );
});
