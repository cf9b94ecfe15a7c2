/** Pairs of contract and form against the key that was written with them: every planted ground with its words or its field, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GROUNDS, type Ground } from '../../shared/domain/precheck/grounds.ts';
import type { HandedIn } from '../../shared/domain/precheck/as-deal.ts';
import { precheck, type Precheck, type PrecheckLine } from '../../shared/domain/precheck/precheck.ts';
import { form, json, lists, rulesOn } from './support.ts';

type Expected = { code: Ground; level: 'must' | 'ask'; words?: string; field?: string };
type Pair = { file: string; on: string; kind: string | null; grounds: Expected[]; flags: string[] };

const FOLDER = new URL('../../resources/exercises/precheck/', import.meta.url);
const pairs = (json('exercises/precheck/key.json') as { items: Pair[] }).items;
const given = (file: string): HandedIn => ({
  ...(json(`exercises/precheck/${file}.json`) as Omit<HandedIn, 'text'>),
  text: readFileSync(new URL(`${file}.txt`, FOLDER), 'utf8'),
});
const textOf = (file: string): string => given(file).text;
const checked = (pair: Pair): Precheck => precheck(given(pair.file), { form, lists }, rulesOn(pair.on));

const answers = (want: Expected, { ground, finding, clause, field }: PrecheckLine): boolean =>
  ground === want.code &&
  finding.level === want.level &&
  (want.words === undefined || clause?.words.includes(want.words) === true || (finding.quote?.text ?? '').includes(want.words)) &&
  (want.field === undefined || field?.key === want.field);
const told = ({ ground, finding, clause, field }: PrecheckLine) => [ground, finding.level, finding.message.key, clause?.words ?? field?.key ?? ''].join(' ');

describe('pairs of contract and form', () => {
  it('every ground is planted at least twice, in at least thirty pairs', () => {
    const planted = pairs.flatMap((p) => p.grounds.map((g) => g.code));
    expect(pairs.length).toBeGreaterThanOrEqual(30);
    expect(GROUNDS.filter((g) => planted.filter((c) => c === g).length < 2)).toEqual([]);
  });
  it.each(pairs)('$file', (pair) => {
    const result = checked(pair);
    const grounded = result.lines.filter((l) => l.ground !== undefined);
    const missed = pair.grounds.filter((g) => !grounded.some((l) => answers(g, l)));
    const alarms = grounded.filter((l) => !pair.grounds.some((g) => g.code === l.ground && (g.level === l.finding.level || l.finding.level === 'ask')));
    expect({ missed, alarms: alarms.map(told) }).toEqual({ missed: [], alarms: [] });
    expect(result.flags.map((f) => f.message.key.slice('flag.'.length)).filter((x, i, all) => all.indexOf(x) === i)).toEqual(pair.flags);
    expect(result.class?.kind ?? null).toBe(pair.kind);
  });
});

/** The other exercises were written for the check of the text alone: what they say of signing, effect and papers is in order. */
describe('contracts written for something else', () => {
  const folders = [new URL('../../resources/exercises/contracts/', import.meta.url), new URL('./short-contracts/', import.meta.url)];
  const texts = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.endsWith('.txt') ? [{ name, text: readFileSync(new URL(name, folder), 'utf8') }] : [])),
  );

  it('no check of the pre-check itself raises a false alarm, and only goods for sale are taken for hidden equipment', () => {
    expect(texts.length).toBe(24);
    const alarms = texts.flatMap(({ name, text }) => {
      const found = precheck({ text }, { form, lists }, rulesOn('2026-11-22'));
      const own = [...found.lines.map((l) => l.finding), ...found.flags].filter((f) => /^(precheck|flag)\./.test(f.message.key));
      return own.map((f) => `${name} ${f.message.key}`);
    });
    // of the last two the term is over by then
    expect(alarms).toEqual(['03-名为开发.txt flag.equipmentHidden', '07-名为咨询.txt precheck.termEnded', '09-技术服务.txt precheck.termEnded']);
  });
});

describe('where a line stands', () => {
  it('is its article, by number alone where that begins with its words and a sum', () => {
    const text = [
      '技术转让合同',
      '第一条 价款',
      '价款10万元（大写：玖万元整）。',
      '第二条 使用费为1,800,000元（大写：壹佰元整）。',
      '第三条 付款：2万元（大写：叁万元整）。',
    ].join('\n');
    const articles = precheck({ text }, { form, lists }, rulesOn('2026-05-01')).lines.flatMap(({ finding, clause }) =>
      finding.message.key === 'text.amountWords' ? [clause?.article] : [],
    );
    expect(articles.toSorted()).toEqual(['第一条 价款', '第三条 付款', '第二条']);
  });
});

describe('a term that is over', () => {
  const r10 = (given: HandedIn, on: string) => precheck(given, { form, lists }, rulesOn(on)).lines.filter((l) => l.ground === 'R10');
  const ended = (text: string, on = '2026-11-23') => r10({ text }, on).map((l) => l.finding.message.params?.['day']);

  it('is asked for of a text alone, with its words, and of its own exercises only', () => {
    const alone = (p: Pair) => r10({ text: textOf(p.file) }, p.on);
    expect(pairs.filter((p) => alone(p).length > 0).map((p) => p.file)).toEqual(['37-期满申请', '38-期满多时']);
    const [line, ...more] = r10({ text: textOf('48-快到期') }, '2026-11-23');
    expect([line?.finding.level, line?.finding.consequence, line?.finding.message.params?.['days'], more]).toEqual(['ask', 'refusal', 151, []]);
    expect(line?.clause?.words).toContain('2026年6月25日');
    expect(r10({ text: textOf('48-快到期') }, '2026-06-25')).toEqual([]);
  });
  it('is told once beside a form, whether the form names the end or not', () => {
    const pair = given('48-快到期');
    const names = (form: HandedIn['form']) => r10({ ...pair, form }, '2026-11-23').map((l) => l.finding.message.key);
    const { validTo: _validTo, ...rest } = pair.form!;
    expect([names(pair.form), names(rest)]).toEqual([['filing.afterValidity'], ['precheck.termEnded']]);
  });
  it('is read as a day, as a length from the signing, and as the last of what was prolonged; an open end is none', () => {
    const of = (line: string) => ended(textOf('48-快到期').replace('有效期限：2026年4月20日至2026年6月25日', line));
    expect(of('本合同有效期自双方签字盖章之日起至2026年6月30日止。')).toEqual(['2026-06-30']);
    expect(of('本合同有效期为六个月，自签订之日起计算。')).toEqual(['2026-10-19']);
    expect(of('本合同有效期自合同生效之日起三年。')).toEqual([]);
    expect(of('有效期限：2026年4月20日至2026年6月25日\n双方同意有效期延长至2027年6月25日。')).toEqual([]);
    expect(of('有效期限：2026年4月20日至2026年6月25日，期满自动顺延一年。')).toEqual([]);
    expect(of('有效期限：2026年4月20日至双方义务履行完毕之日。')).toEqual([]);
    expect(of('报价有效期至2026年6月25日。\n本合同涉及专利的专利权有效期至2026年6月25日。')).toEqual([]);
  });
});
