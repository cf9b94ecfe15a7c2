/** Random documents of every kind of block, and random edits of them: what a negotiation does to a contract, and worse. */
import fc from 'fast-check';
import type { Block, Cell, DocumentModel, Run } from '../../shared/domain/contract/blocks.ts';

const WORDS = [
  '甲方',
  '乙方',
  '不得',
  '应当',
  '许可',
  '专利',
  '技术资料',
  '，',
  '。',
  '；',
  '1,800,000.00元',
  '2026年3月12日',
  '3%',
  'ZL202310000001.2',
  '改进成果',
  '归',
  '共有',
  ' ',
  '\n',
  '<&>',
  '𠮷',
];
const words = (most: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most }).map((w) => w.join(''));
const run: fc.Arbitrary<Run> = fc.record({ text: words(8), bold: fc.boolean(), blank: fc.boolean() }, { requiredKeys: ['text'] });
const runs = fc.array(run, { minLength: 1, maxLength: 3 });
const tableCell: fc.Arbitrary<Cell> = runs.map((r) => ({ runs: r }));
const lineOf = fc.record({ label: words(2), value: words(4) });

const table: fc.Arbitrary<Block> = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.constant(Array.from({ length: columns }, () => ({ width: Math.floor(1000 / columns) }))),
      head: fc.nat(1),
      rows: fc.array(fc.array(tableCell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
      caption: words(3),
    }),
  );

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 2, arbitrary: words(4).map((text): Block => ({ kind: 'heading', id: '', level: 1, text })) },
  { weight: 6, arbitrary: runs.map((r): Block => ({ kind: 'clause', id: '', no: '', runs: r })) },
  { weight: 3, arbitrary: runs.map((r): Block => ({ kind: 'paragraph', runs: r, indent: true })) },
  { weight: 2, arbitrary: table },
  { weight: 1, arbitrary: words(3).map((text): Block => ({ kind: 'banner', text })) },
  { weight: 1, arbitrary: fc.constant<Block>({ kind: 'pageBreak' }) },
  { weight: 1, arbitrary: words(3).map((text): Block => ({ kind: 'title', text })) },
);
const front: fc.Arbitrary<Block> = fc
  .tuple(words(3), fc.array(lineOf, { minLength: 1, maxLength: 4 }), fc.array(words(4), { maxLength: 3 }))
  .map(([title, lines, items]): Block => ({ kind: 'cover', title, lines, ...(items.length > 0 ? { notes: { title: '说明', items } } : {}) }));
const signatures: fc.Arbitrary<Block> = fc
  .tuple(words(2), words(2))
  .map(([a, b]): Block => ({
    kind: 'signatures',
    parties: [a, b].map((name, i) => ({ role: i === 0 ? '甲方（盖章）' : '乙方（盖章）', name, keyword: '', lines: [{ label: '日期', value: '' }] })),
  }));

type Edit = { how: 'drop' | 'put' | 'move' | 'word' | 'row'; at: number; to: number; block: Block; words: string };
const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom('drop', 'put', 'move', 'word', 'word', 'row'),
  at: fc.nat(40),
  to: fc.nat(40),
  block,
  words: words(3),
});

const named = (blocks: readonly Block[]): Block[] => blocks.map((b, i) => ('id' in b ? { ...b, id: `c${i}` } : b));

/** Numbers follow from places, as a contract's do; contents list the headings. */
function printed(blocks: readonly Block[]): Block[] {
  let [article, clause] = [0, 0];
  const numbered = blocks.map((b): Block => {
    if (b.kind === 'heading') [article, clause] = [article + 1, 0];
    if (b.kind === 'clause') return { ...b, no: `${article}.${++clause}` };
    return b;
  });
  const entries = numbered.flatMap((b) => (b.kind === 'heading' ? [{ id: b.id, text: b.text }] : []));
  return entries.length > 0 ? [{ kind: 'toc', title: '目录', entries }, ...numbered] : numbered;
}

function edited(blocks: readonly Block[], edits: readonly Edit[]): Block[] {
  const next = [...blocks];
  edits.forEach(({ how, at, to, block: put, words: more }, n) => {
    const i = at % Math.max(1, next.length);
    const here = next[i];
    if (how === 'put') next.splice(i, 0, 'id' in put ? { ...put, id: `new${n}` } : put);
    else if (here === undefined) return;
    else if (how === 'drop') next.splice(i, 1);
    else if (how === 'move') next.splice(to % next.length, 0, ...next.splice(i, 1));
    else if (how === 'word' && (here.kind === 'clause' || here.kind === 'paragraph'))
      next[i] = { ...here, runs: here.runs.toSpliced(at % 2, to % 2, { text: more, bold: true }) };
    else if (how === 'row' && here.kind === 'table')
      next[i] = {
        ...here,
        rows: here.rows.toSpliced(
          to % here.rows.length,
          at % 2,
          here.columns.map((_, k): Cell => ({ runs: [{ text: `${more}${k}` }] })),
        ),
      };
  });
  return next;
}

const paper = (blocks: readonly Block[], contentId: string): DocumentModel => ({
  kind: 'contract',
  title: '示例合同',
  contentId,
  header: '',
  pageNumbers: true,
  watermark: '',
  blocks: printed(blocks),
});

/** A document and the same after up to eight edits, or two that have nothing to do with each other. */
export const twoPapers: fc.Arbitrary<[DocumentModel, DocumentModel]> = fc
  .record({
    head: fc.option(fc.tuple(front, front), { freq: 1 }),
    body: fc.array(block, { maxLength: 14 }),
    other: fc.option(fc.array(block, { maxLength: 8 }), { freq: 8 }),
    edits: fc.array(edit, { maxLength: 8 }),
    tail: fc.option(fc.tuple(signatures, signatures), { freq: 1 }),
  })
  .map(({ head, body, other, edits, tail }) => {
    const base = named(body);
    const side = (blocks: readonly Block[], k: 0 | 1): Block[] => [...(head ? [head[k]] : []), ...blocks, ...(tail ? [tail[k]] : [])];
    return [paper(side(base, 0), 'a'.repeat(64)), paper(side(other ? named(other) : edited(base, edits), 1), 'b'.repeat(64))];
  });
