/** A 登记表 kept in a sheet: names of the fields in one column with their values beside, or in one row with the values below. */
import { plainName } from '../names.ts';
import type { RegisterForm } from '../codes.ts';

/** `strange`: what is written where the name of a field should stand, and is none. */
export type SheetForm = { values: Record<string, string>; strange: string[] };

/** （元）, ＊ and blanks in a heading do not make another field. */
const bare = (text: string): string =>
  plainName(text)
    .replace(/\(.*?\)|[*:：]/g, '')
    .toLowerCase();

/** Fewer fields than this are no form. */
const LEAST = 3;
/** 备注 is our own note, and no field of the portal's form. */
const NOTE = { key: 'note', zh: '备注' };

/** Undefined where no field of the form is named. */
export function formInSheet(lines: readonly (readonly string[])[], form: RegisterForm): SheetForm | undefined {
  const names = [...form.items, NOTE].flatMap((f) => [f.key, f.zh].map((name) => [name, f.key] as const));
  const exact = new Map(names.map(([name, key]) => [plainName(name), key]));
  // of two that only differ in their brackets the first is meant where there are none
  const loose = new Map(names.toReversed().map(([name, key]) => [bare(name), key]));
  const keyOf = (cell: string | undefined): string | undefined => exact.get(plainName(cell)) ?? loose.get(bare(cell ?? ''));
  // a line of a list names one field, by its name and perhaps its key; a row of headings names several
  const keysIn = (cells: readonly string[]): number => new Set(cells.map(keyOf).filter((k) => k !== undefined)).size;
  const across = lines.findIndex((cells) => keysIn(cells) >= LEAST);
  if (across >= 0) {
    const head = lines[across]!;
    const row = lines.slice(across + 1).find((cells) => cells.some((c) => c.trim() !== ''));
    return (
      row &&
      pairs(
        head.map((name, i) => [name, row[i]]),
        keyOf,
      )
    );
  }
  const written = lines.map((cells) => cells.filter((c) => c.trim() !== '')).filter((cells) => cells.length > 0);
  const numbered = written.filter(([first, second]) => /^\d+$/.test(first!.trim()) && keyOf(second) !== undefined).length >= LEAST;
  // of a numbered list what stands above its first line are headings
  const rows = numbered ? written.flatMap(([first, ...rest]) => (/^\d+$/.test(first!.trim()) ? [rest] : [])) : written;
  const down = rows.flatMap((cells) => (cells.length > 0 ? [[cells[0]!, cells[1]] as const] : []));
  return down.filter(([name]) => keyOf(name) !== undefined).length >= LEAST ? pairs(down, keyOf) : undefined;
}

function pairs(list: readonly (readonly [string, string | undefined])[], keyOf: (cell: string) => string | undefined): SheetForm {
  const values: Record<string, string> = {};
  const strange: string[] = [];
  for (const [name, value] of list) {
    const key = keyOf(name);
    if (key === undefined) {
      if (name.trim() !== '' && (value ?? '').trim() !== '') strange.push(name);
    } else if ((value ?? '').trim() !== '') values[key] = value!.trim();
  }
  return { values, strange };
}
