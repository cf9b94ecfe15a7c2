/** The long list as the table wants it: ids from the indexes, rows for what is on screen, both live. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Achievement } from '../../../shared/domain/portfolio.ts';
import { useObserve } from '../../data/observe.ts';
import {
  ACHIEVEMENT_SORTS, achievementCount, achievementFacets, achievementIds, achievementRows, newestAchievementIds, type AchievementFilter, type AchievementSort,
} from '../../data/queries/portfolio.ts';
import { searchTable } from '../../data/queries/search.ts';
import { useViewState } from '../../session/view-state.ts';
import type { Filters, LazyRows, Sort } from '../../ui/table/column.ts';

const FIRST = 60;
const NONE: string[] = [];
// one object: a new one at every render would start the queries again at every render
const NO_FILTERS: Filters = {};

export type AchievementList = { lazy: LazyRows<Achievement>; ids: readonly string[]; total: number | undefined; search: string; setSearch: (text: string) => void; archived: boolean; setArchived: (on: boolean) => void };

const isSort = (key: string | undefined): key is AchievementSort => (ACHIEVEMENT_SORTS as readonly string[]).includes(key ?? '');

function filterOf(filters: Filters, archived: boolean): AchievementFilter {
  const values = (key: string) => { const v = filters[key]; return v === undefined || v.length === 0 ? undefined : Array.isArray(v) ? v : [v]; };
  return { field: values('field'), maturity: values('maturity'), disclosure: values('disclosure'), archived };
}

/** Search, sort, filter and 含已归档 live in the view state, so that Back finds them. */
export function useAchievementRows(disclosureValue: (label: string) => string, disclosureLabel: (value: string) => string): AchievementList {
  const [search, setSearch] = useViewState('portfolio.search', '');
  const [sort, setSort] = useViewState<Sort>('portfolio.sort', null);
  const [filters, setFilters] = useViewState<Filters>('portfolio.filters', NO_FILTERS);
  const [archived, setArchived] = useViewState('portfolio.archived', false);
  const [shown, setShown] = useState<[number, number]>([0, FIRST]);
  const kept = useRef(new Map<string, Achievement>());

  const total = useObserve(achievementCount, []);
  const quick = useObserve(() => newestAchievementIds(FIRST), []);
  const plain = search === '' && sort === null && Object.keys(filters).length === 0 && !archived;
  const wanted = useMemo(() => {
    const asked = filterOf(filters, archived);
    return { ...asked, ...(asked.disclosure ? { disclosure: asked.disclosure.map(disclosureValue) } : {}) };
  }, [filters, archived, disclosureValue]);
  // the first rows before the whole list: both share one thread of the database
  const [begun, setBegun] = useState(false);
  const all = useObserve(async () => (begun || !plain ? achievementIds(isSort(sort?.key) ? sort.key : 'newest', sort?.desc ?? false, wanted) : undefined), [sort, wanted, begun, plain]);
  const found = useObserve(async () => (search === '' ? null : (await searchTable('achievements', search)).ids), [search]);
  const facets = useObserve(async () => (begun ? achievementFacets() : undefined), [begun]);

  const ids = useMemo(() => {
    const base = all ?? (plain ? quick : undefined) ?? NONE;
    if (!found) return search === '' ? base : NONE;
    // what is searched is live: without a filter there is nothing to compare 100,000 ids with
    if (sort === null && wanted.field === undefined && wanted.maturity === undefined && wanted.disclosure === undefined) return found;
    if (sort === null) {
      const allowed = new Set(base);
      return found.filter((id) => allowed.has(id));
    }
    const hits = new Set(found);
    return base.filter((id) => hits.has(id));
  }, [all, plain, quick, found, search, sort, wanted]);

  const [first, last] = shown;
  const rows = useObserve(() => achievementRows(ids.slice(first, last + 1)), [ids, first, last]);
  if (rows) for (const r of rows) kept.current.set(r.id, r);
  // also where the first rows are none of those on screen: coming back to the end of a long list
  useEffect(() => { if (rows && quick) setBegun(true); }, [rows, quick]);
  if (kept.current.size > 2000) kept.current = new Map((rows ?? []).map((r) => [r.id, r]));

  const ask = useCallback((from: number, to: number) => {
    const wide: [number, number] = [Math.max(0, Math.floor(from / 40) * 40 - 40), Math.ceil((to + 1) / 40) * 40 + 40];
    setShown((now) => (now[0] === wide[0] && now[1] === wide[1] ? now : wide));
  }, []);
  const count = all === undefined && plain && search === '' ? Math.max(ids.length, total ?? 0) : ids.length;
  const lazy = useMemo<LazyRows<Achievement>>(() => ({
    count, at: (i) => (ids[i] === undefined ? undefined : kept.current.get(ids[i])), ask, sort, onSort: setSort, filters, onFilters: setFilters,
    choices: (key) => (key === 'field' ? facets?.fields : key === 'maturity' ? facets?.maturities : key === 'disclosure' ? ['public', 'internal', 'tradeSecret'].map(disclosureLabel) : undefined) ?? [],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- rows arriving change only what `at` answers, and the table draws them when the object changes
  }), [count, ids, rows, ask, sort, setSort, filters, setFilters, facets, disclosureLabel]);
  return { lazy, ids, total, search, setSearch, archived, setArchived };
}
