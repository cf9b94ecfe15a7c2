/** Laws of the clause language over random files: what is printed is read back the same, and nothing makes it throw. */
import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClauseFiles } from '../../electron/cli/check-clauses.ts';
import { loadWords } from '../../electron/cli/resources.ts';
import { decodeText } from '../../renderer/documents/decode-text.ts';
import type { ClauseSet, Condition, InterviewField, Words } from '../../shared/domain/contract/clause-set.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { parseCondition, printCondition } from '../../shared/domain/contract/language/conditions.ts';
import { faults } from '../../shared/domain/contract/language/fault.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import { CODES, parsed, partText, textOf } from '../documents/clause-files.ts';
import { randomRuns } from '../support/random.ts';

const key = fc.constantFrom('a', 'bKey', 'c3', 'mode');
const condition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    key.map((k): Condition => ({ has: k })),
    fc
      .tuple(key, fc.array(fc.constantFrom('x', 'y', '12'), { minLength: 1, maxLength: 3 }))
      .map(([k, [first, ...more]]): Condition => ({ is: [k, first!, ...more] })),
    tie('any').map((not): Condition => ({ not })),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((any): Condition => ({ any })),
  ),
})).any;

// what a person could put into a text: no sign the language reads, and nothing that begins or ends with a blank
const plain = fc
  .stringMatching(/^[\u4e00-\u9fffA-Za-z0-9（）“”、：；。%-][\u4e00-\u9fffA-Za-z0-9（）“”、：；。% -]{0,20}[\u4e00-\u9fffA-Za-z0-9（）”。]$/)
  .filter((s) => !s.startsWith('- '));
const words: fc.Arbitrary<Words> = fc.oneof(
  fc.tuple(plain, plain).map(([zh, en]) => ({ zh, en })),
  plain.map((zh) => ({ zh, en: zh })),
);
const maybe = <T>(one: fc.Arbitrary<T>, name: string) => fc.option(one, { nil: undefined }).map((v) => (v === undefined ? {} : { [name]: v }));

const field = (i: number): fc.Arbitrary<InterviewField> =>
  fc
    .tuple(
      fc.constantFrom('line', 'text', 'lines', 'money', 'rate', 'day', 'whole', 'choice'),
      words,
      maybe(words, 'hint'),
      maybe(fc.constantFrom('deal.name', 'seller.bank'), 'from'),
      maybe(fc.constant(true), 'required'),
      fc.boolean(),
      maybe(fc.nat(99), 'min'),
      words,
    )
    .map(([type, label, hint, from, required, unsure, min, choice]) => ({
      key: `k${i}`,
      type,
      label,
      ...hint,
      ...('hint' in hint && unsure ? { hintConfirmed: false } : {}),
      ...from,
      ...required,
      ...(type === 'whole' ? min : {}),
      ...(i > 0 && unsure ? { when: { has: 'k0' } } : {}),
      ...(type === 'choice'
        ? {
            choices: [
              { value: 'x', label: choice, print: choice.zh },
              { value: 'y', label, print: `${choice.zh}甲` },
            ],
          }
        : {}),
    })) as fc.Arbitrary<InterviewField>;

const set: fc.Arbitrary<ClauseSet> = fc
  .tuple(
    fc.array(fc.nat(), { minLength: 1, maxLength: 5 }).chain((n) => fc.tuple(...n.map((_, i) => field(i)))),
    fc.array(fc.record({ title: plain, text: plain, other: plain, name: words, source: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    plain,
    maybe(plain, 'owner'),
    maybe(fc.constant('2027-02-28'), 'reviewOn'),
    maybe(words, 'group'),
    maybe(words, 'notRegistrable'),
    fc.array(plain, { maxLength: 5 }),
  )
  .map(([fields, texts, title, owner, reviewOn, group, notRegistrable, items]) => ({
    flavour: 'contract',
    kind: 'KF-X',
    edition: '1',
    title,
    ...owner,
    ...reviewOn,
    ...group,
    ...notRegistrable,
    partyA: '甲方（委托人）',
    partyB: '乙方',
    rights: 'secret',
    coverNotes: { title: '说明', items },
    recitals: ['{partyA.name}订立。'],
    steps: [{ id: 's', title: { zh: '一', en: 'One' }, fields: [...fields] }],
    articles: texts.map((t, i) => ({
      id: `art${i}`,
      title: t.title,
      clauses: [
        {
          id: `art${i}.a`,
          ...(i === 0 ? {} : { when: { has: 'k0' } as const }),
          // every question is used, so that nothing is remarked on
          text: `${t.text}${fields.map((f) => `{${f.key}${f.type === 'choice' ? '|print' : ''}}`).join('')}见{ref:art0}。`,
          ...(t.source ? { source: t.other, confirmed: false as const } : {}),
          guidance: t.name,
          alternatives: [{ id: 'b', name: t.name, text: t.other }],
        },
      ],
      ...(t.source ? {} : { silent: { text: t.name, source: t.other } }),
    })),
  }));

describe('what is printed is read back the same', () => {
  it('a condition', () => {
    fc.assert(
      fc.property(condition, (c) => {
        const found = faults();
        expect(parseCondition(printCondition(c), { file: '', line: 1, column: 1 }, found, [])).toEqual(c);
        expect(found.all()).toEqual([]);
      }),
      randomRuns(500),
    );
  });
  it('a kind', () => {
    fc.assert(
      fc.property(set, (model) => {
        expect(parseClauses({ file: 'x.txt', text: printClauses(model) }, () => undefined)).toEqual({ set: model, faults: [] });
      }),
      randomRuns(150),
    );
  });
});

it('a file of the program with a piece cut out, doubled or changed is answered, each fault inside the file', () => {
  const code = fc.constantFrom(...CODES);
  fc.assert(
    fc.property(
      code,
      fc.nat(),
      fc.nat(400),
      fc.constantFrom('', '{', '}', '|', '  ', '\n', '\n      ', '当 ', '（', '\t', '款 x\n', '\u0007'),
      fc.boolean(),
      (of, at, long, put, twice) => {
        const text = textOf(`${of}.txt`);
        const from = at % text.length;
        const piece = text.slice(from, from + long);
        const changed = text.slice(0, from) + put + (twice ? piece + piece : '') + text.slice(from + long);
        const lines = changed.split('\n');
        for (const f of parseClauses({ file: 'x.txt', text: changed }, partText).faults) {
          if (f.file !== 'x.txt') continue;
          expect(f.line).toBeGreaterThan(0);
          expect(f.line).toBeLessThanOrEqual(lines.length);
          expect(f.column).toBeGreaterThan(0);
          expect(f.column).toBeLessThanOrEqual(lines[f.line - 1]!.length + 1);
        }
      },
    ),
    randomRuns(120),
  );
});

it('anything at all is answered', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '合同 X',
      '文书 X',
      '步骤 a b',
      '  栏 k 选择',
      '    选 a b',
      '条 a b',
      '  款 a',
      '    文 {k',
      '    当 ((k 有',
      '正文',
      '  表 3',
      '    行 a | b',
      '    记录 rights x',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const { set: made, faults: found } = parseClauses({ file: 'x', text: lines.join('\n') }, partText);
      expect(made !== undefined || found.length > 0).toBe(true);
    }),
    randomRuns(400),
  );
});

describe('kezhuan check-clauses', () => {
  it('tells file, line and column as compilers do, with parts beside the file first; exit 2 only where something must be mended', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kezhuan-clauses-'));
    await mkdir(join(dir, 'parts'));
    const good = join(dir, 'XK-ZL.txt');
    const bad = join(dir, 'bad.txt');
    const gbk = join(dir, 'missing.txt');
    await writeFile(good, textOf('XK-ZL.txt'));
    await writeFile(bad, `${textOf('XK-ZL.txt')}\n引用 own\n引用步骤 tail\n`);
    await writeFile(join(dir, 'parts', 'own.txt'), '条 mine 我的\n  款 mine.a\n    文 {nobody}\n');
    const t = await loadWords('zh');
    const run = (...files: string[]) => checkClauseFiles(files, decodeText, t);
    expect(await run(good)).toEqual({ code: 0, out: `${good}：没有问题\n`, err: '' });
    const told = await run(bad, gbk);
    expect([told.code, (await run(bad)).code, (await run(gbk)).code]).toEqual([2, 2, 2]);
    expect(told.out).toContain(`${join(dir, 'parts', 'own.txt')}:3:7: 没有“nobody”这一栏。`);
    expect(told.out).toContain('栏“lateRate”写了两次。');
    expect(told.out).toContain(`没有这个文件：${gbk}`);
    expect((await run()).code).toBe(2);
    expect((await checkClauseFiles([bad], decodeText, await loadWords('en'))).out).toContain('There is no field “nobody”.');
  });
  it('a remark is told and does not count', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kezhuan-clauses-'));
    const file = join(dir, 'x.txt');
    const { set: licence } = parsed('XK-ZL');
    await writeFile(file, printClauses(licence!).replace('步骤 closing', '步骤 idle 闲\n  栏 nobodyAsks 单行\n    名 闲 | Idle\n步骤 closing'));
    const told = await checkClauseFiles([file], decodeText, await loadWords('zh'));
    expect([told.code, told.out]).toEqual([0, expect.stringMatching(/:\d+:3: 提醒：栏“nobodyAsks”问了，但没有用到。/)]);
  });
});
