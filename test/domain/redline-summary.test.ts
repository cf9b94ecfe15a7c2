import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { compareDocuments } from '../../shared/domain/redline/document-diff.ts';
import { foreignDocument } from '../../shared/domain/redline/foreign-document.ts';
import { summaryOf, type PlaceChange } from '../../shared/domain/redline/summary.ts';
import { twoPapers } from '../support/random-papers.ts';
import { randomRuns } from '../support/random.ts';

const clause = (id: string, no: string, text: string): Block => ({ kind: 'clause', id, no, runs: [{ text }] });
const heading = (id: string, text: string): Block => ({ kind: 'heading', id, level: 1, text });
const table = (...rows: string[][]): Block => ({
  kind: 'table',
  columns: [{ width: 500 }, { width: 500 }],
  head: 0,
  rows: rows.map((r) => r.map((text) => ({ runs: [{ text }] }))),
});
const paper = (...blocks: Block[]): DocumentModel => ({ kind: 'contract', title: '合同', contentId: '', header: '', pageNumbers: true, watermark: '', blocks });
const said = ({ article, no, how, from, pieces }: PlaceChange): string =>
  [article, no, how, from, pieces.map((p) => (p.op === 'same' ? p.text : p.op === 'del' ? `[-${p.text}-]` : `{+${p.text}+}`)).join('')]
    .filter((x) => x !== undefined)
    .join(' / ');

const OLD = paper(
  { kind: 'title', text: '专利实施许可合同' },
  table(['甲方', '示例种业股份有限公司'], ['住所地', '佛山市']),
  heading('grant', '第一条 许可方式'),
  clause('grant.kind', '1.1', '许可方式为独占实施许可，期限五年。'),
  clause('grant.third', '1.2', '甲方不得许可第三人实施许可专利，也不得转让。'),
  heading('fee', '第二条 使用费'),
  clause('fee.total', '2.1', '入门费1,800,000.00元，提成3%。'),
  clause('fee.audit', '2.2', '乙方有权每年一次查阅与提成有关的账簿和记录。'),
  heading('law', '第三条 争议的解决'),
  clause('law.court', '3.1', '因本合同发生的争议，由乙方所在地有管辖权的人民法院管辖。'),
);
const NEXT = paper(
  { kind: 'title', text: '专利实施许可合同' },
  table(['甲方', '示例种业股份有限公司'], ['住所地', '珠海市'], ['联系人', '示例人']),
  heading('grant', '第一条 许可方式'),
  clause('grant.kind', '1.1', '许可方式为排他实施许可，期限五年。'),
  clause('grant.third', '1.2', '甲方许可第三人实施许可专利，也不得转让。'),
  heading('new', '第二条 保密'),
  clause('new.a', '2.1', '双方对本合同内容负有保密义务。'),
  heading('fee', '第三条 使用费'),
  clause('fee.total', '3.1', '入门费1,200,000.00元，提成2.5%。'),
  heading('law', '第四条 争议的解决'),
  clause('fee.audit', '4.1', '乙方有权每年一次查阅与提成有关的账簿和记录。'),
);

describe('the summary of a comparison', () => {
  it('tells clause by clause what came, went, moved and changed, and counts what only has another number', () => {
    const { changes, renumbered } = summaryOf(OLD, NEXT);
    expect(changes.map(said)).toEqual([
      ' /  / changed / 住所地 ｜ [-佛山-]{+珠海+}市',
      ' /  / inserted / {+联系人 ｜ 示例人+}',
      '第一条 许可方式 / 1.1 / changed / 许可方式为[-独占-]{+排他+}实施许可，期限五年。',
      '第一条 许可方式 / 1.2 / changed / 甲方[-不得-]许可第三人实施许可专利，也不得转让。',
      '第二条 保密 / 第二条 / inserted / {+保密+}',
      '第二条 保密 / 2.1 / inserted / {+双方对本合同内容负有保密义务。+}',
      '第三条 使用费 / 3.1 / changed / 入门费[-1,800,000.00元-]{+1,200,000.00元+}，提成[-3%-]{+2.5%+}。',
      '第三条 争议的解决 / 3.1 / deleted / [-因本合同发生的争议，由乙方所在地有管辖权的人民法院管辖。-]',
      '第四条 争议的解决 / 4.1 / moved / 2.2 / 乙方有权每年一次查阅与提成有关的账簿和记录。',
    ]);
    expect(renumbered).toBe(2);
    expect(summaryOf(OLD, OLD)).toEqual({ changes: [], renumbered: 0 });
  });

  it('walks through both documents whole and in order', () => {
    fc.assert(
      fc.property(twoPapers, ([old, next]) => {
        const steps = compareDocuments(old, next);
        expect(steps.flatMap((s) => (s.how === 'inserted' || s.how === 'movedTo' ? [] : [s.old]))).toEqual(old.blocks);
        expect(steps.flatMap((s) => (s.how === 'deleted' || s.how === 'movedFrom' ? [] : [s.next]))).toEqual(next.blocks);
        const moves = (how: string): number[] => steps.flatMap((s) => (s.how === how && 'move' in s ? [s.move] : [])).sort((a, b) => a - b);
        expect(moves('movedFrom')).toEqual(moves('movedTo'));
      }),
      randomRuns(100),
    );
  });

  it('finds the clauses of a text from elsewhere by their words, whatever number they have', () => {
    const theirs = foreignDocument(
      '返回稿',
      [
        '专利实施许可合同',
        '第一条 许可方式',
        '1.1 许可方式为排他实施许可，期限五年。',
        '第二条 使用费',
        '2.1　入门费1,800,000.00元，提成3%。',
        '第二条所称提成按年结算。',
      ].join('\n'),
    );
    expect(theirs.blocks.map((b) => b.kind)).toEqual(['paragraph', 'heading', 'clause', 'heading', 'clause', 'paragraph']);
    const changes = summaryOf(OLD, theirs).changes.map(said);
    expect(changes).toContain('第一条 许可方式 / 1.1 / changed / 许可方式为[-独占-]{+排他+}实施许可，期限五年。');
    expect(changes.some((c) => c.includes('1,800,000.00元'))).toBe(false);
  });
});
