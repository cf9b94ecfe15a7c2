/** Every chart on a page of its own, as the worksheet has it. */
import { createRoot } from 'react-dom/client';
import { i18n, startI18n } from '../../renderer/app/i18n.ts';
import { chartImage, chartPng } from '../../renderer/features/valuation/charts/chart-image.ts';
import { chartsOf } from '../../renderer/features/valuation/charts/charts-of.ts';
import { PRINT } from '../../renderer/features/valuation/charts/ink.ts';
import { MethodChart } from '../../renderer/features/valuation/charts/MethodChart.tsx';
import { chartWords } from '../../renderer/features/valuation/charts/words.ts';
import { CASES, chartCase, type ChartCase } from '../valuation/chart-cases.ts';

const place = document.body.appendChild(document.createElement('main'));
const root = createRoot(place);
const told = (name: string): ChartCase => chartCase(name, (family) => chartWords(i18n.t.bind(i18n), family));

export const cases = CASES;

/** Draws one case; answers how many charts it has. */
export async function show(name: string, theme: string, language: 'zh' | 'en'): Promise<number> {
  if (!i18n.isInitialized) startI18n(language);
  await i18n.changeLanguage(language);
  document.documentElement.dataset['theme'] = theme;
  const { result, words, beside } = told(name);
  root.render(<MethodChart key={`${name} ${language}`} result={result} words={words} beside={beside} />);
  return chartsOf(result, words, beside).length;
}

/** Words of a case's charts that stand on each other or reach beyond the picture, at this width. */
export async function clashes(name: string, language: 'zh' | 'en', width: number): Promise<string[]> {
  await i18n.changeLanguage(language);
  const { result, words, beside } = told(name);
  return chartsOf(result, words, beside).flatMap((figure) => {
    const drawn = new DOMParser().parseFromString(chartImage(figure.option(PRINT), width, figure.height), 'image/svg+xml').documentElement;
    const svg = document.body.appendChild(document.importNode(drawn, true));
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map((t) => ({ text: t.textContent, box: t.getBoundingClientRect() }));
    svg.remove();
    const said = (what: string): string => `${figure.id}: ${what}`;
    const out = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
    const pairs = texts.flatMap((a, i) => texts.slice(i + 1).map((b) => [a, b] as const));
    const on = pairs.filter(
      ([a, b]) =>
        Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 5,
    );
    return [...out.map(({ text }) => said(`${text} is cut`)), ...on.map(([a, b]) => said(`${a.text} on ${b.text}`))];
  });
}

/** Size of the PNG of a case's first chart, and whether anything is drawn on it. */
export async function png(name: string): Promise<{ width: number; height: number; inked: boolean }> {
  const { result, words, beside } = told(name);
  const figure = chartsOf(result, words, beside)[0]!;
  const picture = await createImageBitmap(await chartPng(figure.option(PRINT), 600, figure.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const pen = canvas.getContext('2d')!;
  pen.drawImage(picture, 0, 0);
  const dots = pen.getImageData(0, 0, canvas.width, canvas.height).data;
  return { width: picture.width, height: picture.height, inked: dots.some((v, i) => i % 4 !== 3 && v < 100) };
}
