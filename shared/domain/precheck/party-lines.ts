/** What a contract's head and its form say of each party beside its name: code, address, legal representative, telephone. */
import { isUscc } from '../../ids.ts';
import { partiesIn, type TextParty } from '../contract-text/parties.ts';
import { sameName } from '../names.ts';
import type { Party } from '../party.ts';

export type PartySaid = Partial<Record<'uscc' | 'address' | 'legalRep' | 'phone', string>>;
export type PartyLines = TextParty & PartySaid;

/** A value may stand in the next cell of a table, which is the next line; a label left blank is not answered by the label below it. */
const after = (label: string, value: string): RegExp => new RegExp(`(?:${label})[ \\t　]*[：:][ \\t　]*(?:\\n[ \\t　]*(?![^\\n]{0,16}[：:]))?(${value})`);
const LINES = {
  uscc: after('(?:统一社会)?信用代码', '[0-9A-Z]{18}(?![0-9A-Za-z])'),
  address: after('住所地?|注册地址|通讯地址|地址', '[^\\n，,；;：:_＿]{4,80}'),
  legalRep: after('法定代表人(?:[（(／/]负责人[）)]?)?|负责人', '[^\\s，,；;：:（(_＿]{2,30}'),
  phone: after('(?:联系)?电话', '[\\d+()（）\\- ]{7,24}'),
} as const;
/** Ends of the form's keys, after `buyer` or `seller`. */
const OF_FORM = { uscc: 'CreditCode', address: 'Address', legalRep: 'Rep', phone: 'Tel' } as const;
const FIELDS = Object.keys(OF_FORM) as (keyof PartySaid)[];
/** Longest head of a party. */
const REACH = 600;

export function partyLines(text: string): PartyLines[] {
  const heads = partiesIn(text);
  return heads.map((p, i) => {
    const block = text.slice(p.end, Math.min(heads[i + 1]?.start ?? text.length, p.end + REACH));
    const stop = block.search(/^[ \t　]*(?:第[一二三四五六七八九十\d]{1,3}条|[一1][、.．])/m);
    const own = stop < 0 ? block : block.slice(0, stop);
    return { ...p, ...given((key) => LINES[key].exec(own)?.[1]) };
  });
}

/** What is plainly said of the party of this name: by the text, and where it says nothing by the form. */
export function partySaid(name: string, lines: readonly PartyLines[], form: Readonly<Record<string, string>>): PartySaid {
  const line = lines.find((l) => sameName(l.name, name));
  const side = (['seller', 'buyer'] as const).find((s) => sameName(form[`${s}Name`], name));
  return given((key) => line?.[key] ?? (side && form[`${side}${OF_FORM[key]}`]));
}

/** As much of it as a 单位 that lacks it takes over: no code that is none, a telephone of organisations only, and nothing of a natural person, whose data is sealed. */
export function partyTakes(said: PartySaid, there: Partial<Party> = {}): PartySaid {
  if (there.kind === 'person') return {};
  const code = isUscc(said.uscc ?? '') ? said.uscc : undefined;
  const organisation = code !== undefined || isUscc(there.uscc ?? '');
  const open = (key: keyof PartySaid): boolean => (there[key] ?? '').trim() === '';
  return given((key) => (!open(key) ? undefined : key === 'uscc' ? code : key === 'phone' && !organisation ? undefined : said[key]));
}

function given(value: (key: keyof PartySaid) => string | undefined): PartySaid {
  return Object.fromEntries(
    FIELDS.flatMap((key) => {
      const said = value(key)?.trim() ?? '';
      return said === '' ? [] : [[key, said] as const];
    }),
  );
}
