/** What the head of a contract says of each party below its name: code, address, legal representative, telephone. */
import { partiesIn, type TextParty } from '../contract-text/parties.ts';

export type PartyLines = TextParty & { uscc?: string; address?: string; legalRep?: string; phone?: string };

const LINES = {
  uscc: /(?:统一社会)?信用代码\s*[：:]\s*([0-9A-Z]{18})/,
  address: /(?:住所地?|注册地址|通讯地址|地址)\s*[：:]\s*([^\n，,；;]{4,80})/,
  legalRep: /(?:法定代表人|负责人)\s*[：:]\s*([^\s，,；;（(_＿]{2,30})/,
  phone: /(?:联系)?电话\s*[：:]\s*([\d+()（）\- ]{7,24})/,
} as const;
/** Longest head of a party. */
const REACH = 600;

export function partyLines(text: string): PartyLines[] {
  const heads = partiesIn(text);
  return heads.map((p, i) => {
    const block = text.slice(p.end, Math.min(heads[i + 1]?.start ?? text.length, p.end + REACH));
    const stop = block.search(/^[ \t　]*(?:第[一二三四五六七八九十\d]{1,3}条|[一1][、.．])/m);
    const own = stop < 0 ? block : block.slice(0, stop);
    const said = Object.entries(LINES).flatMap(([key, pattern]) => {
      const found = pattern.exec(own)?.[1]?.trim();
      return found === undefined ? [] : [[key, found] as const];
    });
    return { ...p, ...Object.fromEntries(said) };
  });
}
