/** A program of its own that appends and says what was acknowledged, until it is killed. */
import { Journal } from '../../electron/journal/journal.ts';
import { someLines } from './store-lines.ts';

const [, , folder, first, batch] = process.argv;
const journal = await Journal.open(folder!, { storeId: 'store-1', formatVersion: 1 }, () => '2026-11');
const lines = someLines(4000);
const { seq } = await journal.head();
process.stdout.write(`head ${seq}\n`);
for (let at = Math.max(seq, Number(first)); at < lines.length; at += Number(batch)) {
  process.stdout.write(`acked ${await journal.append(lines.slice(at, at + Number(batch)))}\n`);
}
