/** 估值测算 over all deals: the list of the room. One deal's own worksheets come with its dealFile. */
import type { Deal, Round, Worksheet } from '../../../shared/domain/deal.ts';
import type { Right } from '../../../shared/domain/portfolio.ts';
import type { Json, JsonObject } from '../../../shared/change/change.ts';
import { historyOf } from './history.ts';
import { newestRows, rowsById } from './read.ts';

export type WorksheetRow = { sheet: Worksheet; deal: Deal | undefined; rights: Right[]; rounds: number[] };

/** Newest first, archived left out. An office has hundreds of worksheets. Index: primary keys. */
export async function worksheetRows(): Promise<WorksheetRow[]> {
  const [sheets, rounds] = await Promise.all([newestRows('worksheets'), newestRows('rounds')]);
  const live = sheets.filter((s) => s.archived !== true);
  const deals = new Map((await rowsById('deals', [...new Set(live.flatMap((s) => (s.dealId ? [s.dealId] : [])))])).map((d) => [d.id, d]));
  const rights = new Map((await rowsById('rights', [...new Set([...deals.values()].flatMap((d) => d.rightIds ?? []))])).map((r) => [r.id, r]));
  return live.map((sheet) => {
    const deal = deals.get(sheet.dealId ?? '');
    const own = (deal?.rightIds ?? []).flatMap((id) => rights.get(id) ?? []).filter((r) => r.archived !== true);
    return { sheet, deal, rights: own, rounds: usedIn(sheet.id, rounds) };
  });
}

/** Numbers of the rounds that rest on this worksheet. */
export const usedIn = (worksheetId: string, rounds: readonly Round[]): number[] =>
  rounds
    .filter((r) => r.worksheetId === worksheetId && r.archived !== true)
    .map((r) => r.no ?? 0)
    .sort((a, b) => a - b);

/** Who changed a place of the worksheet last, and when; ISO time of this computer's clock. */
export type Entered = { who: string; when: string };

const leaf = (value: Json | undefined, path: readonly string[]): string => {
  let at: Json | undefined = value;
  for (const name of path) {
    // an uncertain input stands in a list: it is found by what it is called
    const named = Array.isArray(at) ? at.find((x) => x !== null && typeof x === 'object' && !Array.isArray(x) && x['variable'] === name) : undefined;
    at = named ?? (at !== null && typeof at === 'object' ? (at as JsonObject)[name] : undefined);
  }
  return JSON.stringify(at) ?? '';
};
/** A method stands in a list: it is found by its id, its inputs by their own names. */
function innerOf(value: Json | undefined, [id = '', ...rest]: readonly string[]): string {
  const own = Array.isArray(value) ? value.find((x) => x !== null && typeof x === 'object' && !Array.isArray(x) && x['id'] === id) : undefined;
  const place = rest.join('/').split('.');
  const field = leaf(own, place);
  return field === '' ? leaf(own, ['request', ...place]) : field;
}

/** The newest Change of each place (`inputs/discountRate`); where none set it, the one that made the version. Index: `touch`. */
export async function enteredBy(worksheetId: string, paths: readonly string[]): Promise<Map<string, Entered>> {
  const changes = await historyOf('worksheets', worksheetId);
  const made = changes.at(-1);
  const told = new Map<string, Entered>();
  for (const path of paths) {
    const [field = '', ...rest] = path.split('/');
    const at = (value: Json | undefined): string => (field === 'applied' ? innerOf(value, rest) : leaf(value, rest));
    const by =
      changes.find((c) =>
        c.patches.some((p) => p.op === 'set' && p.table === 'worksheets' && p.id === worksheetId && p.field === field && at(p.from) !== at(p.to)),
      ) ?? made;
    if (by) told.set(path, { who: by.who, when: by.when });
  }
  return told;
}
