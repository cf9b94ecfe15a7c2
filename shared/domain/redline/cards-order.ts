/** Accepted moves: where articles and clauses stand in the next version, and the lines of lists and tables that moved inside them. */
import { orderMoved, orderOf, type Move } from '../contract/arrange.ts';
import type { ClauseSet } from '../contract/clause-set.ts';
import type { ChangeCard } from './cards-kept.ts';
import type { OurLine } from './clauses.ts';

export type Placing = Pick<ChangeCard, 'id' | 'change' | 'lines' | 'after' | 'behind' | 'decision'>;
/** A line of a list or a row that moved by itself. */
export type ItemMove = { card: string; line: string; behind: string };
export type Moves = { order?: string[]; items: ItemMove[]; /** cards that lead to no place in the text */ lost: string[] };

/** The line a card's words stand behind; lines whose move was not taken over are passed. '' at the beginning. */
export function anchors(cards: readonly Placing[]): (card: Placing) => string {
  const moved = new Map(cards.filter((c) => c.change === 'moved').flatMap((c) => c.lines.map((id) => [id, c.decision === 'accept'] as const)));
  return ({ behind, after }) => (behind ? (behind.find((id) => moved.get(id) !== false) ?? '') : (after ?? ''));
}

/** `cards`: all of the file. A countered move is one in words only. */
export function movesOf(cards: readonly Placing[], set: ClauseSet, lines: readonly OurLine[]): Moves {
  const wanted = cards.filter((c) => c.change === 'moved' && c.decision === 'accept');
  if (wanted.length === 0) return { items: [], lost: [] };
  const units = new Set(orderOf(set));
  const printed = new Set(lines.map((l) => l.id).filter((id) => units.has(id)));
  const owner = new Map<string, string>();
  let last = '';
  for (const { id } of lines) owner.set(id, (last = printed.has(id) ? id : last));
  const anchorOf = anchors(cards);
  const [moves, items]: [(Move & { card: string })[], ItemMove[]] = [[], []];
  const lost = new Set<string>();
  for (const card of inTurn(wanted, anchorOf)) {
    const ids = card.lines.filter((id) => printed.has(id));
    const behind = anchorOf(card);
    if (ids.length > 0) moves.push({ card: card.id, ids, behind: owner.get(behind) ?? '' });
    // a list goes along with its clause, 无 with its article
    const alone = card.lines.filter((id) => !ids.includes(owner.get(id)!) && !id.startsWith('p:'));
    alone.forEach((line, i) => items.push({ card: card.id, line, behind: alone[i - 1] ?? behind }));
    if (ids.length + alone.length === 0) lost.add(card.id);
  }
  const { order, refused } = orderMoved(set, printed, moves);
  for (const move of moves) if (refused.includes(move)) lost.add(move.card);
  return { ...(moves.length > refused.length ? { order } : {}), items, lost: [...lost] };
}

/** First what stands behind a line that stays; then what stands behind one that moved. */
function inTurn(cards: readonly Placing[], anchorOf: (card: Placing) => string): Placing[] {
  const out: Placing[] = [];
  const left = new Set(cards);
  while (left.size > 0) {
    const ready = [...left].filter((c) => ![...left].some((other) => other !== c && other.lines.includes(anchorOf(c))));
    // cards of a damaged store may wait for each other
    for (const card of ready.length > 0 ? ready : [...left]) {
      out.push(card);
      left.delete(card);
    }
  }
  return out;
}
