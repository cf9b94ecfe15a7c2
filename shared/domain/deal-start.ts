/** How a deal begins: from an achievement, a demand, somebody's contract file, or nothing but a name. */
import { make, type Edit } from './edit.ts';
import type { Deal, OUR_ROLES } from './deal.ts';
import type { Office, OFFICE_ROLES } from './party.ts';
import type { Achievement, Demand, Right } from './portfolio.ts';

/** What every start needs and no record knows: a fresh id, the next number, today's ISO date. */
export type DealSeed = { id: string; no: string; startedOn: string; office?: Office };

const ROLE: Record<(typeof OFFICE_ROLES)[number], (typeof OUR_ROLES)[number] | undefined> = { seller: 'seller', broker: 'broker', trainer: undefined };

const seeded = (seed: DealSeed): Deal => ({
  id: seed.id,
  no: seed.no,
  startedOn: seed.startedOn,
  ...(seed.office?.userName ? { keeper: seed.office.userName } : {}),
  ...(seed.office?.role && ROLE[seed.office.role] ? { role: ROLE[seed.office.role] } : {}),
});

/** Seller, rights and object come with the achievement; whatever of its rights is archived or dead stays behind. */
export function dealFromAchievement(seed: DealSeed, achievement: Achievement, rights: readonly Right[]): Edit[] {
  const usable = rights.filter((r) => r.archived !== true && r.status !== 'invalid' && r.status !== 'lapsed');
  return [
    make('deals', {
      ...seeded(seed),
      startedFrom: 'achievement',
      achievementId: achievement.id,
      name: achievement.title ?? '',
      ...(achievement.ownerPartyId ? { sellerId: achievement.ownerPartyId } : {}),
      ...(usable.length > 0 ? { rightIds: usable.map((r) => r.id) } : {}),
      ...(achievement.summary ? { object: achievement.summary } : {}),
      ...(achievement.sample ? { sample: true } : {}),
    }),
  ];
}

/** Buyer and object come with the demand. */
export function dealFromDemand(seed: DealSeed, demand: Demand): Edit[] {
  const asked = [demand.detail, demand.indicators, demand.conditions].filter((x): x is string => x !== undefined && x !== '');
  return [
    make('deals', {
      ...seeded(seed),
      startedFrom: 'demand',
      demandId: demand.id,
      name: demand.title ?? '',
      ...(demand.partyId ? { buyerId: demand.partyId } : {}),
      ...(asked.length > 0 ? { object: asked.join('\n') } : {}),
      ...(demand.sample ? { sample: true } : {}),
    }),
  ];
}

export function blankDeal(seed: DealSeed, name: string): Edit[] {
  return [make('deals', { ...seeded(seed), startedFrom: 'blank', name })];
}

/** The next free number of a year, `2026-007`: one more than the highest in use, so that an undone deal leaves no doubt. */
export function nextDealNumber(year: string, used: readonly (string | undefined)[]): string {
  const highest = used.reduce((top, no) => {
    const m = new RegExp(`^${year}-(\\d+)$`).exec(no ?? '');
    return m ? Math.max(top, Number(m[1])) : top;
  }, 0);
  return `${year}-${String(highest + 1).padStart(3, '0')}`;
}
