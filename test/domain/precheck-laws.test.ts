/** Laws of the pre-check: nothing unconfirmed blocks, whatever text and form come in it answers, and its flags tell alike from like. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { FINDINGS, type FindingName } from '../../shared/domain/finding-catalogue.ts';
import { finding } from '../../shared/domain/finding.ts';
import { flagsOf, likeNames, type Flagged } from '../../shared/domain/precheck/flags.ts';
import { GROUNDS, groundOf } from '../../shared/domain/precheck/grounds.ts';
import { comparison, fingerprint, type Likeness } from '../../shared/domain/precheck/likeness.ts';
import { valuedRange } from '../../shared/domain/precheck/of-deal.ts';
import { partyLines } from '../../shared/domain/precheck/party-lines.ts';
import { precheck } from '../../shared/domain/precheck/precheck.ts';
import { relatedBy } from '../../shared/domain/precheck/related.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { randomRuns } from '../support/random.ts';
import { form, json, lists, pack, rulesOn, signed } from './support.ts';

type Pair = { file: string; on: string };
const pairs = (json('exercises/precheck/key.json') as { items: Pair[] }).items;
const FOLDER = new URL('../../resources/exercises/precheck/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(`${file}.txt`, FOLDER), 'utf8');
const formOf = (file: string) => json(`exercises/precheck/${file}.json`) as { form: Record<string, string> };
const names = Object.keys(FINDINGS) as FindingName[];
const where = { table: 'contracts' as const, id: 'c' };

describe('two strengths', () => {
  it('no finding of the catalogue is 必须修改 on an unconfirmed entry or rule, and none claims to be confirmed by one', () => {
    const rule = fc.option(fc.constantFrom(...pack.entries), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom(...names), rule, fc.constantFrom('must' as const, 'ask' as const, undefined), (name, entry, level) => {
        const f = finding(name, where, { ...(entry ? { rule: entry } : {}), ...(level ? { level } : {}) });
        const own = FINDINGS[name] as { confirmed?: false };
        const confirmed = entry ? entry.status === 'confirmed' : own.confirmed !== false;
        expect(f.confirmed).toBe(confirmed);
        if (!confirmed) expect(f.level).toBe('ask');
      }),
      randomRuns(2_000),
    );
  });
  it('of any pair, on any day, what must be mended rests on nothing unconfirmed', () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.constantFrom(...pairs), day, (contract, other, on) => {
        const found = precheck({ ...formOf(other.file), text: textOf(contract.file) }, { form, lists }, rulesOn(on));
        for (const { finding: f } of found.lines) {
          if (f.level === 'must') expect([f.key, f.confirmed, /征求意见|待确认/.test(f.source?.document ?? '')]).toEqual([f.key, true, false]);
        }
        expect(found.flags.filter((f) => f.level === 'must')).toEqual([]);
      }),
      randomRuns(60),
    );
  });
  it('every ground has findings that lead to it, each to one', () => {
    const led = new Map(names.map((key) => [key, groundOf({ message: { key, params: { clause: 'object' } } })]));
    expect(GROUNDS.filter((g) => ![...led.values()].includes(g))).toEqual([]);
    const reasons = json('codes/refusal-reasons.json') as { items: { code: string }[] };
    expect(reasons.items.map((r) => r.code)).toEqual([...GROUNDS]);
  });
});

describe('whatever comes in', () => {
  const key = fc.constantFrom(...form.items.map((f) => f.key));
  const value = fc.oneof(fc.string(), fc.constantFrom('0', '-1', '1e400', '９９９万', '2026-02-30', '国家科技计划', '是'));
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('甲方（盖章）：', '第一条', '（', '\n\n', '许可', '2026年13月40日', '¥9,9,9,,.00元', '\u0000', '𠮷'),
  );
  it('answers, with quotes that are the text’s own words', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.dictionary(key, value, { maxKeys: 12 }), (parts, values) => {
        const text = parts.join('');
        const found = precheck({ text, form: values }, { form, lists }, rulesOn('2026-06-10'));
        for (const f of [...found.lines.map((l) => l.finding), ...found.flags]) if (f.quote) expect(text.slice(f.quote.start, f.quote.end)).toBe(f.quote.text);
        for (const c of found.class?.conditions ?? []) for (const q of c.quotes) expect(text.slice(q.start, q.end)).toBe(q.text);
      }),
      randomRuns(300),
    );
  });
  it('a text of two hundred thousand characters without an end is read to its end', () => {
    for (const part of ['许可', '甲方：示例公司 ', '设备一台', '。', '生效批准', '第一条\n']) {
      const text = part.repeat(200_000 / part.length);
      expect([part, precheck({ text }, { form, lists }, rulesOn('2026-06-10')).lines.length > 0]).toEqual([part, true]);
    }
  });
});

describe('the same text twice', () => {
  const alike = (text: string, all: readonly { id: string; text: string }[], least: number): Likeness[] => {
    const against = comparison(fingerprint(text));
    for (const x of all) against.see(x.id, fingerprint(x.text));
    return against.found(least);
  };
  it('is found whatever days, amounts and blanks were changed, among five hundred', () => {
    const words = (seed: number): string =>
      Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + ((seed * 7919 + i * 104_729 + ((i * i * seed) % 977)) % 20_000))).join('');
    const shared = words(999_983);
    const texts = Array.from({ length: 500 }, (_, i) => `${shared}${words(i + 1)}${words(i + 5_000)}签订日期：2026年${(i % 12) + 1}月1日`);
    const all = texts.map((text, i) => ({ id: String(i), text }));
    const copy = texts[77]!.replace(/2026年\d+月1日/, '2027 年 3 月 9 日').replace(/(.{50})/g, '$1 \n');
    expect(alike(copy, all, 0.8).map((x) => x.id)).toEqual(['77']);
    // what all of them share makes none of them alike
    expect(
      alike(
        texts[1]!,
        all.filter((x) => x.id !== '1'),
        0.3,
      ),
    ).toEqual([]);
  });
  it('half a copy is half alike; a text alone, or one of few words, is like nothing', () => {
    const [a, b] = [textOf('01-无误-委托开发'), textOf('04-无误-技术咨询')];
    const [like] = alike(a + b, [{ id: 'a', text: a }], 0.2);
    expect(like!.share).toBeGreaterThan(0.4);
    expect(like!.share).toBeLessThan(0.8);
    expect(alike('合同', [{ id: 'a', text: '合同' }], 0.1)).toEqual([]);
  });
});

describe('flags', () => {
  const rules = rulesOn('2026-06-10');
  const at = (key: string) => ({ table: 'filings' as const, id: 'f', field: `form.${key}` });
  const base: Flagged = {
    text: '',
    contractAt: where,
    at,
    buyer: { id: 'b', name: '示例冷链科技有限公司' },
    seller: { id: 's', name: '示例理工大学' },
    project: '冷库湿度控制系统',
    signedOn: '2026-04-20',
  };
  const keys = (x: Partial<Flagged>, on = rules): string[] => flagsOf({ ...base, ...x }, on).map((f) => f.message.key);

  it('a price outside the valued range is told inside the house only', () => {
    const range = { low: '1000000', high: '1500000' };
    expect([keys({ total: '1200000', range }), keys({ total: '1000000', range }), keys({ total: '1500000.01', range })]).toEqual([[], [], ['flag.priceFar']]);
    const [low] = flagsOf({ ...base, total: '600000', range }, rules);
    expect(low).toMatchObject({ internal: true, level: 'ask', message: { params: { side: 'below', percent: '40%' } } });
  });
  it('contracts that together pass the limit for large ones, near in time, with the same party, about the like', () => {
    const other = {
      id: 'o',
      name: '二期',
      buyer: '示例冷链科技有限公司',
      seller: '示例理工大学',
      project: '冷库湿度控制系统（二期）',
      total: '2600000',
      signedOn: '2026-05-06',
    };
    const mine = { total: '2600000' };
    expect(keys({ ...mine, others: [other] })).toEqual(['flag.split']);
    for (const more of [{ signedOn: '2025-01-06' }, { buyer: '示例种业有限公司' }, { project: '菌草发酵饲料' }, { total: '2300000' }, { total: '9000000' }])
      expect([more, keys({ ...mine, others: [{ ...other, ...more }] })]).toEqual([more, []]);
    // measured by the technical amount where it is known; where it is not the total stands for it, and the words say so
    const by = (x: { total?: string; technical?: string }, o: { technical?: string; total?: string }) =>
      flagsOf({ ...base, ...x, others: [{ ...other, ...o }] }, rules).map((f) => [f.where.field, f.message.params?.['basis'], f.message.params?.['sum']]);
    expect(by({ total: '3000000', technical: '2400000' }, { total: '3000000', technical: '2599999.99' })).toEqual([]);
    expect(by({ total: '6000000', technical: '2400000' }, { total: '3000000', technical: '2600000' })).toEqual([
      ['form.technicalAmount', 'technicalAmount', '5,000,000.00'],
    ]);
    expect(by({ total: '3000000', technical: '2400000' }, {})).toEqual([['form.technicalAmount', 'partly', '5,000,000.00']]);
    // before 2026 the pack knows no limit of large contracts
    expect(keys({ ...mine, others: [other] }, rulesOn('2025-06-10'))).toEqual([]);
    expect([likeNames('预冷装置（1）', '预冷装置（2）'), likeNames('预冷装置', '投喂系统'), likeNames('', '')]).toEqual([true, false, false]);
  });
  it('the same contract filed by another deal: same buyer, amount and day, about the like', () => {
    const values = { buyerName: '示例冷链科技有限公司', totalAmount: '2600000.00', signDate: '2026-04-20', projectName: '冷库湿度控制系统' };
    const filed = (more: Partial<typeof values> = {}) => keys({ total: '2600000', filed: [{ id: 'f', name: '另一项目', values: { ...values, ...more } }] });
    expect(filed()).toEqual(['flag.filedTwice']);
    for (const more of [{ buyerName: '示例种业有限公司' }, { totalAmount: '2600000.01' }, { signDate: '2026-04-21' }, { projectName: '菌草发酵饲料' }])
      expect([more, filed(more)]).toEqual([more, []]);
  });
  it('the range of a worksheet is the one its methods arrive at', () => {
    const range = valuedRange(signed(), METHODS)!;
    expect(Number(range.low)).toBeGreaterThan(0);
    expect(Number(range.high)).toBeGreaterThan(Number(range.low));
    expect(valuedRange({ ...signed(), worksheets: [] }, METHODS)).toBeUndefined();
  });
  it('signed before what it rests on', () => {
    expect(keys({ earlier: [{ key: 'locked', day: '2026-04-21' }] })).toEqual(['flag.backdated']);
    expect(keys({ earlier: [{ key: 'locked', day: '2026-04-20' }] })).toEqual([]);
    expect(keys({ effectiveOn: '2026-04-19' })).toEqual(['flag.backdated']);
    expect(keys({ text: '专利的授权日：2026年5月1日。' })).toEqual(['flag.backdated']);
  });
  it('equipment handed to the client is seen, its drawings and what the client brings are not', () => {
    const seen = (line: string) => keys({ text: `第四条 报酬\n报酬为人民币300,000.00元。\n${line}` });
    expect(seen('乙方向甲方提供能耗监测主机二台，安装调试后归甲方所有。')).toEqual(['flag.equipmentHidden']);
    expect([seen('乙方交付工艺流程图和设备安装图各一套。'), seen('甲方提供试验主机二台。')]).toEqual([[], []]);
  });
  it('a label left blank is not answered by the one below it, and a cell of a table is', () => {
    const head = (a: string, b: string) => `甲方（委托方）：示例一厂\n${a}\n乙方（受托方）：示例二厂\n${b}\n第一条 内容\n`;
    const said = (a: string, b = a) => partyLines(head(a, b)).map(({ legalRep, address, phone }) => ({ legalRep, address, phone }));
    const none = { legalRep: undefined, address: undefined, phone: undefined };
    expect(said('法定代表人：\n联系电话：\n地址：\n邮政编码：')).toEqual([none, none]);
    expect(said('法定代表人：\n示例丁\n地址：广州市示例路 1 号')[0]).toEqual({ ...none, legalRep: '示例丁', address: '广州市示例路 1 号' });
  });
  it('related: declared, or the same representative, code, address or telephone', () => {
    const [a, b] = [
      { id: 's', name: '示例甲' },
      { id: 'b', name: '示例乙' },
    ];
    const why = (x: object, y: object, declared = false) => relatedBy({ ...a, ...x }, { ...b, ...y }, declared).map((r) => r.why);
    expect(why({}, {}, true)).toEqual(['declared']);
    expect(why({ legalRep: '示例 丁' }, { legalRep: '示例丁' })).toEqual(['rep']);
    expect(why({ address: '广州市示例路１号' }, { address: '广州市示例路1号' })).toEqual(['address']);
    expect(why({ phone: '020-0000 0001' }, { phone: '(020)00000001' })).toEqual(['phone']);
    expect(why({ name: '同一单位' }, { name: '同一单位' })).toEqual(['same']);
    expect(why({ legalRep: '', address: '广州', phone: '110' }, { legalRep: '', address: '广州', phone: '110' })).toEqual([]);
  });
});

describe('what lies beside the contract', () => {
  const keys = (file: string, more: object, on = '2026-06-10', text = textOf(file)): string[] =>
    precheck({ ...formOf(file), ...more, text }, { form, lists }, rulesOn(on)).lines.flatMap((l) => (l.ground ? [l.finding.message.key] : []));

  it.each([
    ['21-政府项目', 'approval', 'precheck.approvalMissing'],
    ['22-需生产许可', 'permit', 'precheck.permitMissing'],
    ['29-没有权证', 'rights', 'filing.proofMissing'],
    ['30-课题组签约', 'authority', 'text.innerUnit'],
    ['31-外文合同', 'translation', 'precheck.translationMissing'],
  ])('%s is asked for %s until it is there', (file, paper, key) => {
    expect(keys(file, { papers: [] })).toEqual([key]);
    expect(keys(file, { papers: [paper] })).toEqual([]);
  });
  it.each(['ZL20201012345.2', 'ZL2020×××××××××.×', 'ZL202010123456.9'])('a patent whose number reads %s is to be proved all the same', (number) => {
    const text = textOf('29-没有权证').replaceAll('ZL202010123456.2', number);
    expect(keys('29-没有权证', { papers: [] }, '2026-06-10', text)).toEqual(['text.patentNumber', 'filing.proofMissing']);
    expect(keys('29-没有权证', { papers: ['rights'] }, '2026-06-10', text)).toEqual(['text.patentNumber']);
  });
  it('an electronic contract needs its text on paper under the rules of 2001 only', () => {
    const file = '05-无误-技术服务';
    const text = textOf(file).replace('一式四份，双方各执二份', '以数据电文形式订立，双方使用可靠的电子签名');
    // both days are before its own signing day, which is told as a ground of its own
    const also = ['signing.inFuture'];
    expect(keys(file, {}, '2026-01-22', text)).toEqual(['precheck.paperCopy', ...also]);
    expect(keys(file, { papers: ['paperCopy'] }, '2026-01-22', text)).toEqual(also);
    expect(keys(file, {}, '2026-01-23', text)).toEqual(also);
  });
  it('in a deal a planned project asks for the consent, until a paper of that name is kept', () => {
    const planned = { ...signed(), deal: { ...signed().deal, planSource: 'GJ' } };
    const asks = (file: DealFile): string[] =>
      checkFiling({ file, filing: { id: 'f' }, form: fillForm(file, form, lists, '2026-05-28'), lists }, rulesOn('2026-05-28')).map((f) => f.message.key);
    expect(asks(planned)).toContain('precheck.approvalMissing');
    const paper = { id: 'a', name: '项目任务书.pdf' };
    expect(asks({ ...planned, attachments: [...planned.attachments, paper] })).not.toContain('precheck.approvalMissing');
    expect(asks({ ...planned, attachments: [...planned.attachments, { ...paper, archived: true }] })).toContain('precheck.approvalMissing');
  });
  it('a signature page, or the seal of one party, is missed', () => {
    const file = '05-无误-技术服务';
    const whole = textOf(file);
    expect(keys(file, {}, '2026-06-10', whole.slice(0, whole.lastIndexOf('\n甲方（盖章）')))).toEqual(['precheck.noSignaturePage']);
    expect(keys(file, {}, '2026-06-10', whole.replace(/乙方（盖章）.*\n/, ''))).toEqual(['precheck.sealMissing']);
  });
});
