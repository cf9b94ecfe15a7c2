/** A line of a list → what a contract is made from: parties, rights and instalments by column, every other column an answer. */
import type { ContractSources } from '../../shared/domain/contract/answers.ts';
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import { isNegativeAmount, isOutsideWhole, rateWords, yuanWords } from '../../shared/bounds.ts';
import { wholeRefusal } from '../../shared/domain/contract/answers.ts';
import { interviewFields, type ClauseSet, type InterviewField } from '../../shared/domain/contract/clause-set.ts';
import { patentExpiry } from '../../shared/domain/patent-term.ts';
import { decimal, parseMoney, parseRate } from '../../shared/money.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { parseDay } from '../../shared/time.ts';

/** `unreadable`: key of the words that say what is wrong, and what they name; the line is not drafted. */
export type ReadCell = { value: string } | { unreadable: string; params?: Record<string, string | number> };
/** `required`: nothing else answers it, in every contract that asks it; `field`: the question behind the column. */
export type ListColumn = { key: string; label: string; required: boolean; money: boolean; field?: InterviewField; read: (text: string) => ReadCell };

const PARTY = {
  name: '名称',
  uscc: '统一社会信用代码',
  address: '住所地',
  legalRep: '法定代表人',
  contact: '联系人',
  phone: '电话',
  email: '电子邮箱',
  zip: '邮政编码',
  bank: '开户银行',
  bankAccount: '账号',
} as const;
const RIGHT = { name: '知识产权名称', number: '知识产权号码', owner: '权利人', applicant: '申请人', inventors: '完成人', filedOn: '申请日' } as const;
const INSTALMENT = { name: '名称', dueOn: '日期', condition: '条件', amount: '金额' } as const;
const INSTALMENTS = 4;

const asIs = (text: string) => ({ value: text });
const day = (text: string) => asOr(parseDay(text), 'day');
const asOr = (value: string | undefined, unreadable: string): ReadCell => (value === undefined ? { unreadable } : { value });
/** What the interview's box refuses is refused, and parts of a 分 too: the contract would print them rounded. */
function money(text: string): ReadCell {
  const yuan = parseMoney(text)?.yuan;
  if (isNegativeAmount(yuan)) return { unreadable: 'negative', params: { amount: yuanWords(yuan) } };
  return (decimal(yuan)?.decimalPlaces() ?? 0) > 2 ? { unreadable: 'cents' } : asOr(yuan, 'money');
}
function rate(text: string): ReadCell {
  const read = parseRate(text);
  return isOutsideWhole(read) ? { unreadable: 'rateRange', params: { rate: rateWords(read) } } : asOr(read, 'rate');
}

/** The columns of a kind: 甲方 is the buyer, 乙方 the seller, as the contracts of this program have it. */
export function listColumns(set: ClauseSet): ListColumn[] {
  const column = (key: string, label: string, read: ListColumn['read'] = asIs, required = false, field?: InterviewField): ListColumn => ({
    key,
    label,
    required,
    money: read === money,
    ...(field ? { field } : {}),
    read,
  });
  const party = (of: 'buyer' | 'seller', name: string): ListColumn[] =>
    Object.entries(PARTY).map(([field, label]) => column(`${of}.${field}`, `${name}${label}`, asIs, field === 'name'));
  const rights = set.rights === 'any' ? [] : Object.entries(RIGHT).map(([field, label]) => column(`right.${field}`, label, field === 'filedOn' ? day : asIs));
  const instalments = Array.from({ length: INSTALMENTS }, (_, i) =>
    Object.entries(INSTALMENT).map(([field, label]) =>
      column(`instalment${i + 1}.${field}`, `付款节点${i + 1}${label}`, field === 'amount' ? money : field === 'dueOn' ? day : asIs),
    ),
  ).flat();
  const fields = interviewFields(set);
  const twice = new Set(fields.map((f) => f.label.zh).filter((label, i, all) => all.indexOf(label) !== i));
  const answers = fields.map((f) =>
    column(f.key, twice.has(f.label.zh) ? `${f.label.zh}（${f.key}）` : f.label.zh, readerOf(f), f.required === true && f.suggest === undefined, f),
  );
  return [...party('buyer', '甲方'), ...party('seller', '乙方'), ...answers, ...rights, ...instalments];
}

function readerOf({ type, choices, min }: InterviewField): ListColumn['read'] {
  switch (type) {
    case 'money':
      return money;
    case 'rate':
      return rate;
    case 'day':
      return day;
    case 'whole':
      return (text) => {
        const typed = text.normalize('NFKC');
        const never = wholeRefusal(typed, min);
        if (never === null) return { value: typed };
        return never.key === 'form.atLeast' ? { unreadable: 'atLeast', params: { least: min ?? 0 } } : { unreadable: 'whole' };
      };
    case 'choice':
      return (text) => asOr(choices?.find((c) => [c.value, c.label.zh, c.label.en, c.print].includes(text))?.value, 'choice');
    default:
      return asIs;
  }
}

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
  return { typed, clauseTexts: {}, sources, version: 1, copy: 'draft' };
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
