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

/** Undefined where no field of the form is named. */
export function formInSheet(lines: readonly (readonly string[])[], form: RegisterForm): SheetForm | undefined {
  const names = form.items.flatMap((f) => [f.key, f.zh].map((name) => [name, f.key] as const));
  const exact = new Map(names.map(([name, key]) => [plainName(name), key]));
  // of two that only differ in their brackets the first is meant where there are none
  const loose = new Map(names.toReversed().map(([name, key]) => [bare(name), key]));
  const keyOf = (cell: string | undefined): string | undefined => exact.get(plainName(cell)) ?? loose.get(bare(cell ?? ''));
  const across = lines.findIndex((cells) => cells.filter((c) => keyOf(c) !== undefined).length >= LEAST);
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
  const down = lines.flatMap((cells) => {
    const filledCells = cells.filter((c) => c.trim() !== '');
    return filledCells.length >= 1 ? [[filledCells[0]!, filledCells[1]] as const] : [];
  });
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
