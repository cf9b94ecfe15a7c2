/** Charts as pictures: SVG from ECharts without a page, for screen, paper and report. Loaded only when there is a chart. */
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

register([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, LabelLayout, SVGRenderer]);

/** The chart as SVG text, in pixels. */
export function chartImage(option: EChartsCoreOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** SVG as an address an image can have; the policy of the page allows pictures from data. */
export const svgAddress = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** The chart as PNG, `scale` dots to a pixel; only where there is a page. */
export async function chartPng(option: EChartsCoreOption, width: number, height: number, scale = 2): Promise<Blob> {
  const picture = new Image(width * scale, height * scale);
  picture.src = svgAddress(chartImage(option, width, height));
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture could not be made'))), 'image/png'));
}
