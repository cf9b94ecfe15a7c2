/** A contract drafted in a deal of another kind takes nothing from it that means something else there. Everything is 示例. */
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/domain/contract/answers.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';
import { groupOf } from '../../shared/domain/contract/kinds.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import type { Deal } from '../../shared/domain/deal.ts';
import { emptyDealFile } from '../../shared/domain/deal-file.ts';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { dealAmounts } from '../../shared/domain/filing-facts.ts';
import { clausesOf, KINDS } from '../../renderer/documents/clauses.ts';
import { contractSays } from '../../renderer/documents/contract-says.ts';
import { rulesAt } from '../../renderer/data/rules.ts';
import { kindInput } from './kinds-fixture.ts';
import { licenceInput } from './licence-fixture.ts';

const CONTRACTS = KINDS.filter((k) => k.flavour === 'contract').map((k) => k.code);
const round = {
  id: 'r',
  no: 1,
  licenseMode: 'sole' as const,
  territory: '示例许可地域',
  termFrom: '2026-12-01',
  termTo: '2031-11-30',
  entryFee: '1500000',
  royaltyRate: '0.025',
  royaltyBase: '示例许可产品销售额',
};
/** What is in a round about a licence, as a paper would print it. */
const TALKS = ['示例许可地域', '2031年11月30日', '1,500,000.00', '2.5%', '示例许可产品销售额', '许可方式为排他'];

function drafted(code: string, deal: Partial<Deal>, more: Partial<ReturnType<typeof kindInput>['sources']> = {}) {
  const set = clausesOf(code)!;
  const { sources } = licenceInput();
  const built = buildContract(set, kindInput(set, {}, { typed: {}, sources: { ...sources, instalments: [], round, deal: { id: 'd', ...deal }, ...more } }));
  return { set, built, text: plainLines(built.document).join('\n') };
}
const from = (answers: ReadonlyMap<string, Answer>, path: string): Answer[] => [...answers.values()].filter((a) => a.path === path);

describe('the base of a royalty', () => {
  const licence = { route: 'license' as const, name: '示例' };
  const about = { round: { ...round, royaltyBase: '许可产品净销售额' } };
  it.each([
    ['SY-FF', '试用产品净销售额', '许可产品'],
    ['XK-MM', '合同产品净销售额', '许可产品'],
    ['XK-ZL', '许可产品净销售额', '合同产品'],
  ])('%s speaks of %s', (code, base, never) => {
    const { built, text } = drafted(code, licence, about);
    expect(built.answers.get('royaltyBase')).toMatchObject({ value: base, from: 'record' });
    expect(text).toContain(`提成基数为${base}`);
    expect(text).not.toContain(never);
  });
  it('that names no product, or that was typed, stays as it is', () => {
    expect(drafted('SY-FF', licence, { round: { ...round, royaltyBase: '利润' } }).built.answers.get('royaltyBase')?.value).toBe('利润');
    const set = clausesOf('SY-FF')!;
    const built = buildContract(set, kindInput(set, { payKind: 'royalty', royaltyBase: '许可产品净销售额' }));
    expect(built.answers.get('royaltyBase')).toMatchObject({ value: '许可产品净销售额', from: 'typed' });
  });
});

describe('in a deal of licence', () => {
  const licence = { route: 'license' as const, name: '示例技术专利实施许可', object: '示例专利技术' };
  it.each(CONTRACTS.filter((code) => !['license', 'beside'].includes(groupOf(code))))('%s has nothing of what the licence was talked about', (code) => {
    const { set, built, text } = drafted(code, licence);
    for (const said of [...TALKS, '示例技术专利实施许可']) expect(text, said).not.toContain(said);
    const asked = interviewFields(set).filter((f) => f.required && f.from?.startsWith('round.') && built.answers.has(f.key));
    for (const f of asked) {
      expect(built.answers.get(f.key)).toMatchObject({ from: f.suggest === undefined ? 'none' : 'suggested' });
      if (f.suggest === undefined) expect(built.problems).toContainEqual(expect.objectContaining({ key: 'missing', field: f.key }));
    }
    // where the value would come from is said
    if (interviewFields(set).some((f) => f.key === 'termFrom')) expect(from(built.answers, 'round.termFrom')).toMatchObject([{ value: '', from: 'none' }]);
  });
  it('a licence takes it, and what is drafted beside the contract too', () => {
    const { text } = drafted('XK-ZL', licence);
    for (const said of TALKS) expect(text, said).toContain(said);
    expect(drafted('BM', licence).text).toContain('示例技术专利实施许可');
  });
  it('what is handed over is no work to be done, those who made it no team; a transfer hands over the same', () => {
    const object = (code: string) => drafted(code, { ...licence, name: '示例技术' });
    for (const code of ['KF-WT', 'KF-HZ', 'ZX', 'FW-YB']) expect(object(code).text, code).not.toContain('示例专利技术');
    for (const code of ['ZR-ZL', 'ZR-RG', 'KF-ZH', 'FW-PX']) expect(object(code).text, code).toContain('示例专利技术');
    expect(object('KF-WT').built.answers.get('team')).toEqual({ value: '', from: 'none', path: 'inventors' });
    expect(object('FW-YB').built.answers.get('projectName')).toMatchObject({ value: '示例技术', from: 'record' });
  });
  it('a round about a licence says so where the deal does not', () => {
    expect(drafted('FW-YB', { name: '示例' }).text).not.toContain('1,500,000.00');
    expect(drafted('XK-MM', { name: '示例' }).text).toContain('1,500,000.00');
  });
});

it('in a deal of service the contract of service takes what was agreed on, and a licence does not', () => {
  const helped = { route: 'service' as const, name: '示例工艺服务', object: '示例工艺难题' };
  const agreed = { id: 'r', no: 1, entryFee: '1500000', termFrom: '2026-12-01', termTo: '2031-11-30' };
  const own = drafted('FW-YB', helped, { round: agreed }).text;
  for (const said of ['1,500,000.00', '2031年11月30日', '示例工艺难题']) expect(own).toContain(said);
  expect(drafted('XK-ZL', helped, { round: agreed }).text).not.toContain('1,500,000.00');
});

it('the price of a licence is not registered with a contract of service', () => {
  const file = { ...emptyDealFile({ id: 'd', route: 'license' }), rounds: [{ ...round, dealId: 'd', outcome: 'agreed' as const }] };
  const contract = (kind: string): Contract => ({ id: 'c', dealId: 'd', kind, version: 1, fields: {} });
  const amounts = (kind: string) => dealAmounts({ ...file, contracts: [contract(kind)] });
  expect([amounts('XK-ZL').total?.toFixed(), amounts('XK-ZL').royalty]).toEqual(['1500000', true]);
  expect([amounts('FW-YB').total, amounts('FW-YB').royalty]).toEqual([undefined, false]);
  const differs = (kind: string) =>
    checkContract(file, { ...contract(kind), fields: { fixedFee: '80000', projectName: '示例' } }, rulesAt(undefined, undefined)).map((x) => x.message.key);
  expect(differs('XK-ZL')).toContain('contract.offerDiffers');
  expect(differs('FW-YB')).not.toContain('contract.offerDiffers');
});

it('a text locked before this was minded, and before texts were kept, is known again', () => {
  const file = { ...emptyDealFile({ id: 'd', route: 'license' as const, name: '示例' }), rounds: [{ ...round, dealId: 'd' }] };
  const draft: Contract = { id: 'c', dealId: 'd', kind: 'FW-YB', version: 1, roundId: 'r', fields: {}, state: 'draft' };
  const rules = rulesAt(undefined, undefined);
  const then = buildContract(clausesOf('FW-YB')!, {
    ...licenceInput(),
    typed: {},
    annexPages: false,
    sources: { deal: file.deal, rights: [], round: file.rounds[0]!, instalments: [], contributors: [], anyKind: true, about: {} },
  });
  const says = contractSays({ ...file, contracts: [draft] }, { ...draft, state: 'locked', lockedHash: then.contentId }, rules);
  expect(says.standing).toBe('same');
  expect(JSON.stringify(says.text)).toContain('1,500,000.00');
});
