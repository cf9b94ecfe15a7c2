/** The text a version was locked with: kept, read back, put on paper again, and compared with what the records give now. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contractDocx, keptDocx } from '../../renderer/documents/contract-docx.ts';
import { contractAnswers, contractSays } from '../../renderer/documents/contract-says.ts';
import { keepLockedText, lockContract } from '../../shared/domain/contract-rules.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { buildContract, type ContractInput } from '../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { movedSince } from '../../shared/domain/contract/moved.ts';
import { keptText } from '../../shared/domain/contract/text.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { contractFactsOf } from '../../shared/domain/filing-rules.ts';
import { ledgerLineOfDeal } from '../../shared/domain/ledger-lines.ts';
import { TABLES } from '../../shared/domain/tables.ts';
import { undoBarred } from '../../shared/domain/undo-rules.ts';
import { form as registerForm, good, lists, refusalKey, rulesOn, signed } from '../domain/support.ts';
import { clauses } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';

const SET = clauses('XK-ZL');
const MARKS = { version: 3, copy: 'signing', contractNo: 'SL-2026-017', watermark: '示例' } as const;
const input = licenceInput();
const { buyer, seller, rights, round } = input.sources;

const draft: Contract = { id: 'c', dealId: 'deal-1', version: 3, kind: 'XK-ZL', state: 'draft' };
/** The row as the lock leaves it. */
function locked(of: ContractInput = input): Contract {
  const { text, contentId } = buildContract(SET, of);
  const edits = lockContract(draft, contentId, '2026-11-22', 0, text);
  if (!Array.isArray(edits) || edits[0]!.op !== 'set') throw new Error('not locked');
  return JSON.parse(JSON.stringify({ ...draft, ...edits[0]!.fields })) as Contract;
}
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const remade = (row: Contract): string => {
  const file = keptDocx(keptText(row)!, MARKS);
  if (!file.ok) throw new Error(file.error.key);
  return sha(file.value.bytes);
};
const made = (set: ClauseSet, of: ContractInput): string => {
  const file = contractDocx(set, { ...of, ...MARKS });
  if (!file.ok) throw new Error(file.error.key);
  return sha(file.value.bytes);
};

/** The clause set with another wording of one clause. */
const reworded: ClauseSet = {
  ...SET,
  edition: '2027.01',
  articles: SET.articles.map((a) => ({
    ...a,
    clauses: a.clauses.map((c) => (c.id === 'grant.territory' ? { ...c, text: `${c.text}以双方另行书面确认的清单为准。` } : c)),
  })),
};

describe('a locked text', () => {
  it('is kept in a row that its table takes, and read back as the text that was built', () => {
    const row = locked();
    expect(TABLES.contracts.safeParse(row).success).toBe(true);
    expect(row.lockedText!.edition).toBe(SET.edition);
    expect(keptText(row)).toEqual(JSON.parse(JSON.stringify(buildContract(SET, input).text)));
  });
  it('makes the paper that was made when it was locked, byte for byte, whatever the records and the clauses say since', () => {
    const row = locked();
    expect(remade(row)).toBe(made(SET, input));
    const since = licenceInput({ sources: { ...input.sources, buyer: { ...buyer!, address: '别处' } } });
    for (const [set, of] of [
      [SET, since],
      [reworded, input],
    ] as const)
      expect(made(set, of)).not.toBe(remade(row));
  });
  it('is not read where it is not the text its lock names, or was altered', () => {
    const row = locked();
    const { text } = row.lockedText!;
    const altered = text.replace('广东省佛山市', '广东省中山市');
    const other = locked(licenceInput({ clauseTexts: { 'grant.territory': '许可地域：广东省。' } }));
    expect(keptText({ ...row, lockedText: { ...row.lockedText!, text: altered } })).toBeNull();
    expect(keptText({ ...row, lockedText: { ...row.lockedText!, text: altered, sha256: createHash('sha256').update(altered).digest('hex') } })).toBeNull();
    expect(keptText({ ...row, lockedText: other.lockedText })).toBeNull();
    expect(keptText({ lockedHash: row.lockedHash })).toBeNull();
  });
});

it('neither the lock nor a word before it is undone; put aside and back it can be', () => {
  const undo = (row: Contract, field: string) =>
    refusalKey(undoBarred([{ op: 'set', table: 'contracts', id: row.id, field, over: [] }], () => row, '2026-11-22'));
  expect(['lockedHash', 'lockedText', 'state', 'fields', 'clauseTexts'].map((field) => undo(locked(), field))).toEqual(Array(5).fill('contract.undoLock'));
  expect([undo(locked(), 'archived'), undo(draft, 'fields')]).toEqual(['not refused', 'not refused']);
});

describe('what moved since', () => {
  const said = (set: ClauseSet, of: ContractInput): [string, string, string][] =>
    movedSince(keptText(locked())!, set, of).map((m) => [m.name.zh, m.was, m.now]);
  const from = (more: Partial<ContractInput['sources']>): ContractInput => licenceInput({ sources: { ...input.sources, ...more } });
  it('is nothing where nothing printed did', () => {
    expect(said(SET, input)).toEqual([]);
    expect(said(SET, from({ buyer: { ...buyer!, note: '内部话' } }))).toEqual([]);
  });
  it('names the field of the party, of the right, of the deal, of the round', () => {
    expect(said(SET, from({ buyer: { ...buyer!, address: '新址 8 号', legalRep: '法定代表人戊' } }))).toEqual([
      ['甲方（被许可人） · 住所地', buyer!.address, '新址 8 号'],
      ['甲方（被许可人） · 法定代表人', buyer!.legalRep, '法定代表人戊'],
    ]);
    expect(said(SET, from({ seller: { ...seller!, name: '示例研究院' } }))).toEqual([['乙方（许可人）', seller!.name, '示例研究院']]);
    expect(said(SET, from({ seller: { ...seller!, contact: '联系人己' } }))).toEqual([['乙方（许可人） · 项目联系人', '联系人乙', '联系人己']]);
    expect(said(SET, from({ rights: [{ ...rights[0]!, right: { ...rights[0]!.right, feePaidTo: '2028-01-02' } }, rights[1]!] }))).toEqual([
      ['专利 · 年费已交至', '2027年1月2日', '2028年1月2日'],
    ]);
    expect(said(SET, from({ round: { ...round!, entryFee: '1600000', royaltyRate: '0.03' } })).map((m) => m.slice(1))).toEqual([
      ['1,500,000.00', '1,600,000.00'],
      ['2.5%', '3%'],
    ]);
  });
  it('names the clause whose wording came with another edition, and only that', () => {
    const found = said(reworded, input);
    expect(found).toHaveLength(1);
    expect(found[0]![0]).toMatch(/^第二条 许可方式与范围 · 2\.\d$/);
    expect(found[0]![2]).toContain('另行书面确认');
    expect(found[0]![1]).not.toContain('另行书面确认');
  });
});

describe('what a version says', () => {
  const rules = rulesOn('2026-11-22');
  const fileOf = (contract: Contract, address = buyer!.address): DealFile => ({
    ...emptyDealFile(input.sources.deal),
    seller,
    buyer: { ...buyer!, address },
    rights: rights.map((r) => r.right),
    rounds: [round!],
    contracts: [contract],
  });
  const typed = { ...draft, fields: input.typed };
  /** Locked on the records of then, as the page does it; without its text: as it was done before texts were kept. */
  const lockedOn = (kept: boolean): Contract => {
    const { text, contentId } = contractSays(fileOf(typed), typed, rules).now;
    const [edit] = good(lockContract(typed, contentId, '2026-11-22', 0, text));
    const row = { ...typed, ...(edit as { fields: Partial<Contract> }).fields };
    return kept ? row : { ...row, lockedText: undefined };
  };
  const says = (contract: Contract, address?: string) => {
    const { standing, text } = contractSays(fileOf(contract, address), contract, rules);
    return [standing, JSON.stringify(text?.body ?? null).includes('新址')];
  };
  it('follows its records as a draft, and never once it is locked', () => {
    expect(says(typed, '新址 8 号')).toEqual(['draft', true]);
    expect(says(lockedOn(true), '新址 8 号')).toEqual(['kept', false]);
    const moved = { ...fileOf(lockedOn(true)), rounds: [{ ...round!, termTo: '2035-01-01' }] };
    expect(contractAnswers(moved, lockedOn(true)).get('termTo')?.value).toBe(round!.termTo);
    expect(contractAnswers(moved, typed).get('termTo')?.value).toBe('2035-01-01');
  });
  it('locked before texts were kept, it is the same by the id of its lock, or it is lost', () => {
    const old = lockedOn(false);
    expect(says(old)).toEqual(['same', false]);
    expect(says(old, '新址 8 号')).toEqual(['lost', false]);
    const [then, since] = [fileOf(old), fileOf(old, '新址 8 号')].map((f) => contractSays(f, old, rules).now.text);
    expect(refusalKey(keepLockedText(old, since!))).toBe('contract.textLost');
    const [edit] = good(keepLockedText(old, then!));
    const again = { ...old, ...(edit as { fields: Partial<Contract> }).fields };
    expect(says(again, '新址 8 号')).toEqual(['kept', false]);
    expect(good(keepLockedText(again, then!))).toEqual([]);
    expect(good(keepLockedText(typed, then!))).toEqual([]);
  });
});

describe('what is filed', () => {
  const rules = rulesOn('2026-05-28');
  const f = signed();
  const open: Contract = { ...f.contracts[0]!, state: 'draft', lockedHash: undefined, fields: {} };
  const { text, contentId } = contractSays({ ...f, contracts: [open] }, open, rules).now;
  const [edit] = good(lockContract(open, contentId, '2026-05-18', 0, text));
  const row: Contract = { ...open, ...(edit as { fields: Partial<Contract> }).fields };
  const then: DealFile = { ...f, contracts: [row] };
  /** Another round agreed, the party renamed and another draft opened, all after the signing. */
  const since: DealFile = {
    ...then,
    deal: { ...f.deal, name: '另一个名称' },
    buyer: { ...f.buyer!, name: '示例更名公司', uscc: '' },
    rounds: f.rounds.map((r) => ({ ...r, entryFee: '1700000' })),
    contracts: [row, { id: 'next', dealId: f.deal.id, version: 2, kind: 'XK-ZL', state: 'draft', fields: { fixedFee: '9' } }],
  };
  const filed = (file: DealFile) => {
    const form = fillForm(file, registerForm, lists, '2026-05-28', {});
    return form.fields.filter((x) => ['projectName', 'totalAmount', 'technicalAmount', 'payMethod'].includes(x.key)).map((x) => x.value);
  };
  it('is what the signed version was locked with, not what the records or a later draft say', () => {
    expect(contractFactsOf(then)).toMatchObject({ buyerName: f.buyer!.name, totalAmount: '1500000.00', title: f.deal.name, lockedHash: contentId });
    expect(contractFactsOf(since)).toEqual(contractFactsOf(then));
    expect(filed(since)).toEqual(filed(then));
    expect(ledgerLineOfDeal(since)).toMatchObject({ amount: '1500000', projectName: f.deal.name });
  });
});
