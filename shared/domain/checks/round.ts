/** Checks of a round's offer: what it names, what no offer can say, and what it is worth on its worksheet. */
import { decimal, formatYuan, parseMoney, parseRate } from '../../money.ts';
import { isRefusal } from '../../result.ts';
import { offerValue } from '../../valuation/royalty.ts';
import { royaltyInputOf } from '../../valuation/royalty-input.ts';
import { daysCross, isHighRate, isHugeAmount, isLowRate, isNegativeAmount, isOutsideWhole, LOW, rateWords, yuanWords } from '../../bounds.ts';
import type { Round, Worksheet } from '../deal.ts';
import { latestWorksheet, type DealFile } from '../deal-file.ts';
import { finding, type Finding } from '../finding.ts';
import { filled } from './blank.ts';

/** Present value (元, decimal text) of a round's offer on its worksheet; undefined where either cannot be read. */
export function roundValue(r: Round, sheet: Worksheet | undefined): string | undefined {
  const input = sheet ? royaltyInputOf(sheet) : undefined;
  if (input === undefined || isRefusal(input)) return undefined;
  const fee = filled(r.entryFee) ? parseMoney(r.entryFee!)?.yuan : '0';
  const rate = filled(r.royaltyRate) ? parseRate(r.royaltyRate!) : '0';
  if (fee === undefined || rate === undefined) return undefined;
  const result = offerValue(input, { entryFee: fee, royaltyRate: rate, ...(r.years !== undefined && r.years > 0 ? { years: r.years } : {}) });
  return isRefusal(result) ? undefined : result.value;
}

/** What no offer can say, and what is unlikely enough to be asked about. */
function checkTerms(r: Round, no: number): Finding[] {
  const at = (field: string) => ({ table: 'rounds' as const, id: r.id, field });
  const out: Finding[] = [];
  for (const field of ['entryFee', 'walkAway'] as const) {
    const params = { no, field, amount: yuanWords(r[field]) };
    if (isNegativeAmount(r[field])) out.push(finding('round.amountNegative', at(field), { params }));
    else if (isHugeAmount(r[field])) out.push(finding('round.amountHuge', at(field), { params }));
  }
  const rate = { params: { no, rate: rateWords(r.royaltyRate) } };
  if (isOutsideWhole(r.royaltyRate)) out.push(finding('round.rateImpossible', at('royaltyRate'), rate));
  else if (isHighRate('royalty', r.royaltyRate)) out.push(finding('round.rateHigh', at('royaltyRate'), rate));
  else if (isLowRate('royalty', r.royaltyRate))
    out.push(finding('round.rateLow', at('royaltyRate'), { params: { ...rate.params, limit: rateWords(String(LOW.royalty)) } }));
  if (daysCross(r.termFrom, r.termTo)) out.push(finding('round.termOrder', at('termTo'), { params: { no, from: r.termFrom!, to: r.termTo! } }));
  return out;
}

export function checkRound(r: Round, sheet: Worksheet | undefined, newest: Worksheet | undefined): Finding[] {
  const at = (field: string) => ({ table: 'rounds' as const, id: r.id, field });
  const no = r.no ?? 0;
  const out: Finding[] = [];
  if (!filled(r.heldOn)) out.push(finding('round.dateMissing', at('heldOn'), { params: { no } }));
  if (!filled(r.entryFee) && !filled(r.royaltyRate)) out.push(finding('round.offerMissing', at('entryFee'), { params: { no } }));
  if (filled(r.entryFee) && !parseMoney(r.entryFee!)) out.push(finding('round.amountUnread', at('entryFee'), { params: { no, text: r.entryFee! } }));
  if (filled(r.royaltyRate) && !parseRate(r.royaltyRate!)) out.push(finding('round.rateUnread', at('royaltyRate'), { params: { no, text: r.royaltyRate! } }));
  out.push(...checkTerms(r, no));
  const value = decimal(roundValue(r, sheet));
  const floor = filled(r.walkAway) ? decimal(parseMoney(r.walkAway!)?.yuan) : undefined;
  if (value && floor && value.lt(floor))
    out.push(finding('round.belowFloor', at('entryFee'), { params: { no, value: formatYuan(value.toFixed()), floor: formatYuan(floor.toFixed()) } }));
  if (sheet && newest && sheet.id !== newest.id)
    out.push(finding('round.worksheetNewer', at('worksheetId'), { params: { no, used: sheet.version ?? 0, newest: newest.version ?? 0 } }));
  return out;
}

export const checkRounds = (f: DealFile): Finding[] =>
  f.rounds.flatMap((r) =>
    checkRound(
      r,
      f.worksheets.find((w) => w.id === r.worksheetId),
      latestWorksheet(f),
    ),
  );
