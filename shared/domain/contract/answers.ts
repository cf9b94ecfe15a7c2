/** Where an answer comes from: typed by a person, or known from a record already (entered once, used everywhere). */
import { refuse, type Refusal } from '../../result.ts';
import type { RowOf } from '../tables.ts';
import type { ClauseSet, InterviewField } from './clause-set.ts';
import { interviewFields } from './clause-set.ts';
import type { DealFacts } from './deal-facts.ts';
import { holds } from './fill.ts';
import { meansSame } from './kinds.ts';
import { PAPER_PATHS, paperValues } from './paper-values.ts';
import { FURTHER_KEYS, furtherKey, furtherName } from './several.ts';

/** The records a contract is made from. A right comes with its expiry, which the rule pack computes from the filing day. */
export type ContractSources = {
  deal: RowOf<'deals'>;
  seller?: RowOf<'parties'>;
  buyer?: RowOf<'parties'>;
  /** 丙方, 丁方 … in their order, each with its role */
  further?: readonly { role: string; party?: RowOf<'parties'> }[];
  rights: readonly { right: RowOf<'rights'>; expiresOn?: string }[];
  round?: RowOf<'rounds'>;
  /** 完成人 of the achievement: 发明人 where the right itself names none */
  contributors?: readonly RowOf<'contributors'>[];
  instalments: readonly RowOf<'instalments'>[];
  office?: RowOf<'office'>;
  achievement?: RowOf<'achievements'>;
  /** of the deal's papers: what a paper about a contract names */
  about?: DealFacts;
  /** as it was when a contract took what was talked about for another kind */
  anyKind?: true;
};

/** `none` with a `path`: the record knows something, of another kind of contract. */
export type Answer = { value: string; from: 'typed' | 'record' | 'suggested' | 'none'; path?: string };

/** All answers of the interview by key: typed, else from a record, else suggested. Questions that do not arise are left out. */
export function answersOf(set: Pick<ClauseSet, 'steps' | 'kind'>, typed: Readonly<Record<string, string>>, sources: ContractSources): Map<string, Answer> {
  const known = recordValues(sources);
  const answers = new Map<string, Answer>();
  const values = furtherValues(sources);
  for (const field of interviewFields(set)) {
    if (!holds(field.when, values)) continue;
    const same = sources.anyKind === true || field.from === undefined || meansSame(set.kind, field.from, sources.deal, sources.round);
    const answer = answerOf(field, typed, known, same);
    answers.set(field.key, answer);
    values[field.key] = answer.value;
  }
  return answers;
}

/** What conditions and texts know of the further parties before anything is asked: the role of each, and its name. */
export const furtherValues = ({ further = [] }: ContractSources): Record<string, string> =>
  Object.fromEntries(
    further.flatMap(({ role, party }, i) => [
      [furtherKey(i), role],
      [`${furtherKey(i)}.name`, party?.name ?? ''],
    ]),
  );

/** Everybody with what the text calls them, in one sentence. */
export function allNamed({ buyer, seller, further = [] }: ContractSources): string {
  const all = [buyer, seller, ...further.map((f) => f.party)].map((p, i) => `${p?.name ?? ''}（以下称${['甲方', '乙方'][i] ?? furtherName(i - 2)}）`);
  return `${all.slice(0, -1).join('、')}与${all.at(-1)!}`;
}

function answerOf(field: InterviewField, typed: Readonly<Record<string, string>>, known: Readonly<Record<string, string | undefined>>, same: boolean): Answer {
  const own = typed[field.key];
  if (own !== undefined) return { value: own, from: 'typed' };
  const value = field.from === undefined ? undefined : known[field.from];
  // a record may know something this question has no choice for
  const fits = field.choices === undefined || field.choices.some((c) => c.value === value);
  const found = value !== undefined && value !== '' && fits;
  if (found && same) return { value: field.from === 'round.royaltyBase' ? asProduct(value, field.suggest) : value, from: 'record', path: field.from };
  if (field.suggest !== undefined) return { value: field.suggest, from: 'suggested' };
  return { value: '', from: 'none', ...(found ? { path: field.from } : {}) };
}

/** What is sold, as each kind of contract defines it: one round is agreed upon before anybody knows which kind is drafted. */
const PRODUCT = /(?:许可|试用|合同)产品/;

/** The base of a royalty with the product called what this text calls it, as its own suggestion has it. */
function asProduct(base: string, suggest = ''): string {
  const product = PRODUCT.exec(suggest)?.[0];
  return product === undefined ? base : base.replace(PRODUCT, product);
}

/** Why this cannot be the answer to a question that counts something; null where it can. */
export function wholeRefusal(typed: string, min: number | undefined): Refusal | null {
  const text = typed.trim();
  if (!/^-?\d{1,6}$/.test(text)) return refuse('form.whole');
  return Number(text) < (min ?? 0) ? refuse('form.atLeast', { params: { least: min ?? 0, number: text } }) : null;
}

const PARTY_FIELDS = ['name', 'address', 'uscc', 'legalRep', 'contact', 'phone', 'email', 'zip', 'bank', 'bankAccount', 'taxNo'] as const;
/** What an answer may be taken from, and a text may print. */
export const RECORD_PATHS = [
  ...PARTY_FIELDS.flatMap((f) => [`seller.${f}`, `buyer.${f}`] as const),
  'office.name',
  'deal.name',
  'deal.object',
  'deal.code',
  'achievement.name',
  'round.licenseMode',
  'round.territory',
  'round.termFrom',
  'round.termTo',
  'round.entryFee',
  'round.royaltyRate',
  'round.royaltyBase',
  'round.payKind',
  'rights.names',
  'rights.numbers',
  'rights.list',
  'instalments.count',
  'contributors.names',
  'contract.title',
  'contract.no',
  'contract.signedOn',
  'notice.title',
  'notice.publishedOn',
  'pricing.price',
  'inventors',
  'secrets',
  ...PAPER_PATHS,
] as const;
type RecordPath = (typeof RECORD_PATHS)[number];
/** Of 丙方, 丁方 …, and of each (`party*.bank`). */
const FURTHER_PATHS: readonly string[] = [...FURTHER_KEYS, 'party*'].flatMap((key) => PARTY_FIELDS.map((f) => `${key}.${f}`));
export const isRecordPath = (path: string): boolean => (RECORD_PATHS as readonly string[]).includes(path) || FURTHER_PATHS.includes(path);

/** Only what may be printed is here: a round's walk-away and internal note are not, so no data file can ask for them. */
export function recordValues(sources: ContractSources): Record<string, string | undefined> {
  const { deal, seller, buyer, further = [], office, achievement, rights, round, contributors, instalments, about } = sources;
  const secrets = rights.filter(({ right }) => right.kind === 'secret').map(({ right }) => right.name ?? '');
  const patents = rights.filter(({ right }) => isPatent(right));
  const completed = together((contributors ?? []).map((c) => c.name));
  const values: Partial<Record<RecordPath, string | undefined>> = {
    ...paperValues(sources),
    ...partyValues('seller', seller),
    ...partyValues('buyer', buyer),
    'office.name': office?.name,
    'deal.name': deal.name,
    'deal.object': deal.object,
    'deal.code': deal.no,
    'achievement.name': achievement?.title,
    'round.licenseMode': round?.licenseMode,
    'round.territory': round?.territory,
    'round.termFrom': round?.termFrom,
    'round.termTo': round?.termTo,
    'round.entryFee': round?.entryFee,
    'round.royaltyRate': round?.royaltyRate,
    'round.royaltyBase': round?.royaltyBase,
    'round.payKind': payKind(round, instalments.length),
    'rights.names': together(rights.map(({ right }) => right.name)),
    'rights.numbers': together(rights.map(({ right }) => right.number)),
    'rights.list': rights.map(({ right }) => [right.name, right.number].filter((x) => x).join('，')).join('\n'),
    'instalments.count': instalments.length === 0 ? undefined : String(instalments.length),
    'contributors.names': completed,
    'contract.title': about?.title,
    'contract.no': about?.no,
    'contract.signedOn': about?.signedOn,
    'notice.title': about?.noticeTitle,
    'notice.publishedOn': about?.publishedOn,
    'pricing.price': about?.price,
    // several patents have inventors of their own; what is asked once stands in for those that name none
    inventors: (patents.length === 1 ? patents[0]!.right.inventors : '') || completed,
    secrets: secrets.length === 0 ? undefined : `${secrets.join('、')}。`,
  };
  return { ...values, ...Object.fromEntries(further.flatMap(({ party }, i) => PARTY_FIELDS.map((f) => [`${furtherKey(i)}.${f}`, party?.[f]]))) };
}

const together = (names: readonly (string | undefined)[]): string => names.filter((n) => n !== undefined && n !== '').join('、');

const partyValues = <P extends 'seller' | 'buyer'>(side: P, party: RowOf<'parties'> | undefined): Partial<Record<RecordPath, string | undefined>> =>
  Object.fromEntries(PARTY_FIELDS.map((f) => [`${side}.${f}`, party?.[f]]));

/** Rights a patent licence can rest on; know-how goes along in its own article. */
export const isPatent = (right: RowOf<'rights'>): boolean => right.kind === 'invention' || right.kind === 'utility' || right.kind === 'design';

/** A fee alone says nothing of when it is paid: without several 付款节点 the interview asks. */
function payKind(round: RowOf<'rounds'> | undefined, instalments: number): string | undefined {
  const fee = (round?.entryFee ?? '') !== '' && Number(round?.entryFee) !== 0;
  const royalty = (round?.royaltyRate ?? '') !== '' && Number(round?.royaltyRate) !== 0;
  if (fee && royalty) return 'entryRoyalty';
  if (royalty) return 'royalty';
  return fee && instalments > 1 ? 'instalments' : undefined;
}
