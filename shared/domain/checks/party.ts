/** Checks of a party. */
import { isPhone, isUscc, usccLength } from '../../ids.ts';
import { finding, type Finding, type Params, type Where } from '../finding.ts';
import { originOf, type Party } from '../party.ts';
import { filled } from './blank.ts';

/** What is wrong with a code that is no 统一社会信用代码. */
export function wrongUscc(text: string, where: Where, more: { params?: Params; also?: string } = {}): Finding {
  const length = usccLength(text);
  const params = { ...more.params, text, ...(length === undefined ? {} : { length }) };
  return finding(length === undefined ? 'party.usccCheck' : 'party.usccLength', where, { ...more, params });
}

/** `table` is `office` where the row is 本单位. */
export function checkParty(p: Party, table: 'parties' | 'office' = 'parties'): Finding[] {
  const at = (field: string) => ({ table, id: p.id, field });
  const name = p.name ?? '';
  const out: Finding[] = [];
  if (!filled(p.name)) out.push(finding('party.nameMissing', at('name')));
  const origin = originOf(p);
  const abroad = origin === 'abroad';
  if (abroad) out.push(finding('party.abroad', at('country'), { params: { name } }));
  else if (p.kind !== 'person') {
    if (!filled(p.uscc)) out.push(finding('party.usccMissing', at('uscc'), { params: { name } }));
    else if (!isUscc(p.uscc!)) out.push(wrongUscc(p.uscc!, at('uscc')));
  }
  // an organisation without a code is asked for it; a person has none, so the country is
  if (origin === 'unknown' && p.kind === 'person') out.push(finding('party.countryMissing', at('country'), { params: { name } }));
  if (filled(p.region) && !/^\d{6}$/.test(p.region!.trim())) out.push(finding('party.regionShape', at('region'), { params: { text: p.region! } }));
  if (filled(p.zip) && !abroad && !/^\d{6}$/.test(p.zip!.trim())) out.push(finding('party.zipShape', at('zip'), { params: { text: p.zip! } }));
  if (filled(p.phone) && !isPhone(p.phone!)) out.push(finding('party.phoneShape', at('phone'), { params: { text: p.phone! } }));
  return out;
}
