/** What every card says: whose lines, both texts, whether it was recorded, and by whom. */
import { splitNumber, type OurLine, type Remark, type TheirLine, type Touch } from './clauses.ts';
import type { Alignment } from './align-lines.ts';
import type { Renumbered } from './classify.ts';
import { foldFormal } from './classify-fold.ts';

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
  /** our lines before it in their text, the nearest first, up to one that did not move; none at the beginning */
  behind?: string[];
  remarks: Remark[];
  hidden?: true;
};

/** Both sides, aligned. */
export type World = { ours: readonly OurLine[]; theirs: readonly TheirLine[]; body: readonly TheirLine[]; aligned: Alignment; renumbered: Renumbered };

/** A card and our line (or a place between two) it belongs to. */
export type Placed = { at: number; card: Card };

export const join = (lines: readonly { text: string }[]): string => lines.map((l) => l.text).join('\n');

/** Our lines before one of theirs, the nearest first, up to one that did not move: which of them it stands behind depends on what else is accepted. */
export function behindIn({ ours, aligned }: World, theirs: number): string[] {
  const lineOf = new Map(aligned.pairs.flatMap((p) => p.theirs.map((j) => [j, p] as const)));
  const found: string[] = [];
  for (let j = theirs - 1; j >= 0; j--) {
    const pair = lineOf.get(j);
    if (!pair) continue;
    found.push(ours[pair.ours.at(-1)!]!.id);
    if (!pair.moved) break;
  }
  return found;
}

/** All of a card but what it is called. */
export function of(mine: readonly OurLine[], other: readonly TheirLine[], theirs: string): Omit<Card, 'group' | 'change' | 'reasons'> {
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
