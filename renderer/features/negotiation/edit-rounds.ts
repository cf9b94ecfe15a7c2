/** Rounds: recorded one after the other, agreed on one; the rules stand in shared/domain/round-rules.ts. */
import { set } from '../../../shared/domain/edit.ts';
import { latestRound, latestWorksheet, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { addRound as nextRound, agreeRound, archiveRound as putAside, editRound as changeRound, signedDay } from '../../../shared/domain/round-rules.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId } from '../../data/store.ts';

/** The next round, by the other side than the last; what lay open before it counts as countered. Answers its id. */
export async function addRound(file: DealFile, today: string): Promise<string | Refusal> {
  const id = newId();
  const by = latestRound(file)?.offeredBy === 'us' ? 'them' : 'us';
  const done = await commit({ intent: 'round.create', note: file.deal.name ?? '' }, async (read) => {
    const own = await read.by('rounds', 'dealId', file.deal.id);
    const made = nextRound(file.deal, own, latestWorksheet(file), { id, heldOn: today }, { offeredBy: by });
    return 'refused' in made
      ? made
      : [...made, ...own.filter((r) => r.outcome === 'open' && r.archived !== true).map((r) => set('rounds', r.id, { outcome: 'countered' }))];
  });
  return 'refused' in done ? done : id;
}

/** Agreeing is an act of its own, wherever it is chosen. */
export function editRound(file: DealFile, round: Round, fields: Partial<Round>, note: string): Promise<Committed | Refusal> {
  if (fields.outcome === 'agreed') return agreeOn(file, round);
  return commit({ intent: 'round.edit', note }, async (read) => {
    const now = await read.get('rounds', round.id);
    return now ? changeRound(now, fields, signedDay(file)) : refuse('row.gone');
  });
}

/** This round is what both agreed to. */
export function agreeOn(file: DealFile, round: Round): Promise<Committed | Refusal> {
  return commit({ intent: 'round.agree', note: String(round.no ?? '') }, async (read) => {
    const now = await read.get('rounds', round.id);
    return now ? agreeRound({ ...file, rounds: await read.by('rounds', 'dealId', file.deal.id) }, now) : refuse('row.gone');
  });
}

export function archiveRound(file: DealFile, round: Round, note: string): Promise<Committed | Refusal> {
  return commit({ intent: 'rounds.archive', note }, async (read) => {
    const now = await read.get('rounds', round.id);
    return now ? putAside(now, signedDay(file)) : refuse('row.gone');
  });
}
