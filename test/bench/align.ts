/** A contract of 60 clauses with 25 edits and a moved article, aligned and put into cards, beside a plain diff of the whole text by character. */
import { diffChars } from 'diff';
import { cardsOf } from '../../shared/domain/redline/cards.ts';
import type { OurLine } from '../../shared/domain/redline/clauses.ts';
import { SUBSTANTIVE, FORMAL } from '../domain/redline-edits.ts';
import { asTheirs, dice, licenceLines, theirLine } from '../domain/redline-world.ts';
import { figure, median, timed, type Figure } from './figure.ts';

const CLAUSES = 60;
const EDITS = 25;
const BAR_MS = 300;
const ROUNDS = 15;

/** Everything printed of the licence, until it has its 60 clauses; what is printed twice says another thing the second time. */
function sixtyClauses(): OurLine[] {
  const once = licenceLines();
  const lines: OurLine[] = [];
  for (let copy = 0; lines.filter((l) => l.kind === 'clause').length < CLAUSES; copy++)
    lines.push(...once.map((l) => (copy === 0 ? l : { ...l, id: `${l.id}#${copy}`, text: `${l.text}（补充事项${copy}）` })));
  let clauses = 0;
  return lines.filter((l) => l.kind !== 'clause' || ++clauses <= CLAUSES);
}

export function measureAlignment(): Figure[] {
  const ours = sixtyClauses();
  const roll = dice(2026);
  const edits = [...Object.values(SUBSTANTIVE).map((s) => s.edit), ...Object.values(FORMAL)];
  const theirs = asTheirs(ours);
  let made = 0;
  while (made < EDITS) {
    const i = roll(ours.length);
    const next = ours[i]!.kind === 'clause' ? edits[roll(edits.length)]!(ours[i]!.text, roll) : null;
    if (next === null || theirs[i]!.text !== `${ours[i]!.no} ${ours[i]!.text}`) continue;
    theirs[i] = theirLine(`${ours[i]!.no} ${next}`);
    made++;
  }
  theirs.splice(ours.length - 12, 0, ...theirs.splice(40, 4));
  const [before, after] = [ours.map((l) => `${l.no} ${l.text}`).join('\n'), theirs.map((l) => l.text).join('\n')];
  const cards = cardsOf(ours, theirs);
  const run = (body: () => unknown): number => {
    body();
    return median(Array.from({ length: ROUNDS }, () => timed(body)));
  };
  const took = run(() => cardsOf(ours, theirs));
  return [
    figure({
      name: `read back: ${CLAUSES} clauses (${ours.length} lines) with ${EDITS} edits and four moved lines, aligned, judged and put into cards`,
      value: took,
      yardstick: BAR_MS,
      unit: 'ms',
      against: 'the bar of 300 ms',
      bar: { most: 1 },
      note: `${cards.length} cards`,
    }),
    figure({
      name: 'read back: the same, beside one diff of the whole text by character',
      value: took,
      yardstick: run(() => diffChars(before, after)),
      unit: 'ms',
      against: "jsdiff's diffChars, which knows neither clauses nor moves",
    }),
  ];
}
