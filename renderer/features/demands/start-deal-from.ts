import type { Demand } from '../../../shared/domain/portfolio.ts';
import { isRefusal } from '../../../shared/result.ts';
import { startFromDemand } from '../../data/start-deal.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';

/** The deal opens where its first gap is. */
export async function startDealFrom(demand: Demand): Promise<void> {
  const id = await startFromDemand(demand.id, demand.title ?? '');
  if (isRefusal(id)) showRefusal(id);
  else navigate({ room: 'deals', id });
}
