/** Who stands in a contract's text: the parties of its head, the names at its seals, codes and patent numbers. */
import { isUscc, parsePatentNumber } from '../../ids.ts';
import type { Quote } from '../finding.ts';
import { sameName, sealOwner } from '../names.ts';

export type Side = 'seller' | 'buyer' | 'broker';
export type TextParty = Quote & { name: string; label: string; side?: Side };

const SELLER = /许可(方|人)|让与(方|人)|转让(方|人)|出让(方|人)|研究开发(方|人)|研发(方|人)|受托(方|人)|卖方|供方|服务方|培训方|专利权人/;
const BUYER = /被许可(方|人)|受让(方|人)|委托(方|人)|买方|需方|购方|接受方|引进方/;
const BROKER = /中介(方|人)|居间(方|人)|经纪(方|人)/;

/** Longer words first: 被许可方 contains 许可方, 受托方 and 委托方 share a letter. */
export function sideOf(label: string): Side | undefined {
  if (BROKER.test(label)) return 'broker';
  if (BUYER.test(label)) return 'buyer';
  return SELLER.test(label) ? 'seller' : undefined;
}

const ROLE = '(?:[甲乙丙丁戊][ \\t　]*方|(?:被许可|许可|受让|让与|转让|出让|研究开发|研发|委托|受托|服务|培训|中介|居间|供|需|购|买|卖)(?:方|人))';
/** 甲方（被许可人）：名称; in a table the name stands in the next cell, which is read as the next line. */
const HEAD = new RegExp(
  `^[ \\t　]*(${ROLE}(?:[ \\t　]*[（(／/][^）)\\n：:]{0,16}[）)]?)?)(?:全称|名称)?[ \\t　]*[：:][ \\t　]*(?:([^\\n，,；;。]{2,60})|\\n[ \\t　]*(?!${ROLE}|住所|地址|统一社会|法定代表|联系|第[一二三四五六七八九十]+条)([^\\n，,；;。：:＿_]{4,60})$)`,
  'gm',
);
/** The next party on the same line: 甲方：… 乙方：…; 许可方（甲方）：…；被许可方（乙方）：…. */
const NEXT = new RegExp(
  `(?<=[ \\t　，,；;、）)])(${ROLE}(?:[ \\t　]*[（(／/][^）)\\n：:]{0,16}[）)]?)?)(?:全称|名称)?[ \\t　]*[：:][ \\t　]*([^\\n，,；;。]{2,60})`,
  'g',
);
/** In a table without colons: the role in one cell, and in the next, which is read as the next line, what by its ending is the name of an organization. */
const CELLS = new RegExp(
  `^[ \\t　|｜]*(${ROLE}(?:[ \\t　]*[（(／/][^）)\\n：:]{0,16}[）)]?)?)(?:全称|名称|单位名称)?[ \\t　]{0,30}(?:[\\t|｜ 　]|\\n[ \\t　]{0,30}\\n?)[ \\t　|｜]{0,30}([^\\s，,；;。：:|｜＿_]{2,40}(?:公司|集团|合作社|企业|工厂|研究所|研究院|科学院|设计院|大学|学院|学校|中心|医院|实验室|推广站|[（(](?:有限|普通|特殊普通)合伙[）)]))[ \\t　|｜]*$`,
  'gm',
);
/** 甲方（盖章）：名称, 甲方盖章：名称. 「甲方签章处-…」 is a keyword for stamping, not a name. */
const SEAL = new RegExp(
  `(${ROLE}(?:名称|单位名称|单位|全称)?(?:[ \\t　]*[（(][^）)\\n盖公签章]{1,10}[）)])?)[ \\t　]*(?:[（(][^）)\\n]{0,6}(?:盖章|公章|签章|签字|章)[^）)\\n]{0,6}[）)][ \\t　]*[：:]?|(?:盖章|签章|签字|签名|公章)[ \\t　]*[：:])[ \\t　]*((?:(?![ \\t　]{2,}|[甲乙丙丁戊]方)[^\\n，,；;。：:]){0,60})`,
  'g',
);

/** 甲方：名称（盖章）, as the model texts' signature page has it. */
const SEAL_AFTER = new RegExp(
  `(${ROLE})[ \\t　]*[：:][ \\t　]*([^\\n，,；;。：:（(]{2,60}(?:[（(][^（()）盖公签章]{1,12}[）)][^\\n，,；;。：:（(]{0,40})?)[ \\t　]*[（(][^）)\\n]{0,4}(?:盖章|公章|签章|章)[^）)\\n]{0,4}[）)]`,
  'g',
);

const ROLE_AFTER = new RegExp(`[\\s　、]+${ROLE}(?:[ \\t　]*[（(][^）)\\n：:]{0,16}[）)])?(?:全称|名称)?[ \\t　]*[：:].*$`);
/** Without the next party of the line. */
const alone = (written: string): string => written.replace(ROLE_AFTER, '');
const trimmed = (name: string): string =>
  alone(name)
    .replace(/[（(]\s*(以下简称|以下称|下称|简称)[^）)]*[）)].*$/, '')
    .replace(/[（(]\s*[甲乙丙丁戊]方\s*[）)].*$/, '')
    .replace(/[（(]\s*(盖章|公章|签章)[^）)]*[）)].*$/, '')
    .replace(/[\s（(]*(统一社会信用代码|法定代表人|住所地?|地址).*$/, '')
    .replace(/(\s{2,}|　+|\t+|\s+(?=[甲乙丙丁戊]方)).*$/, '')
    .replace(/[ \t　_＿]+$/g, '')
    .trim();

/** Parties of the head: the first line of each label, or the first place on a line that begins with one. 甲方 and 乙方 without a role have no side. */
export function partiesIn(text: string): TextParty[] {
  const out: TextParty[] = [];
  for (const m of text.matchAll(HEAD)) {
    const written = (m[2] ?? m[3])!;
    const first = partyOf(m[1]!, written, m.index + m[0].lastIndexOf(written), m[0], out);
    if (first) out.push(first);
    // the others of the line: only beside one that begins it, and none that is named already
    if (first && m[2] !== undefined) out.push(...besides(text, first, out));
  }
  out.push(...inCells(headOf(text), text, out));
  return out.toSorted((a, b) => a.start - b.start);
}

/** What stands before the first article. */
const headOf = (text: string): string => text.slice(0, /^[ \t　]*(?:第[一二三四五六七八九十\d]{1,3}条|[一二1][、.．](?!\d))/m.exec(text)?.index ?? text.length);

function inCells(head: string, text: string, known: readonly TextParty[]): TextParty[] {
  const out: TextParty[] = [];
  for (const m of head.matchAll(CELLS)) {
    const role = m[1]!.replace(/[\s　]/g, '');
    // 委托方（以下简称“甲方”） of the sentence below: so the seals of 甲方 are its own
    const short = /[（(]/.test(role) ? undefined : new RegExp(`${role}[（(](?:以下)?(?:简称|称)(?:为)?[“"‘]?([甲乙丙丁戊]方)`).exec(text)?.[1];
    const found = partyOf(short === undefined ? role : `${role}（${short}）`, m[2]!, m.index + m[0].lastIndexOf(m[2]!), m[0], [...known, ...out]);
    if (found && ![...known, ...out].some((p) => sameLabel(p.label, found.label))) out.push(found);
  }
  return out;
}

const LEFT_BLANK = new RegExp(`^[ \\t　]*${ROLE}(?:[ \\t　]*[（(／/][^）)\\n：:]{0,16}[）)]?)?(?:全称|名称)?[ \\t　]*[：:][ \\t　_＿]*$`, 'm');

/** Everybody a text names: at its head, and where the head leaves no name out, over its seals. */
export function everybodyIn(text: string): TextParty[] {
  const heads = partiesIn(text);
  if (heads.length >= 2 || LEFT_BLANK.test(headOf(text))) return heads;
  return sealNamesIn(text).reduce(
    (all, seal) => (all.some((p) => sameLabel(p.label, seal.label) || sameName(p.name, sealOwner(seal.name))) ? all : [...all, seal]),
    heads,
  );
}

/** At most 240 characters on, and not past the sentence. */
function besides(text: string, first: TextParty, known: readonly TextParty[]): TextParty[] {
  const from = first.end;
  const line = /^[^\n。]{0,240}/.exec(text.slice(from, from + 240))![0];
  const out: TextParty[] = [];
  for (const m of line.matchAll(NEXT)) {
    const found = partyOf(m[1]!, m[2]!, from + m.index + m[0].lastIndexOf(m[2]!), m[0], [...known, ...out]);
    if (found && ![...known, ...out].some((p) => sameLabel(p.label, found.label))) out.push(found);
  }
  return out;
}

/** What a role does, or the role of the next party where this one is left blank: 甲方：      乙方： */
const NO_NAME = new RegExp(`^(?:指|为|是|应|将|须|负责|${ROLE}[^，。；\\n]{0,20}[：:])`);

/** `said`: the head with its name. Undefined at a seal, for what is no name, and where the label is taken. */
function partyOf(head: string, written: string, start: number, said: string, known: readonly TextParty[]): TextParty | undefined {
  const name = trimmed(written);
  const own = alone(written);
  if (/盖章|签章|签字|公章|[（(]章[）)]/.test(said.slice(0, said.lastIndexOf(written)) + own) || name.length < 2 || NO_NAME.test(name)) return undefined;
  const short = /[（(]\s*(?:以下简称|以下称|下称|简称)?[“"]?\s*([甲乙丙丁戊]方)[”"]?\s*[）)]/.exec(own)?.[1];
  const role = head.replace(/[\s　]/g, '');
  const label = short === undefined || role.includes(short) ? role : `${role}（${short}）`;
  const side = sideOf(label);
  return known.some((p) => p.label === label) ? undefined : { name, label, text: name, start, end: start + name.length, ...(side ? { side } : {}) };
}

/** A party named once more over its signature: 甲方：名称, with 法定代表人, 签字 or 日期 below. */
const SIGNED = new RegExp(
  `^[ \\t　]*(${ROLE})[ \\t　]*[：:][ \\t　]*([^\\n，,；;。：:（(]{4,60})\\n[ \\t　]*(?:法定代表|授权代表|委托代理|代表|签字|签名|日期|（?盖章|\\d{4}\\s*年)`,
  'gm',
);
const ARTICLE = /^\s*第[一二三四五六七八九十百]{1,4}条/gm;

/** Names written at the seals and signatures of the last page. */
export function sealNamesIn(text: string): TextParty[] {
  const out: TextParty[] = [];
  // the head names 甲方 over its 法定代表人 too: only what stands after the last article is a signature
  const last = [...text.matchAll(ARTICLE)].at(-1)?.index ?? text.length;
  const signed = [...text.matchAll(SIGNED)].filter((m) => m.index > last);
  for (const m of [...text.matchAll(SEAL), ...text.matchAll(SEAL_AFTER), ...signed]) {
    const name = trimmed(m[2]!);
    if (name.length < 4 || /^(法定代表|委托代理|日期|年|签订)/.test(name)) continue;
    const label = m[1]!.replace(/[\s　]/g, '').replace(/(单位)?(名称|全称|单位)$/, '');
    const start = m.index + m[0].lastIndexOf(m[2]!);
    if (out.some((p) => p.start === start)) continue;
    const side = sideOf(label);
    out.push({ name, label, text: name, start, end: start + name.length, ...(side ? { side } : {}) });
  }
  return out;
}

/** Whether two labels name one party: 委托方（甲方） and 甲方, 乙方（受托方） and 受托方. */
export function sameLabel(a: string, b: string): boolean {
  const parts = (label: string): string[] => label.split(/[（）()／/]/).filter((x) => x !== '');
  return parts(a).some((x) => parts(b).includes(x));
}

export type TextCode = Quote & { ok: boolean };

export function usccsIn(text: string): TextCode[] {
  return [...text.matchAll(/(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])/g)]
    .filter((m) => /信用代码|代码/.test(text.slice(Math.max(0, m.index - 16), m.index)))
    .map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length, ok: isUscc(m[0]) }));
}

export type TextPatent = Quote & { ok: boolean; number?: string };

/** A number of this country that is none: figures missing or too many, or places left open; it begins with its year, as foreign ones do not. */
const SPOILT = /(?:专利号(?:为|是)?[：:]?\s*(?:ZL\s*)?|ZL\s*)((?:19|20)\d{2}(?:[ \t]?[\dXx×＊*_]){2,20}(?:[ \t]?\.[ \t]?[\dXx×＊*_])?)/g;

export function patentsIn(text: string): TextPatent[] {
  const out: TextPatent[] = [];
  for (const m of text.matchAll(/(?:(?:专利|申请)号(?:为|是)?[：:]?\s*(?:ZL|CN)?\s*|ZL\s*)(\d{4}\s?[12389]\s?\d{7}\s?\.?\s?[\dXx]|\d{8}\.[\dXx])(?![\d])/g)) {
    const start = m.index + m[0].length - m[1]!.length;
    const number = parsePatentNumber(m[1]!);
    if (out.some((p) => p.text === m[1])) continue;
    out.push({ text: m[1]!, start, end: start + m[1]!.length, ok: number.ok, ...(number.ok ? { number: number.text } : {}) });
  }
  for (const m of text.matchAll(SPOILT)) {
    const end = m.index + m[0].length;
    const start = end - m[1]!.length;
    // the same number stands there several times
    if (!out.some((p) => m[1]!.startsWith(p.text) || (p.start < end && start < p.end) || p.text === m[1])) out.push({ text: m[1]!, start, end, ok: false });
  }
  return out;
}
