import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';
import { listPoints, routeOf, savePoint } from '../../electron/registry/points.ts';
import { partiesKey, risksOf, SPLIT_WINDOW_DAYS } from '../../electron/registry/risk.ts';
import type { FilingBody } from '../../shared/registry/letter.ts';

const TODAY = '2026-04-02';
const body = (form: Record<string, string> = {}, facts: Partial<FilingBody['facts']> = {}): FilingBody => {
  const content = sampleContent(1);
  return {
    ...content,
    protocol: 'kezhuan-registry/1',
    kind: 'filing.submit',
    contentHash: '0'.repeat(64),
    form: { ...content.form, buyerAddress: '示例路 2 号', buyerRep: '代表人丙', buyerTel: '02000000001', ...form },
    facts: { ...content.facts, ...facts },
  };
};
const rules = (form: Record<string, string>, facts: Partial<FilingBody['facts']> = {}, today = TODAY) =>
  risksOf(body(form, facts), today, []).map((r) => r.rule);

describe('each rule speaks at its bound and not beside it', () => {
  it.each<[string, Record<string, string>, Partial<FilingBody['facts']>, string[]]>([
    ['an ordinary filing', {}, {}, []],
    ['signed after it came in', { signDate: '2026-04-03' }, { signedOn: '2026-04-03', effectiveOn: '2026-04-03' }, ['backdated']],
    ['signed on the day', { signDate: TODAY }, { signedOn: TODAY, effectiveOn: TODAY }, []],
    ['signed a year and a day before', {}, { signedOn: '2025-04-01', effectiveOn: '2025-04-01' }, ['backdated']],
    ['signed a year before', {}, { signedOn: '2025-04-02', effectiveOn: '2025-04-02' }, []],
    ['in force before it was signed', {}, { effectiveOn: '2026-03-11' }, ['backdated']],
    ['thirty days left', { validTo: '2026-05-02' }, {}, ['expiry']],
    ['thirty-one days left', { validTo: '2026-05-03' }, {}, []],
    ['over already: a hint, no risk', { validTo: '2026-04-01' }, {}, []],
    ['below ten thousand yuan', { totalAmount: '9999.99', technicalAmount: '9999.99' }, {}, ['unit']],
    ['ten thousand yuan', { totalAmount: '10000', technicalAmount: '10000' }, {}, []],
    ['just under the limit', { totalAmount: '4999999.99', technicalAmount: '4999999.99' }, {}, ['underLimit']],
    ['nine tenths of the limit', { totalAmount: '4500000', technicalAmount: '4500000' }, {}, ['underLimit']],
    ['under nine tenths', { totalAmount: '4499999.99', technicalAmount: '4499999.99' }, {}, []],
    ['the limit itself', { totalAmount: '5000000', technicalAmount: '5000000' }, {}, []],
    ['equipment in the fee', {}, { payment: '含设备购置 40 万元' }, ['equipment']],
    ['equipment taken out', { technicalAmount: '1100000' }, { payment: '含设备购置 40 万元' }, []],
    ['declared as related', { isRelated: '是' }, {}, ['related']],
    ['one representative', { buyerRep: '代表人甲' }, {}, ['related']],
    ['two organisation codes', { sellerCreditCode: '91440101MA5TEST123', buyerCreditCode: '91440101MA5OTHER98' }, {}, []],
    ['a class in no list', { contractType: '不存在/类别' }, { kind: 'ZZ-999' }, ['unknownClass']],
    ['a class by its code, by its names, or as forms before 2021 had it', { contractType: 'XK-MM' }, { kind: '技术转让/专利实施许可' }, []],
    ['one organisation code', { sellerCreditCode: '91440101MA5TEST12X', buyerCreditCode: '12440101MA5TEST12Y' }, {}, ['related']],
  ])('%s', (_name, form, facts, expected) => expect(rules(form, facts)).toEqual(expected));

  it('knows no large contract before the rules that name one', () => {
    expect(rules({ totalAmount: '4999999', technicalAmount: '4999999' }, { signedOn: '2026-01-05', effectiveOn: '2026-01-05' }, '2026-01-22')).toEqual([]);
    expect(rules({ totalAmount: '4999999', technicalAmount: '4999999' }, { signedOn: '2026-01-05', effectiveOn: '2026-01-05' }, '2026-01-23')).toEqual([
      'underLimit',
    ]);
  });
});

it.each([
  ['on the last day of the window', '2026-01-02', ['split']],
  ['a day before it', '2026-01-01', []],
])('a part that came %s', (_name, received_on, expected) => {
  const earlier = {
    id: 'MN1',
    contract_no: 'x',
    project_name: body().form['projectName']!,
    technical_cents: 400_000_000,
    total_cents: 400_000_000,
    status: 'SUBMITTED',
  };
  const whole = { ...earlier, text_hash: '', parties: partiesKey(body()), received_on };
  expect(risksOf(body({ totalAmount: '1500000', technicalAmount: '1500000' }), TODAY, [whole]).map((r) => r.rule)).toEqual(expected);
});

describe('the amount a limit is measured by', () => {
  const part = (totalAmount: string, technicalAmount: string): FilingBody => body({ totalAmount, technicalAmount });
  const other = (total: number, technical: number) => ({
    ...{ id: 'MN1', contract_no: 'x', project_name: body().form['projectName']!, technical_cents: technical, total_cents: total, status: 'SUBMITTED' },
    ...{ text_hash: '', parties: partiesKey(body()), received_on: TODAY },
  });
  const splitOf = (letter: FilingBody, total: number, technical: number) =>
    risksOf(letter, TODAY, [other(total, technical)]).flatMap((r) => (r.rule === 'split' ? [r.text] : []));

  it('two parts that make up the limit itself reach it, and the words name the amount', () => {
    expect(splitOf(part('2500000', '2500000'), 250_000_000, 250_000_000)).toEqual([
      `${SPLIT_WINDOW_DAYS} 日内同一双方、标的相近的合同技术交易额合计 5,000,000.00 元，达到大额界限 5,000,000.00 元，各自都低于它：MN1`,
    ]);
    expect(splitOf(part('2499999.99', '2499999.99'), 250_000_000, 250_000_000)).toEqual([]);
  });

  it('is the technical amount by the national rule, the total where an area’s own says so', () => {
    const letter = part('4000000', '1000000');
    expect(splitOf(letter, 400_000_000, 100_000_000)).toEqual([]);
    const there = { ...letter, form: { ...letter.form, sellerRegion: '320100' } };
    expect(splitOf(there, 400_000_000, 100_000_000)[0]).toContain('成交总额合计 8,000,000.00 元');
    const near = { ...there, form: { ...there.form, totalAmount: '4600000' } };
    expect(risksOf(near, TODAY, []).map((r) => r.text)).toEqual(['成交总额 4,600,000.00 元，比大额界限 5,000,000.00 元低不到十分之一']);
  });
});

describe('against what the registry already holds', () => {
  let registry: LiveRegistry;
  let now = new Date('2026-04-02T02:00:00.000Z');
  beforeAll(async () => {
    registry = await liveRegistry({ now: () => now });
  });
  afterAll(() => registry.close());

  const send = async (n: number, token: string, form: Record<string, string>, facts: Partial<FilingBody['facts']> = {}, version = 1) => {
    const content = sampleContent(n);
    const said = { ...content.facts, ...facts };
    Object.assign(said, { sellerSealName: said.sellerName, buyerSealName: said.buyerName });
    const { id: letter, text } = sampleLetter(n, {
      version,
      form: { ...content.form, buyerAddress: '示例路 2 号', buyerRep: '代表人丙', buyerTel: '02000000001', ...form },
      facts: said,
    });
    const answer = await fetch(new URL('/v1/filings', registry.url), {
      method: 'POST',
      body: text,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': version === 1 ? letter : letter.replace(/^.{4}/, '0000'),
        'content-type': 'application/json',
      },
    });
    expect(answer.status).toBe(201);
    const { registryId } = (await answer.json()) as { registryId: string };
    const found = await registry.database.run((tx) => tx.selectFrom('risks').select(['rule', 'text']).where('filing', '=', registryId).execute());
    return { registryId, rules: found.map((r) => r.rule), text: found.map((r) => r.text).join('；') };
  };
  const half = { totalAmount: '3000000', technicalAmount: '3000000' };

  it('sees a contract cut in two, within the window and for the same parties and object only', async () => {
    const token = await registry.office('示例拆分单位');
    const first = await send(1, token, half);
    expect(first.rules).toEqual([]);
    const second = await send(2, token, { ...half, projectName: '低温等离子体种子处理装置专利实施许可（二期）' });
    expect(second.rules).toEqual(['split']);
    expect(second.text).toContain(first.registryId);
    expect(second.text).toContain('6,000,000.00 元');
    expect((await send(3, token, { ...half, projectName: '水稻育秧机器人图像识别' })).rules).toEqual([]);
    expect((await send(4, token, half, { buyerName: '示例另一公司' })).rules).toEqual([]);
    // a new version of the same contract is no second part
    expect((await send(5, token, half, { contractNo: 'XK-2026-1' })).text).not.toContain(first.registryId);
    now = new Date(now.getTime() + (SPLIT_WINDOW_DAYS + 1) * 86_400_000);
    expect((await send(6, token, half)).rules).toEqual([]);
  });

  it('says at which point another part lies: whoever works at one may not see the other', async () => {
    const token = await registry.office('示例两地单位');
    const sides = { sellerName: '示例两地单位', buyerName: '示例两地公司' };
    const first = await send(50, token, { ...half, sellerRegion: '440300' }, sides);
    const second = await send(51, token, half, sides);
    expect(second.text).toContain(`：${first.registryId}（在模拟登记点·深圳）`);
    expect(second.text).not.toContain('模拟登记点·广东');
    const third = (await send(52, token, half, sides)).text;
    expect([third.includes(`${first.registryId}（在模拟登记点·深圳）`), third.includes(`${second.registryId}（`)]).toEqual([true, false]);
  });

  it('sees the same text under another number, even from another office', async () => {
    const [one, two] = [await registry.office('示例甲所'), await registry.office('示例乙所')];
    const lockedHash = 'ab'.repeat(32);
    const first = await send(20, one, {}, { lockedHash, sellerName: '示例甲所', buyerName: '示例丙厂' });
    expect(first.rules).toEqual([]);
    expect((await send(21, one, {}, { lockedHash, sellerName: '示例甲所', buyerName: '示例丙厂', contractNo: 'XK-2026-20' })).rules).toEqual([]);
    const copy = await send(22, two, {}, { lockedHash, sellerName: '示例乙所', buyerName: '示例丁厂' });
    expect(copy.rules).toEqual(['sameText']);
    expect(copy.text).toContain(first.registryId);
  });

  it('sees one contract filed twice without a number, by its text or by its parties and amounts, and says why', async () => {
    const [one, two] = [await registry.office('示例无号甲'), await registry.office('示例无号乙')];
    const lockedHash = 'cd'.repeat(32);
    const sides = { sellerName: '示例无号甲', buyerName: '示例戊厂', contractNo: '' };
    const first = await send(30, one, {}, { ...sides, lockedHash });
    expect(first.rules).toEqual([]);
    const form = { totalAmount: '1500000', technicalAmount: '1500000' };
    const again = await send(31, one, form, { ...sides, contractNo: 'XK-2026-31' });
    expect(again.rules).toEqual(['again']);
    for (const words of [first.registryId, '双方、项目名称、成交总额和技术交易额', '未写合同编号']) expect(again.text).toContain(words);
    // the buyer files it too
    const buyers = await send(32, two, {}, { sellerName: '示例无号乙', buyerName: '示例己厂', contractNo: '', lockedHash });
    expect([buyers.rules, buyers.text.includes('合同文本相同')]).toEqual([['again'], true]);
    // another amount, and a new version of the first
    expect((await send(33, one, { totalAmount: '1600000' }, sides)).rules).toEqual([]);
    expect((await send(30, one, { note: '第二版' }, { ...sides, lockedHash }, 2)).text).not.toContain(first.registryId);
  });

  it('names the class no list has, in the risk list and on the filing', async () => {
    const sent = await send(40, await registry.office('示例类别单位'), { contractType: '不存在/类别' }, { kind: 'ZZ-999' });
    expect(sent.text).toBe('合同所载类别“ZZ-999”不在类别清单中；登记表的合同类别“不存在/类别”不在类别清单中');
  });

  it('routes by class and area, the first point in order; a point can be changed', async () => {
    const route = (kind: string, region: string) => registry.database.run(async (tx) => routeOf(await listPoints(tx), kind, region));
    expect(await route('ZR-ZL', '440300')).toBe('gz-cnipa');
    expect(await route('XK-ZL', '440300')).toBe('sz');
    expect(await route('XK-ZL', '440100')).toBe('gd');
    await registry.database.run((tx) => savePoint(tx, { id: 'gz', name: '模拟登记点·广州', regions: ['4401'], kinds: ['XK', 'KF'], rank: 3 }));
    expect(await route('XK-ZL', '440100')).toBe('gz');
    expect(await route('ZR-MM', '440100')).toBe('gd');
    await registry.database.run((tx) => savePoint(tx, { id: 'gz', name: '模拟登记点·广州', regions: ['4401'], kinds: [], rank: 3 }));
    expect(await route('ZR-MM', '440100')).toBe('gz');
  });
});
