import { useCallback, useEffect, useRef, useState } from 'react';
import { chartImage, svgAddress } from './chart-image.ts';
import { useDrawnLater, type Place } from './draw-later.ts';
import type { Figure } from './figure.ts';
import { DARK, LIGHT, PRINT, type Ink } from './ink.ts';

const NARROWEST = 320;
/** A4 between its margins, in CSS pixels. */
const PAPER = 660;

/** Whether the page is dark now; follows the theme. */
function useDark(): boolean {
  const dark = (): boolean => getComputedStyle(document.documentElement).colorScheme === 'dark';
  const [is, setIs] = useState(dark);
  useEffect(() => {
    const look = (): void => setIs(dark());
    const theme = new MutationObserver(look);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', look);
    return () => {
      theme.disconnect();
      scheme.removeEventListener('change', look);
    };
  }, []);
  return is;
}

/** The address of the chart's picture; none before its width is known and its turn has come. */
function useDrawn(figure: Figure, ink: Ink, width: number, place: Place): ReturnType<typeof useDrawnLater> {
  const draw = useCallback(() => svgAddress(chartImage(figure.option(ink), width, figure.height)), [figure, ink, width]);
  return useDrawnLater(width > 0 ? draw : undefined, place);
}

/** Two pictures of one chart: as wide as its place in the colours of the theme, and black on white for paper. */
export function ChartPicture({ figure }: { figure: Figure }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const dark = useDark();
  useEffect(() => {
    const resize = new ResizeObserver(([entry]) => setWidth(Math.max(NARROWEST, Math.round(entry!.contentRect.width))));
    resize.observe(box.current!);
    return () => resize.disconnect();
  }, []);
  const onScreen = useDrawn(figure, dark ? DARK : LIGHT, width, 'screen');
  const onPaper = useDrawn(figure, PRINT, width > 0 ? PAPER : 0, 'paper');
  return (
    <div ref={box} style={{ minHeight: figure.height }} aria-busy={onScreen.waits || onPaper.waits}>
      {onScreen.drawn !== undefined && <img className="chart-screen" src={onScreen.drawn} width={width} height={figure.height} alt={figure.title} />}
      {onPaper.drawn !== undefined && <img className="chart-paper" src={onPaper.drawn} alt={figure.title} />}
    </div>
  );
}
