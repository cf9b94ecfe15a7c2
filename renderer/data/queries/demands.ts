/** 需求: the list with the name of who asks. */
import type { Demand } from '../../../shared/domain/portfolio.ts';
import { newestRows, rowById, rowsById } from './read.ts';

export const demandById = (id: string | undefined): Promise<Demand | undefined> => rowById('demands', id);

export type DemandRow = { demand: Demand; party: string };

/** Newest first. Index: primary keys. */
export async function demandRows(): Promise<DemandRow[]> {
  const demands = await newestRows('demands');
  const ids = [...new Set(demands.map((d) => d.partyId).filter((x): x is string => Boolean(x)))];
  const names = new Map((await rowsById('parties', ids)).map((p) => [p.id, p.name ?? '']));
  return demands.map((demand) => ({ demand, party: names.get(demand.partyId ?? '') ?? '' }));
}
