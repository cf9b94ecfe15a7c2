/** Answers and records → the contract as blocks, the clauses as shown in the editor, and what is still wrong with it. */
import { ANNEXES, annexesOf, annexLine } from './annexes.ts';
import type { DocumentModel, Run } from './blocks.ts';
import { plainLines, runText } from './blocks.ts';
import type { Answer, ContractSources } from './answers.ts';
import { allNamed, answersOf, furtherValues } from './answers.ts';
import type { Article, Clause, ClauseSet, ClauseTable, Words } from './clause-set.ts';
import { interviewFields } from './clause-set.ts';
import type { Filling, Gap } from './fill.ts';
import { articleNumber, chineseDay, fill, holds, noItems } from './fill.ts';
import type { ContractProblem } from './problems.ts';
import { contractProblems, leftovers } from './problems.ts';
import { contributorTable, instalmentTable, partyTable, sharesTable } from './contract-tables.ts';
import { patentsTable, rightsTables } from './right-tables.ts';
import { furtherLabel, furtherName, inSeveral } from './several.ts';
import { contentIdOf, onPaper, type ContractText, type Marks, type TextBlock } from './text.ts';

export type ContractInput = Marks & {
  /** `contract.fields`: only what a person typed */
  typed: Readonly<Record<string, string>>;
  /** `contract.clauseTexts`: clause id → wording a person changed; placeholders still work in it */
  clauseTexts: Readonly<Record<string, string>>;
  sources: ContractSources;
  /** ISO day on which it is looked at; nothing of it is printed */
  today?: string;
  /** as it was built before annexes had pages of their own */
  annexPages?: false;
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
export function buildContract(given: ClauseSet, input: ContractInput): BuiltContract {
  const set = inSeveral(given, input.sources.further?.length ?? 0);
  const answers = answersOf(set, input.typed, input.sources);
  const values = { ...furtherValues(input.sources), ...Object.fromEntries([...answers].map(([k, a]) => [k, a.value])) };
  values['partyA.name'] = input.sources.buyer?.name ?? '';
  values['partyB.name'] = input.sources.seller?.name ?? '';
  // for wordings of a person's own: in the text's own it is laid out already
  values['parties'] = allNamed(input.sources);
  const filling: Filling = {
    answers: values,
    fields: new Map(interviewFields(set).map((f) => [f.key, f])),
    references: referencesOf(set, values, input.clauseTexts),
  };
  const printing: Printing = { filling, input, gaps: [], clauses: [], silent: [] };
  const body: TextBlock[] = [
    { kind: 'title', text: set.title },
    ...partyTable(set, input.sources, values),
    ...set.recitals.map((r): TextBlock => ({ kind: 'paragraph', runs: printed(printing, r), indent: true })),
    ...set.articles.flatMap((a, i) => articleBlocks(printing, a, i + 1)),
  ];
  const text: ContractText = {
    kind: set.kind,
    edition: set.edition,
    title: set.title,
    cover: cover(set, values, input.sources),
    notes: { ...set.coverNotes, items: [...set.coverNotes.items, ...(set.notRegistrable ? [set.notRegistrable.zh] : [])] },
    toc: { title: '目录', entries: set.articles.map((a, i) => ({ id: a.id, text: `${articleNumber(i + 1)} ${a.title}` })) },
    body,
    ...annexes(set, values, input),
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
  const clauses = printedOf(article, printing.filling.answers, printing.input.clauseTexts);
  if (clauses.length === 0) {
    if (article.silent !== undefined) printing.silent.push({ article: article.id, ...article.silent });
    return [heading, { kind: 'paragraph', runs: [{ text: '无。' }], indent: true }];
  }
  return [heading, ...clauses.flatMap((c, i) => clauseBlocks(printing, article, c, `${n}.${i + 1}`))];
}

/** What an article prints: a clause whose condition does not hold, or that a person emptied, is left out. */
const printedOf = (article: Article, answers: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>): Clause[] =>
  article.clauses.filter((c) => holds(c.when, answers) && own[c.id]?.trim() !== '');

/** What `{ref:…}` prints: 第三条, or 第3.2款; a clause that is not printed is named by its article. */
export function referencesOf(set: ClauseSet, answers: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>): Map<string, string> {
  const out = new Map<string, string>();
  set.articles.forEach((article, i) => {
    const name = articleNumber(i + 1);
    out.set(article.id, name);
    const printed = printedOf(article, answers, own);
    for (const c of article.clauses) if (!out.has(c.id)) out.set(c.id, printed.includes(c) ? `第${i + 1}.${printed.indexOf(c) + 1}款` : name);
  });
  return out;
}

function tablesOf(table: ClauseTable, { input: { sources }, filling }: Printing): TextBlock[] {
  const inventors = filling.answers['inventors'] ?? '';
  switch (table) {
    case 'patents':
      return [patentsTable(sources, inventors)];
    case 'rights':
      return rightsTables(sources, inventors);
    case 'instalments':
      return [instalmentTable(sources)];
    case 'contributors':
      return [contributorTable(sources)];
    case 'shares':
      return [sharesTable(sources, filling.answers)];
  }
}

function clauseBlocks(printing: Printing, article: Article, clause: Clause, no: string): TextBlock[] {
  const own = printing.input.clauseTexts[clause.id];
  const runs = printed(printing, own ?? clause.text);
  const blocks: TextBlock[] = [{ kind: 'clause', id: clause.id, no, runs }];
  if (clause.each !== undefined) {
    const lines = linesOf(printing.filling.answers[clause.each]);
    const items = clause.each === ANNEXES && printing.input.annexPages !== false ? lines.map((l) => annexLine(l).title) : lines;
    const each = items.map((item, i) => [{ text: ended(item, i === items.length - 1) }]);
    // what announces a list is never followed by nothing
    const rows: Run[][] = each.length > 0 ? each : [noItems(clause.each, printing.filling)];
    blocks.push(
      ...rows.map((item, i): TextBlock => ({
        kind: 'clause',
        id: `${clause.id}.${i + 1}`,
        no: each.length > 0 || item[0]!.blank ? `（${i + 1}）` : '',
        runs: item,
      })),
    );
  }
  if (clause.table !== undefined) blocks.push(...tablesOf(clause.table, printing));
  printing.clauses.push({ id: clause.id, article: article.id, no, text: runText(runs), own: own !== undefined, source: clause.source });
  return blocks;
}

function printed(printing: Printing, text: string): Run[] {
  const { runs, gaps } = fill(text, printing.filling);
  printing.gaps.push(...gaps);
  return runs;
}

/** Only what the contract itself lists belongs to it. */
function annexes(set: ClauseSet, values: Record<string, string>, { clauseTexts, annexPages }: ContractInput): Pick<ContractText, 'annexes'> {
  const listed = set.articles.some((a) => printedOf(a, values, clauseTexts).some((c) => c.each === ANNEXES));
  const made = listed && annexPages !== false ? annexesOf(linesOf(values[ANNEXES]), linesOf(values['materials'])) : [];
  return made.length > 0 ? { annexes: made } : {};
}

function cover(set: ClauseSet, values: Record<string, string>, { further = [] }: ContractSources): ContractText['cover'] {
  const blank = '＿＿＿＿＿＿＿＿';
  // only what the kind asks for
  const asks = (key: string): boolean => interviewFields(set).some((f) => f.key === key);
  const from = chineseDay(values['termFrom']);
  const to = chineseDay(values['termTo']);
  return [
    { label: '合同编号', value: blank, mark: 'contractNo' },
    { label: '项目名称', value: values['projectName'] || blank },
    { label: set.partyA, value: values['partyA.name'] || blank },
    { label: set.partyB, value: values['partyB.name'] || blank },
    ...further.map(({ role, party }, i) => ({ label: furtherLabel(i, role), value: party?.name || blank })),
    { label: '签订时间', value: blank, mark: 'signedOn' },
    ...(asks('signPlace') ? [{ label: '签订地点', value: values['signPlace'] || blank }] : []),
    ...(asks('termTo') ? [{ label: '有效期限', value: from !== undefined && to !== undefined ? `${from}至${to}` : blank }] : []),
  ];
}

/** A person signs and has no seal; for an organization its representative signs and it is sealed. */
function parties(set: ClauseSet, { sources: { buyer, seller, further = [] } }: ContractInput): ContractText['parties'] {
  const day = { label: '日期', value: '　　　　年　　月　　日' };
  const side = (short: string, role: string, p: ContractSources['buyer']): ContractText['parties'][number] => ({
    short,
    role: `${role}（${p?.kind === 'person' ? '签字' : '盖章'}）`,
    name: p?.name ?? '',
    uscc: p?.uscc ?? '',
    lines: p?.kind === 'person' ? [day] : [{ label: '法定代表人（负责人）或者授权代表（签字）', value: '' }, day],
  });
  return [
    side('甲方', set.partyA, buyer),
    side('乙方', set.partyB, seller),
    ...further.map(({ role, party }, i) => side(furtherName(i), furtherLabel(i, role), party)),
  ];
}

/** Items of a `lines` answer. */
export const linesOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '');
const ended = (item: string, last: boolean): string => `${item.replace(/[。；;，,]+$/, '')}${last ? '。' : '；'}`;
