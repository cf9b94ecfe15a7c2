/** Everyday acts over the 示例库: a deal begun from wherever it begins, parties made on the spot, fields left, rows put aside. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { flagsOf } from '../../shared/domain/precheck/flags.ts';
import { flaggedOfDeal } from '../../shared/domain/precheck/of-deal.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { SAMPLE_FIRM, SAMPLE_INSTITUTE } from '../../shared/domain/samples.ts';
import { rulesOn } from '../domain/support.ts';
import { chinaToday } from '../support/china-now.ts';
import { Office } from './office.ts';

let office: Office;
let start: typeof import('../../renderer/data/start-deal.ts');
let deals: typeof import('../../renderer/data/queries/deals.ts');
beforeEach(async () => {
  office = await Office.open();
  start = await import('../../renderer/data/start-deal.ts');
  deals = await import('../../renderer/data/queries/deals.ts');
});
afterEach(() => office.close());

const year = chinaToday().slice(0, 4);
const file = async (id: unknown) => (await deals.dealFile(id as string))!;

describe('beginning a deal', () => {
  it('from R-017 takes its owner, its living rights and its words along, under the next number of the year', async () => {
    await office.put(set('rights', SAMPLE_IDS.secret, { archived: true }));
    const { deal, seller, rights, contributors } = await file(await start.startFromAchievement(SAMPLE_IDS.achievement, 'R-017'));
    expect(deal).toMatchObject({
      no: `${year}-${year === '2026' ? '002' : '001'}`,
      startedFrom: 'achievement',
      role: 'seller',
      keeper: '示例经理',
      sample: true,
      name: '低温等离子体种子处理装置',
    });
    expect([seller!.id, rights.map((r) => r.id), contributors.length]).toEqual([SAMPLE_IDS.institute, [SAMPLE_IDS.patent], 3]);
    const { latestChanges } = await import('../../renderer/data/queries/history.ts');
    expect((await latestChanges(1))[0]!.why).toMatchObject({ intent: 'deals.create', note: 'R-017' });
    // one act, one undo
    await office.program.undo.undoLast();
    expect(await deals.dealNumbers()).toEqual(['2026-001']);
  });

  it('sells as 本单位 what is its own or nobody else’s, and what is another’s never', async () => {
    await office.put(
      set('parties', SAMPLE_IDS.institute, { archived: true }),
      make('achievements', { id: 'ours', title: '本所的', unit: `${SAMPLE_INSTITUTE} ` }),
      make('achievements', { id: 'unnamed', title: '未写权属' }),
      make('achievements', { id: 'theirs', title: '别家的', owner: '示例大学' }),
      make('achievements', { id: 'sample', title: '有主', ownerPartyId: SAMPLE_IDS.firm }),
    );
    const ours = await file(await start.startFromAchievement('ours', ''));
    expect(ours.seller).toMatchObject({ name: SAMPLE_INSTITUTE, kind: 'institute' });
    expect(ours.seller!.id).not.toBe(SAMPLE_IDS.institute);
    expect((await file(await start.startFromAchievement('unnamed', ''))).seller!.id).toBe(ours.seller!.id);
    expect((await file(await start.startFromAchievement('theirs', ''))).seller).toBeUndefined();
    expect((await file(await start.startFromAchievement('sample', ''))).seller!.id).toBe(SAMPLE_IDS.firm);
    // an office that brokers does not sell
    await office.put(set('office', 'office', { role: 'broker' }));
    const brokered = await file(await start.startFromAchievement('unnamed', ''));
    expect([brokered.seller, brokered.deal.role]).toEqual([undefined, 'broker']);
  });

  it('from the demand takes who asks and what for; from nothing only a name; from what is gone nothing', async () => {
    const asked = await file(await start.startFromDemand(SAMPLE_IDS.demand, ''));
    expect(asked.buyer!.id).toBe(SAMPLE_IDS.firm);
    expect(asked.deal.object!.split('\n')).toHaveLength(3);
    expect((await file(await start.startBlank('空白项目'))).deal).toMatchObject({ name: '空白项目', startedFrom: 'blank' });
    expect([await start.startFromDemand('gone', ''), await start.startFromAchievement('gone', '')]).toMatchObject([{ key: 'row.gone' }, { key: 'row.gone' }]);
  });

  it('gives each its own number, even when two begin at once', async () => {
    await Promise.all(['甲', '乙', '丙'].map((name) => start.startBlank(name)));
    const numbers = await deals.dealNumbers();
    expect(new Set(numbers).size).toBe(4);
    expect(numbers).toContain(`${year}-003`);
  });

  it('from a contract file finds its parties by name, makes the rest once, and cuts no text short that fits', async () => {
    const { startFromFile } = await import('../../renderer/data/start-from-file.ts');
    const scan = { hash: 'a'.repeat(64), name: '来稿合同.v2.pdf', size: 9, mime: 'application/pdf' };
    const whole = await file(
      await startFromFile(
        scan,
        { seller: ` ${SAMPLE_INSTITUTE} `, buyer: ' 示例新厂', broker: '示例新厂', route: 'license', role: 'seller', signedOn: '2026-05-20' },
        '字'.repeat(200_001),
      ),
    );
    expect([whole.seller!.id, whole.buyer!.name, whole.broker!.id]).toEqual([SAMPLE_IDS.institute, '示例新厂', whole.buyer!.id]);
    expect([whole.deal.name, whole.deal.route, whole.contracts[0]!.foreignText!.length, whole.signings[0]!.signedOn]).toEqual([
      '来稿合同.v2',
      'license',
      200_000,
      '2026-05-20',
    ]);
    expect(whole.attachments).toMatchObject([{ id: whole.deal.sourceAttachmentId, kind: 'source', ownerTable: 'deals' }]);
    // one deal of the firm that both buys and brokers
    expect((await deals.dealsOfParty(whole.buyer!.id)).map((d) => d.id)).toEqual([whole.deal.id]);
    const bare = await file(await startFromFile(scan, {}, ''));
    expect([bare.contracts[0]!.foreignText, bare.signings, bare.seller, bare.deal.role]).toEqual([undefined, [], undefined, undefined]);
  });
});

describe('what a contract file says of its parties', () => {
  const text = readFileSync(new URL('../../resources/exercises/precheck/45-地址相同.txt', import.meta.url), 'utf8');
  const scan = { hash: 'b'.repeat(64), name: '45.txt', size: 9, mime: 'text/plain' };
  const sides = { seller: '示例理工大学', buyer: '示例冷链科技有限公司' };
  const flags = (deal: DealFile) =>
    flagsOf(flaggedOfDeal({ file: deal, contract: deal.contracts[0]! }, { others: [], filed: [], like: [] }), rulesOn('2026-06-10')).map(
      (f) => f.message.params?.['why'],
    );

  it('goes with them, so that the deal shows the risks the dropped file showed', async () => {
    const { startFromFile } = await import('../../renderer/data/start-from-file.ts');
    const made = await file(await startFromFile(scan, sides, text));
    expect(made.seller).toMatchObject({ uscc: '124400004558581231', legalRep: '示例校长', address: '广州市示例区学院路 100 号' });
    expect(made.buyer).toMatchObject({ uscc: '91440101MA5CKQ3R25', legalRep: '示例校长' });
    expect(flags(made)).toEqual(['rep', 'address']);
  });
  it('fills what a known 单位 lacks, changes nothing it has, and what the text says still counts', async () => {
    const { startFromFile } = await import('../../renderer/data/start-from-file.ts');
    await office.put(make('parties', { id: 'known', name: '示例冷链科技有限公司', address: '广州市示例区示例路 18 号' }));
    const made = await file(await startFromFile(scan, sides, text));
    expect(made.buyer).toMatchObject({ id: 'known', address: '广州市示例区示例路 18 号', uscc: '91440101MA5CKQ3R25', legalRep: '示例校长' });
    expect(flags(made)).toEqual(['rep', 'address']);
  });
  it('comes from the form where the text is silent; a wrong code, and what is a person’s own, is not taken', async () => {
    const { startFromFile } = await import('../../renderer/data/start-from-file.ts');
    await office.put(make('parties', { id: 'person', name: '示例人', kind: 'person' }));
    const form = { buyerName: '示例新厂', buyerCreditCode: '91440101MA5CKQ3R25', buyerRep: '示例丁', buyerTel: '020-00000018', isRelated: '是' };
    const made = await file(await startFromFile(scan, { seller: '示例人', buyer: '示例新厂' }, '甲方（委托方）：示例人\n住所地：广州市示例路一号\n', form));
    expect(made.buyer).toMatchObject({ uscc: '91440101MA5CKQ3R25', legalRep: '示例丁', phone: '020-00000018' });
    expect([made.seller?.address, made.deal.isRelated]).toEqual([undefined, true]);
    const wrong = await file(
      await startFromFile(scan, { buyer: '示例二厂' }, '', { buyerName: '示例二厂', buyerCreditCode: '91440101MA5CKQ3R26', buyerTel: '13800000000' }),
    );
    expect([wrong.buyer?.uscc, wrong.buyer?.phone]).toEqual([undefined, undefined]);
  });
});

describe('parties', () => {
  it('of one name are one party, also when asked for at once; one put aside is not used again', async () => {
    const { officeAsParty, partyNamed } = await import('../../renderer/data/new-party.ts');
    expect(await partyNamed(SAMPLE_FIRM)).toBe(SAMPLE_IDS.firm);
    const [a, b] = await Promise.all([partyNamed('示例新厂', { kind: 'enterprise' }), partyNamed('示例新厂')]);
    expect(a).toBe(b);
    await office.put(set('parties', SAMPLE_IDS.firm, { archived: true }));
    expect(await partyNamed(SAMPLE_FIRM)).not.toBe(SAMPLE_IDS.firm);
    expect(await officeAsParty()).toBe(SAMPLE_IDS.institute);
    await office.put(set('parties', SAMPLE_IDS.institute, { archived: true }));
    const ours = await office.program.store.db().parties.get((await officeAsParty()) as string);
    // what only an office has does not go into a contract
    expect(Object.keys(ours!).filter((k) => ['role', 'userName', 'isPublic', 'tourDone'].includes(k))).toEqual([]);
    expect(ours).toMatchObject({ name: SAMPLE_INSTITUTE, kind: 'institute' });
  });
});

it('a right is begun from its deal: under its achievement, or under one made with it, in one act', async () => {
  const { startRight } = await import('../../renderer/data/start-right.ts');
  const before = await file(SAMPLE_IDS.deal);
  const made = (await startRight(SAMPLE_IDS.deal, 'secret')) as { achievementId: string; id: string };
  expect(made.achievementId).toBe(SAMPLE_IDS.achievement);
  const after = await file(SAMPLE_IDS.deal);
  expect(after.deal.rightIds).toEqual([...(before.deal.rightIds ?? []), made.id]);
  expect(after.rights.find((r) => r.id === made.id)).toMatchObject({ kind: 'secret', achievementId: SAMPLE_IDS.achievement });

  const id = await start.startBlank('示例项目');
  const alone = (await startRight(id as string, 'software')) as { achievementId: string; id: string };
  const { deal, achievement, rights } = await file(id);
  expect([deal.achievementId, deal.rightIds, achievement?.title, rights.map((r) => r.kind)]).toEqual([
    alone.achievementId,
    [alone.id],
    '示例项目',
    ['software'],
  ]);
  await office.program.undo.undoLast();
  expect([(await file(id)).deal.achievementId, (await file(id)).achievement]).toEqual([undefined, undefined]);
  expect(await startRight('nowhere', 'secret')).toMatchObject({ key: 'row.gone' });
});

it('a field left, a row put aside and brought back are acts with names, and can be taken back', async () => {
  const { archiveRow, editRow, makeRow } = await import('../../renderer/data/edit-row.ts');
  const { historyOf } = await import('../../renderer/data/queries/history.ts');
  await editRow('deals', SAMPLE_IDS.deal, { keeper: '示例经办' }, { note: '低温等离子体种子处理装置' });
  await archiveRow('deals', SAMPLE_IDS.deal, true, '低温等离子体种子处理装置');
  await archiveRow('deals', SAMPLE_IDS.deal, false);
  await makeRow('instalments', { id: 'i', dealId: SAMPLE_IDS.deal, amount: '1500000' }, { intent: 'instalments.plan' });
  expect((await historyOf('deals', SAMPLE_IDS.deal)).map((c) => [c.why.intent, c.why.note])).toEqual([
    ['deals.restore', undefined],
    ['deals.archive', '低温等离子体种子处理装置'],
    ['deals.edit', '低温等离子体种子处理装置'],
    ['sample.fill', undefined],
  ]);
  expect((await deals.paymentsOf(SAMPLE_IDS.deal)).instalments).toMatchObject([{ id: 'i', amount: '1500000' }]);
  expect((await historyOf('instalments', 'i'))[0]!.why.intent).toBe('instalments.plan');
  for (let n = 0; n < 4; n++) await office.program.undo.undoLast();
  expect(await deals.dealById(SAMPLE_IDS.deal)).toMatchObject({ keeper: '示例经理' });
  expect(await editRow('deals', 'gone', { name: 'x' })).toMatchObject({ refused: true, key: 'row.gone' });
  // a row that does not parse is a bug of ours, and nothing of it is written
  await expect(editRow('instalments', 'i', { amount: '十五万' })).resolves.toMatchObject({ refused: true });
  await expect(editRow('deals', SAMPLE_IDS.deal, { route: 'nowhere' as never })).rejects.toThrow();
  expect(await deals.dealById(SAMPLE_IDS.deal)).toMatchObject({ route: 'license' });
});
