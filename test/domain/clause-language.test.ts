/** The clause language through its door: a file in, the model or faults with line and column out. */
import { describe, expect, it } from 'vitest';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';
import { MOST_FAULTS, type ClauseFault } from '../../shared/domain/contract/language/fault.ts';
import { parseClauses, parsePart } from '../../shared/domain/contract/language/parse.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import en from '../../resources/locales/en/documents.json';
import zh from '../../resources/locales/zh/documents.json';
import { CODES, parsed, partText, PARTS, textOf } from '../documents/clause-files.ts';

const BASE = `合同 KF-X
名称 某合同
版本 1
甲方 委托人
乙方 开发人
首部
  {partyA.name}与{partyB.name}订立本合同。
步骤 a 一 | One
  栏 mode 选择 必填
    名 方式 | Mode
    选 x 甲 | A ＝ 由甲方
    选 y 乙 | B ＝ 由乙方
  栏 fee 金额
    名 金额 | Fee
    当 mode 是 x
  栏 items 清单
    名 清单 | Items
条 one 第一
  款 one.a
    文 方式为{mode|print}，见{ref:one.b}。
  款 one.b
    当 mode 是 x 且 fee 有
    文 金额{fee|money}元。
  款 one.c
    当 items 有
    文 如下：
    逐项 items`.split('\n');
const read = (lines: readonly string[]) => parseClauses({ file: 'x.txt', text: lines.join('\n') }, partText);
const short = (f: ClauseFault): string => `${f.line}:${f.column} ${f.key}`;
/** The base with one line (from 1) put in place of another, or after it. */
const instead = (line: number, ...text: string[]) => BASE.toSpliced(line - 1, 1, ...text);

describe('the files that come with the program', () => {
  it('are many, and hold together: no fault, no question asked for nothing', () => {
    expect(CODES.length).toBeGreaterThan(30);
    expect(CODES.flatMap((code) => parsed(code).faults.map((f) => `${f.file}:${short(f)} ${JSON.stringify(f.params)}`))).toEqual([]);
    expect(PARTS.flatMap((name) => parsePart({ file: name, text: textOf(`parts/${name}.txt`) }).map(short))).toEqual([]);
  });
  it('are named by their code, and say everything in both languages', () => {
    for (const code of CODES) {
      const { set } = parsed(code);
      expect(set?.kind).toBe(code);
      const words: { zh: string; en: string }[] = [];
      const gather = (x: unknown): void => {
        if (typeof x !== 'object' || x === null) return;
        const { zh: chinese, en: english } = x as { zh?: unknown; en?: unknown };
        if (typeof chinese === 'string' && typeof english === 'string') words.push({ zh: chinese, en: english });
        Object.values(x).forEach(gather);
      };
      gather(set);
      expect(
        words.filter((w) => w.en === w.zh && /[\u4e00-\u9fff]/.test(w.zh)).map((w) => w.zh),
        code,
      ).toEqual([]);
    }
  });
  it.each(CODES)('%s printed and read again is the same', (code) => {
    const { set } = parsed(code);
    const again = parseClauses({ file: code, text: printClauses(set!) }, () => undefined);
    expect(again).toEqual({ set, faults: [] });
  });
});

describe('a file is read', () => {
  it('as its model', () => {
    const { set, faults } = read(BASE);
    expect(faults).toEqual([]);
    expect(set).toMatchObject({
      kind: 'KF-X',
      flavour: 'contract',
      partyA: '甲方（委托人）',
      rights: 'any',
      recitals: ['{partyA.name}与{partyB.name}订立本合同。'],
    });
    expect(interviewFields(set!)).toMatchObject([
      { key: 'mode', type: 'choice', required: true, choices: [{ value: 'x', label: { zh: '甲', en: 'A' }, print: '由甲方' }, { value: 'y' }] },
      { key: 'fee', type: 'money', when: { is: ['mode', 'x'] } },
      { key: 'items', type: 'lines' },
    ]);
    expect(set?.flavour === 'contract' && set.articles[0]!.clauses.map((c) => [c.id, c.when, c.each])).toEqual([
      ['one.a', undefined, undefined],
      ['one.b', { all: [{ is: ['mode', 'x'] }, { has: 'fee' }] }, undefined],
      ['one.c', { has: 'items' }, 'items'],
    ]);
  });
  it('whatever ends its lines, with a mark of order, with comments and empty lines', () => {
    const { set } = read(BASE);
    for (const text of [`\ufeff${BASE.join('\r\n')}\r\n`, `# 起草中\n\n${BASE.join('\n\n  # 说明\n')}`])
      expect(parseClauses({ file: 'x.txt', text }, () => undefined)).toEqual({ set, faults: [] });
  });
  it('with 非 closer than 且, 且 closer than 或, and brackets of either width', () => {
    const when = (text: string) => {
      const { set } = read(instead(22, `    当 ${text}`));
      return set?.flavour === 'contract' ? set.articles[0]!.clauses[1]!.when : undefined;
    };
    expect(when('非 items 有 且 fee 有 或 mode 是 y')).toEqual({ any: [{ all: [{ not: { has: 'items' } }, { has: 'fee' }] }, { is: ['mode', 'y'] }] });
    expect(when('非（items 有 或 fee 有）')).toEqual({ not: { any: [{ has: 'items' }, { has: 'fee' }] } });
    expect(when('mode 是 x、y')).toEqual({ is: ['mode', 'x', 'y'] });
  });
  it('with parts taken in, renamed and left out; a fault in a part names the part', () => {
    const part = '步骤 p 部分 | Part\n  栏 place 单行\n    名 地点 | Place\n条 two 第二\n  款 two.a\n    文 在{place}。\n  款 two.b\n    文 {plaice}。\n';
    const of = (...lines: string[]) => parseClauses({ file: 'x.txt', text: [...BASE, ...lines].join('\n') }, (name) => (name === 'p' ? part : undefined));
    const { set } = of('引用步骤 p', '引用 p', '不用 two.b', '标题 two 另一条');
    expect(set?.flavour === 'contract' && set.articles.map((a) => [a.title, a.clauses.map((c) => c.id)])).toEqual([
      ['第一', ['one.a', 'one.b', 'one.c']],
      ['另一条', ['two.a']],
    ]);
    expect(of('引用步骤 p', '引用 p').faults).toMatchObject([{ file: 'parts/p.txt', line: 8, column: 7, key: 'noKey', expected: ['place'] }]);
    expect(of('引用 q').faults.map(short)).toEqual(['28:4 noPart']);
  });
});

describe('a fault is told with line and column', () => {
  it.each([
    ['1:1 noKind', ['名称 无头']],
    ['1:4 kind', instead(1, '合同 委托')],
    ['1:1 lacks', instead(4)],
    ['2:3 empty', instead(2, '名称')],
    ['3:1 wordNear', instead(3, '版木 1', '版本 1')],
    ['3:1 tab', instead(3, '\t版本 1', '版本 1')],
    ['3:2 oddIndent', instead(3, ' 版本 1', '版本 1')],
    ['3:5 tooDeep', instead(3, '    版本 1', '版本 1')],
    ['4:1 twice', instead(3, '版本 1', '版本 2')],
    ['3:3 nothingUnder', instead(2, '名称 某合同', '  字 一')],
    ['7:16 unseen', instead(7, '  {partyA.name}\u200b订立')],
    ['7:3 unseen', instead(7, '  \u202e反着读')],
    ['8:4 id', instead(8, '步骤 一 一 | One')],
    ['8:5 noName', instead(8, '步骤 a')],
    ['9:5 key', instead(9, '  栏 one.mode 选择')],
    ['9:10 fieldType', instead(9, '  栏 mode 选')],
    ['9:13 fieldFlag', instead(9, '  栏 mode 选择 至少 1')],
    ['9:3 fewChoices', instead(12)],
    ['9:3 choiceTwice', instead(12, '    选 x 乙 | B')],
    ['10:8 noChoice', instead(10, '    预填 z', '    名 方式 | Mode')],
    ['10:8 path', instead(10, '    取自 deal.title', '    名 方式 | Mode')],
    ['10:7 askedLater', instead(10, '    当 items 有', '    名 方式 | Mode')],
    ['13:3 keyTwice', instead(13, '  栏 mode 单行')],
    ['13:3 noLabel', instead(14)],
    ['20:10 brace', instead(20, '    文 方式为{mode|print{fee}，见{ref:one.b}。')],
    ['20:10 placeholder', instead(20, '    文 方式为{方式}{mode|print}{ref:one.b}')],
    ['20:10 how', instead(20, '    文 方式为{mode|upper}{mode|print}{ref:one.b}')],
    ['20:10 bareChoice', instead(20, '    文 方式为{mode}{ref:one.b}')],
    ['20:10 howOfOther', instead(20, '    文 方式为{mode|money}{ref:one.b}')],
    ['20:10 noReference', instead(20, '    文 方式为{ref:two}{mode|print}')],
    ['20:10 path', instead(20, '    文 方式为{buyer.nmae}{mode|print}')],
    ['21:3 idTwice', instead(21, '  款 one.a')],
    ['22:9 noKey', instead(22, '    当 非 fees 有', '    文 {fee|money}').toSpliced(23, 1)],
    ['22:14 noChoice', instead(22, '    当 mode 是 z 且 fee 有')],
    ['22:13 isOfOther', instead(22, '    当 fee 是 x')],
    ['22:16 conditionMore', instead(22, '    当 mode 是 x fee 有')],
    ['22:7 conditionKey', instead(22, '    当 且 fee 有')],
    ['22:12 conditionHow', instead(22, '    当 mode 为 x')],
    ['22:13 conditionValue', instead(22, '    当 mode 是')],
    ['22:13 conditionOpen', instead(22, '    当 (fee 有')],
    ['21:3 neverHolds', instead(22, '    当 mode 是 x 且 mode 是 y')],
    ['21:3 neverHolds', instead(22, '    当 mode 是 y 且 fee 有')],
    ['23:5 word', instead(23, '    话 金额{fee|money}元。', '    文 {fee|money}')],
    ['21:3 noText', instead(23)],
    ['27:8 notLines', instead(27, '    逐项 fee', '    指引 {items}')],
    ['27:8 table', instead(27, '    附表 甲', '    逐项 items')],
    ['27:8 noKey', instead(27, '    逐项 item', '    指引 x')],
  ] as [string, string[]][])('%s', (wanted, lines) => {
    expect(read(lines).faults.map(short)).toContain(wanted);
    expect(read(lines).set).toBeUndefined();
  });
  it('a remark does not stop it', () => {
    const idle = read(instead(24, '  款 one.c').toSpliced(24, 1).toSpliced(25, 1));
    expect([idle.faults.map((f) => `${f.level} ${short(f)}`), idle.set !== undefined]).toEqual([['warn 16:3 unused'], true]);
  });
  it('in words of both languages, each kind of them', () => {
    const source = Object.entries(import.meta.glob<string>('../../shared/domain/contract/language/*.ts', { query: '?raw', import: 'default', eager: true }));
    const keys = new Set(
      source.filter(([path]) => !path.endsWith('fault.ts')).flatMap(([, text]) => [...text.matchAll(/(?:must|warn)\([^;]*?'([a-z]\w+)'/gs)].map((m) => m[1]!)),
    );
    expect(keys.size).toBeGreaterThan(40);
    for (const words of [zh.clauseFault, en.clauseFault]) expect([...keys].filter((k) => !Object.hasOwn(words, k))).toEqual([]);
  });
});

describe('a hostile file is answered', () => {
  it.each([
    ['a line of a million signs', `${BASE.join('\n')}\n# ${'字'.repeat(1_000_000)}\n款 ${'{'.repeat(1_000_000)}`],
    ['100,000 lines', `${BASE.join('\n')}\n${'  款 x\n'.repeat(100_000)}`],
    ['100,000 lines of another language', 'a b c\n'.repeat(100_000)],
    ['a stair of 5,000 steps', Array.from({ length: 5_000 }, (_, i) => `${'  '.repeat(i)}条 x`).join('\n')],
    ['a million blanks', `合同 X${' '.repeat(1_000_000)}y`],
    ['control signs', Array.from({ length: 300 }, (_, i) => `名称 ${String.fromCharCode(i % 160)}`).join('\n')],
    ['a condition of 6,000 brackets', instead(22, `    当 ${'('.repeat(6_000)}fee 有${')'.repeat(6_000)}`).join('\n')],
    ['a condition of 3,000 negations', instead(22, `    当 ${'非 '.repeat(3_000)}fee 有`).join('\n')],
    ['a text of 9,000 braces', instead(23, `    文 ${'{}'.repeat(9_000)}`).join('\n')],
    ['bytes of something else', Array.from({ length: 40_000 }, (_, i) => String.fromCharCode((i * 7919) % 65_536)).join('')],
    ['a key of the language itself', `${BASE.join('\n')}\n__proto__ x\nconstructor y`],
  ])('%s', (_name, text) => {
    const { set, faults } = parseClauses({ file: 'x.txt', text }, partText);
    expect(set).toBeUndefined();
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(MOST_FAULTS);
    // what it quotes stays short enough to be shown
    expect(Math.max(...faults.map((f) => JSON.stringify(f.params ?? {}).length))).toBeLessThan(300);
  });
});
