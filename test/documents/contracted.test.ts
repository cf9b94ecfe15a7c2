/** Signing, filing and ledger take the two sides as the locked contract names them, whatever their records say since. */
import { describe, expect, it } from 'vitest';
import { contractSays } from '../../renderer/documents/contract-says.ts';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import { checkSigning } from '../../shared/domain/checks/signing.ts';
import { lockContract } from '../../shared/domain/contract-rules.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { blocks } from '../../shared/domain/finding.ts';
import { dealAmounts } from '../../shared/domain/filing-facts.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { splitsRead } from '../../shared/domain/filing-split-read.ts';
import { contractFactsOf } from '../../shared/domain/filing-rules.ts';
import { ledgerLineOfDeal } from '../../shared/domain/ledger-lines.ts';
import type { Party } from '../../shared/domain/party.ts';
import { form as registerForm, good, keys, lists, rulesOn, signed } from '../domain/support.ts';

const today = '2026-05-28';
const rules = rulesOn(today);
const f = signed();
const buyer = f.buyer!;
const open: Contract = { ...f.contracts[0]!, state: 'draft', lockedHash: undefined, fields: {} };
const { text, contentId } = contractSays({ ...f, contracts: [open] }, open, rules).now;
const [edit] = good(lockContract(open, contentId, '2026-05-18', 0, text));
const row: Contract = { ...open, ...(edit as { fields: Partial<Contract> }).fields };
const then: DealFile = { ...f, contracts: [row] };
const moved: Party = { ...buyer, name: '示例更名公司', address: '新址 8 号', legalRep: '法定代表人戊' };
const since: DealFile = { ...then, buyer: moved };

describe('signing', () => {
  const of = (file: DealFile, seal: string) =>
    keys(checkSigning({ signing: { ...f.signings[0]!, buyerSealName: seal }, contract: file.contracts[0], seller: file.seller, buyer: file.buyer, today }));
  it('takes the seal of the name that was locked, and no other', () => {
    expect(of(then, buyer.name!)).toEqual([]);
    expect(of(since, buyer.name!)).toEqual([]);
    expect(of(since, moved.name!)).toEqual(['signing.sealDiffers']);
  });
  it('counts the copies the locked text names', () => {
    const copies = (n: number) => keys(checkSigning({ signing: { ...f.signings[0]!, copies: n }, contract: row, seller: f.seller, buyer: f.buyer, today }));
    expect([copies(6), copies(4)]).toEqual([[], ['signing.copiesText']]);
  });
  it('names the party as the contract does, and asks whether its representative then signed', () => {
    const s = { ...f.signings[0]!, buyerSealName: moved.name, buyerSignatory: moved.legalRep, buyerAuthority: '' };
    const found = checkSigning({ signing: s, contract: row, seller: f.seller, buyer: moved, today });
    expect(found.map((x) => [x.message.key, x.message.params])).toEqual([
      ['signing.sealDiffers', { seal: moved.name, party: buyer.name }],
      ['signing.authorityMissing', { party: buyer.name, who: moved.legalRep }],
    ]);
  });
  it('follows the record where no text was kept', () => {
    const old = { ...since, contracts: [{ ...row, lockedText: undefined }] };
    expect(of(old, buyer.name!)).toEqual(['signing.sealDiffers', 'signing.authorityDiffers']);
  });
});

describe('the filing', () => {
  const fill = (file: DealFile, typed = {}) => fillForm(file, registerForm, lists, today, typed);
  const sides = (file: DealFile) =>
    Object.fromEntries(
      fill(file)
        .fields.filter((x) => ['buyerName', 'buyerCreditCode', 'buyerAddress', 'buyerRep', 'sellerName', 'sellerRep'].includes(x.key))
        .map((x) => [x.key, x.value]),
    );
  const found = (file: DealFile, typed: Record<string, string> = {}) => {
    const filing = { id: 'f1', dealId: f.deal.id, contractId: row.id, signingId: 's1', version: 1, state: 'draft' as const, form: typed };
    return checkFiling({ file, filing, form: fill(file, typed), lists, others: [] }, rules).filter((x) => /partyChanged|Differs$/.test(x.message.key));
  };
  it('has the sides as contracted on form, letter and ledger', () => {
    const renamed = { ...since, seller: { ...f.seller!, name: '示例研究院' } };
    expect(sides(then)).toMatchObject({
      buyerName: buyer.name,
      buyerAddress: buyer.address,
      buyerRep: buyer.legalRep,
      buyerCreditCode: buyer.uscc,
      sellerName: f.seller!.name,
    });
    expect(sides(renamed)).toEqual(sides(then));
    expect(contractFactsOf(renamed)).toEqual(contractFactsOf(then));
    expect(ledgerLineOfDeal(renamed)).toEqual(ledgerLineOfDeal(then));
    // typed over in the form it is typed for this filing: no record is changed from there
    const from = (file: DealFile, key: string) => fill(file).fields.find((x) => x.key === key)!.from;
    for (const file of [then, since]) expect(from(file, 'buyerAddress')).toEqual({ table: 'contracts', id: row.id });
    expect(from(since, 'buyerTel')).toEqual({ table: 'parties', id: buyer.id, field: 'phone' });
  });
  it('offers what the locked text takes apart with the clause that says so', () => {
    const draft: Contract = { ...open, fields: { fixedFee: '1500000', nonTechnical: '200000' } };
    const said = contractSays({ ...f, contracts: [draft] }, draft, rules).now;
    const [done] = good(lockContract(draft, said.contentId, '2026-05-18', 0, said.text));
    const locked: Contract = { ...draft, ...(done as { fields: Partial<Contract> }).fields };
    const [part, ...rest] = splitsRead(locked, dealAmounts({ ...f, contracts: [locked] }).nonTechnical);
    expect([part?.amount, part?.clause, rest]).toEqual(['200000', expect.stringMatching(/^第.+条.+ \S+$/), []]);
    expect(fill({ ...f, contracts: [locked] }).fields.find((x) => x.key === 'technicalAmount')?.value).toBe('1300000.00');
  });
  it('shows each difference from the record, which stops nothing', () => {
    expect(found(then)).toEqual([]);
    expect(found(since).map((x) => [x.message.key, x.level, x.where.field, x.message.params])).toEqual([
      ['filing.partyChanged', 'ask', 'name', { field: '名称', record: moved.name, contract: buyer.name }],
      ['filing.partyChanged', 'ask', 'address', { field: '住所地', record: moved.address, contract: buyer.address }],
      ['filing.partyChanged', 'ask', 'legalRep', { field: '法定代表人', record: moved.legalRep, contract: buyer.legalRep }],
    ]);
  });
  it.each([
    ['buyerName', moved.name!],
    ['buyerCreditCode', f.seller!.uscc!],
    ['buyerAddress', moved.address!],
    ['buyerRep', moved.legalRep!],
  ])('is not frozen with another %s than the contract’s before the reason is written', (key, value) => {
    for (const file of [then, since]) {
      const [differs, ...rest] = blocks(found(file, { [key]: value }), []);
      expect([differs?.message.key, differs?.answerable, rest]).toEqual(['filing.buyerDiffers', true, []]);
      const answered = [{ id: 'a', dealId: f.deal.id, findingKey: differs!.key, reason: '已核名变更，附通知书' }];
      expect(blocks(found(file, { [key]: value }), answered)).toEqual([]);
    }
  });
  it('typed as contracted needs no reason', () => expect(blocks(found(since, { buyerName: buyer.name!, buyerAddress: buyer.address! }))).toEqual([]));
});
