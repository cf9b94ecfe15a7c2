/** Whether the deal carries the right a contract of the kind is about, and with the data that identify it. */
import { parseDay } from '../../time.ts';
import type { RowOf } from '../tables.ts';
import { isPatent, type Answer } from './answers.ts';
import type { ContractInput } from './build.ts';
import type { ClauseSet, RightsNeeded } from './clause-set.ts';
import type { ContractProblem } from './problems.ts';

type Right = RowOf<'rights'>;
const NAMES: Record<Exclude<RightsNeeded, 'any' | 'patent'>, string> = {
  application: '专利申请',
  secret: '技术秘密',
  software: '计算机软件著作权',
  layout: '集成电路布图设计',
  variety: '植物新品种权',
};

export function rightProblems(set: ClauseSet, { sources }: ContractInput, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  if (set.rights === 'any') return [];
  if (set.rights === 'patent') return patentProblems(set, sources.rights, answers);
  const kind = set.rights;
  const rights = sources.rights.filter(({ right }) => right.kind === kind).map(({ right }) => right);
  if (rights.length === 0) return [{ key: 'noRight', level: 'must', params: { kind: NAMES[kind] }, field: 'deal.rightIds', ...law862 }];
  return rights.flatMap((right) => otherRight(kind, right));
}

/** 民法典第862条 defines both the transfer and the licence by the right they are about. */
const law862 = { source: '民法典第862条' };

function otherRight(kind: keyof typeof NAMES, right: Right): ContractProblem[] {
  const params = { name: right.name || right.number || '', kind: NAMES[kind] };
  const out: ContractProblem[] = [];
  if (right.status === 'lapsed' || right.status === 'invalid') out.push({ key: 'deadRight', level: 'must', params, field: 'rights.status', id: right.id });
  const lacks = lacking(right, kind === 'secret' ? ['name', 'owner'] : ['name', 'owner', 'number', ...(kind === 'application' ? (['filedOn'] as const) : [])]);
  if (lacks) out.push({ key: kind === 'secret' ? 'secretData' : 'rightData', level: 'must', params, field: `rights.${lacks}`, id: right.id });
  return out;
}

const lacking = (right: Right, data: readonly ('name' | 'owner' | 'number' | 'filedOn')[]) => data.find((field) => !right[field]);

function patentProblems(set: ClauseSet, all: ContractInput['sources']['rights'], answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const licence = set.kind.startsWith('XK');
  const law = licence ? { source: '民法典第865条' } : {};
  const patents = all.filter(({ right }) => isPatent(right));
  if (patents.length === 0) return [{ key: 'noPatent', level: 'must', field: 'deal.rightIds', ...law862 }];
  const out: ContractProblem[] = [];
  const to = parseDay(answers.get('termTo')?.value.trim());
  for (const { right, expiresOn } of patents) {
    const name = right.name || right.number || '';
    if (right.status === 'lapsed' || right.status === 'invalid')
      out.push({ key: 'deadPatent', level: 'must', params: { name }, field: 'rights.status', id: right.id, ...law });
    const lacks = lacking(right, ['number', 'filedOn', 'owner']);
    if (lacks) out.push({ key: 'patentData', level: 'must', params: { name }, field: `rights.${lacks}`, id: right.id, source: '民法典第845条' });
    const end = parseDay(expiresOn);
    if (licence && to !== undefined && end !== undefined && to > end)
      out.push({ key: 'pastExpiry', level: 'must', params: { name, to, end }, field: 'termTo', ...law });
  }
  return out;
}
