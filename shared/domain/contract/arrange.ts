/** The order of articles and clauses and the headings of one version, where they are not those of the clause set: everything printed and numbered follows. */
import type { Contract } from '../contract.ts';
import type { Article, Clause, ClauseSet } from './clause-set.ts';

export type Arrangement = Pick<Contract, 'order' | 'headings'>;

/** An article in an order, beside clauses, which stand by their own ids; also the id of its printed line. */
export const headingId = (article: string): string => `heading:${article}`;

/** Articles and clauses in reading order: an article, then its clauses. */
export const orderOf = (set: Pick<ClauseSet, 'articles'>): string[] => set.articles.flatMap((a) => [headingId(a.id), ...a.clauses.map((c) => c.id)]);

/** The set as this version has it. What its order does not name, being newer, stands behind what it stood behind. */
export function arranged(set: ClauseSet, { order, headings }: Arrangement): ClauseSet {
  if (order === undefined && headings === undefined) return set;
  const titled = (a: Article): Article => ({ ...a, title: headings?.[a.id]?.trim() || a.title });
  const articles = order === undefined ? set.articles : inOrder(set, order);
  return { ...set, articles: articles.map(titled) };
}

function inOrder(set: ClauseSet, order: readonly string[]): Article[] {
  const articles = new Map(set.articles.map((a) => [headingId(a.id), a]));
  const clauses = new Map(set.articles.flatMap((a) => a.clauses.map((c) => [c.id, c])));
  const out: Article[] = [];
  const early: Clause[] = [];
  for (const id of whole(orderOf(set), order)) {
    const article = articles.get(id);
    const clause = clauses.get(id);
    if (article) out.push({ ...article, clauses: out.length === 0 ? early : [] });
    // no clause stands before the first article
    else if (clause) (out.at(-1)?.clauses ?? early).push(clause);
  }
  return out;
}

/** Every id of `all` once: the named ones as named, each other behind the one it stood behind. */
function whole(all: readonly string[], named: readonly string[]): string[] {
  const there = new Set(all);
  const out = [...new Set(named)].filter((id) => there.has(id));
  const placed = new Set(out);
  all.forEach((id, i) => {
    if (placed.has(id)) return;
    out.splice(i === 0 ? 0 : out.indexOf(all[i - 1]!) + 1, 0, id);
    placed.add(id);
  });
  return out;
}

/** Lines that stand behind another one now; `behind` is '' at the very beginning. */
export type Move = { ids: readonly string[]; behind: string };

/**
 * The order after moves of what is printed, made one after the other. A clause that is not printed stays with its article,
 * behind the clause it stood behind. `refused` are moves that would leave a clause before the first article.
 */
export function orderMoved(set: ClauseSet, printed: ReadonlySet<string>, moves: readonly Move[]): { order: string[]; refused: Move[] } {
  const before = orderOf(set).filter((id) => printed.has(id) || id.startsWith('heading:'));
  const sound = (order: readonly string[]): boolean => order[0]?.startsWith('heading:') === true;
  // one move may leave a clause at the beginning and the next one put an article before it: together they are sound
  const all = moves.reduce((order, move) => moved(order, move) ?? order, before);
  const refused = moves.filter((m) => m.behind !== '' && !before.includes(m.behind));
  let now = all;
  if (!sound(all)) {
    now = before;
    for (const move of moves) {
      const next = moved(now, move);
      if (next && sound(next)) now = next;
      else if (!refused.includes(move)) refused.push(move);
    }
  }
  for (const article of set.articles) {
    const heading = headingId(article.id);
    const end = now.findIndex((id, i) => i > now.indexOf(heading) && id.startsWith('heading:'));
    const own = new Set(now.slice(now.indexOf(heading), end === -1 ? undefined : end));
    let before = heading;
    for (const { id } of article.clauses) {
      if (printed.has(id)) {
        if (own.has(id)) before = id;
        continue;
      }
      now.splice(now.indexOf(before) + 1, 0, id);
      before = id;
    }
  }
  return { order: now, refused };
}

function moved(order: readonly string[], { ids, behind }: Move): string[] | undefined {
  const left = order.filter((id) => !ids.includes(id));
  if (behind !== '' && !left.includes(behind)) return undefined;
  return left.toSpliced(behind === '' ? 0 : left.indexOf(behind) + 1, 0, ...ids);
}

/** One step up or down: a clause past its neighbour, over the edge of its article into the next one; an article with its clauses past its neighbour. Undefined where it stands at the end. */
export function stepped(set: ClauseSet, printed: ReadonlySet<string>, id: string, by: -1 | 1): string[] | undefined {
  const articles = set.articles.map((a) => [headingId(a.id), ...a.clauses.map((c) => c.id)]);
  const at = articles.findIndex((a) => a.includes(id));
  if (at < 0) return undefined;
  const other = articles[at + by];
  if (articles[at]![0] === id) {
    if (!other) return undefined;
    [articles[at], articles[at + by]] = [other, articles[at]!];
    return articles.flat();
  }
  const own = articles[at]!;
  const from = own.indexOf(id);
  let to = from + by;
  while (to > 0 && to < own.length && !printed.has(own[to]!)) to += by;
  if (to > 0 && to < own.length) {
    own.splice(from, 1);
    own.splice(to, 0, id);
    return articles.flat();
  }
  if (!other) return undefined;
  own.splice(from, 1);
  other.splice(by === 1 ? 1 : other.length, 0, id);
  return articles.flat();
}
