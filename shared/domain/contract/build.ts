/** Answers and records → the contract as blocks, the clauses as shown in the editor, and what is still wrong with it. */
import type { DocumentModel, Run } from './blocks.ts';
import { plainLines, runText } from './blocks.ts';
import type { Answer, ContractSources } from './answers.ts';
import { answersOf } from './answers.ts';
import type { Article, Clause, ClauseSet, Words } from './clause-set.ts';
import { interviewFields } from './clause-set.ts';
import type { Filling, Gap } from './fill.ts';
import { articleNumber, chineseDay, fill, holds } from './fill.ts';
import type { ContractProblem } from './problems.ts';
import { contractProblems, leftovers } from './problems.ts';
import { instalmentTable, partyTable, rightsTable } from './contract-tables.ts';
import { contentIdOf, onPaper, type ContractText, type Marks, type TextBlock } from './text.ts';

export type ContractInput = Marks & {
  /** `contract.fields`: only what a person typed */
  typed: Readonly<Record<string, string>>;
  /** `contract.clauseTexts`: clause id → wording a person changed; placeholders still work in it */
  clauseTexts: Readonly<Record<string, string>>;
  sources: ContractSources;
};

export type PrintedClause = { id: string; article: string; no: string; text: string; own: boolean; source?: string };

export type BuiltContract = {
  text: ContractText;
  document: DocumentModel;
  contentId: string;
  answers: ReadonlyMap<string, Answer>;
  clauses: PrintedClause[];
  /** articles that say 无, with what the law then supplies (screen only) */
  silent: { article: string; text: Words; source?: string; confirmed?: false }[];
  problems: ContractProblem[];
};

type Printing = { filling: Filling; input: ContractInput; gaps: Gap[]; clauses: PrintedClause[]; silent: BuiltContract['silent'] };

/** Always answers; whether a signing copy may be made is {@link BuiltContract.problems} with level `must`. */
export function buildContract(set: ClauseSet, input: ContractInput): BuiltContract {
  const answers = answersOf(set, input.typed, input.sources);
  const values = Object.fromEntries([...answers].map(([k, a]) => [k, a.value]));
  values['partyA.name'] = input.sources.buyer?.name ?? '';
  values['partyB.name'] = input.sources.seller?.name ?? '';
  const filling: Filling = {
    answers: values,
    fields: new Map(interviewFields(set).map((f) => [f.key, f])),
    references: new Map(set.articles.map((a, i) => [a.id, articleNumber(i + 1)])),
  };
  const printing: Printing = { filling, input, gaps: [], clauses: [], silent: [] };
  const body: TextBlock[] = [
    { kind: 'title', text: set.title },
    ...partyTable(set, input.sources, { a: values['contactA'], b: values['contactB'] }),
    ...set.recitals.map((r): TextBlock => ({ kind: 'paragraph', runs: printed(printing, r), indent: true })),
    ...set.articles.flatMap((a, i) => articleBlocks(printing, a, i + 1)),
  ];
  const text: ContractText = {
    kind: set.kind,
    edition: set.edition,
    title: set.title,
    cover: cover(set, values),
    notes: set.coverNotes,
    toc: { title: '目录', entries: set.articles.map((a, i) => ({ id: a.id, text: `${articleNumber(i + 1)} ${a.title}` })) },
    body,
    parties: parties(set, input),
    answers: Object.fromEntries(answers),
    clauses: Object.fromEntries(printing.clauses.map((c) => [c.id, { ...(c.own ? { own: true } : {}), ...(c.source ? { source: c.source } : {}) }])),
  };
  const contentId = contentIdOf(text);
  const document = onPaper(text, { ...input, signedOn: chineseDay(input.signedOn) }, contentId);
  const problems = [...contractProblems(set, input, answers, printing.gaps), ...leftovers(document, plainLines(document))];
  return { text, document, contentId, answers, clauses: printing.clauses, silent: printing.silent, problems };
}

function articleBlocks(printing: Printing, article: Article, n: number): TextBlock[] {
  const heading: TextBlock = { kind: 'heading', id: article.id, level: 1, text: `${articleNumber(n)} ${article.title}` };
  const clauses = article.clauses.filter((c) => holds(c.when, printing.filling.answers) && printing.input.clauseTexts[c.id]?.trim() !== '');
  if (clauses.length === 0) {
    if (article.silent !== undefined) printing.silent.push({ article: article.id, ...article.silent });
    return [heading, { kind: 'paragraph', runs: [{ text: '无。' }], indent: true }];
  }
  return [heading, ...clauses.flatMap((c, i) => clauseBlocks(printing, article, c, `${n}.${i + 1}`))];
}

function clauseBlocks(printing: Printing, article: Article, clause: Clause, no: string): TextBlock[] {
  const own = printing.input.clauseTexts[clause.id];
  const runs = printed(printing, own ?? clause.text);
  const blocks: TextBlock[] = [{ kind: 'clause', id: clause.id, no, runs }];
  if (clause.each !== undefined) {
    const items = linesOf(printing.filling.answers[clause.each]);
    blocks.push(
      ...items.map((item, i): TextBlock => ({
        kind: 'clause',
        id: `${clause.id}.${i + 1}`,
        no: `（${i + 1}）`,
        runs: [{ text: ended(item, i === items.length - 1) }],
      })),
    );
  }
  if (clause.table === 'patents') blocks.push(rightsTable(printing.input.sources, printing.filling.answers['inventors'] ?? ''));
  if (clause.table === 'instalments') blocks.push(instalmentTable(printing.input.sources));
  printing.clauses.push({ id: clause.id, article: article.id, no, text: runText(runs), own: own !== undefined, source: clause.source });
  return blocks;
}

function printed(printing: Printing, text: string): Run[] {
  const { runs, gaps } = fill(text, printing.filling);
  printing.gaps.push(...gaps);
  return runs;
}

function cover(set: ClauseSet, values: Record<string, string>): ContractText['cover'] {
  const blank = '＿＿＿＿＿＿＿＿';
  const from = chineseDay(values['termFrom']);
  const to = chineseDay(values['termTo']);
  return [
    { label: '合同编号', value: blank, mark: 'contractNo' },
    { label: '项目名称', value: values['projectName'] || blank },
    { label: set.partyA, value: values['partyA.name'] || blank },
    { label: set.partyB, value: values['partyB.name'] || blank },
    { label: '签订时间', value: blank, mark: 'signedOn' },
    { label: '签订地点', value: values['signPlace'] || blank },
    { label: '有效期限', value: from !== undefined && to !== undefined ? `${from}至${to}` : blank },
  ];
}

function parties(set: ClauseSet, { sources }: ContractInput): ContractText['parties'] {
  const lines = [
    { label: '法定代表人（负责人）或者授权代表（签字）', value: '' },
    { label: '日期', value: '　　　　年　　月　　日' },
  ];
  return [
    { short: '甲方', role: `${set.partyA}（盖章）`, name: sources.buyer?.name ?? '', uscc: sources.buyer?.uscc ?? '', lines },
    { short: '乙方', role: `${set.partyB}（盖章）`, name: sources.seller?.name ?? '', uscc: sources.seller?.uscc ?? '', lines },
  ];
}

/** Items of a `lines` answer. */
export const linesOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '');
const ended = (item: string, last: boolean): string => `${item.replace(/[。；;，,]+$/, '')}${last ? '。' : '；'}`;
