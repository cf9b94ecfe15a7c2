/** A workbook computed again by LibreOffice from its formulas alone. */
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { convert } from './office.ts';

export type Recalculated = { sheet: number; cell: string; ours: number; theirs: number | undefined };
type Figure = { value: number; live: boolean };

/** Numbers in the cells of a sheet's XML. */
export function figuresIn(xml: string): Map<string, Figure> {
  const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(<f[^>]*>[^<]*<\/f>|<f[^>]*\/>)?<v>([^<]*)<\/v><\/c>/g)];
  return new Map(cells.filter((m) => !/t="(s|str|e|b|inlineStr)"/.test(m[2]!)).map((m) => [m[1]!, { value: Number(m[4]), live: m[3] !== undefined }]));
}

/** Every computed cell: what we wrote, and what LibreOffice makes of its formula. Our values are taken out first, so that it cannot repeat them. */
export function recalculate(bytes: Uint8Array): Recalculated[] {
  const parts = unzipSync(bytes);
  const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/'));
  const bare = { ...parts };
  for (const name of sheets) bare[name] = strToU8(strFromU8(parts[name]!).replace(/(<\/f>|<f[^>]*\/>)<v>[^<]*<\/v>/g, '$1'));
  const again = unzipSync(readFileSync(convert(zipSync(bare), 'XLSX', 'xlsx')));
  return sheets.flatMap((name) => {
    const theirs = figuresIn(strFromU8(again[name]!));
    const sheet = Number(/(\d+)\.xml$/.exec(name)![1]);
    return [...figuresIn(strFromU8(parts[name]!))].flatMap(([cell, f]) => (f.live ? [{ sheet, cell, ours: f.value, theirs: theirs.get(cell)?.value }] : []));
  });
}

/** Within 1e-6 relative; what should be nothing, to within rounding. */
export const agrees = ({ ours, theirs }: Recalculated): boolean => theirs !== undefined && Math.abs(ours - theirs) <= 1e-6 * Math.max(Math.abs(ours), 1e-3);
