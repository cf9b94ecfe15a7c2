/** Checks of a party. */
import { isUscc } from '../../ids.ts';
import { finding, type Finding } from '../finding.ts';
import { originOf, type Party } from '../party.ts';
import { filled } from './blank.ts';

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
    else if (!isUscc(p.uscc!)) out.push(finding('party.usccCheck', at('uscc'), { params: { text: p.uscc! } }));
  }
  // an organisation without a code is asked for it; a person has none, so the country is
  if (origin === 'unknown' && p.kind === 'person') out.push(finding('party.countryMissing', at('country'), { params: { name } }));
  if (filled(p.region) && !/^\d{6}$/.test(p.region!.trim())) out.push(finding('party.regionShape', at('region'), { params: { text: p.region! } }));
  if (filled(p.zip) && !abroad && !/^\d{6}$/.test(p.zip!.trim())) out.push(finding('party.zipShape', at('zip'), { params: { text: p.zip! } }));
  return out;
}
