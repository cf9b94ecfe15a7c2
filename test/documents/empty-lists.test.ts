/** What announces a list or a table is followed by one, by room for it, or by the word that there is none. Everything is 示例. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runText, type Block } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { interviewFields, type AnySet } from '../../shared/domain/contract/clause-set.ts';
import { buildPaper } from '../../shared/domain/contract/paper.ts';
import { sourcesOfLines } from '../../shared/domain/redline/cards-values.ts';
import { ourLines } from '../../shared/domain/redline/clauses.ts';
import { clausesOf, KINDS, paperOf } from '../../renderer/documents/clauses.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { randomRuns } from '../support/random.ts';
import { fullAnswers, kindInput } from './kinds-fixture.ts';

const CONTRACTS = KINDS.filter((k) => k.flavour === 'contract').map((k) => k.code);
const PAPERS = KINDS.filter((k) => k.flavour === 'paper').map((k) => k.code);
const BARE = /[：:][。；，]?$/;

/** Announcements with nothing behind them. */
const bare = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((b, i) => {
    // who is addressed stands at the left
    if (b.kind !== 'clause' && (b.kind !== 'paragraph' || b.align === 'left')) return [];
    const text = runText(b.runs).trim();
    if (!BARE.test(text)) return [];
    const next = blocks[i + 1];
    const rows = next?.kind === 'table' && next.rows.length > next.head;
    const item = (next?.kind === 'clause' || next?.kind === 'paragraph') && !BARE.test(runText(next.runs).trim()) && text.endsWith('：') && isItem(b, next);
    return rows || item ? [] : [text];
  });
/** Items of a clause bear its id; on a paper a list follows what announces it. */
const isItem = (of: Block, next: Block): boolean =>
  of.kind === 'clause'
    ? next.kind === 'clause' && next.id.startsWith(`${of.id}.`)
    : next.kind === 'paragraph' && /^（[1一]）|^1\.|^一、|^无。$/.test(runText(next.runs));

/** Answers with some left blank. */
const someBlank = (set: AnySet) =>
  fc.uniqueArray(fc.constantFrom(...interviewFields(set).map((f) => f.key))).map((blank) => {
    const full = fullAnswers(set as never);
    return { ...full, ...Object.fromEntries(blank.map((key) => [key, ''])) };
  });

describe('no line ends in ： with nothing after it', () => {
  it.each(CONTRACTS)('%s', (code) => {
    const set = clausesOf(code)!;
    const printed = (typed: Record<string, string>) => buildContract(set, kindInput(set, {}, { typed }));
    expect(bare(printed({}).document.blocks)).toEqual([]);
    for (const f of interviewFields(set).filter((x) => x.type === 'lines')) {
      const built = printed({ ...fullAnswers(set), [f.key]: ' \n' });
      expect(bare(built.document.blocks), f.key).toEqual([]);
      if (f.required && built.answers.has(f.key))
        expect(built.problems).toContainEqual(expect.objectContaining({ key: 'missing', level: 'must', field: f.key }));
    }
    fc.assert(
      fc.property(someBlank(set), (typed) => {
        expect(bare(printed(typed).document.blocks)).toEqual([]);
      }),
      randomRuns(20),
    );
  });
  it.each(PAPERS)('%s', (code) => {
    const set = paperOf(code)!;
    const { sources } = kindInput(clausesOf('XK-ZL')!);
    for (const of of [sources, { ...sources, rights: [], instalments: [], contributors: [] }]) {
      expect(bare(buildPaper(set, { typed: {}, sources: of }).document.blocks)).toEqual([]);
      fc.assert(
        fc.property(someBlank(set), (typed) => {
          expect(bare(buildPaper(set, { typed, sources: of }).document.blocks)).toEqual([]);
        }),
        randomRuns(20),
      );
    }
  });
});

it('a list that must have items has room for one, another says there are none; what is written there comes back to the list', () => {
  const set = clausesOf('FW-YB')!;
  const { document } = buildContract(set, kindInput(set, { target: '' }));
  const item = document.blocks.find((b) => b.kind === 'clause' && b.id === 'service.target.1');
  expect(item).toMatchObject({ no: '（1）', runs: [{ text: '＿＿＿＿＿＿', blank: true }, { text: '。' }] });
  expect(sourcesOfLines(set, {}, ourLines(document.blocks)).get('service.target.1')).toMatchObject({ each: 'target', item: 0 });
  const own = `合同 FW-YB
名称 示例合同
版本 1
甲方 委托人
乙方 受托人
标的 不限
首部
  {partyA.name}和{partyB.name}订立本合同。
步骤 a 甲 | A
  栏 extras 清单
    名 附加项 | Extras
条 one 一
  款 one.list
    文 附加下列各项：
    逐项 extras
`;
  const read = parseClauses({ file: 'x.txt', text: own }, () => undefined);
  if (read.set?.flavour !== 'contract') throw new Error(JSON.stringify(read));
  const built = buildContract(read.set, kindInput(set, {}, { typed: {} }));
  expect(built.document.blocks.find((b) => b.kind === 'clause' && b.id === 'one.list.1')).toMatchObject({ no: '', runs: [{ text: '无。' }] });
  expect(built.problems.filter((p) => p.field === 'extras')).toEqual([]);
});
