/** What would be printed otherwise today than in the text that was locked: answers, panels of the paper, wording of clauses. */
import { formatRate, formatYuan, parseMoney, parseRate } from '../../money.ts';
import { runText } from './blocks.ts';
import { buildContract, type ContractInput } from './build.ts';
import { interviewFields, type ClauseSet, type InterviewField, type Words } from './clause-set.ts';
import { contentIdOf, type ContractText } from './text.ts';

/** `name` as the interview or the paper calls it; `was` is locked, `now` is what the records and the clauses give. */
export type Moved = { name: Words; was: string; now: string };

const both = (name: string): Words => ({ zh: name, en: name });

/** Empty exactly where the text made today is the text that was locked. */
export function movedSince(locked: ContractText, set: ClauseSet, input: ContractInput): Moved[] {
  // a text of before annexes had pages is compared with one made as it was
  const asThen: ContractInput = locked.annexes ? input : { ...input, annexPages: false };
  const { text: present, contentId } = buildContract(set, asThen);
  if (contentId === contentIdOf(locked)) return [];
  const panels = differences(panelsOf(locked), panelsOf(present));
  // what stands in a panel and in a clause is told once
  const told = new Set(panels.map(pair));
  const answers = answersMoved(locked, present, set).filter((m) => !told.has(pair(m)));
  const moved = [...panels, ...answers, ...wordsMoved(locked, asAnswered(locked, set, asThen))];
  return moved.length > 0 ? moved : [{ name: { zh: '合同文字', en: 'Contract text' }, was: '', now: '' }];
}

const pair = (m: Moved): string => JSON.stringify([m.was, m.now]);

function answersMoved(locked: ContractText, present: ContractText, set: ClauseSet): Moved[] {
  return interviewFields(set).flatMap((field) => {
    const [was, now] = [locked, present].map((t) => shown(field, t.answers[field.key]?.value ?? ''));
    return was === now ? [] : [{ name: field.label, was: was!, now: now! }];
  });
}

function shown(field: InterviewField, value: string): string {
  if (field.type === 'money') return formatYuan(parseMoney(value)?.yuan ?? value);
  if (field.type === 'rate') return formatRate(parseRate(value) ?? value);
  return field.choices?.find((c) => c.value === value)?.print ?? value;
}

function differences(was: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Moved[] {
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((name) => {
    const [before, after] = [was.get(name) ?? '', now.get(name) ?? ''];
    return before === after ? [] : [{ name: both(name), was: before, now: after }];
  });
}

/** Values of the panels by what stands before them: 甲方（被许可人） · 住所地, 专利 · 申请日, 付款节点 1. */
function panelsOf({ body }: ContractText): Map<string, string> {
  const out = new Map<string, string>();
  for (const block of body) {
    if (block.kind !== 'table') continue;
    const rows = block.rows.map((row) => row.map((c) => runText(c.runs)));
    if (block.head > 0)
      rows.slice(block.head).forEach((row, i) => out.set(`${rows[0]![0] === '期次' ? '付款节点' : '完成人'} ${i + 1}`, row.slice(1).join('，')));
    else panel(rows, out);
  }
  return out;
}

function panel(rows: readonly string[][], out: Map<string, string>): void {
  let of = '';
  for (const row of rows) {
    for (let i = 0; i + 1 < row.length; i += 2) {
      const label = row[i]!;
      if (label.endsWith('名称')) {
        const [, n = '', name] = /^(?:(\d+)\. )?(.*?)名称$/.exec(label)!;
        of = `${name === '发明创造' ? '专利' : name}${n === '' ? '' : ` ${n}`}`;
        out.set(of, row[i + 1]!);
      } else if (of === '') {
        of = label;
        out.set(of, row[i + 1]!);
      } else out.set(`${of} · ${label}`, row[i + 1]!);
    }
  }
}

/** The locked answers in today's clauses: what differs then is wording. */
function asAnswered(locked: ContractText, set: ClauseSet, input: ContractInput): ContractText {
  const { buyer, seller, further } = input.sources;
  const [a, b, ...others] = locked.parties;
  return buildContract(set, {
    ...input,
    typed: Object.fromEntries(Object.entries(locked.answers).map(([key, { value }]) => [key, value])),
    sources: {
      ...input.sources,
      buyer: { ...(buyer ?? { id: 'buyer' }), name: a!.name },
      seller: { ...(seller ?? { id: 'seller' }), name: b!.name },
      ...(further ? { further: further.map((f, i) => ({ ...f, party: { ...(f.party ?? { id: `further${i}` }), name: others[i]?.name ?? '' } })) } : {}),
    },
  }).text;
}

/** Everything printed outside the panels: by clause, whatever number it has, else by where it stands. */
function wordsMoved(was: ContractText, now: ContractText): Moved[] {
  const names = new Map<string, string>();
  const [before, after] = [now, was].map((t) => wordsOf(t, names)).toReversed();
  return differences(before!, after!).map((m) => ({ ...m, name: both(names.get(m.name.zh) ?? m.name.zh) }));
}

function wordsOf({ title, notes, body, toc }: ContractText, names: Map<string, string>): Map<string, string> {
  const out = new Map([
    ['标题', title],
    ['说明', [notes.title, ...notes.items].join('\n')],
    ['条目', toc.entries.map((e) => e.text).join('\n')],
  ]);
  let article = '前言';
  for (const block of body) {
    if (block.kind === 'heading') article = block.text;
    if (block.kind === 'paragraph') out.set(article, runText(block.runs));
    if (block.kind !== 'clause') continue;
    out.set(block.id, runText(block.runs));
    names.set(block.id, `${article} · ${block.no}`);
  }
  return out;
}
