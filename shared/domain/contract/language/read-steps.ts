/** 步骤 and 栏: the questions. */
import type { Choice, FieldType, InterviewField, Step } from '../clause-set.ts';
import { conditionAt, filled, named, readEach, tokensOf, type Draft, type Rule } from './draft.ts';
import { along } from './fault.ts';
import type { Statement } from './statements.ts';
import { bilingual } from './texts.ts';

export const FIELD_WORDS: ReadonlyMap<string, FieldType> = new Map([
  ['单行', 'line'],
  ['多行', 'text'],
  ['清单', 'lines'],
  ['金额', 'money'],
  ['比例', 'rate'],
  ['日期', 'day'],
  ['整数', 'whole'],
  ['选择', 'choice'],
]);
/** `*` stands for each further party. */
const KEY = /^[A-Za-z][A-Za-z0-9]{0,59}(?:\*[A-Za-z0-9]{0,20})?$/;
const EXAMPLE = 'projectName 单行 必填';

export function readStep(draft: Draft, s: Statement): Step | undefined {
  const head = named(draft, s, 'object 做什么 | What is done');
  const fields: InterviewField[] = [];
  readEach(s.children, new Map<string, Rule>([['栏', { many: true, under: true, read: (f) => push(fields, readField(draft, f)) }]]), draft);
  if (!head) return undefined;
  if (fields.length === 0) draft.faults.must(s.at, 'nothingIn', { word: s.word, text: head.id }, [`栏 ${EXAMPLE}`]);
  const step: Step = { id: head.id, title: bilingual(head.name), fields };
  draft.at.set(step, s.at);
  return step;
}

export const push = <T>(list: T[], one: T | undefined): void => {
  if (one !== undefined) list.push(one);
};

function readField(draft: Draft, s: Statement): InterviewField | undefined {
  const field = headOf(draft, s);
  // what stands under a heading that cannot be read is read all the same: its faults are told at once
  const into: InterviewField = field ?? { key: '', type: 'line', label: { zh: '', en: '' } };
  const choices: Choice[] = [];
  let label = false;
  const hint = (confirmed: boolean) => (h: Statement) => {
    const text = filled(draft, h, '一行一项 | One per line');
    if (text === undefined) return;
    into.hint = bilingual(text);
    if (!confirmed) into.hintConfirmed = false;
  };
  const rules = new Map<string, Rule>([
    [
      '名',
      {
        read: (n) => {
          const text = filled(draft, n, '项目名称 | Project name');
          label = true;
          if (text !== undefined) into.label = bilingual(text);
        },
      },
    ],
    ['提示', { read: hint(true) }],
    ['提示待确认', { read: hint(false) }],
    [
      '取自',
      {
        read: (f) => {
          const path = filled(draft, f, 'deal.name');
          if (path === undefined) return;
          into.from = path;
          draft.paths.set(into, { text: path, at: f.restAt });
        },
      },
    ],
    [
      '预填',
      {
        read: (p) => {
          const text = filled(draft, p, '30');
          if (text !== undefined) into.suggest = text;
          if (text !== undefined) suggested.push(p);
        },
      },
    ],
    [
      '当',
      {
        read: (w) => {
          const when = conditionAt(draft, into, w);
          if (when) into.when = when;
        },
      },
    ],
    ['选', { many: true, read: (c) => push(choices, readChoice(draft, c)) }],
  ]);
  const suggested: Statement[] = [];
  readEach(s.children, rules, draft);
  if (!field) return undefined;
  if (!label) draft.faults.must(s.at, 'noLabel', { text: field.key }, ['名 项目名称 | Project name']);
  checkChoices(draft, s, field, choices, suggested[0]);
  if (choices.length > 0) field.choices = choices;
  draft.at.set(field, s.at);
  return field;
}

function headOf({ faults }: Draft, s: Statement): InterviewField | undefined {
  const [key, type, ...flags] = tokensOf(s);
  if (!key || !KEY.test(key.text)) {
    faults.must(key?.at ?? s.restAt, 'key', { text: key?.text ?? '' }, [`${s.word} ${EXAMPLE}`]);
    return undefined;
  }
  const kind = FIELD_WORDS.get(type?.text ?? '');
  if (!type || !kind) {
    faults.must(type?.at ?? along(s.restAt, s.rest.length), 'fieldType', { text: type?.text ?? '' }, [...FIELD_WORDS.keys()]);
    return undefined;
  }
  const field: InterviewField = { key: key.text, type: kind, label: { zh: key.text, en: key.text } };
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i]!;
    if (flag.text === '必填') field.required = true;
    else if (flag.text === '至少' && kind === 'whole' && /^\d{1,6}$/.test(flags[i + 1]?.text ?? '')) {
      field.min = Number(flags[i + 1]!.text);
      i += 1;
    } else {
      faults.must(flag.at, 'fieldFlag', { text: flag.text }, kind === 'whole' ? ['必填', '至少 1'] : ['必填']);
      return field;
    }
  }
  return field;
}

/** `选 principal 委托人承担 | Principal ＝ 由甲方承担`; what is printed is the Chinese name where nothing else is said. */
function readChoice(draft: Draft, s: Statement): Choice | undefined {
  const head = named(draft, s, 'principal 委托人承担 | Principal ＝ 由甲方承担');
  if (!head) return undefined;
  const equals = head.name.indexOf('＝');
  const label = bilingual(equals < 0 ? head.name : head.name.slice(0, equals).trim());
  const print = equals < 0 ? label.zh : head.name.slice(equals + 1).trim();
  if (print === '') draft.faults.must(along(head.nameAt, equals), 'empty', { word: '＝' }, ['＝ 由甲方承担']);
  return { value: head.id, label, print };
}

function checkChoices({ faults }: Draft, s: Statement, field: InterviewField, choices: readonly Choice[], suggested: Statement | undefined): void {
  const values = choices.map((c) => c.value);
  if (field.type !== 'choice' && choices.length > 0) faults.must(s.at, 'choicesOfOther', { text: field.key }, ['选择']);
  if (field.type === 'choice' && choices.length < 2) faults.must(s.at, 'fewChoices', { text: field.key }, ['选 yes 是 | Yes']);
  const twice = values.find((v, i) => values.indexOf(v) < i);
  if (twice !== undefined) faults.must(s.at, 'choiceTwice', { text: twice });
  if (field.type === 'choice' && suggested && !values.includes(suggested.rest)) faults.must(suggested.restAt, 'noChoice', { text: suggested.rest }, values);
}
