import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([BarChart, GridComponent, CanvasRenderer]);

export type Bar = { name: string; value: number; label: string; base: boolean };

/** Horizontal bars from zero with their figures beside them; colours from the theme. The table beside it says the same to a screen reader. */
export function SwingChart({ bars, title }: { bars: readonly Bar[]; title: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = init(box.current!, null, { renderer: 'canvas' });
    const draw = () => {
      const css = getComputedStyle(document.documentElement);
      const color = (name: string) => css.getPropertyValue(name).trim();
      const ordered = [...bars].reverse();
      chart.setOption({
        animation: false,
        grid: { left: 8, right: 72, top: 4, bottom: 4, containLabel: true },
        xAxis: { type: 'value', min: 0, axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false } },
        yAxis: {
          type: 'category',
          data: ordered.map((b) => b.name),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: color('--line-strong') } },
          axisLabel: { color: color('--text-2'), fontSize: 12 },
        },
        series: [
          {
            type: 'bar',
            barWidth: 14,
            silent: true,
            data: ordered.map((b) => ({
              value: b.value,
              itemStyle: { color: b.base ? color('--accent-solid') : color('--line-strong') },
              label: { show: true, position: 'right', formatter: b.label, color: color('--text'), fontSize: 12 },
            })),
          },
        ],
      });
    };
    draw();
    const resize = new ResizeObserver(() => chart.resize());
    resize.observe(box.current!);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      resize.disconnect();
      theme.disconnect();
      chart.dispose();
    };
  }, [bars]);
  return <div ref={box} className="swing-chart" role="img" aria-label={title} style={{ height: bars.length * 26 + 12 }} />;
}
