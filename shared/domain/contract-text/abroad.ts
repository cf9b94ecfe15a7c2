/** Signs that a party is from abroad (港澳台 count as abroad for the form) or that money is not in yuan. Heuristics: they only ask. */
import type { Finding } from '../finding.ts';
import { hits } from '../checks/words.ts';
import { partiesIn, type TextParty } from './parties.ts';
import type { Say } from './say.ts';

/** Company forms other than the Chinese ones, as they end a name. */
const FORM = /\b(GmbH|AG|Inc|Ltd|LLC|LLP|PLC|Corp|S\.?A|B\.?V|N\.?V|S\.?p\.?A|Pty|Oy|AB|A\/S|K\.?K)\b\.?|株式会社|주식회사/i;
const PLACE = /^(香港|澳门|台湾)|[（(](香港|澳门|台湾)[）)]/;
const HAN = /\p{Script=Han}/u;
const CURRENCY = /欧元|美元|美金|港币|港元|日元|日币|英镑|澳门元|澳门币|新台币|瑞士法郎|\b(EUR|USD|HKD|JPY|GBP|CHF|MOP|TWD)\b|US\$|HK\$|€|£/;

/** By its name alone: a form of company or a place, or no Chinese in it. */
export const looksAbroad = (name: string): boolean => FORM.test(name) || PLACE.test(name) || (/[A-Za-z]{3}/.test(name) && !HAN.test(name));

/** Each once: the signature repeats the head. */
export const abroadParties = (text: string): TextParty[] =>
  partiesIn(text)
    .filter((p) => looksAbroad(p.name))
    .filter((p, i, all) => !all.slice(0, i).some((q) => q.name.includes(p.name)));

/** A translation that decides: the registry reads the Chinese text. */
const PREVAILS = /以(英|外|日|德|法|俄|韩|西)文(文本|版本|本|版|合同)?[^，。；\n]{0,4}为准/;

export function abroadFindings(text: string, say: Say): Finding[] {
  const money = hits(text, CURRENCY);
  return [
    ...abroadParties(text).map((p) => say('text.partyAbroad', p, { party: p.name })),
    ...money.slice(0, 1).map((q) => say('text.foreignCurrency', q, { count: money.length })),
    ...hits(text, PREVAILS)
      .slice(0, 1)
      .map((q) => say('text.foreignPrevails', q)),
  ];
}
