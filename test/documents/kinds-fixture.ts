/** Any kind with all its questions answered, otherwise answered or not answered, and what must never be read in it. Everything is 示例. */
import { plainLines, type Block } from '../../shared/domain/contract/blocks.ts';
import type { BuiltContract, ContractInput } from '../../shared/domain/contract/build.ts';
import { interviewFields, type Clause, type ClauseSet, type InterviewField } from '../../shared/domain/contract/clause-set.ts';
import { licenceInput } from './licence-fixture.ts';

const DAYS: Readonly<Record<string, string>> = { termFrom: '2026-12-01', termTo: '2028-11-30', resultsDay: '2028-09-30', reportDay: '2027-03-31' };
const MONEY: Readonly<Record<string, string>> = {
  fixedFee: '600000',
  researchFunds: '500000',
  researchReward: '100000',
  nonTechnical: '50000',
  // 技术股 40 %: every rate answered is 0.4
  capitalBefore: '2980000',
  capitalAfter: '5000000',
  cashCapital: '2980000',
  techCapital: '2000000',
  value: '3000000',
  valuedAt: '3100000',
};

/** An answer to every question, the first choice where there are several; `chosen` answers some of them otherwise. */
export const fullAnswers = (set: ClauseSet, chosen: Readonly<Record<string, string>> = {}): Record<string, string> =>
  addedUp(Object.fromEntries(interviewFields(set).map((f) => [f.key, chosen[f.key] ?? answerTo(f)])));

/** What the answers left to this file must agree with: no remuneration apart, items of the funds, what things are worth, and holders of the capital. */
export function addedUp(typed: Record<string, string>): Record<string, string> {
  const made: Record<string, string> = { ...typed, ...(typed['researchReward'] === '' ? { researchFunds: typed['fixedFee']! } : {}) };
  const own = (key: string): boolean =>
    /^示例(劳务费|研究开发经费的构成|股权结构)|示例农业研究所和完成人，技术/.test(made[key] ?? '') || made[key] === (MONEY[key] ?? '20000');
  const yuan = (...keys: string[]): number => keys.reduce((sum, k) => sum + Number(made[k] || 0), 0);
  if (made['costItems'] && own('costItems')) {
    const whole = yuan(...('researchFunds' in made ? ['researchFunds'] : Object.keys(made).filter((k) => /^cash[A-H]$/.test(k))));
    if (whole > 0) made['costItems'] = `示例劳务费：${whole - 10000} 元\n差旅费：10000 元；`;
  }
  for (const key of Object.keys(made)) {
    const total = made[`${key}Value`];
    if (total && /^示例.*一\n示例.*二；$/.test(made[key]!)) made[key] = `示例设备：${Number(total) - 1} 元，生效后\n示例技术：1 元；`;
  }
  if (made['capTable'] !== undefined) {
    const rest = yuan('capitalAfter') - yuan('techCapital', 'makerCash', ...Object.keys(made).filter((k) => k.startsWith('otherCash')));
    for (const key of ['cashCapital', 'capitalBefore']) if (own(key) && made[key] !== undefined) made[key] = String(rest);
    if (made['capTable'] !== '' && own('capTable')) made['capTable'] = holdersOf(made, yuan);
  }
  return made;
}

function holdersOf(made: Readonly<Record<string, string>>, yuan: (...keys: string[]) => number): string {
  const row = (name: string, ...keys: string[]): string => `${name}，${yuan(...keys)} 元，${(yuan(...keys) * 100) / yuan('capitalAfter')}%`;
  const others = Object.keys(made).filter((k) => k.startsWith('otherCash'));
  return [
    row('示例种业股份有限公司，货币', made['form'] === 'increase' ? 'capitalBefore' : 'cashCapital'),
    row('示例农业研究所和完成人，技术出资', 'techCapital'),
    ...(yuan('makerCash') > 0 ? [row('完成人，货币', 'makerCash')] : []),
    ...(others.length > 0 ? [row('其他出资人，货币', ...others)] : []),
  ].join('\n');
}

function answerTo(field: InterviewField): string {
  if (field.suggest !== undefined) return field.suggest;
  switch (field.type) {
    case 'choice':
      return field.choices![0]!.value;
    case 'money':
      return MONEY[field.key] ?? '20000';
    case 'rate':
      return '0.4';
    case 'day':
      return DAYS[field.key] ?? '2026-11-20';
    case 'whole':
      return String(Math.max(2, field.min ?? 0));
    case 'lines':
      return `示例${field.label.zh}一\n示例${field.label.zh}二；`;
    default:
      return `示例${field.label.zh}`;
  }
}

/** The parties of the licence fixture, two instalments and three contributors; no right unless one is given. */
export function kindInput(set: ClauseSet, chosen: Readonly<Record<string, string>> = {}, more: Partial<ContractInput> = {}): ContractInput {
  const { sources } = licenceInput();
  return licenceInput({
    typed: fullAnswers(set, chosen),
    sources: {
      ...sources,
      round: undefined,
      contributors: [
        { id: 'c-1', name: '完成人甲', share: '0.5' },
        { id: 'c-2', name: '完成人乙', share: '0.3' },
        { id: 'c-3', name: '完成人丙', share: '0.2' },
      ],
      instalments: [
        { id: 'i-1', name: '首期', dueOn: '2026-12-31', condition: '本合同生效', amount: '200000' },
        { id: 'i-2', name: '尾款', dueOn: '2028-10-31', condition: '验收合格', amount: '400000' },
      ],
    },
    ...more,
  });
}

export const allClauses = (set: ClauseSet): Clause[] => set.articles.flatMap((a) => a.clauses);
const printedText = ({ document }: BuiltContract): string => plainLines(document).join('\n');

/** One answer at a time otherwise than in the full ones: each choice, and each question that may be left blank. */
export const variations = (set: ClauseSet): Record<string, string>[] => [
  {},
  ...interviewFields(set).flatMap((f) => [...(f.choices ?? []).map((c) => ({ [f.key]: c.value })), ...(f.required ? [] : [{ [f.key]: '' }])]),
];
/** Every wording on offer beside the first: the n-th one of each clause that has so many. */
export const offered = (set: ClauseSet, n: number): Record<string, string> =>
  Object.fromEntries(allClauses(set).flatMap((c) => (c.alternatives?.[n] ? [[c.id, c.alternatives[n].text]] : [])));

/** What no answer may make of a contract: words left over, doubled or broken, and a reference to an article that says nothing. */
export function faultsIn(built: BuiltContract): string[] {
  const text = printedText(built);
  const slips = /[{}]|undefined|NaN|[，；：、。][。，；：、]|(由由|因因|归归|将将|应当应当)|人民币元|固定金额/g;
  const empty = built.document.blocks.flatMap((b, i, all) => (b.kind === 'heading' && all[i + 1] && saysNothing(all[i + 1]!) ? [b.text.split(' ')[0]!] : []));
  const references = built.clauses.flatMap((c) =>
    [...c.text.matchAll(/(?<!原合同|民法典|[〇一二三四五六七八九十])第[一二三四五六七八九十]+条/g)].map((m) => ({ id: c.id, to: m[0] })),
  );
  const known = new Set(built.text.toc.entries.map((e) => e.text.split(' ')[0]!));
  return [
    ...[...text.matchAll(slips)].map((m) => text.slice(Math.max(0, m.index - 20), m.index + 20)),
    ...references.filter((r) => !known.has(r.to) || empty.includes(r.to)).map((r) => `${r.id} → ${r.to}`),
  ];
}
/** The paragraph of an article that has nothing. */
export const saysNothing = (block: Block): boolean => block.kind === 'paragraph' && block.runs.map((r) => r.text).join('') === '无。';
