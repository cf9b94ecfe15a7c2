import { useEffect, useRef, useState } from 'react';
import { chartImage, svgAddress } from './chart-image.ts';
import type { Figure } from './figure.ts';
import { DARK, LIGHT, PRINT } from './ink.ts';

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
  const address = (ink: typeof LIGHT, wide: number): string => svgAddress(chartImage(figure.option(ink), wide, figure.height));
  return (
    <div ref={box} style={{ minHeight: figure.height }}>
      {width > 0 && (
        <>
          <img className="chart-screen" src={address(dark ? DARK : LIGHT, width)} width={width} height={figure.height} alt={figure.title} />
          <img className="chart-paper" src={address(PRINT, PAPER)} alt={figure.title} />
        </>
      )}
    </div>
  );
}
