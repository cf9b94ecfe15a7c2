/** What R-017 lacks, in the words of the screen; each line opens its field, a written reason settles a 请核实. */
import type { TFunction } from 'i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { finding, type Finding } from '../../shared/domain/finding.ts';
import { stageRail, whatIsMissing } from '../../shared/domain/stages.ts';
import { holdHook } from '../support/hook-host.ts';
import { Office } from './office.ts';

let office: Office;
let t: TFunction;
beforeEach(async () => {
  office = await Office.open();
  const { i18n, startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('zh');
  t = i18n.t.bind(i18n) as TFunction;
});
afterEach(() => office.close());

const load = () => import('../../renderer/data/findings.ts');
const dealId = SAMPLE_IDS.deal;
async function file() {
  const { dealFile } = await import('../../renderer/data/queries/deals.ts');
  return (await dealFile(dealId))!;
}
async function missing(): Promise<Finding[]> {
  const { rulesAt } = await import('../../renderer/data/rules.ts');
  return whatIsMissing(stageRail(await file(), rulesAt('2026-03-25', '440100'))).map((m) => m.finding);
}

it('says that the agreed terms lie below the notice, with both amounts, the fix and the source, and opens the notice', async () => {
  const { findingLines } = await load();
  const { useRoute } = await import('../../renderer/session/route.ts');
  const route = await holdHook(useRoute);
  const lines = findingLines(t, await missing(), { dealId, answers: (await file()).answers });
  const line = lines.find((l) => l.key.startsWith('notice.priceBelow'))!;
  expect(line.text).toBe('谈定条件低于公示（公示 1,800,000.00 元、提成 3%，谈定 1,500,000.00 元、提成 2.5%），须重新公示');
  expect(line.detail).toBe('以谈定条件重新公示，或在定价记录写明不公示的理由');
  expect([line.level, line.confirmed, line.answer]).toEqual(['must', true, undefined]);
  expect(line.source).toBe('《中华人民共和国促进科技成果转化法》 第十八条');
  line.onOpen!();
  await expect.poll(() => route.last()).toEqual({ room: 'deals', id: dealId, tab: 'pricing', focus: `notices/${SAMPLE_IDS.notice}/price` });
  route.stop();
  // no line without words of its own, and what must be mended first
  expect(lines.filter((l) => /message\.|consequence\./.test(`${l.text}${l.consequence}`))).toEqual([]);
  expect(lines.map((l) => l.level)).toEqual(lines.map((l) => l.level).toSorted((a, b) => b.localeCompare(a)));
});

describe('a written reason', () => {
  const ask = (): Finding => finding('deal.rightMissing', { table: 'deals', id: dealId, field: 'rightIds' });
  const line = async () =>
    (await load())
      .findingLines(t, [ask(), finding('deal.routeMissing', { table: 'deals', id: dealId })], { dealId, answers: (await file()).answers })
      .find((l) => l.key === ask().key)!;

  it('settles a 请核实 under the name of who wrote it, can be written anew and taken back, in one row', async () => {
    const { answerFinding } = await load();
    expect(await answerFinding(dealId, ask().key, undefined)).toMatchObject({ ok: true, seq: 0 });
    expect((await line()).answer).toBeUndefined();
    await answerFinding(dealId, ask().key, '技术秘密另列清单');
    expect((await line()).answer).toMatchObject({ reason: '技术秘密另列清单', by: '示例经理', at: expect.stringMatching(/^20/) });
    await answerFinding(dealId, ask().key, '附件三列明');
    expect((await line()).answer).toMatchObject({ reason: '附件三列明' });
    await answerFinding(dealId, ask().key, undefined);
    expect((await line()).answer).toBeUndefined();
    await answerFinding(dealId, ask().key, '仍然如此');
    expect((await line()).answer).toMatchObject({ reason: '仍然如此' });
    expect(await office.program.store.db().answers.count()).toBe(1);
  });
});

it('every kind of record has its place, or none rather than a wrong one', async () => {
  const { placeOf } = await load();
  expect(placeOf({ table: 'office', id: 'office', field: 'name' }, undefined)).toEqual({ room: 'settings', id: 'office', focus: 'office/office/name' });
  expect(placeOf({ table: 'contracts', id: 'c' }, dealId)).toEqual({ room: 'deals', id: dealId, tab: 'contract' });
  expect(placeOf({ table: 'contracts', id: 'c' }, undefined)).toBeUndefined();
  expect(placeOf({ table: 'contributors', id: 'x' }, dealId, 'a')).toEqual({ room: 'portfolio', id: 'a' });
  expect(placeOf({ table: 'contributors', id: 'x' }, dealId)).toBeUndefined();
  expect(placeOf({ table: 'ledger', id: 'x' }, dealId)).toBeUndefined();
});

it('under a field stand its own findings only: red for must, amber for ask, several in one line', async () => {
  const { fieldIssues } = await import('../../renderer/data/field-issues.ts');
  const all = await missing();
  const price = fieldIssues(t, all, 'notices', SAMPLE_IDS.notice)['price'];
  expect(price).toEqual({ error: '谈定条件低于公示（公示 1,800,000.00 元、提成 3%，谈定 1,500,000.00 元、提成 2.5%），须重新公示' });
  const at = { table: 'deals' as const, id: dealId, field: 'name' };
  const two = fieldIssues(
    t,
    [finding('deal.sellerMissing', at), finding('deal.buyerMissing', at), finding('deal.rightMissing', { table: 'deals', id: dealId })],
    'deals',
    dealId,
  );
  expect(two['name']!.error).toBe(`${t('findings:message.deal.sellerMissing')} ${t('findings:message.deal.buyerMissing')}`);
  expect(Object.keys(two)).toEqual(['name']);
});
