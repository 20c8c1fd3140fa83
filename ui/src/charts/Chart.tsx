import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

import { useApp } from '../state/app';
import { FONT } from '../theme';

use([
  BarChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

interface Props {
  title: string;
  note?: string;
  option: EChartsCoreOption;
  height?: number;
}

/** A chart with its title. */
export function Chart({ title, note, option, height = 260 }: Props) {
  const { colours } = useApp();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element);
    chart.setOption({
      textStyle: { fontFamily: FONT, color: colours.ink },
      animation: false,
      aria: { enabled: true },
      ...option,
    });
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [option, colours]);

  return (
    <figure className="panel chart">
      <figcaption>
        <b>{title}</b>
        {note && <span className="muted"> {note}</span>}
      </figcaption>
      <div ref={place} style={{ height }} role="img" aria-label={title} />
    </figure>
  );
}
