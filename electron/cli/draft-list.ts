/** A line of a list → what a contract is made from: parties, rights and instalments by column, every other column an answer. */
import type { ContractSources } from '../../shared/domain/contract/answers.ts';
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import { isBelowCent, isNegativeAmount, isOutsideWhole, rateWords, yuanWords } from '../../shared/bounds.ts';
import { wholeRefusal } from '../../shared/domain/contract/answers.ts';
import { interviewFields, type Choice, type ClauseSet, type InterviewField, type Words } from '../../shared/domain/contract/clause-set.ts';
import { patentExpiry } from '../../shared/domain/patent-term.ts';
import { parseMoney, parseRate } from '../../shared/money.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { parseDay } from '../../shared/time.ts';

/** `unreadable`: key of the words that say what is wrong, and what they name; the line is not drafted. */
export type ReadCell = { value: string } | { unreadable: string; params?: Record<string, string | number> };
export type CellKind = 'text' | 'money' | 'day' | 'rate' | 'whole';
/**
 * `label` in the language that is spoken, `names` in both, with the key; `required`: nothing else answers it, in every contract
 * that asks it; `field`: the question behind the column.
 */
export type ListColumn = {
  key: string;
  label: string;
  names: readonly string[];
  required: boolean;
  kind: CellKind;
  field?: InterviewField;
  read: (text: string) => ReadCell;
};

const both = (zh: string, en: string): Words => ({ zh, en });
const PARTY: Readonly<Record<string, Words>> = {
  name: both('名称', 'name'),
  uscc: both('统一社会信用代码', 'unified social credit code'),
  address: both('住所地', 'address'),
  legalRep: both('法定代表人', 'legal representative'),
  contact: both('联系人', 'contact'),
  phone: both('电话', 'phone'),
  email: both('电子邮箱', 'e-mail'),
  zip: both('邮政编码', 'postcode'),
  bank: both('开户银行', 'bank'),
  bankAccount: both('账号', 'account'),
};
const RIGHT: Readonly<Record<string, Words>> = {
  name: both('知识产权名称', 'Right: name'),
  number: both('知识产权号码', 'Right: number'),
  owner: both('权利人（持有人）', 'Right: owner'),
  applicant: both('申请人', 'Right: applicant'),
  inventors: both('完成人', 'Right: makers'),
  filedOn: both('申请日', 'Right: filing day'),
};
/** What says which right a contract is about. */
const NEEDED: Readonly<Record<ClauseSet['rights'], readonly string[]>> = {
  any: [],
  patent: ['name', 'number', 'owner', 'filedOn'],
  application: ['name', 'number', 'owner', 'filedOn'],
  secret: ['name', 'owner'],
  software: ['name', 'number', 'owner'],
  layout: ['name', 'number', 'owner'],
  variety: ['name', 'number', 'owner'],
};
const INSTALMENT: Readonly<Record<string, Words>> = {
  name: both('名称', 'name'),
  dueOn: both('日期', 'day'),
  condition: both('条件', 'condition'),
  amount: both('金额', 'amount'),
};
const INSTALMENTS = 4;

const asIs = (text: string) => ({ value: text });
const day = (text: string) => asOr(parseDay(text), 'day');
const asOr = (value: string | undefined, unreadable: string): ReadCell => (value === undefined ? { unreadable } : { value });
/** What the interview's box refuses is refused, and parts of a 分 too: the contract would print them rounded. */
function money(text: string): ReadCell {
  const yuan = parseMoney(text)?.yuan;
  if (isNegativeAmount(yuan)) return { unreadable: 'negative', params: { amount: yuanWords(yuan) } };
  return isBelowCent(yuan) ? { unreadable: 'cents' } : asOr(yuan, 'money');
}
function rate(text: string): ReadCell {
  const read = parseRate(text);
  return isOutsideWhole(read) ? { unreadable: 'rateRange', params: { rate: rateWords(read) } } : asOr(read, 'rate');
}

/** The columns of a kind: 甲方 is the buyer, 乙方 the seller, as the contracts of this program have it. */
export function listColumns(set: ClauseSet, language: keyof Words): ListColumn[] {
  const column = (key: string, bare: Words, kind: CellKind, required = false, field?: InterviewField): ListColumn => {
    // an amount without a unit is taken for what the screen counts in
    const label = kind === 'money' ? both(`${bare.zh}（元）`, `${bare.en} (yuan)`) : bare;
    return {
      key,
      label: label[language],
      names: [label.zh, label.en, bare.zh, bare.en, key],
      required,
      kind,
      ...(field ? { field } : {}),
      read: field?.choices ? choiceOf(field.choices) : READERS[kind](field?.min),
    };
  };
  const party = (of: 'buyer' | 'seller', name: Words): ListColumn[] =>
    Object.entries(PARTY).map(([field, label]) => column(`${of}.${field}`, both(name.zh + label.zh, `${name.en} ${label.en}`), 'text', field === 'name'));
  const rights =
    set.rights === 'any'
      ? []
      : Object.entries(RIGHT).map(([field, label]) =>
          column(`right.${field}`, label, field === 'filedOn' ? 'day' : 'text', NEEDED[set.rights].includes(field)),
        );
  const instalments = Array.from({ length: INSTALMENTS }, (_, i) => i + 1).flatMap((n) =>
    Object.entries(INSTALMENT).map(([field, label]) => {
      const kind = field === 'amount' ? 'money' : field === 'dueOn' ? 'day' : 'text';
      return column(`instalment${n}.${field}`, both(`付款节点${n}${label.zh}`, `Instalment ${n} ${label.en}`), kind);
    }),
  );
  const fields = interviewFields(set);
  const twice = (of: keyof Words) => new Set(fields.map((f) => f.label[of]).filter((label, i, all) => all.indexOf(label) !== i));
  const [zh, en] = [twice('zh'), twice('en')];
  const labelOf = ({ key, label }: InterviewField): Words =>
    both(zh.has(label.zh) ? `${label.zh}（${key}）` : label.zh, en.has(label.en) ? `${label.en} (${key})` : label.en);
  const answers = fields.map((f) => column(f.key, labelOf(f), KIND_OF[f.type] ?? 'text', f.required === true && f.suggest === undefined, f));
  return [...party('buyer', both('甲方', 'Party A')), ...party('seller', both('乙方', 'Party B')), ...answers, ...rights, ...instalments];
}

const KIND_OF: Readonly<Partial<Record<InterviewField['type'], CellKind>>> = { money: 'money', rate: 'rate', day: 'day', whole: 'whole' };

const READERS: Readonly<Record<CellKind, (min: number | undefined) => ListColumn['read']>> = {
  text: () => asIs,
  money: () => money,
  rate: () => rate,
  day: () => day,
  whole: (min) => (text) => {
    const typed = text.normalize('NFKC');
    const never = wholeRefusal(typed, min);
    if (never === null) return { value: typed };
    return never.key === 'form.atLeast' ? { unreadable: 'atLeast', params: { least: min ?? 0 } } : { unreadable: 'whole' };
  },
};
const choiceOf =
  (choices: readonly Choice[]): ListColumn['read'] =>
  (text) =>
    asOr(choices.find((c) => [c.value, c.label.zh, c.label.en, c.print].includes(text))?.value, 'choice');
/** Values of a line by column key, read already. */
export function inputOf(set: ClauseSet, values: ReadonlyMap<string, string>, rules: RuleBook): ContractInput {
  const group = (prefix: string): Record<string, string> =>
    Object.fromEntries([...values].flatMap(([key, value]) => (key.startsWith(`${prefix}.`) ? [[key.slice(prefix.length + 1), value]] : [])));
  const right = group('right');
  const instalments = Array.from({ length: INSTALMENTS }, (_, i) => ({ id: `instalment${i + 1}`, ...group(`instalment${i + 1}`) })).filter(
    (x) => Object.keys(x).length > 1,
  );
  const sources: ContractSources = {
    deal: { id: 'deal', name: values.get('projectName') ?? '' },
    buyer: { id: 'buyer', ...group('buyer') },
    seller: { id: 'seller', ...group('seller') },
    rights: Object.keys(right).length === 0 ? [] : [rightOf(set, right, rules)],
    instalments,
  };
  const typed = Object.fromEntries([...values].filter(([key]) => !key.includes('.')));
  return { typed, clauseTexts: {}, sources, today: rules.date, version: 1, copy: 'draft' };
}

const KIND_OF_RIGHT: Partial<Record<ClauseSet['rights'], ContractSources['rights'][number]['right']['kind']>> = {
  patent: 'invention',
  application: 'invention',
  secret: 'secret',
  software: 'software',
  layout: 'layout',
  variety: 'variety',
};

function rightOf(set: ClauseSet, fields: Record<string, string>, rules: RuleBook): ContractSources['rights'][number] {
  const kind = KIND_OF_RIGHT[set.rights];
  const status = set.rights === 'application' ? 'pending' : 'inForce';
  const right = { id: 'right', status, ...(kind ? { kind } : {}), ...fields } as const;
  const expiry = set.rights === 'patent' ? patentExpiry(right, rules) : undefined;
  return { right, ...(expiry ? { expiresOn: expiry.day } : {}) };
}
