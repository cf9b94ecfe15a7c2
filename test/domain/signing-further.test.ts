/** 丙方 signs and seals like the two sides: judged, on the sheet for leaving the site, and the paper is not signed without it. */
import { describe, expect, it } from 'vitest';
import { leaveSiteDocument } from '../../renderer/documents/leave-site.ts';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import { checkFurtherSides, furtherSides } from '../../shared/domain/checks/signing-further.ts';
import { checkSigningOrder } from '../../shared/domain/checks/signing-order.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { contentIdOf, textToKeep } from '../../shared/domain/contract/text.ts';
import type { FurtherSigned } from '../../shared/domain/contract.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { siteLines } from '../../shared/domain/leave-site.ts';
import type { Party } from '../../shared/domain/party.ts';
import { stageRail } from '../../shared/domain/stages.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { form, keys, lists, rulesOn, signed } from './support.ts';

const UNIVERSITY: Party = { id: 'u', name: '示例大学', kind: 'university', uscc: '12440000MB2C00001X', legalRep: '示例校长' };
const GOOD: FurtherSigned = { signatory: '示例校长', authority: '法定代表人', sealKind: '单位公章', sealName: '示例大学' };

/** R-017 signed, with 示例大学 as 丙方 and what it put on the paper. */
function withThird(put: FurtherSigned | undefined, party: Party = UNIVERSITY): DealFile {
  const f = signed();
  const s = f.signings.at(-1)!;
  return {
    ...f,
    otherParties: [party],
    contracts: f.contracts.map((c) => (c.id === s.contractId ? { ...c, furtherParties: [{ partyId: 'u', role: '共有权利人' }] } : c)),
    signings: f.signings.map((x) => (x.id === s.id && put ? { ...x, further: [put] } : x)),
  };
}
const found = (put: FurtherSigned | undefined, party?: Party) => {
  const f = withThird(put, party);
  return checkFurtherSides(f, f.signings.at(-1)!, '2026-12-01');
};

describe('what 丙方 put on the paper', () => {
  it('is judged like the two sides', () => {
    expect(found(GOOD)).toEqual([]);
    expect(keys(found(undefined)).toSorted()).toEqual(['signing.authorityUnsaid', 'signing.sealMissing', 'signing.signatoryMissing'].slice(1).toSorted());
    expect(keys(found({ ...GOOD, sealName: '示例大学科技处' }))).toEqual(['signing.sealDiffers']);
    expect(found({ ...GOOD, sealName: '' }).map((x) => x.where.field)).toEqual(['further.0.sealName']);
    expect(keys(found({ ...GOOD, signatory: '示例副校长', authority: '委托代理人' }))).toEqual(['signing.proofMissing']);
    expect(keys(found({ signatory: '示例校长' }, { ...UNIVERSITY, kind: 'person' }))).toEqual([]);
  });
  it('on a day that is read, has come and is not before the text was locked', () => {
    const at = (days: FurtherSigned) => found({ ...GOOD, ...days }).map((x) => [x.message.key, x.where.field]);
    const { lockedOn } = signed().contracts.find((c) => c.id === signed().signings.at(-1)!.contractId)!;
    expect([at({ sealedOn: lockedOn!.slice(0, 10) }), at({ sealedOn: '2026-12-01' })]).toEqual([[], []]);
    expect(at({ sealedOn: '2026-12-02' })).toEqual([['signing.inFuture', 'further.0.sealedOn']]);
    expect(at({ sealedOn: '2025-01-02' })).toEqual([['signing.beforeLock', 'further.0.sealedOn']]);
    expect(at({ sealedOn: '元月', proofTo: '年底' })).toEqual([
      ['signing.dateUnread', 'further.0.sealedOn'],
      ['signing.dateUnread', 'further.0.proofTo'],
    ]);
  });
  it('may be the last seal, with which the contract takes effect', () => {
    const order = (sealedOn: string) => {
      const f = withThird({ ...GOOD, sealedOn });
      return checkSigningOrder(f, f.signings.at(-1)!).map((x) => [x.message.key, x.message.params?.['sealed']]);
    };
    const s = signed().signings.at(-1)!;
    expect([order(s.effectiveOn!), order('2026-11-25')]).toEqual([[], [['signing.effectiveSeal', '2026-11-25']]]);
  });
  it('keeps the paper from being signed until it is there', () => {
    const stage = (put: FurtherSigned | undefined) => stageRail(withThird(put), rulesOn('2026-12-01')).find((s) => s.stage === 'signing')?.state;
    expect([stage(GOOD), stage({ ...GOOD, sealName: undefined }), stage({ ...GOOD, authority: undefined })].map((s) => s === 'done')).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('stands on the sheet for leaving the site, with room for its signature', () => {
    const f = withThird({ ...GOOD, sealName: '示例大学科技处' });
    const signing = f.signings.at(-1)!;
    const contract = f.contracts.find((c) => c.id === signing.contractId)!;
    const lines = siteLines({ file: f, signing, contract, today: '2026-12-01' });
    expect(lines.filter((l) => l.group === 'further0').map((l) => [l.what, l.state])).toEqual([
      ['name', 'ok'],
      ['seal', 'wrong'],
      ['signatory', 'ok'],
    ]);
    const { blocks } = leaveSiteDocument({
      ...{ dealName: '项目', contractNo: 'X', day: '2026-12-01', lines, promises: [], ourName: '甲', theirName: '乙', watermark: '' },
      further: furtherSides(f, signing).map(({ label, party }) => ({ label, name: party?.name ?? '' })),
      words: { line: (l) => l.what, group: (g) => g, state: (s) => s, finding: (x) => x.message.key },
    });
    const parties = blocks.flatMap((b) => (b.kind === 'signatures' ? b.parties : []));
    expect(parties.map((p) => [p.role, p.name])).toEqual([
      ['我方核对', '甲'],
      ['对方核对', '乙'],
      ['丙方（共有权利人）核对', '示例大学'],
    ]);
  });
  it('is compared with the name the locked text has, whatever the record says since', () => {
    const { text } = buildContract(clauses('XK-ZL', 1), {
      ...licenceInput(),
      sources: { ...licenceInput().sources, further: [{ role: '共有权利人', party: UNIVERSITY }] },
    });
    const f = withThird(GOOD, { ...UNIVERSITY, name: '示例大学（更名）', legalRep: '后任校长' });
    const locked = { ...f, contracts: f.contracts.map((c) => ({ ...c, lockedText: textToKeep(text), lockedHash: contentIdOf(text) })) };
    expect(checkFurtherSides(locked, f.signings.at(-1)!, '2026-12-01')).toEqual([]);
    expect(keys(checkFurtherSides(f, f.signings.at(-1)!, '2026-12-01'))).toContain('signing.sealDiffers');
  });
});

it('a 丙方 from abroad stops the filing as the two sides do', () => {
  const f = withThird(GOOD, { ...UNIVERSITY, region: '810000' });
  const of = (file: DealFile) =>
    keys(checkFiling({ file, filing: { id: 'x' }, form: fillForm(file, form, lists, '2026-12-01'), lists, others: [] }, rulesOn('2026-12-01')));
  expect([of(f).includes('filing.abroad'), of(withThird(GOOD)).includes('filing.abroad')]).toEqual([true, false]);
  // nobody said where it is at home, its name does: asked, not stopped
  const named = (more: Partial<Party>) => of(withThird(GOOD, { id: 'u', name: '示例科技（香港）有限公司', ...more })).filter((k) => /abroad/i.test(k));
  expect([named({}), named({ country: '344' }), named({ country: '142' }), named({ name: '示例香港路小学' })]).toEqual([
    ['text.partyAbroad'],
    ['filing.abroad'],
    [],
    [],
  ]);
});
