/** What the rooms show of the 示例库, through the queries they ask. */
import type { AchievementSort } from '../../renderer/data/queries/achievement-order.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { SIGNED_IDS } from '../../shared/domain/sample-signed.ts';
import { sampleAchievements } from '../../shared/domain/samples.ts';
import { Office } from './office.ts';

let office: Office;
beforeAll(async () => void (office = await Office.open()));
afterAll(() => office.close());

it('is filled once, in one Change that is no act of a person, and never where something is there', async () => {
  const { historyOf, latestChanges } = await import('../../renderer/data/queries/history.ts');
  const { fillSampleLibrary } = await import('../../renderer/data/sample-library.ts');
  await fillSampleLibrary();
  const changes = await latestChanges(10);
  expect(changes.map((c) => c.why)).toEqual([{ intent: 'sample.fill', origin: 'sample' }]);
  expect((await historyOf('deals', SAMPLE_IDS.deal)).map((c) => c.id)).toEqual([changes[0]!.id]);
  expect(await historyOf('deals', 'nobody')).toEqual([]);
  expect(office.program.store.who()).toBe('示例经理');
  expect(await office.program.undo.undoLast()).toEqual({ ok: false });
});

it('holds R-017 up to the agreed price: three rounds, one worksheet, a notice that named another price', async () => {
  const { dealById, dealFile, dealNumbers, dealsBy, dealsOfParty } = await import('../../renderer/data/queries/deals.ts');
  const file = (await dealFile(SAMPLE_IDS.deal))!;
  expect(file.rounds.map((r) => [r.no, r.entryFee, r.royaltyRate, r.outcome])).toEqual([
    [1, '1800000', '0.03', 'countered'],
    [2, '1200000', '0.02', 'countered'],
    [3, '1500000', '0.025', 'agreed'],
  ]);
  expect(file.worksheets.map((w) => [w.id, w.inputs?.['discountRate']?.value])).toEqual([[SAMPLE_IDS.worksheet, '0.15']]);
  expect([file.pricings[0]!.price, file.notices[0]!.price]).toEqual(['1500000', '1800000']);
  expect([file.seller!.name, file.buyer!.name, file.achievement!.no, file.demand!.title]).toEqual([
    '示例农业研究所',
    '示例种业有限公司',
    'R-017',
    '水稻种子播前处理',
  ]);
  expect(file.rights.map((r) => r.number ?? r.name)).toEqual(['202010000000.7', '电极配方']);
  expect(file.contributors.map((c) => c.share)).toEqual(['0.5', '0.3', '0.2']);
  expect([file.contracts, file.signings, file.filings, file.objections, file.attachments]).toEqual([[], [], [], [], []]);
  expect(file.office!.name).toBe('示例农业研究所');
  expect(JSON.stringify(file)).not.toContain('"$"');
  expect(await dealFile('nobody')).toBeUndefined();
  expect(await dealById(SAMPLE_IDS.deal)).toEqual(file.deal);
  expect(await dealNumbers()).toEqual(['2026-001']);
  expect((await dealsBy('achievementId', SAMPLE_IDS.achievement)).map((d) => d.id)).toEqual([SAMPLE_IDS.deal]);
  // one deal, although the institute sells and the achievement is its own
  expect((await dealsOfParty(SAMPLE_IDS.institute)).map((d) => d.id)).toEqual([SAMPLE_IDS.deal]);
  expect((await dealsOfParty(SAMPLE_IDS.firm)).map((d) => d.id)).toEqual([SAMPLE_IDS.deal]);
  const { allDealFiles } = await import('../../renderer/data/queries/deal-list.ts');
  expect(await allDealFiles()).toEqual([file]);
});

it('says what R-017 still lacks, and that the price of the notice is not the agreed one', async () => {
  const { dealFile } = await import('../../renderer/data/queries/deals.ts');
  const { rulesAt } = await import('../../renderer/data/rules.ts');
  const { currentStage, stageRail, whatIsMissing } = await import('../../shared/domain/stages.ts');
  const rail = stageRail((await dealFile(SAMPLE_IDS.deal))!, rulesAt('2026-03-25', '440100'));
  expect(currentStage(rail)).toBe('pricing');
  expect(whatIsMissing(rail).map((m) => m.finding.message.key)).toContain('notice.priceBelow');
});

it('shows 24 achievements, R-017 among them, in every order', async () => {
  const q = await import('../../renderer/data/queries/portfolio.ts');
  const ids = await q.achievementIds('newest', false, {});
  expect([ids.length, await q.achievementCount()]).toEqual([24, 24]);
  const titles = async (sort: AchievementSort): Promise<string[]> => (await q.achievementRows(await q.achievementIds(sort, false, {}))).map((a) => a.title!);
  const collator = new Intl.Collator('zh-CN-u-co-pinyin');
  expect((await titles('title'))[0]).toBe(
    sampleAchievements(1, 24)
      .map((a) => a.title)
      .sort(collator.compare)[0],
  );
  expect((await titles('no')).indexOf('低温等离子体种子处理装置')).toBe(16);
  const { fields } = await q.achievementFacets();
  const farming = await q.achievementIds('newest', false, { field: ['农业'], disclosure: ['internal'] });
  expect(fields).toContain('农业');
  expect(farming).toEqual([SAMPLE_IDS.achievement]);
  const file = (await q.achievementFile(SAMPLE_IDS.achievement))!;
  expect([file.rights.length, file.contributors.length, file.attachments.length]).toEqual([2, 3, 0]);
});

it('lists the worksheet with the rounds that rest on it, and the talks with their worksheet', async () => {
  const { usedIn, worksheetRows } = await import('../../renderer/data/queries/valuation.ts');
  const { negotiationRows } = await import('../../renderer/data/queries/negotiation.ts');
  expect((await worksheetRows()).map((r) => [r.sheet.name, r.deal!.no, r.rounds])).toEqual([['R-017 许可费节省法', '2026-001', [1, 2, 3]]]);
  expect(usedIn('another', [{ id: 'r', no: 1, worksheetId: SAMPLE_IDS.worksheet }])).toEqual([]);
  const [talks, ...more] = await negotiationRows();
  expect(more).toEqual([]);
  expect([talks!.deal.name, talks!.rounds.map((r) => r.no), talks!.worksheet!.id]).toEqual(['低温等离子体种子处理装置', [1, 2, 3], SAMPLE_IDS.worksheet]);
});

it('knows its parties, its demand and what the tour still waits for', async () => {
  const parties = await import('../../renderer/data/queries/parties.ts');
  const { demandRows } = await import('../../renderer/data/queries/demands.ts');
  const { tourState } = await import('../../renderer/data/queries/tour.ts');
  expect((await parties.partyRows()).map((p) => p.name).sort()).toEqual(['示例农业研究所', '示例种业有限公司']);
  expect((await parties.partiesByName('示例种业有限公司'))[0]!.id).toBe(SAMPLE_IDS.firm);
  expect((await demandRows()).map((d) => [d.demand.title, d.party])).toEqual([['水稻种子播前处理', '示例种业有限公司']]);
  expect(await tourState(SAMPLE_IDS.deal, SIGNED_IDS.deal)).toEqual({ discountRates: ['0.15'], documents: [], filing: null });
});

it('nothing is signed, filed or unsent yet', async () => {
  const today = await import('../../renderer/data/queries/today.ts');
  const { ledgerLines } = await import('../../renderer/data/queries/ledger.ts');
  const { contractRows } = await import('../../renderer/data/queries/contracts.ts');
  const { filingRows } = await import('../../renderer/data/queries/registration.ts');
  expect([await ledgerLines(), await contractRows(), await filingRows(), await today.cameBack('2026-11-01'), await today.unsentRows()]).toEqual([
    [],
    [],
    [],
    [],
    [],
  ]);
  expect(await today.unsentCount()).toBe(0);
  expect(await today.isEmptyWorkspace()).toBe(false);
  expect((await today.latestDeals(8)).map((d) => d.id)).toEqual([SAMPLE_IDS.deal]);
});

it('the rule pack says how much of it is not confirmed', async () => {
  const { rulePackLine, storedPack } = await import('../../renderer/data/queries/rule-pack.ts');
  const [line, { entries }] = [rulePackLine(), await storedPack()];
  expect(line.total).toBe(entries.length);
  expect(line.unconfirmed).toBe(entries.filter((e) => e.status !== 'confirmed').length);
  expect(line.unconfirmed).toBeGreaterThan(0);
  expect(line.name).not.toBe('');
});
