/** How many copies there are against who holds how many: 一式四份，甲方执三份，乙方执三份. */
import type { Quote } from '../finding.ts';
import { count } from './penalty.ts';

export type CopiesOver = Quote & { copies: number; needed: number };

const N = '([一二两三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3}|\\d{1,2})';
const FORMAL: Readonly<Record<string, string>> = {
  ...{ 壹: '一', 贰: '二', 貳: '二', 叁: '三', 參: '三', 肆: '四', 伍: '五', 陆: '六', 陸: '六' },
  ...{ 柒: '七', 捌: '八', 玖: '九', 拾: '十' },
};
const number = (said: string): number => count(said.replace(/./g, (c) => FORMAL[c] ?? c)) ?? 0;

const ALL = new RegExp(`一式\\s{0,2}${N}\\s{0,2}份`, 'g');
const HOLDS = '(?:各?自?(?:执有|保存|保留|执|持|存|留|得)?)\\s{0,2}';
/** In this order: what one of them takes is not read again by the next. */
const EACH = new RegExp(`([^，,；;]{0,16})各(?:自)?${HOLDS}${N}\\s{0,2}份`, 'g');
const ONE = new RegExp(`[甲乙丙丁戊]方?${HOLDS}${N}\\s{0,2}份`, 'g');
const SHORT = new RegExp(`(?<=^|[，,；;：:\\s])甲${N}乙${N}(?:丙${N})?(?=$|[，,；;\\s])`, 'g');
const ELSEWHERE = new RegExp(`${N}\\s{0,2}份(?=用于|用作|报|送|交|由|存档|备案|登记)`, 'g');
const PARTIES = ['甲方', '乙方', '丙方', '丁方', '戊方'];
const OF_WORD: Readonly<Record<string, number>> = { 双方: 2, 两方: 2, 三方: 3, 四方: 4, 五方: 5 };

/** How many hold the same number each, by the words before 各. */
function holders(lead: string, text: string): number {
  const word = /[双两三四五]方/.exec(lead)?.[0];
  const named = new Set(lead.match(/[甲乙丙丁戊](?=方|、|和|与)/g)).size;
  return OF_WORD[word ?? ''] ?? (named > 1 ? named : Math.max(2, PARTIES.filter((p) => text.includes(p)).length));
}

/** Undefined where they are enough, and where originals and duplicates (副本) are counted apart. */
export function copiesOver(text: string): CopiesOver | undefined {
  for (const m of text.matchAll(ALL)) {
    const from = m.index + m[0].length;
    const around = text.slice(Math.max(0, m.index - 40), from + 120);
    let rest = /^[^。\n]{0,120}/.exec(text.slice(from))![0];
    if (/副本/.test(around) || rest.includes('一式')) continue;
    let needed = 0;
    let end = from;
    const take = (pattern: RegExp, of: (found: string[]) => number): void => {
      rest = rest.replace(pattern, (...found: (string | number)[]) => {
        const groups = found.filter((x): x is string => typeof x === 'string').slice(0, -1);
        const at = found.find((x) => typeof x === 'number') ?? 0;
        needed += of(groups);
        end = Math.max(end, from + at + groups[0]!.length);
        return '。'.repeat(groups[0]!.length);
      });
    };
    take(EACH, ([, lead, n]) => holders(lead!, text) * number(n!));
    take(ONE, ([, n]) => number(n!));
    take(SHORT, ([, ...each]) => each.reduce((sum, n) => sum + number(n), 0));
    if (needed > 0) take(ELSEWHERE, ([, n]) => number(n!));
    const copies = number(m[1]!);
    if (needed > copies) return { text: text.slice(m.index, end), start: m.index, end, copies, needed };
  }
  return undefined;
}
