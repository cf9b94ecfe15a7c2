/** Edits another side makes to a clause: some say something else, some only look else. Each answers null where it does not apply. */
import { pick } from './redline-world.ts';

type Roll = (below: number) => number;
export type EditOf = (text: string, roll: Roll) => string | null;

/** Replaces one of the places where `pattern` matches. */
function at(pattern: RegExp, by: (found: string, roll: Roll) => string): EditOf {
  return (text, roll) => {
    const found = [...text.matchAll(new RegExp(pattern.source, 'gu'))];
    if (found.length === 0) return null;
    const m = pick(roll, found);
    const next = text.slice(0, m.index) + by(m[0], roll) + text.slice(m.index + m[0].length);
    return next === text ? null : next;
  };
}
const other = (list: readonly string[]) =>
  at(new RegExp(list.join('|')), (found, roll) =>
    pick(
      roll,
      list.filter((x) => x !== found),
    ),
  );
const digit = (found: string, roll: Roll): string => found.replace(/[1-9]/, (d) => String(((Number(d) + roll(8)) % 9) + 1));
const between = (text: string, roll: Roll): number => 1 + roll(Math.max(1, text.length - 1));

/** By the reason that must be among those told; `null` where any will do. */
export const SUBSTANTIVE: Readonly<Record<string, { edit: EditOf; reason: string | null }>> = {
  amount: { edit: at(/\d[\d,]*\.\d\d(?=元)/, digit), reason: 'amount' },
  'amount in words': {
    edit: at(/[壹贰叁肆伍陆柒捌玖](?=[佰拾万])/, (f, roll) =>
      pick(
        roll,
        [...'壹贰叁肆伍陆柒捌玖'].filter((x) => x !== f),
      ),
    ),
    reason: 'amount',
  },
  date: { edit: at(/\d{4}年\d{1,2}月\d{1,2}日/, digit), reason: 'date' },
  term: {
    edit: at(/\d+(?=日|年|个月|人日)|[三十]+(?=日)/, (f, roll) => (/\d/.test(f) ? String(Number(f) + 1 + roll(90)) : pick(roll, ['五', '六十', '九十']))),
    reason: 'term',
  },
  rate: { edit: at(/\d[\d.]*(?=%)/, digit), reason: 'percentage' },
  grant: { edit: other(['排他', '独占', '普通']), reason: 'grant' },
  ownership: { edit: at(/归(完成方|其|乙方|甲方)?所有|优先有偿使用|共有/, (_f, roll) => pick(roll, ['归甲方所有', '无偿归乙方所有'])), reason: 'right' },
  liability: {
    edit: at(/赔偿|违约金|损失|责任/, (f, roll) =>
      pick(
        roll,
        ['补偿', '直接损失', '合理费用'].filter((x) => x !== f),
      ),
    ),
    reason: 'liability',
  },
  obligation: { edit: at(/应当/, () => '可以'), reason: 'obligation' },
  right: { edit: at(/有权/, () => '应当'), reason: 'obligation' },
  party: { edit: at(/甲方|乙方/, (f) => (f === '甲方' ? '乙方' : '甲方')), reason: 'party' },
  'negation removed': { edit: at(/不(?!可抗)|未|非(?=因)/, () => ''), reason: 'negation' },
  'negation added': { edit: at(/(?<!不)(得|能|应当|承担|返还|退还|超过|支付|享有)/, (f) => `不${f}`), reason: 'negation' },
  'exception removed': { edit: at(/[，但]?[^，。]{2,40}除外/, () => ''), reason: 'negation' },
  'sentence added': { edit: (text) => `${text}甲方关联方的实施视为甲方的实施。`, reason: null },
  'words left out': { edit: at(/[\p{Script=Han}]{3}/u, () => ''), reason: null },
  'one character': { edit: at(/的|之/, (f) => (f === '的' ? '地' : '的')), reason: null },
  'range of figures': { edit: at(/\d(?=\d)/, (f) => `${f}-`), reason: null },
};

const WIDE = (ch: string): string => String.fromCharCode(ch.charCodeAt(0) + 0xfee0);
export const FORMAL: Readonly<Record<string, EditOf>> = {
  'spaces between characters': (text, roll) => {
    const i = between(text, roll);
    return /[\d\w]/.test(text[i - 1]! + (text[i] ?? '')) ? null : text.slice(0, i) + pick(roll, [' ', '　', '\u00a0', '  ']) + text.slice(i);
  },
  'spaces taken out': at(/\s/, () => ''),
  'full-width figures': at(/\d+/, (f) => [...f].map(WIDE).join('')),
  'half-width stops': at(/[，；：（）]/, (f) => ({ '，': ',', '；': ';', '：': ':', '（': '(', '）': ')' })[f]!),
  'another stop': at(/，(?=[\p{Script=Han}])/u, () => '；'),
  'a comma put in': at(/[\p{Script=Han}](?=[\p{Script=Han}])/u, (f) => (/[一二三四五六七八九十百千万亿零〇两]/.test(f) ? f : `${f}，`)),
  'the last stop left out': at(/[。；]$/, () => ''),
  quotes: (text, roll) => at(/[\p{Script=Han}]{4}/u, (f) => `“${f}”`)(text, roll),
  'thousands without commas': at(/\d{1,3}(,\d{3})+/, (f) => f.replaceAll(',', '')),
  'no idle places': at(/\.00(?=元)/, () => ''),
  'a line break': (text, roll) => {
    const i = between(text, roll);
    return /[\d\w]/.test(text[i - 1]! + (text[i] ?? '')) ? null : `${text.slice(0, i)}\n${text.slice(i)}`;
  },
  'case of letters': at(/(?<![\dA-Za-z] ?)[A-Za-z]+/, (f) => f.toUpperCase()),
  'width of the percent sign': at(/%/, () => '％'),
};
