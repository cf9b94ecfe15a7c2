/** Paragraphs as their runs say them: what stood there before the revisions, what stands there with them, and who made them. */
import type { Remark, TheirLine, Touch } from '../../../shared/domain/redline/clauses.ts';

type Op = 'same' | 'ins' | 'del' | 'none';
export type Raw = {
  before: string;
  after: string;
  /** what happened to the end of the paragraph: an inserted end parts one paragraph, a deleted one joins two */
  end: 'same' | 'ins' | 'del';
  number: string;
  touches: Touch[];
  remarks: Remark[];
  fonts: Set<string>;
  hidden: boolean;
  toc: boolean;
};

export const emptyRaw = (): Raw => ({ before: '', after: '', end: 'same', number: '', touches: [], remarks: [], fonts: new Set(), hidden: false, toc: false });

export function addText(raw: Raw, op: Op, text: string): void {
  if (op === 'same' || op === 'del') raw.before += text;
  if (op === 'same' || op === 'ins') raw.after += text;
}

/** Revisions cut into runs by a word processor are one again. */
export function addTouch(raw: Raw, touch: Touch): void {
  const last = raw.touches.at(-1);
  if (last?.op === touch.op && last.by === touch.by) last.text += touch.text;
  else raw.touches.push(touch);
}

/** Lines as they read with every revision accepted; one that is wholly gone keeps what it said before. */
export function linesOf(raws: readonly Raw[], place: TheirLine['place']): TheirLine[] {
  const lines: TheirLine[] = [];
  let open: Raw | undefined;
  // what stood before an inserted end belongs to both halves
  let split = '';
  for (const raw of raws) {
    const whole: Raw = open ? joined(open, raw) : raw;
    if (raw.end === 'del' && raw !== raws.at(-1) && whole.after !== '') {
      open = whole;
      continue;
    }
    open = undefined;
    const before = split + whole.before;
    split = whole.end === 'ins' && whole.after !== '' ? before : '';
    if (whole.toc) continue;
    const fonts = [...whole.fonts];
    lines.push({
      text: tidy(whole.after),
      before: tidy(before),
      number: whole.number,
      place,
      touches: whole.touches,
      remarks: whole.remarks,
      fonts,
      hidden: whole.hidden,
    });
  }
  if (open) lines.push(...linesOf([{ ...open, end: 'same' }], place));
  return lines;
}

const joined = (a: Raw, b: Raw): Raw => ({
  before: `${a.before}\n${b.before}`,
  after: a.after + b.after,
  end: b.end,
  number: a.number || b.number,
  touches: [...a.touches, ...b.touches],
  remarks: [...a.remarks, ...b.remarks],
  fonts: new Set([...a.fonts, ...b.fonts]),
  hidden: a.hidden || b.hidden,
  toc: a.toc && b.toc,
});

const ODD = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** A mark that turns text must be seen by whoever reads it; marks of no width are nothing but noise. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060-\u2064\ufeff\u00ad]/g, '')
    .replace(ODD, (ch) => `⟦U+${ch.codePointAt(0)!.toString(16).toUpperCase()}⟧`)
    .replace(/[ \t\u00a0]*\n[ \t\u00a0]*/g, '\n')
    .trim();

/** Cells of a row become one line; a row put in or taken out as a whole has no text on the other side. */
export function rowOf(cells: readonly (readonly TheirLine[])[], row: Touch | undefined): TheirLine {
  const all = cells.flat();
  const side = (of: 'text' | 'before'): string => {
    const joined = cells
      .map((lines) =>
        lines
          .map((l) => l[of])
          .filter((t) => t !== '')
          .join('\n'),
      )
      .join('\t');
    // a row for a seal has nothing in it
    return joined.trim() === '' ? '' : joined;
  };
  return {
    text: row?.op === 'del' ? '' : side('text'),
    before: row?.op === 'ins' ? '' : side('before'),
    number: '',
    place: 'table',
    touches: [...(row ? [row] : []), ...all.flatMap((l) => l.touches)],
    remarks: all.flatMap((l) => l.remarks),
    fonts: [...new Set(all.flatMap((l) => l.fonts))],
    hidden: all.some((l) => l.hidden),
  };
}
