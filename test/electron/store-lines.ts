import type { JournalLine } from '../../shared/bridge.ts';
import { bareChange, canonicalJson } from '../../shared/change/chain.ts';
import type { Change, Json } from '../../shared/change/change.ts';
import { Device } from '../change/device.ts';

export const lineOf = (change: Change, seq: number): JournalLine => ({ seq, json: canonicalJson(bareChange(change)) });

const ordinary = (i: number): Json => `成果 ${i} `.repeat(1 + (i % 5));

/** Lines of one device, made as they are asked for: rows come into being and are edited in turn. */
function* linesOf(text: (i: number) => Json): Generator<JournalLine> {
  const device = new Device('d1');
  for (let i = 1; ; i++) {
    const row = `r${Math.ceil(i / 3)}`;
    const change = device.make('deals', row, { title: text(i) }) ?? device.set('deals', row, i % 3 === 2 ? 'title' : 'note', text(i));
    if (change === null) throw new Error(`line ${i} would change nothing`);
    yield lineOf(change, i);
  }
}

const source = linesOf(ordinary);
const made: JournalLine[] = [];

/** Lines 1…n of one device, texts of different length with Chinese in them; the same ones each time. */
export function someLines(n: number): JournalLine[] {
  while (made.length < n) made.push(source.next().value as JournalLine);
  return made.slice(0, n);
}

/** Lines 1…n of a device of its own, each with this text. */
export function linesWith(n: number, text: (i: number) => Json): JournalLine[] {
  const fresh = linesOf(text);
  return Array.from({ length: n }, () => fresh.next().value as JournalLine);
}
