/** Which articles and clauses of a contract were put elsewhere, and behind what. */
import type { TFunction } from 'i18next';
import type { Json } from '../../shared/change/change.ts';
import { longestRising } from '../../shared/domain/redline/anchors.ts';
import { articleOf, headingOf } from '../documents/clauses.ts';
import type { FieldLine } from './field-lines.ts';

const HEADING = 'heading:';
const listOf = (v: Json | undefined): string[] | undefined => (Array.isArray(v) ? v.map(String) : undefined);

/** One line for each article or clause that moved; without an order the clauses stand as their text has them. */
export function orderLines(t: TFunction, name: string, was: Json | undefined, now: Json | undefined): FieldLine[] {
  const [before, after] = [listOf(was), listOf(now)];
  if (!before || !after)
    return [{ name, was: t(before ? 'history.order.own' : 'history.order.text'), now: t(after ? 'history.order.own' : 'history.order.text') }];
  const places = new Map(before.map((id, i) => [id, i]));
  const both = after.filter((id) => places.has(id));
  const kept = new Set(longestRising(both.map((id) => places.get(id)!)).map((i) => both[i]!));
  const called = (id: string): string => {
    const article = id.startsWith(HEADING) ? id.slice(HEADING.length) : undefined;
    const title = article === undefined ? articleOf(id) : headingOf(article);
    return t(article === undefined ? 'history.order.clause' : 'history.order.article', { title: title ?? article ?? id });
  };
  const behind = (id: string, order: readonly string[]): string => {
    const before = order[order.indexOf(id) - 1];
    return before === undefined ? t('history.order.first') : t('history.order.behind', { what: called(before) });
  };
  // an article is told once, without the clauses that came along with it
  const moved = both.filter(
    (id) => !kept.has(id) && (id.startsWith(HEADING) || kept.has(headingIn(after, id)) || headingIn(before, id) !== headingIn(after, id)),
  );
  return moved.map((id) => ({ name: `${name} · ${called(id)}`, was: behind(id, before), now: behind(id, after) }));
}

const headingIn = (order: readonly string[], id: string): string => order.findLast((x, i) => x.startsWith(HEADING) && i < order.indexOf(id)) ?? '';
