/** Cards of lines that moved, and of lines without a partner. */
import { splitNumber, type TheirLine } from './clauses.ts';
import type { Alignment, Pair } from './align-lines.ts';
import { behindIn, join, of, type Card, type Placed, type World } from './cards-parts.ts';
import { foldForSearch } from './classify-fold.ts';
import { reasonsOf } from './classify-reasons.ts';

/** Lines that moved together are one card, with where they stand now. */
export function movedCards(world: World): Placed[] {
  const { ours, body, aligned } = world;
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
        behind: behindIn(world, pairs[0]!.theirs[0]!),
      } satisfies Card,
    };
  });
}

/** What has no partner: both sides of a gap side by side, or a line that is only here or only there; each row of a table by itself. */
export function gapCards(world: World): Placed[] {
  const { ours, theirs, body, aligned } = world;
  const gone = new Map(theirs.filter((l) => l.text === '' && l.before !== '').map((l) => [foldForSearch(splitNumber(l.before).text), l]));
  const tocEntries = new Set(ours.filter((l) => l.kind === 'heading').map((l) => foldForSearch(l.no + l.text)));
  return aligned.gaps.flatMap((gap): Placed[] => {
    const mine = gap.ours.map((i) => ours[i]!).filter((l) => l.id !== 'toc');
    // the entries of a table of contents that was turned into plain text
    const places = gap.theirs.filter((j) => !tocEntries.has(foldForSearch(body[j]!.number + body[j]!.text)));
    const other = places.map((j) => body[j]!);
    const struck = mine.map((l) => gone.get(foldForSearch(l.text)));
    const at = gap.ours[0] ?? behindOf(aligned, gap.theirs[0]!) + 0.5;
    const rows = mine.some((l) => l.kind === 'row') || other.some((l) => l.place === 'table');
    if (mine.length > 0 && other.length > 0 && !rows && !struck.every(Boolean)) {
      const card = of(mine, other, join(other));
      return [{ at, card: { ...card, group: 'unaligned', change: 'rewritten', reasons: reasonsOf(card.ours, card.theirs), ...behind(world, places[0]!, at) } }];
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
    return [...removed, ...runsOf(places, body).map((run) => added(world, run, at))];
  });
}

function added(world: World, run: readonly number[], at: number): Placed {
  const other = run.map((j) => world.body[j]!);
  return {
    at,
    card: {
      ...of([], other, join(other)),
      ...behind(world, run[0]!, at),
      where: world.ours[Math.floor(at)]?.where ?? '',
      group: 'substantive',
      change: 'added',
      reasons: ['added', ...reasonsOf('', join(other)).filter((r) => r !== 'wording')],
      tracked: other.every((l) => l.before === '') ? 'tracked' : other.some((l) => l.before !== l.text) ? 'partly' : 'untracked',
    },
  };
}

function behind(world: World, theirs: number, at: number): Pick<Card, 'after' | 'behind'> {
  const after = world.ours[Math.floor(at)]?.id;
  return { ...(after === undefined ? {} : { after }), behind: behindIn(world, theirs) };
}

/** Paragraphs that stand together, and every row by itself. */
function runsOf(places: readonly number[], body: readonly TheirLine[]): number[][] {
  const runs: number[][] = [];
  for (const j of places) {
    const last = runs.at(-1)?.at(-1);
    const together = last === j - 1 && body[last]!.place !== 'table' && body[j]!.place !== 'table';
    if (together) runs.at(-1)!.push(j);
    else runs.push([j]);
  }
  return runs;
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
