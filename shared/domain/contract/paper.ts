/** A paper that is no contract: answers and records → blocks, and what is still missing. */
import type { Answer, ContractSources } from './answers.ts';
import { answersOf, recordValues } from './answers.ts';
import type { Block, DocumentModel, SignatureParty } from './blocks.ts';
import { plainLines, runText } from './blocks.ts';
import type { PaperBlock, PaperSet } from './clause-set.ts';
import { interviewFields } from './clause-set.ts';
import { withContentId } from './content-id.ts';
import { holds, noItems, type Filling } from './fill.ts';
import { linesOf, printed, type Printing } from './paper-fill.ts';
import { tableOf } from './paper-table.ts';
import { leftovers, questionProblems, type ContractProblem } from './problems.ts';

export type PaperInput = {
  /** only what a person typed */
  typed: Readonly<Record<string, string>>;
  sources: ContractSources;
  /** 示例 or 实训 wording across the pages; empty in the 正式库 */
  watermark?: string;
};
export type BuiltPaper = { document: DocumentModel; answers: ReadonlyMap<string, Answer>; problems: ContractProblem[] };

/** Always answers; a paper with a problem of level `must` is a draft with its gaps visible. */
export function buildPaper(set: PaperSet, input: PaperInput): BuiltPaper {
  const answers = answersOf(set, input.typed, input.sources);
  const known = Object.entries(recordValues(input.sources)).map(([path, value]) => [path, value ?? ''] as const);
  const filling: Filling = {
    answers: { ...Object.fromEntries(known), ...Object.fromEntries([...answers].map(([key, a]) => [key, a.value])) },
    fields: new Map(interviewFields(set).map((f) => [f.key, f])),
    references: new Map(),
  };
  const printing: Printing = { filling, sources: input.sources, gaps: [], problems: [] };
  const shown = set.body.filter((b) => holds(b.when, filling.answers));
  const title: Block[] = shown.some((b) => b.kind === 'title') ? [] : [{ kind: 'title', text: set.title }];
  const document = withContentId({
    kind: 'paper',
    title: set.title,
    header: '',
    pageNumbers: 'several',
    watermark: input.watermark ?? '',
    blocks: [...title, ...together(shown.flatMap((b) => blocksOf(printing, b)))],
  });
  const problems = [...questionProblems(set, answers, printing.gaps), ...printing.problems, ...leftovers(document, plainLines(document))];
  return { document, answers, problems };
}

function blocksOf(printing: Printing, block: PaperBlock): Block[] {
  switch (block.kind) {
    case 'title':
      return [{ kind: 'title', text: runText(printed(printing, block.text)) }];
    case 'paragraph':
      return [
        {
          kind: 'paragraph',
          runs: printed(printing, block.text),
          ...(block.align ? { align: block.align } : block.small ? {} : { indent: true }),
          ...(block.small ? { small: true } : {}),
          // what announces a list or a table is not left behind at the foot of a page
          ...(block.text.endsWith('：') ? { keepWithNext: true } : {}),
        },
      ];
    case 'items':
      return itemsOf(printing, block.key);
    case 'table':
      return tableOf(printing, block);
    case 'signature':
      return [{ kind: 'signatures', parties: [signatoryOf(printing, block)] }];
    case 'pageBreak':
      return [{ kind: 'pageBreak' }];
  }
}

function itemsOf({ filling }: Printing, key: string): Block[] {
  const items = linesOf(filling.answers[key]);
  if (items.length === 0) return [{ kind: 'paragraph', runs: noItems(key, filling), indent: true }];
  return items.map((item, i) => {
    const bare = item.replace(/[；;。，,]+$/, '');
    return { kind: 'paragraph', runs: [{ text: `（${i + 1}）${bare}${i === items.length - 1 ? '。' : '；'}` }], indent: true };
  });
}

const DATE = '日期';
const SIGNED = [
  { label: '签字', value: '' },
  { label: DATE, value: '' },
];

function signatoryOf(printing: Printing, { role, name, lines = SIGNED }: PaperBlock & { kind: 'signature' }): SignatureParty {
  return {
    role,
    name: runText(printed(printing, name)),
    keyword: '',
    lines: lines.map(({ label, value }) => {
      const said = runText(printed(printing, value));
      return { label, value: said === '' && label === DATE ? '　　　　年　　月　　日' : said };
    }),
  };
}

/** Those who sign one after the other stand side by side. */
function together(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (block.kind === 'signatures' && last?.kind === 'signatures' && last.parties.length < 2) last.parties.push(...block.parties);
    else out.push(block);
  }
  return out;
}
