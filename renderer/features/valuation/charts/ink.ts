/** Colours of the charts. The same as in shell.css (a test holds them together); paper is black on white. */

export type Ink = {
  text: string;
  muted: string;
  line: string;
  surface: string;
  accent: string;
  /** beside the accent: what is lost, paid, or above */
  other: string;
  bad: string;
  soft: string;
  /** for many parts of one whole; a pattern goes with each */
  hues: readonly string[];
};

export const LIGHT: Ink = {
  text: '#1f2329',
  muted: '#4e5661',
  line: '#b9bfc9',
  surface: '#ffffff',
  accent: '#1d4f91',
  other: '#c98a2b',
  bad: '#b3261e',
  soft: '#e5edf7',
  hues: ['#1d4f91', '#c98a2b', '#3f8f63', '#7a5bb5', '#5b9bb5', '#a8475c', '#8a7a3b', '#6c7683'],
};
export const DARK: Ink = {
  text: '#e6e8eb',
  muted: '#b4bbc6',
  line: '#565d68',
  surface: '#1d2025',
  accent: '#8ab6f0',
  other: '#e5b35c',
  bad: '#ff9a90',
  soft: '#22344c',
  hues: ['#8ab6f0', '#e5b35c', '#6cc788', '#c4a8f5', '#7cc4d6', '#f09aa8', '#cfc27a', '#9aa2ae'],
};
export const PRINT: Ink = {
  text: '#000000',
  muted: '#000000',
  line: '#888888',
  surface: '#ffffff',
  accent: '#444444',
  other: '#bbbbbb',
  bad: '#000000',
  soft: '#eeeeee',
  hues: ['#444444', '#d5d5d5', '#888888', '#eeeeee', '#666666', '#bbbbbb', '#555555', '#cccccc'],
};

const QUARTER = Math.PI / 4;
type Decal = { symbol: string; color: string; rotation?: number; dashArrayX: number | number[]; dashArrayY: number | number[]; symbolSize?: number };

/** Colour never stands alone: stripes and dots by number; the first is plain. */
export function decal(n: number, ink: Ink): Decal | undefined {
  const color = ink.surface;
  const stripes = (rotation: number, gap: number): Decal => ({ symbol: 'rect', color, rotation, dashArrayX: [1, 0], dashArrayY: [2, gap] });
  switch (n % 6) {
    case 1:
      return stripes(-QUARTER, 5);
    case 2:
      return { symbol: 'circle', color, dashArrayX: [6, 6], dashArrayY: [6, 6], symbolSize: 0.6 };
    case 3:
      return stripes(0, 5);
    case 4:
      return stripes(QUARTER, 9);
    case 5:
      return stripes(2 * QUARTER, 7);
    default:
      return undefined;
  }
}

const channels = (hex: string): number[] => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/** `share` of the way from one colour to another. */
export function between(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  return `#${a
    .map((x, i) =>
      Math.round(x + (b[i]! - x) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Black or white, whichever reads on this ground. */
export function readableOn(ground: string): string {
  const [r, g, b] = channels(ground).map((x) => (x / 255 <= 0.04045 ? x / 255 / 12.92 : ((x / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000000' : '#ffffff';
}
