/** One card for each thing the other side changed: where, what, why it matters, who did it, and whether they said so. */
import { splitNumber, type OurLine, type TheirLine } from './clauses.ts';
import { alignLines, type Pair } from './align-lines.ts';
import { gapCards, movedCards } from './cards-gaps.ts';
import { join, of, type Card, type Placed, type World } from './cards-parts.ts';
import { classify, type Renumbered } from './classify.ts';
import { foldForSearch } from './classify-fold.ts';

/** `faces`: the Chinese faces our own file uses. */
export function cardsOf(all: readonly OurLine[], theirs: readonly TheirLine[], faces: readonly string[] = []): Card[] {
  const written = theirs.filter((l) => l.text !== '' && (l.place === 'body' || l.place === 'table' || l.place === 'box'));
  // 无 under a heading is no line of anybody's: it comes and goes with what the article says
  const ours = all.filter((l, i) => !(l.kind === 'paragraph' && all[i - 1]?.kind === 'heading' && foldForSearch(l.text) === '无'));
  const body = written.filter((l, i) => !(l.remarks.length === 0 && foldForSearch(l.text) === '无' && isHeading(written[i - 1])));
  const aligned = alignLines(
    ours,
    body.map((l) => ({ text: l.text, before: l.before, ...(isHeading(l) ? { kind: 'heading' } : {}) })),
  );
  const world: World = { ours, theirs, body, aligned, renumbered: renumberedBy(ours, body, aligned.pairs) };
  const placed: Placed[] = [
    ...aligned.pairs.flatMap((p) => changed(world, p).map((card) => ({ at: p.ours[0]!, card }))),
    ...movedCards(world),
    ...gapCards(world),
  ];
  placed.sort((x, y) => x.at - y.at);
  return [...placed.map((p) => p.card), ...outside(theirs), ...looks(world, faces)];
}

const isHeading = (l: TheirLine | undefined): boolean =>
  l?.place === 'body' && l.text.length <= 60 && /^第[^\s条]{1,8}条$/.test(l.number || splitNumber(l.text).no) && !/[。；]$/.test(l.text);

/** Their numbers of our articles and clauses, where they differ. */
function renumberedBy(ours: readonly OurLine[], body: readonly TheirLine[], pairs: readonly Pair[]): Renumbered {
  const found = new Map<string, string>();
  for (const p of pairs) {
    const mine = ours[p.ours[0]!]!;
    const other = body[p.theirs[0]!]!;
    const no = other.number || splitNumber(other.text).no;
    if (mine.no === '' || no === '' || no === mine.no) continue;
    if (mine.kind === 'heading') found.set(mine.no, no);
    else if (/^\d+\.\d+$/.test(mine.no)) found.set(`第${mine.no}款`, `第${no}款`);
  }
  return found;
}

/** Their words without the number that stands before them, where ours are numbered. */
function bare(mine: OurLine, other: TheirLine): { no: string; text: string } {
  if (mine.no === '') return { no: other.number, text: other.text };
  if (other.number !== '') return { no: other.number, text: other.text };
  return splitNumber(other.text);
}

function changed({ ours, body, renumbered }: World, pair: Pair): Card[] {
  const mine = pair.ours.map((i) => ours[i]!);
  const other = pair.theirs.map((j) => body[j]!);
  const first = bare(mine[0]!, other[0]!);
  const rest = other.slice(1).map((l) => (mine.length > 1 ? splitNumber(l.text).text : l.text));
  const [ourText, theirText] = [join(mine), [first.text, ...rest].join('\n')];
  const judged = classify(ourText, theirText, renumbered);
  const remarks = other.flatMap((l) => l.remarks);
  const hidden = other.some((l) => l.hidden);
  const numberLost = mine[0]!.no !== '' && first.no === '' && mine[0]!.kind !== 'heading';
  if (judged.kind === 'same' && remarks.length === 0 && !hidden && !numberLost) return [];
  const formal = judged.kind === 'formal' || (judged.kind === 'same' && numberLost);
  const card = of(mine, other, theirText);
  if (judged.kind === 'substantive' || hidden)
    return [
      { ...card, group: 'substantive', change: 'changed', reasons: [...(judged.kind === 'substantive' ? judged.reasons : []), ...(hidden ? ['hidden'] : [])] },
    ];
  if (formal) return [{ ...card, group: 'formal', change: 'changed', reasons: judged.kind === 'formal' ? judged.dress : ['numbering'] }];
  return [{ ...card, group: 'comment', change: 'comment', reasons: [], tracked: 'tracked' }];
}

/** Footnotes, endnotes, and words at the margins of the pages: we print none there. */
function outside(theirs: readonly TheirLine[]): Card[] {
  return theirs
    .filter((l) => l.text !== '' && (l.place === 'note' || l.place === 'margin'))
    .map((l) => ({
      ...of([], [l], l.text),
      where: '',
      group: 'substantive',
      change: 'added',
      reasons: [l.place],
      tracked: l.before === '' ? 'tracked' : 'untracked',
    }));
}

/** Other faces and recorded changes of look, in one card: they change no word. */
function looks({ ours, body, aligned }: World, faces: readonly string[]): Card[] {
  const strange = new Set(body.flatMap((l) => l.fonts).filter((f) => !faces.includes(f)));
  const touched = aligned.pairs.filter((p) =>
    p.theirs.some((j) => body[j]!.touches.some((t) => t.op === 'format') || body[j]!.fonts.some((f) => strange.has(f))),
  );
  if (touched.length === 0) return [];
  const recorded = touched.flatMap((p) => p.theirs.flatMap((j) => body[j]!.touches.filter((t) => t.op === 'format')));
  const where = touched.map((p) => ours[p.ours[0]!]!);
  return [
    {
      group: 'formal',
      change: 'look',
      lines: [],
      where: [...new Set(where.map((l) => l.where))].slice(0, 12).join('；'),
      ours: faces.join('、'),
      theirs: [...strange].join('、'),
      reasons: ['look'],
      tracked: recorded.length === 0 ? 'untracked' : 'partly',
      by: [...new Set(recorded.map((t) => t.by))].join('、'),
      at: '',
      remarks: [],
    },
  ];
}
