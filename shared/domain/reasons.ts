/** Grounds of a 补正, 退回 or 不予登记 as a person gets them (a paragraph, a phone call) and what became of them. */
import { refuse, type Refusal } from '../result.ts';
import { filled } from './checks/blank.ts';
import { set, type Edit } from './edit.ts';
import type { Filing, Reason } from './filing.ts';
import { aboutOf, codeOf, placeOfGround, type Grounds } from './reason-words.ts';
import { withoutGaps } from './worksheet-rules.ts';

/** What a text of the registry comes to: its grounds, and the sentences that name none (greeting, closing), which stay on view. */
export type ReadReturn = { reasons: Reason[]; rest: string[] };

/** 1. 1、 (1) （一） ① 一、 第一， 一是 a) 首先， 其次， at the head of a ground; a figure inside a number or a clause's number is none. */
const MARK =
  /(?:(?<!附件|附表|[第条款项])[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[①-⑳]|(?:^|(?<=[\s。；;：:，,]))(?:\d{1,2}[、．.)）](?!\d)|[一二三四五六七八九十]{1,2}、|[一二三四五六七八九]是|[a-h][)）]|第[一二三四五六七八九十](?:点|项)?[，、:：]|首先|其次|再次|最后(?=[，,])|另外|此外|还有))[\s，,：:]*/gu;
const LEAD_IN = /[:：]\s*$/;
const CLOSING =
  /^[\s，。；]*(?:请|现|烦请|望|须|应)?[^，。；]{0,14}(?:补正|修改|完善|更正|补充|整改|补齐)[^，。；]{0,8}后[^，。；]{0,6}(?:再|重新|另行)?[^，。；]{0,4}(?:提交|申报|申请|报送|登记)[^，。；]{0,8}[。；！!\s]*$/u;
const GREETING = /^(?:您好|你好|经(?:审核|审查|初审|形式审查)|感谢|谢谢|联系(?:人|电话)|收到|来电)[^，。；]{0,30}[。，；!！\s]*$/u;
/** Politeness and haste that name nothing: 尽快哦, 麻烦尽快修改, 谢谢配合. */
const URGING =
  /^[\s，。；]*(?:请|麻烦|烦请|望|辛苦|您|你们?|了)*(?:(?:尽快|抓紧|尽早)(?:时间|处理|修改|改好|补正|完善|整改|办理|回复|重新|再|提交|上传|申报|报送|一下|哦|吧|啊|哈|呀|谢谢)*|(?:谢谢|多谢|感谢|辛苦)(?:您|你们|贵单位|的|了|配合|理解|支持|哦|啦)*)[。，；！!~～\s]*$/u;
/** A greeting before the first ground, between commas. */
const HELLO = /^[\s，。；]*(?:您好|你好|老师好)[！!，,。\s]*$/u;
const saysNothing = (part: string): boolean => URGING.test(part) || HELLO.test(part);
const PUNCTUATION = /^[\s，。；;、]+|[\s；;，、]+$/gu;

const bare = (text: string): string => text.replace(PUNCTUATION, '').trim();

/** Pieces of the text in order: by marks where it counts its grounds, else by sentences, and a sentence where each half names another ground. */
function pieces(text: string): { text: string; counted: boolean }[] {
  const marks = [...text.matchAll(MARK)];
  const [first, ...others] = marks;
  if (first && others.length > 0) {
    const ends = [...others.map((m) => m.index), text.length];
    return [
      ...sentences(text.slice(0, first.index)),
      ...marks.flatMap((m, i) => {
        const [ground = '', ...after] = text.slice(m.index + m[0].length, ends[i]).split(/\n+/);
        return [{ text: ground, counted: true }, ...after.flatMap(sentences)];
      }),
    ];
  }
  return sentences(text);
}

const sentences = (text: string): { text: string; counted: boolean }[] =>
  text
    .split(/\n+|(?<=[。；;！!])/u)
    .flatMap(parted)
    .map((t) => ({ text: t, counted: false }));

/** One sentence may name several grounds between its commas; what names none belongs to the ground before it. */
function parted(sentence: string): string[] {
  const out: string[] = [];
  let about: string | undefined;
  for (const part of sentence.split(/(?<=[，,])/u)) {
    const now = aboutOf(part);
    if (out.length > 0 && !saysNothing(part) && !saysNothing(out.at(-1)!) && (now === undefined || about === undefined || now === about))
      out[out.length - 1] += part;
    else out.push(part);
    about = now ?? about;
  }
  return out;
}

/** Reads a return as it was said: each ground with a proposed code and place. Every word of the text is in a ground or in `rest`. */
export function readReturn(text: string, grounds: Grounds): ReadReturn {
  const reasons: Reason[] = [];
  const rest: string[] = [];
  for (const piece of pieces(text)) {
    const said = bare(piece.text);
    if (said === '') continue;
    // a closing sentence behind the last counted ground says nothing of its own
    const [ground, closing] = piece.counted ? withoutClosing(said) : [said, ''];
    if (!piece.counted && (LEAD_IN.test(piece.text) || CLOSING.test(ground) || saysNothing(ground) || (GREETING.test(ground) && codeOf(ground) === undefined)))
      rest.push(said);
    else {
      reasons.push(proposed(ground, grounds));
      if (closing !== '') rest.push(closing);
    }
  }
  return { reasons, rest };
}

function withoutClosing(said: string): [string, string] {
  const urging = said.search(/(?<=[，,。；])[^，,。；]+[。；]?$/u);
  if (urging > 0 && URGING.test(said.slice(urging))) return [bare(said.slice(0, urging)), bare(said.slice(urging))];
  const at = said.search(/(?<=[。；])[^。；]+[。；]?$/u);
  const last = at < 0 ? '' : said.slice(at);
  return last !== '' && CLOSING.test(last) ? [bare(said.slice(0, at)), bare(last)] : [said, ''];
}

const NO_GROUNDS: Grounds = { annexes: [], fields: [] };

/**
 * A ground whose words count several, or name several of different codes one sentence after the other: each is its own, read as
 * a pasted return is. Words that name no ground stay with the one before; where there is but one, it stays as it was given.
 */
export function partedReason(given: Reason, grounds: Grounds = NO_GROUNDS): Reason[] {
  const text = given.text ?? '';
  const counted = [...text.matchAll(MARK)].length > 1;
  const { reasons } = readReturn(text, grounds);
  const items = counted ? reasons : coded(reasons);
  if (items.length < 2) return [given];
  // the registry's own code and place belong to the item they fit, a code that fits none to those without any
  const { code, field, clause, annex } = given;
  const at = Math.max(
    0,
    items.findIndex((r) => r.code === code),
  );
  return items.map((r, i) => ({ ...(code ? { code } : {}), ...r, ...(i === at ? withoutGaps({ field, clause, annex }) : {}) }));
}

/** Those that name a ground of their own, each with what was said on it until the next. */
function coded(reasons: readonly Reason[]): Reason[] {
  const out: Reason[] = [];
  let about: string | undefined;
  for (const r of reasons) {
    const before = out.at(-1);
    const now = aboutOf(r.text ?? '');
    const apart = before === undefined || (about !== undefined && now !== undefined && now !== about);
    if (apart) out.push(r);
    else out[out.length - 1] = { ...r, ...before, text: `${before.text}；${r.text}` };
    about = now ?? about;
  }
  return out;
}

/** What a registry sends as its grounds, parted; `said` is their words whole where one was. */
export function givenReasons(given: readonly Reason[]): { reasons: Reason[]; said: string | undefined } {
  const reasons = given.flatMap((r) => partedReason(r));
  return { reasons, said: reasons.length > given.length ? given.map((r) => r.text ?? '').join('\n') : undefined };
}

/** A ground with the code and place its words lead to; both are proposals. */
export function proposed(text: string, grounds: Grounds): Reason {
  const code = codeOf(text);
  return { text, ...(code ? { code } : {}), ...placeOfGround(text, code, grounds) };
}

/** Whether a ground is dealt with: mended, or answered in words. */
export const isSettledReason = (reason: Pick<Reason, 'done' | 'how'>): boolean => reason.done === true || filled(reason.how);
export const openReasons = (reasons: readonly Reason[] | undefined): Reason[] => (reasons ?? []).filter((r) => !isSettledReason(r));

/** What the registry says now, with what a person has noted on the grounds it said before. */
export function mergedReasons(before: readonly Reason[] | undefined, now: readonly Reason[]): Reason[] {
  const left = [...(before ?? [])];
  return now.map((r) => {
    const at = left.findIndex((b) => b.text === r.text && b.code === r.code && (r.field === undefined || b.field === r.field));
    const [known] = at < 0 ? [] : left.splice(at, 1);
    // a place somebody chose stands against one that was only read out of the words
    return known ? { ...r, ...known } : r;
  });
}

/** As mergedReasons; nothing where there were none and are none, so that the history tells of no emptying. */
export function newReasons(before: readonly Reason[] | undefined, now: readonly Reason[]): { reasons?: Reason[] } {
  return now.length === 0 && (before ?? []).length === 0 ? {} : { reasons: mergedReasons(before, now) };
}

/** Whether these are words a person wrote down, which may be put right; what a registry sent is its own. */
export const areTypedReasons = (filing: Pick<Filing, 'letterId' | 'returnText'>): boolean => filing.letterId === undefined;

type ReasonsOf = Pick<Filing, 'id' | 'reasons' | 'letterId' | 'returnText'>;

/** Changes one ground: code and words only where a person wrote them down, place and what was done always. */
export function editReason(filing: ReasonsOf, at: number, fields: Partial<Reason>): Edit[] | Refusal {
  const known = filing.reasons?.[at];
  if (!known) return refuse('row.gone');
  if (!areTypedReasons(filing) && (fields.text !== undefined || fields.code !== undefined)) return refuse('filing.reasonsGiven', { field: 'reasons' });
  if (fields.text !== undefined && !filled(fields.text)) return refuse('filing.reasonEmpty', { field: 'reasons' });
  return keep(
    filing,
    filing.reasons!.map((r, i) => (i === at ? without({ ...r, ...fields }) : r)),
  );
}

/** Parts one ground in two at a place in its words; both keep its place and code until they are changed. */
export function splitReason(filing: ReasonsOf, at: number, offset: number, grounds: Grounds): Edit[] | Refusal {
  const known = filing.reasons?.[at];
  const [head, tail] = [bare((known?.text ?? '').slice(0, offset)), bare((known?.text ?? '').slice(offset))];
  if (!known || !areTypedReasons(filing)) return refuse('filing.reasonsGiven', { field: 'reasons' });
  if (head === '' || tail === '') return refuse('filing.reasonUnsplit', { field: 'reasons' });
  return keep(filing, [...filing.reasons!.slice(0, at), proposed(head, grounds), proposed(tail, grounds), ...filing.reasons!.slice(at + 1)]);
}

/** Puts a ground together with the one before it. */
export function joinReason(filing: ReasonsOf, at: number): Edit[] | Refusal {
  const [before, known] = [filing.reasons?.[at - 1], filing.reasons?.[at]];
  if (!before || !known || !areTypedReasons(filing)) return refuse('filing.reasonsGiven', { field: 'reasons' });
  const one = { ...known, ...before, text: `${before.text ?? ''}；${known.text ?? ''}` };
  return keep(filing, [...filing.reasons!.slice(0, at - 1), one, ...filing.reasons!.slice(at + 1)]);
}

/** Adds a ground that was said beside the text, or that was read as none. */
export function addReason(filing: ReasonsOf, text: string, grounds: Grounds): Edit[] | Refusal {
  if (!areTypedReasons(filing)) return refuse('filing.reasonsGiven', { field: 'reasons' });
  return filled(text)
    ? keep(filing, [...(filing.reasons ?? []), ...partedReason(proposed(text.trim(), grounds), grounds)])
    : refuse('filing.reasonEmpty', { field: 'reasons' });
}

/** Takes away a ground that was none. The last one stays: a return without a ground is none. */
export function dropReason(filing: ReasonsOf, at: number): Edit[] | Refusal {
  if (!areTypedReasons(filing)) return refuse('filing.reasonsGiven', { field: 'reasons' });
  if ((filing.reasons ?? []).length < 2) return refuse('filing.noReasons', { field: 'reasons' });
  return keep(
    filing,
    filing.reasons!.filter((_, i) => i !== at),
  );
}

const without = (r: Reason): Reason => Object.fromEntries(Object.entries(r).filter(([, v]) => v !== undefined && v !== '' && v !== false));
const keep = (filing: ReasonsOf, reasons: Reason[]): Edit[] => [set('filings', filing.id, { reasons })];
