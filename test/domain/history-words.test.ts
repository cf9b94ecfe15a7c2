/** Every line of the history in the user's words, both languages. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInstance, type TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { actOf, clockWords, fieldWords, partWords, timeWords } from '../../renderer/app/change-words.ts';
import { fieldLines } from '../../renderer/app/field-lines.ts';
import { unsavedWords } from '../../renderer/app/unsaved-words.ts';
import { noteNames } from '../../renderer/sync/registry-names.ts';
import type { Unsaved } from '../../renderer/session/unsaved.ts';
import type { Json, JsonObject, Patch } from '../../shared/change/change.ts';
import { REFERENCES, TABLES } from '../../shared/domain/tables.ts';

const folder = path.join(import.meta.dirname, '../../resources/locales');
async function wordsOf(lng: string): Promise<TFunction> {
  const files = readdirSync(path.join(folder, lng)).map((f) => [f.replace('.json', ''), JSON.parse(readFileSync(path.join(folder, lng, f), 'utf8')) as object]);
  const i18n = createInstance();
  await i18n.init({ lng, resources: { [lng]: Object.fromEntries(files) }, interpolation: { escapeValue: false } });
  return i18n.getFixedT(lng, 'shell');
}
const zh = await wordsOf('zh');
const en = await wordsOf('en');
const patch = (table: string, field: string, from: Json | undefined, to: Json | undefined): Patch => ({
  op: 'set',
  table,
  id: 'x',
  field,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  over: [],
});

/** What has a page of its own, and what stands on those pages. */
const TOLD = ['achievements', 'demands', 'parties', 'deals', ...new Set(REFERENCES.flatMap((r) => (r.part ? r.from : [])))];

it.each(
  Object.entries(TABLES)
    .filter(([table]) => TOLD.includes(table))
    .map(([table, shape]) => [table, Object.keys(shape.shape)] as const),
)('every field of %s is called something', (table, fields) => {
  const silent = (f: string) => f === 'id' || fieldLines(zh, 'zh', patch(table, f, undefined, '1')).length === 0;
  const unnamed = fields.filter((f) => !silent(f) && [zh, en].some((t) => fieldWords(t, table, f) === f));
  expect(unnamed).toEqual([]);
});

it('every kind that belongs to another is called something', () => {
  for (const { from, part } of REFERENCES) if (part) for (const t of [zh, en]) expect(partWords(t, from, {}), from).not.toBe('');
});

it('a method is called in the language of the reader; a name kept in words stays', () => {
  const act = (t: TFunction, note: string): string => actOf(t, { why: { intent: 'worksheet.methodAdd', origin: 'person', note } });
  expect(act(zh, 'minimum-fee')).toContain('最低收费额');
  expect(act(en, 'minimum-fee')).toMatch(/minimum fee/i);
  expect(act(en, 'minimum-fee')).not.toMatch(/[\u4e00-\u9fff]|minimum-fee/);
  expect(act(zh, '最低收费额法')).toContain('最低收费额法');
});

it('the range and weight of a method stand with their units', () => {
  const lines = fieldLines(
    zh,
    'zh',
    patch('worksheets', 'applied', [{ id: 'a', method: 'npv', request: {} }], [{ id: 'a', method: 'npv', request: {}, low: '123456.78', weight: '0.6' }]),
  );
  expect(lines.map((l) => l.now)).toEqual(['60%', '123,456.78 元']);
});

describe('says which answer of many changed', () => {
  it.each([
    ['worksheets', 'inputs', { discountRate: { value: '0.15', by: '甲' } }, { discountRate: { value: '0.12', by: '乙' } }, '折现率', '15%', '12%'],
    ['worksheets', 'inputs', undefined, { legalStatus: { value: '有效' } }, '法律状态及查询日', '', '有效'],
    ['worksheets', 'inputs', undefined, { decay: { value: 'linear' } }, '费率衰减', '', '逐年等额至零'],
    ['worksheets', 'inputs', { decay: { source: '电话' } }, { decay: { source: '邮件' } }, '费率衰减 · 来源', '电话', '邮件'],
    [
      'worksheets',
      'applied',
      [{ id: 'a', method: 'dcf', request: { flows: ['100'], discountRate: '10%' } }],
      [{ id: 'a', method: 'dcf', request: { flows: ['100', '120'], discountRate: '10%' } }],
      '现金流折现法 · 各期现金流',
      '100',
      '100、120',
    ],
    [
      'worksheets',
      'applied',
      [{ id: 'a', method: 'market-comparables', request: { comparables: [{ price: '300' }] } }],
      [{ id: 'a', method: 'market-comparables', request: { comparables: [{ price: '320' }] } }],
      '可比交易调整法 · 可比交易 第 1 行 成交价',
      '300',
      '320',
    ],
    [
      'worksheets',
      'applied',
      [{ id: 'a', method: 'dcf', request: {}, evidence: { discountRate: { grade: 'fact', by: '甲' } } }],
      [{ id: 'a', method: 'dcf', request: {}, evidence: { discountRate: { grade: 'estimate', by: '乙' } } }],
      '现金流折现法 · 折现率 · 依据等级',
      '事实',
      '估计',
    ],
    ['worksheets', 'applied', [], [{ id: 'a', method: 'npv', request: {} }], '测算方法', '', '净现值'],
    [
      'worksheets',
      'applied',
      [{ id: 'a', method: 'npv', request: {}, money: '元' }],
      [{ id: 'a', method: 'npv', request: {}, money: '万元' }],
      '净现值 · 金额单位',
      '元',
      '万元',
    ],
    ['worksheets', 'revenues', ['1', '3000000'], ['1', '4000000'], '第 2 年收入', '3,000,000.00 元', '4,000,000.00 元'],
    ['contracts', 'fields', { projectName: '旧名' }, { projectName: '新名' }, '项目名称', '旧名', '新名'],
    ['contracts', 'clauseTexts', {}, { 'subject.list': '改过的话' }, '许可的专利', '', '改过的话'],
    ['contracts', 'headings', {}, { breach: '违约及其责任' }, '“违约责任”条', '', '违约及其责任'],
    ['contracts', 'order', undefined, ['heading:grant', 'grant.mode'], '条款次序', '范本的次序', '自定的次序'],
    [
      'contracts',
      'order',
      ['heading:subject', 'subject.title', 'heading:grant', 'grant.mode', 'grant.term', 'heading:dispute', 'dispute.way'],
      ['heading:subject', 'subject.title', 'heading:dispute', 'dispute.way', 'heading:grant', 'grant.mode', 'grant.term'],
      '条款次序 · “争议的解决”条',
      '在“许可方式与范围”中的一款之后',
      '在“许可的专利”中的一款之后',
    ],
    ['filings', 'form', { buyerName: '甲厂' }, { buyerName: '乙厂' }, '买方名称', '甲厂', '乙厂'],
    ['followups', 'values', { totalAmount: '6000000.00' }, { totalAmount: '5500000.00' }, '合同成交总额（元）', '6,000,000.00 元', '5,500,000.00 元'],
    ['followups', 'values', undefined, { cause: 'terminated' }, '原因', '', '合同解除（终止）'],
    ['followups', 'before', undefined, { validTo: '2031-05-31' }, '合同有效期止（原登记）', '', '2031-05-31'],
    [
      'followups',
      'rows',
      [{}],
      [{ on: '2026-11-23', amount: '500000', note: '示例付款人' }],
      '到账明细',
      '（空行）',
      '2026-11-23 · 500,000.00 元 · 示例付款人',
    ],
    ['followups', 'registryStatus', 'ACCEPTED', 'DONE', '登记端状态', '已受理', '已办结'],
    [
      'filings',
      'reasons',
      [{ text: '附件缺失', code: 'R07' }],
      [{ text: '附件缺失', code: 'R07', how: '已补' }],
      '退回原因',
      'R07 · 附件缺失',
      'R07 · 附件缺失 · 已补',
    ],
    ['filings', 'ticked', ['buyerName'], ['buyerName', 'buyerTel'], '已填入平台的栏目', '', '买方联系电话'],
    ['signings', 'pagesEqual', [1, 2], [1, 2, 3], '已核对一致的页', '', '3'],
    ['rights', 'number', '1', '2', '专利号／登记号', '1', '2'],
    ['rounds', 'entryFee', undefined, '1000', '入门费', '', '1,000.00 元'],
    ['rounds', 'walkAway', '1000', '2000', '底线（现值）（仅内部）', '1,000.00 元', '2,000.00 元'],
    ['contributors', 'share', '0.5', '0.25', '分配比例（%）', '50%', '25%'],
  ] as const)('%s.%s %j → %j', (table, field, from, to, name, was, now) => {
    expect(fieldLines(zh, 'zh', patch(table, field, from as Json, to as Json))).toEqual([{ name, was, now }]);
  });

  it('what follows a registration by its own name, an objection as upheld or not, a registry by its name', () => {
    const rows = new Map<string, JsonObject>([
      ['followups/u', { id: 'u', kind: 'dispute', version: 1 }],
      ['followups/w', { id: 'w', kind: 'change', version: 2 }],
    ]);
    const now = (id: string, field: string, to: string, t = zh) => fieldLines(t, 'zh', { ...patch('followups', field, 'accepted', to), id }, rows)[0]?.now;
    expect([now('u', 'state', 'done'), now('u', 'registryStatus', 'REFUSED'), now('w', 'state', 'done'), now('w', 'registryStatus', 'REFUSED')]).toEqual([
      '异议成立',
      '异议不成立',
      '已办结',
      '不予办理',
    ]);
    expect([now('u', 'state', 'done', en), now('w', 'registryStatus', 'ARCHIVED')]).toEqual(['Objection upheld', 'ARCHIVED']);
    expect(partWords(zh, 'followups', rows.get('followups/u')!)).toBe('异议 第 1 版');
    expect(partWords(en, 'followups', {})).not.toBe('');
    noteNames([{ id: 'r1', name: '示例登记端' }]);
    const filed = (to: string) => fieldLines(zh, 'zh', patch('filings', 'registry', undefined, to))[0]?.now;
    expect([filed('r1'), filed('simulated'), filed('r9')]).toEqual(['示例登记端', '模拟登记端（本机）', 'r9']);
  });

  it('files and records by their names, a status in words', () => {
    const rows = new Map<string, JsonObject>([
      ['attachments/a', { name: '受理回执.pdf' }],
      ['attachments/b', { name: '受理回执（更换）.pdf' }],
      ['parties/p', { name: '示例种业有限公司' }],
      ['rounds/r', { no: 3 }],
    ]);
    const said = (table: string, field: string, from: Json | undefined, to: Json) => fieldLines(zh, 'zh', patch(table, field, from, to), rows);
    expect(said('filings', 'proofIds', ['a'], ['b'])).toEqual([{ name: '提交凭证', was: '受理回执.pdf', now: '受理回执（更换）.pdf' }]);
    expect(said('filings', 'proofIds', ['a'], ['a', 'b'])).toMatchObject([{ was: '', now: '受理回执（更换）.pdf' }]);
    expect(said('deals', 'buyerId', undefined, 'p')).toMatchObject([{ was: '', now: '示例种业有限公司' }]);
    expect(said('contracts', 'roundId', 'gone', 'r')).toMatchObject([{ was: '（另一条记录）', now: '谈判轮次 第 3 轮' }]);
    expect(said('filings', 'registryStatus', 'SUBMITTED', 'REGISTERED')).toEqual([{ name: '登记端状态', was: '已提交', now: '已登记' }]);
    expect(said('filings', 'lastReply', undefined, '{"contentHash":"823ba2fd"}')).toEqual([]);
  });

  it('and leaves out what only the program reads', () => {
    expect(fieldLines(zh, 'zh', patch('rights', 'achievementId', 'a', 'b'))).toEqual([]);
    expect(fieldLines(zh, 'zh', patch('filings', 'frozenHash', undefined, 'a'.repeat(64)))).toEqual([]);
  });
});

it('a version opened by an edit tells that edit, measured against the version it was opened from', () => {
  const first: JsonObject = {
    id: 'w1',
    version: 1,
    lowRate: '0.1',
    inputs: { discountRate: { value: '0.15' } },
    applied: [{ id: 'a', method: 'npv', request: {} }],
  };
  const rows = new Map<string, JsonObject>([['worksheets/w1', first]]);
  const second: JsonObject = { ...first, id: 'w2', version: 2, basedOn: 'w1', inputs: { discountRate: { value: '0.12', by: '甲' } } };
  const { lowRate: _gone, ...emptied } = second;
  const made = (row: JsonObject) => fieldLines(zh, 'zh', { op: 'make', table: 'worksheets', id: 'w2', row, over: [] }, rows);
  expect(made(second)).toEqual([{ name: '折现率', was: '15%', now: '12%' }]);
  expect(made(emptied)).toMatchObject([
    { name: '折现率低值', was: '10%', now: '' },
    { name: '折现率', now: '12%' },
  ]);
  expect(made({ ...second, basedOn: 'gone' })).toEqual([]);
});

it('calls a part by what tells it from its like', () => {
  expect(partWords(zh, 'rights', { number: '202010000000.7' })).toBe('知识产权 202010000000.7');
  expect(partWords(zh, 'rounds', { no: 2 })).toBe('谈判轮次 第 2 轮');
  expect(partWords(en, 'contracts', { version: 3, title: '示例' })).toMatch(/version 3 示例$/);
});

it('the simulation is told input by input, and of a run its mean', () => {
  const drawn = { variable: 'royaltyRate', kind: 'triangular', typed: { low: '0.03', mode: '0.05', high: '0.08' } };
  const settings = { uncertain: [drawn], trials: 100_000, seed: 7 };
  const lines = (from: Json | undefined, to: Json): string[] =>
    fieldLines(zh, 'zh', patch('worksheets', 'simulation', from, to)).map((l) => `${l.name}：${l.was} → ${l.now}`);
  expect(lines(undefined, settings)).toEqual(['模拟 · 许可费率： → 三角 · 最低 3% · 最可能 5% · 最高 8%', '模拟 · 次数： → 100000', '模拟 · 随机种子： → 7']);
  expect(lines(settings, { ...settings, seed: 8, quasi: true, floor: '800000' })).toEqual([
    '模拟 · 随机种子：7 → 8',
    '模拟 · 拟随机抽样（Halton）： → 是',
    '模拟 · 出让方底价（万元，仅内部）： → 80.00',
  ]);
  const figures = { mean: 1_077_600, standardError: 800, sd: 1, min: 0, max: 1, p5: 0, p10: 0, p50: 0, p90: 0, p95: 0, valued: 1, kept: 1 };
  const histogram = { from: 0, width: 0, counts: [1], below: 0, above: 0 };
  const result = { engineVersion: '1', inputHash: 'x', request: {}, figures: { ...figures, histogram, rankCorrelations: [], outcomes: {}, warnings: [] } };
  expect(lines(settings, { ...settings, result })).toEqual(['模拟 · 均值 ± 标准误： → 107.76 ± 0.08 万元']);

  // of a method's payments: with the method in front, its inputs as its form calls them, and what its limits are worth
  const paid = (simulation: Json): Json => [{ id: 'p', method: 'payment-value', request: {}, simulation }];
  const rate = { variable: 'discountRate', kind: 'uniform', typed: { low: '0.1', high: '0.2' } };
  const limited = { ...result, limits: { mean: -52_000, standardError: 600, base: 0 } };
  const ofMethod = fieldLines(zh, 'zh', patch('worksheets', 'applied', paid(settings), paid({ ...settings, uncertain: [rate], result: limited })));
  expect(ofMethod.map((l) => `${l.name}：${l.was} → ${l.now}`)).toEqual([
    '付款方案现值 · 模拟 · 提成率：三角 · 最低 3% · 最可能 5% · 最高 8% → ',
    '付款方案现值 · 模拟 · 卖方折现率： → 均匀 · 最低 10% · 最高 20%',
    '付款方案现值 · 模拟 · 均值 ± 标准误： → 107.76 ± 0.08 万元',
    '付款方案现值 · 模拟 · 保底、封顶的价值： → -5.20 ± 0.06 万元',
  ]);
});

it('a further party of a contract is told by its place and its name', () => {
  const rows = new Map([['parties/p1', { id: 'p1', name: '示例丙种业有限公司' }]]);
  const [line] = fieldLines(zh, 'zh', patch('contracts', 'furtherParties', undefined, [{ partyId: 'p1', role: '共有权利人' }]), rows);
  expect([line!.name, line!.was, line!.now.includes('共有权利人'), line!.now.includes('示例丙种业有限公司')]).toEqual(['其他当事人', '', true, true]);
});

it('a refused field is named in the language of the screen, with its record', () => {
  const list: Unsaved[] = [{ key: 'k', label: '签订日期', at: { room: 'deals', id: 'd' }, field: 'signings/s/signedOn' }];
  expect(unsavedWords(zh, list, '示例项目')).toBe('未保存：签订日期（示例项目）');
  expect(unsavedWords(en, list, '示例项目')).toBe('Not saved: Signed on (示例项目)');
  expect(unsavedWords(en, [...list, ...list], '')).toBe('2 fields not saved: Signed on, …');
  expect(unsavedWords(zh, [{ ...list[0]!, field: 'filings/f/form.x', label: '只有本页知道' }], '')).toBe('未保存：只有本页知道');
});

it('a moment is told on China’s clock, whatever zone this computer is in: its day only where it is another', () => {
  expect(timeWords('2026-05-17T16:02:03.000Z', '2026-05-18T15:59:00.000Z')).toBe('00:02');
  expect(timeWords('2026-05-17T16:02:03.000Z', '2026-05-18T16:00:00.000Z')).toBe('2026-05-18 00:02');
  expect(clockWords('2026-05-18T01:02:03.000Z')).toBe('09:02:03');
});
