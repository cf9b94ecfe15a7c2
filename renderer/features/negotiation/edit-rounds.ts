/** Rounds: recorded one after the other, agreed on one. */
import { make, set } from '../../../shared/domain/edit.ts';
import { latestRound, latestWorksheet, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId } from '../../data/store.ts';

/** The next round: what was said last stands until somebody changes it; the offer itself is new. Answers its id. */
export async function addRound(file: DealFile, today: string): Promise<string | Refusal> {
  const id = newId();
  const last = latestRound(file);
  const keep = (r: Round): Partial<Round> => Object.fromEntries(
    (['licenseMode', 'territory', 'termFrom', 'termTo', 'years', 'royaltyBase', 'place', 'attendees', 'walkAway'] as const).flatMap((k) => (r[k] === undefined ? [] : [[k, r[k]]])),
  );
  const done = await commit({ intent: 'round.create', note: file.deal.name ?? '' }, async (read) => {
    const own = await read.by('rounds', 'dealId', file.deal.id);
    const sheet = latestWorksheet(file);
    return [
      make('rounds', { id, dealId: file.deal.id, no: Math.max(0, ...own.map((r) => r.no ?? 0)) + 1, heldOn: today, offeredBy: last?.offeredBy === 'us' ? 'them' : 'us', outcome: 'open', ...(last ? keep(last) : {}), ...(sheet ? { worksheetId: sheet.id } : {}), ...(file.deal.sample ? { sample: true } : {}) }),
      ...own.filter((r) => r.outcome === 'open').map((r) => set('rounds', r.id, { outcome: 'countered' })),
    ];
  });
  return 'refused' in done ? done : id;
}

/** This round is what both agreed to; an earlier agreement becomes one that was countered. */
export function agreeOn(round: Round): Promise<Committed | Refusal> {
  return commit({ intent: 'round.agree', note: `${round.no ?? ''}` }, async (read) => {
    if (!(await read.get('rounds', round.id))) return refuse('row.gone');
    const others = (await read.by('rounds', 'dealId', round.dealId ?? '')).filter((r) => r.id !== round.id && r.outcome === 'agreed');
    return [set('rounds', round.id, { outcome: 'agreed' }), ...others.map((r) => set('rounds', r.id, { outcome: 'countered' }))];
  });
}
