/** One card for each thing the other side changed: where, what, why it matters, who did it, and whether they said so. */
import { splitNumber, type OurLine, type Remark, type TheirLine, type Touch } from './clauses.ts';
import { alignLines, type Alignment, type Pair } from './align-lines.ts';
import { classify, type Renumbered } from './classify.ts';
import { foldForSearch, foldFormal } from './classify-fold.ts';
import { reasonsOf } from './classify-reasons.ts';

export const CARD_GROUPS = ['substantive', 'unaligned', 'moved', 'formal', 'comment'] as const;
export type CardGroup = (typeof CARD_GROUPS)[number];
export const CARD_CHANGES = ['changed', 'added', 'removed', 'rewritten', 'moved', 'look', 'comment'] as const;

export type Card = {
  group: CardGroup;
  change: (typeof CARD_CHANGES)[number];
  /** our lines it is about; of an added one the line it comes behind */
  lines: string[];
  after?: string;
  where: string;
  ours: string;
  theirs: string;
  /** reasons of a substantive change, dresses of a formal one */
  reasons: string[];
  /** whether their word processor recorded it */
  tracked: 'tracked' | 'partly' | 'untracked';
  by: string;
  at: string;
  /** of a moved line: between which of their lines it stands now */
  movedBehind?: string;
  remarks: Remark[];
  hidden?: true;
};

type World = { ours: readonly OurLine[]; theirs: readonly TheirLine[]; body: readonly TheirLine[]; aligned: Alignment; renumbered: Renumbered };

/** `faces`: the Chinese faces our own file uses. */
export function cardsOf(ours: readonly OurLine[], theirs: readonly TheirLine[], faces: readonly string[] = []): Card[] {
  const body = theirs.filter((l) => l.text !== '' && (l.place === 'body' || l.place === 'table' || l.place === 'box'));
  const aligned = alignLines(
    ours,
    body.map((l) => ({ text: l.text, before: l.before })),
  );
  const world: World = { ours, theirs, body, aligned, renumbered: renumberedBy(ours, body, aligned.pairs) };
  const placed: { at: number; card: Card }[] = [
    ...aligned.pairs.flatMap((p) => changed(world, p).map((card) => ({ at: p.ours[0]!, card }))),
    ...movedCards(world),
    ...gapCards(world),
  ];
  placed.sort((x, y) => x.at - y.at);
  return [...placed.map((p) => p.card), ...outside(theirs), ...looks(world, faces)];
}

const join = (lines: readonly { text: string }[]): string => lines.map((l) => l.text).join('\n');

/** Their numbers of our articles, where they differ. */
function renumberedBy(ours: readonly OurLine[], body: readonly TheirLine[], pairs: readonly Pair[]): Renumbered {
  const found = new Map<string, string>();
  for (const p of pairs) {
    const mine = ours[p.ours[0]!]!;
    const other = body[p.theirs[0]!]!;
    const no = other.number || splitNumber(other.text).no;
    if (mine.kind === 'heading' && mine.no !== '' && no !== '' && no !== mine.no) found.set(mine.no, no);
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

function of(mine: readonly OurLine[], other: readonly TheirLine[], theirs: string): Omit<Card, 'group' | 'change' | 'reasons'> {
  const touches = other.flatMap((l) => l.touches);
  return {
    lines: mine.map((l) => l.id),
    where: mine[0]?.where ?? '',
    ours: join(mine),
    theirs,
    tracked: trackedBy(mine, other),
    ...whoAndWhen(touches),
    remarks: other.flatMap((l) => l.remarks),
    ...(other.some((l) => l.hidden) ? { hidden: true as const } : {}),
  };
}

/** With all their revisions rejected it is our text: they recorded everything. Nothing recorded: they recorded nothing. */
function trackedBy(mine: readonly OurLine[], other: readonly TheirLine[]): Card['tracked'] {
  const before = [...new Set(other.map((l) => l.before))].map((t) => splitNumber(t).text).join('');
  const after = other.map((l) => splitNumber(l.text).text).join('');
  if (foldFormal(before) === foldFormal(after) && before.length === after.length) return 'untracked';
  return foldFormal(before) === foldFormal(mine.map((l) => splitNumber(l.text).text).join('')) ? 'tracked' : 'partly';
}

function whoAndWhen(touches: readonly Touch[]): { by: string; at: string } {
  const by = [...new Set(touches.filter((t) => t.op !== 'format').map((t) => t.by))].filter((b) => b !== '');
  const at =
    touches
      .map((t) => t.at)
      .sort()
      .at(-1) ?? '';
  return { by: by.join('、'), at: by.length > 0 ? at : '' };
}

/** Lines that moved together are one card, with where they stand now. */
function movedCards({ ours, body, aligned }: World): { at: number; card: Card }[] {
  const groups: Pair[][] = [];
  for (const p of aligned.pairs) {
    const last = groups.at(-1)?.at(-1);
    if (!p.moved) continue;
    if (last && p.ours[0] === last.ours.at(-1)! + 1 && p.theirs[0] === last.theirs.at(-1)! + 1) groups.at(-1)!.push(p);
    else groups.push([p]);
  }
  return groups.map((pairs) => {
    const mine = pairs.flatMap((p) => p.ours.map((i) => ours[i]!));
    const other = pairs.flatMap((p) => p.theirs.map((j) => body[j]!));
    const behind = pairs[0]!.theirs[0]! - 1;
    return {
      at: pairs[0]!.ours[0]!,
      card: {
        ...of(mine, other, other.map((l) => splitNumber(l.text).text).join('\n')),
        group: 'moved',
        change: 'moved',
        reasons: ['moved'],
        remarks: [],
        tracked: other.some((l) => l.touches.some((t) => t.op === 'moveTo' || t.op === 'ins')) ? 'tracked' : 'untracked',
        movedBehind: behind < 0 ? '' : body[behind]!.text.slice(0, 60),
      } satisfies Card,
    };
  });
}

/** What has no partner: both sides of a gap side by side, or a line that is only here or only there. */
function gapCards({ ours, theirs, body, aligned }: World): { at: number; card: Card }[] {
  const gone = new Map(theirs.filter((l) => l.text === '' && l.before !== '').map((l) => [foldForSearch(splitNumber(l.before).text), l]));
  const tocEntries = new Set(ours.filter((l) => l.kind === 'heading').map((l) => foldForSearch(l.no + l.text)));
  return aligned.gaps.flatMap((gap): { at: number; card: Card }[] => {
    const mine = gap.ours.map((i) => ours[i]!).filter((l) => l.id !== 'toc');
    // the entries of a table of contents that was turned into plain text
    const other = gap.theirs.map((j) => body[j]!).filter((l) => !tocEntries.has(foldForSearch(l.number + l.text)));
    const struck = mine.map((l) => gone.get(foldForSearch(l.text)));
    const at = gap.ours[0] ?? behindOf(aligned, gap.theirs[0]!) + 0.5;
    const after = ours[Math.floor(at)]?.id;
    if (mine.length > 0 && other.length > 0 && !struck.every(Boolean)) {
      const card = of(mine, other, join(other));
      return [
        {
          at,
          card: { ...card, group: 'unaligned', change: 'rewritten', reasons: reasonsOf(card.ours, card.theirs), ...(after === undefined ? {} : { after }) },
        },
      ];
    }
    const removed = mine.map((line, n) => ({
      at: at + n / 1000,
      card: {
        ...of([line], struck[n] ? [struck[n]] : [], ''),
        group: 'substantive',
        change: 'removed',
        reasons: ['removed'],
        tracked: struck[n] ? 'tracked' : 'untracked',
      } satisfies Card,
    }));
    const added =
      other.length === 0
        ? []
        : [
            {
              at,
              card: {
                ...of([], other, join(other)),
                ...(after === undefined ? {} : { after }),
                where: ours[Math.floor(at)]?.where ?? '',
                group: 'substantive',
                change: 'added',
                reasons: ['added', ...reasonsOf('', join(other)).filter((r) => r !== 'wording')],
                tracked: other.every((l) => l.before === '') ? 'tracked' : other.some((l) => l.before !== l.text) ? 'partly' : 'untracked',
              } satisfies Card,
            },
          ];
    return [...removed, ...added];
  });
}

/** Our line behind whose partner their line stands. */
function behindOf({ pairs }: Alignment, theirs: number): number {
  let best = { j: -1, i: -1 };
  for (const p of pairs) {
    const j = p.theirs.at(-1)!;
    if (!p.moved && j < theirs && j > best.j) best = { j, i: p.ours.at(-1)! };
  }
  return Math.max(0, best.i);
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
