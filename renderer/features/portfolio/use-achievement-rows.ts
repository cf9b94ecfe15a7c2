/** The long list as the table wants it: ids from the indexes, rows for what is on screen, both live. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Achievement } from '../../../shared/domain/portfolio.ts';
import { useObserve } from '../../data/observe.ts';
import { ACHIEVEMENT_SORTS, type AchievementFilter, type AchievementSort } from '../../data/queries/achievement-order.ts';
import { achievementCount, achievementFacets, achievementIds, achievementRows, newestAchievementIds } from '../../data/queries/portfolio.ts';
import { searchTable } from '../../data/queries/search.ts';
import { useViewState } from '../../session/view-state.ts';
import type { Filters, LazyRows, Sort } from '../../ui/table/column.ts';

const FIRST = 60;
const NONE: string[] = [];
// one object: a new one at every render would start the queries again at every render
const NO_FILTERS: Filters = {};

export type AchievementList = {
  lazy: LazyRows<Achievement>;
  ids: readonly string[];
  /** `ids` is all of it, not only the first rows */ whole: boolean;
  total: number | undefined;
  search: string;
  setSearch: (text: string) => void;
  archived: boolean;
  setArchived: (on: boolean) => void;
};

const isSort = (key: string | undefined): key is AchievementSort => (ACHIEVEMENT_SORTS as readonly string[]).includes(key ?? '');

function filterOf(filters: Filters, archived: boolean): AchievementFilter {
  const values = (key: string) => {
    const v = filters[key];
    return v === undefined || v.length === 0 ? undefined : Array.isArray(v) ? v : [v];
  };
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
  const ready = begun || !plain;
  const found = useObserve(async () => (search === '' ? null : (await searchTable('achievements', search)).ids), [search]);
  // without a sort or a filter what was found is the list, in its own order
  const refined = sort !== null || wanted.field !== undefined || wanted.maturity !== undefined || wanted.disclosure !== undefined;
  const among = search !== '' && refined ? found : null;
  const all = useObserve(
    async () => (ready && among !== undefined ? achievementIds(isSort(sort?.key) ? sort.key : null, sort?.desc ?? false, wanted, among) : undefined),
    [sort, wanted, ready, among],
  );
  const facets = useObserve(async () => (begun ? achievementFacets() : undefined), [begun]);

  const list = search === '' || refined ? all : (found ?? undefined);
  const ids = list ?? (plain ? quick : undefined) ?? NONE;

  const [first, last] = shown;
  const rows = useObserve(() => achievementRows(ids.slice(first, last + 1)), [ids, first, last]);
  if (rows) for (const r of rows) kept.current.set(r.id, r);
  // also where the first rows are none of those on screen: coming back to the end of a long list
  useEffect(() => {
    if (rows && quick) setBegun(true);
  }, [rows, quick]);
  if (kept.current.size > 2000) kept.current = new Map((rows ?? []).map((r) => [r.id, r]));

  const ask = useCallback((from: number, to: number) => {
    const wide: [number, number] = [Math.max(0, Math.floor(from / 40) * 40 - 40), Math.ceil((to + 1) / 40) * 40 + 40];
    setShown((now) => (now[0] === wide[0] && now[1] === wide[1] ? now : wide));
  }, []);
  const count = all === undefined && plain && search === '' ? Math.max(ids.length, total ?? 0) : ids.length;
  const lazy = useMemo<LazyRows<Achievement>>(
    () => ({
      count,
      at: (i) => (ids[i] === undefined ? undefined : kept.current.get(ids[i])),
      ask,
      sort,
      onSort: setSort,
      filters,
      onFilters: setFilters,
      choices: (key) =>
        (key === 'field'
          ? facets?.fields
          : key === 'maturity'
            ? facets?.maturities
            : key === 'disclosure'
              ? ['public', 'internal', 'tradeSecret'].map(disclosureLabel)
              : undefined) ?? [],
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- rows arriving change only what `at` answers, and the table draws them when the object changes
    [count, ids, rows, ask, sort, setSort, filters, setFilters, facets, disclosureLabel],
  );
  return { lazy, ids, whole: list !== undefined, total, search, setSearch, archived, setArchived };
}
