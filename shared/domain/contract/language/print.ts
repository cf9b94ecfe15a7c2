/** The model as a clause file: what `parseClauses` reads back as the same model. Parts that were taken in stand in it as they are. */
import type { AnySet, Article, Clause, ClauseSet, InterviewField, PaperBlock, PaperRow, PaperSet, Step, Words } from '../clause-set.ts';
import { printCondition } from './conditions.ts';
import { RIGHTS_WORDS } from './parse.ts';
import { TABLE_WORDS } from './read-articles.ts';
import { PARAGRAPH_WORDS } from './read-paper.ts';
import { FIELD_WORDS } from './read-steps.ts';

const wordFor = <T>(words: ReadonlyMap<string, T>, meant: T): string => [...words].find(([, value]) => value === meant)![0];
const both = ({ zh, en }: Words): string => (en === zh ? zh : `${zh} | ${en}`);
/** A line, where there is something to say. */
const maybe = (word: string, text: string | undefined): string[] => (text === undefined ? [] : [`${word} ${text}`]);
const under = (lines: readonly string[]): string[] => lines.map((l) => `  ${l}`);
const when = (of: { when?: InterviewField['when'] }): string[] => maybe('当', of.when && printCondition(of.when));

export function printClauses(set: AnySet): string {
  const lines = [
    `${set.flavour === 'contract' ? '合同' : '文书'} ${set.kind}`,
    `名称 ${both({ zh: set.title, en: set.titleEn ?? set.title })}`,
    `版本 ${set.edition}`,
    ...maybe('归口', set.owner),
    ...maybe('复核', set.reviewOn),
    ...maybe('分组', set.group && both(set.group)),
    ...(set.flavour === 'contract' ? contractHead(set) : maybe('用途', set.purpose && both(set.purpose))),
    ...set.steps.flatMap(stepLines),
    ...(set.flavour === 'contract' ? set.articles.flatMap(articleLines) : bodyLines(set)),
  ];
  return `${lines.join('\n')}\n`;
}

const contractHead = (set: ClauseSet): string[] => [
  `甲方 ${role(set.partyA)}`.trimEnd(),
  `乙方 ${role(set.partyB)}`.trimEnd(),
  ...maybe('丙方', set.further?.join('、')),
  `标的 ${wordFor(RIGHTS_WORDS, set.rights)}`,
  ...maybe('不可登记', set.notRegistrable && both(set.notRegistrable)),
  ...(set.coverNotes.items.length === 0 ? [] : ['说明', ...under(set.coverNotes.items.map((n) => `- ${n}`))]),
  '首部',
  ...under(set.recitals),
];

/** 甲方（被许可人） is written as 甲方 被许可人. */
const role = (printed: string): string => /^..（(.*)）$/.exec(printed)?.[1] ?? '';

const stepLines = (step: Step): string[] => [`步骤 ${step.id} ${both(step.title)}`, ...under(step.fields.flatMap(fieldLines))];

const fieldLines = (f: InterviewField): string[] => [
  ['栏', f.key, wordFor(FIELD_WORDS, f.type), ...(f.required ? ['必填'] : []), ...(f.min === undefined ? [] : [`至少 ${f.min}`])].join(' '),
  ...under([
    `名 ${both(f.label)}`,
    ...maybe(f.hintConfirmed === false ? '提示待确认' : '提示', f.hint && both(f.hint)),
    ...maybe('取自', f.from),
    ...maybe('预填', f.suggest),
    ...when(f),
    ...(f.choices ?? []).map((c) => `选 ${c.value} ${both(c.label)}${c.print === c.label.zh ? '' : ` ＝ ${c.print}`}`),
  ]),
];

const articleLines = ({ id, title, clauses, silent }: Article): string[] => [
  `条 ${id} ${title}`,
  ...under([...clauses.flatMap(clauseLines), ...(silent ? [`无约定 ${both(silent.text)}`, ...under(sourceLines(silent))] : [])]),
];

const sourceLines = ({ source, confirmed }: { source?: string; confirmed?: false }): string[] => maybe(confirmed === false ? '依据待确认' : '依据', source);

const clauseLines = (c: Clause): string[] => [
  `款 ${c.id}`,
  ...under([
    ...when(c),
    `文 ${c.text}`,
    ...maybe('逐项', c.each),
    ...maybe('附表', c.table && wordFor(TABLE_WORDS, c.table)),
    ...sourceLines(c),
    ...maybe('指引', c.guidance && both(c.guidance)),
    ...(c.alternatives ?? []).flatMap((a) => [`备选 ${a.id} ${both(a.name)}`, `  文 ${a.text}`]),
  ]),
];

const bodyLines = (set: PaperSet): string[] => ['正文', ...under(set.body.flatMap((b) => [...blockLines(b), ...under(when(b))]))];

function blockLines(b: PaperBlock): string[] {
  switch (b.kind) {
    case 'title':
      return [`题 ${b.text}`];
    case 'paragraph':
      return [`${[...PARAGRAPH_WORDS].find(([, look]) => look.align === b.align && look.small === b.small)?.[0] ?? '段'} ${b.text}`];
    case 'items':
      return [`逐项 ${b.key}`];
    case 'table':
      return [
        `表 ${b.columns}${b.widths ? ` 宽 ${b.widths.join(' ')}` : ''}`,
        ...under(b.rows.flatMap((r) => [rowLine(r), ...under([...maybe('高', r.height?.toString()), ...when(r)])])),
      ];
    case 'signature':
      return [`签章 ${b.role} ${b.name}`, ...under((b.lines ?? []).map((l) => `行 ${l.label} | ${l.value}`.trimEnd()))];
    case 'pageBreak':
      return ['换页'];
  }
}

function rowLine(r: PaperRow): string {
  switch (r.kind) {
    case 'lines':
      return `逐行 ${r.key}${r.numbered ? ' 编号' : ''}`;
    case 'records':
      return `记录 ${r.of} ${r.columns.join(' ')}`;
    case 'opinion':
      return `意见 ${r.label} | ${r.sign}`;
    case 'empty':
      return `空行 ${r.count}`;
    default:
      return `${r.kind === 'head' ? '表头' : '行'} ${r.cells.map((c) => (c.span === 1 ? c.text : `${c.text}:${c.span}`)).join(' | ')}`.trimEnd();
  }
}
