/** Starting a deal, from wherever it begins: one act, one Change. */
import { blankDeal, dealFromAchievement, dealFromDemand, nextDealNumber, type DealSeed } from '../../shared/domain/deal-start.ts';
import { make, type Edit } from '../../shared/domain/edit.ts';
import { sameName } from '../../shared/domain/names.ts';
import { OFFICE_ID, type Office } from '../../shared/domain/party.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { commit, type Reader } from './commit.ts';
import { partyOfOffice } from './new-party.ts';
import { dealNumbers } from './queries/deals.ts';
import { today } from './rules.ts';
import { newId } from './store.ts';

/** Runs `decide` with a fresh id, the next number and 本单位; answers the deal's id. */
export async function startDeal(note: string, decide: (read: Reader, seed: DealSeed) => Promise<Edit[] | Refusal>): Promise<string | Refusal> {
  const startedOn = today();
  const id = newId();
  const done = await commit({ intent: 'deals.create', note }, async (read) => {
    // counted in the transaction that takes it: two deals begun at once do not get one number
    const no = nextDealNumber(startedOn.slice(0, 4), await dealNumbers());
    const office = await read.get('office', OFFICE_ID);
    return decide(read, { id, no, startedOn, ...(office ? { office } : {}) });
  });
  return isRefusal(done) ? done : id;
}

/** The achievement's owner becomes the seller where a party of that name is known. */
export function startFromAchievement(achievementId: string, title: string): Promise<string | Refusal> {
  return startDeal(title, async (read, seed) => {
    const achievement = await read.get('achievements', achievementId);
    if (!achievement) return refuse('row.gone');
    const rights = await read.by('rights', 'achievementId', achievementId);
    const known = achievement.ownerPartyId ?? (await partyOf(read, achievement.owner)) ?? (await partyOf(read, achievement.unit));
    const ours = known ? undefined : await officeSelling(read, seed.office, [achievement.owner, achievement.unit]);
    const owner = known ?? ours?.id;
    return [...(ours?.edits ?? []), ...dealFromAchievement(seed, owner ? { ...achievement, ownerPartyId: owner } : achievement, rights)];
  });
}

/** 本单位 as the seller of its own achievement: where its role is the seller and the achievement names it, or nobody. */
async function officeSelling(
  read: Reader,
  office: Office | undefined,
  owners: readonly (string | undefined)[],
): Promise<{ id: string; edits: Edit[] } | undefined> {
  const named = owners.filter((o): o is string => (o ?? '').trim() !== '');
  if (office?.role !== 'seller' || !office.name || (named.length > 0 && !named.some((o) => sameName(o, office.name)))) return undefined;
  const there = await partyOf(read, office.name);
  const id = there ?? newId();
  return { id, edits: there ? [] : [make('parties', partyOfOffice(office, id))] };
}

export function startFromDemand(demandId: string, title: string): Promise<string | Refusal> {
  return startDeal(title, async (read, seed) => {
    const demand = await read.get('demands', demandId);
    return demand ? dealFromDemand(seed, demand) : refuse('row.gone');
  });
}

export const startBlank = (name: string): Promise<string | Refusal> => startDeal(name, async (_read, seed) => blankDeal(seed, name));

/** Id of the live party of exactly this name. */
export async function partyOf(read: Reader, name: string | undefined): Promise<string | undefined> {
  const wanted = cleanText(name ?? '').trim();
  if (wanted === '') return undefined;
  return (await read.by('parties', 'name', wanted)).find((p) => p.archived !== true)?.id;
}
