/** Answers and records → the contract as blocks, the clauses as shown in the editor, and what is still wrong with it. */
import { canonicalJson, sha256Hex } from '../../change/chain.ts';
import type { Json } from '../../change/change.ts';
import type { Block, DocumentModel, Run, SignatureParty } from './blocks.ts';
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

export type ContractInput = {
  /** `contract.fields`: only what a person typed */
  typed: Readonly<Record<string, string>>;
  /** `contract.clauseTexts`: clause id → wording a person changed; placeholders still work in it */
  clauseTexts: Readonly<Record<string, string>>;
  sources: ContractSources;
  version: number;
  copy: 'draft' | 'signing';
  /** from the signing; printed only */
  contractNo?: string;
  signedOn?: string;
  /** 示例 or 实训 wording across the pages; empty in the 正式库 */
  watermark?: string;
};

export type PrintedClause = { id: string; article: string; no: string; text: string; own: boolean; guidance?: Words; source?: string };

export type BuiltContract = {
  document: DocumentModel;
  contentId: string;
  answers: ReadonlyMap<string, Answer>;
  clauses: PrintedClause[];
  /** articles that say 无, with what the law then supplies (screen only) */
  silent: { article: string; text: Words; source: string; confirmed?: false }[];
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
  const body: Block[] = [
    { kind: 'title', text: set.title },
    ...partyTable(set, input.sources),
    ...set.recitals.map((r): Block => ({ kind: 'paragraph', runs: printed(printing, r), indent: true })),
    ...set.articles.flatMap((a, i) => articleBlocks(printing, a, i + 1)),
  ];
  const contentId = contentIdOf(set, values, body);
  const blocks: Block[] = [
    cover(set, input, values),
    { kind: 'pageBreak' },
    { kind: 'toc', title: '目录', entries: set.articles.map((a, i) => ({ id: a.id, text: `${articleNumber(i + 1)} ${a.title}` })) },
    { kind: 'pageBreak' },
    ...body,
    { kind: 'signatures', parties: signatures(set, input, contentId) },
  ];
  const document: DocumentModel = {
    kind: 'contract',
    title: set.title,
    contentId,
    header: headerOf(input, contentId),
    pageNumbers: true,
    watermark: input.watermark ?? '',
    blocks,
  };
  const problems = [...contractProblems(set, input, answers, printing.gaps), ...leftovers(document, plainLines(document))];
  return { document, contentId, answers, clauses: printing.clauses, silent: printing.silent, problems };
}

function articleBlocks(printing: Printing, article: Article, n: number): Block[] {
  const heading: Block = { kind: 'heading', id: article.id, level: 1, text: `${articleNumber(n)} ${article.title}` };
  const clauses = article.clauses.filter((c) => holds(c.when, printing.filling.answers) && printing.input.clauseTexts[c.id]?.trim() !== '');
  if (clauses.length === 0) {
    if (article.silent !== undefined) printing.silent.push({ article: article.id, ...article.silent });
    return [heading, { kind: 'paragraph', runs: [{ text: '无。' }], indent: true }];
  }
  return [heading, ...clauses.flatMap((c, i) => clauseBlocks(printing, article, c, `${n}.${i + 1}`))];
}

function clauseBlocks(printing: Printing, article: Article, clause: Clause, no: string): Block[] {
  const own = printing.input.clauseTexts[clause.id];
  const runs = printed(printing, own ?? clause.text);
  const blocks: Block[] = [{ kind: 'clause', id: clause.id, no, runs }];
  if (clause.each !== undefined) {
    const items = linesOf(printing.filling.answers[clause.each]);
    blocks.push(
      ...items.map((item, i): Block => ({
        kind: 'clause',
        id: `${clause.id}.${i + 1}`,
        no: `（${i + 1}）`,
        runs: [{ text: ended(item, i === items.length - 1) }],
      })),
    );
  }
  if (clause.table === 'rights') blocks.push(rightsTable(printing.input.sources, printing.filling.answers['inventors'] ?? ''));
  if (clause.table === 'instalments') blocks.push(instalmentTable(printing.input.sources));
  printing.clauses.push({
    id: clause.id,
    article: article.id,
    no,
    text: runText(runs),
    own: own !== undefined,
    guidance: clause.guidance,
    source: clause.source,
  });
  return blocks;
}

function printed(printing: Printing, text: string): Run[] {
  const { runs, gaps } = fill(text, printing.filling);
  printing.gaps.push(...gaps);
  return runs;
}

function cover(set: ClauseSet, input: ContractInput, values: Record<string, string>): Block {
  const blank = '＿＿＿＿＿＿＿＿';
  const from = chineseDay(values['termFrom']);
  const to = chineseDay(values['termTo']);
  return {
    kind: 'cover',
    title: set.title,
    lines: [
      { label: '合同编号', value: input.contractNo || blank },
      { label: '项目名称', value: values['projectName'] || blank },
      { label: set.partyA, value: values['partyA.name'] || blank },
      { label: set.partyB, value: values['partyB.name'] || blank },
      { label: '签订时间', value: chineseDay(input.signedOn) ?? blank },
      { label: '签订地点', value: values['signPlace'] || blank },
      { label: '有效期限', value: from !== undefined && to !== undefined ? `${from}至${to}` : blank },
    ],
    notes: set.coverNotes,
  };
}

function signatures(set: ClauseSet, input: ContractInput, contentId: string): SignatureParty[] {
  const keyword = (who: string): string => (input.copy === 'signing' ? `${who}签章处-${contentId.slice(0, 8)}` : '');
  const lines = [
    { label: '法定代表人（负责人）或者授权代表（签字）', value: '' },
    { label: '日期', value: '　　　　年　　月　　日' },
  ];
  return [
    { role: `${set.partyA}（盖章）`, name: input.sources.buyer?.name ?? '', keyword: keyword('甲方'), lines },
    { role: `${set.partyB}（盖章）`, name: input.sources.seller?.name ?? '', keyword: keyword('乙方'), lines },
  ];
}

function headerOf(input: ContractInput, contentId: string): string {
  if (input.copy === 'draft') return `讨论稿 v${input.version} · 内容标识 ${contentId.slice(0, 12)}`;
  return `合同编号：${input.contractNo ?? ''}`;
}

/**
 * Names the agreed text by what is printed: the contract number, the day of signing, the version and the kind of copy
 * are marks on the paper and stay out of it; so does everything in the records that is not printed.
 */
function contentIdOf(set: ClauseSet, values: Record<string, string>, body: Block[]): string {
  const { projectName, signPlace, termFrom, termTo } = values;
  const front = [projectName, signPlace, termFrom, termTo, values['partyA.name'], values['partyB.name']].map((v) => v ?? '');
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify({ kind: set.kind, title: set.title, notes: set.coverNotes, front, body })) as Json));
}

/** Items of a `lines` answer. */
export const linesOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '');
const ended = (item: string, last: boolean): string => `${item.replace(/[。；;，,]+$/, '')}${last ? '。' : '；'}`;
