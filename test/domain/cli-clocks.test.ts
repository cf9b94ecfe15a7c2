/** kezhuan clocks from outside: J3 with both rule packs, the words of each step, and what is refused. */
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../electron/cli/main.ts';
import { pack } from './support.ts';

type Clock = {
  kind: string;
  from?: string;
  day?: string;
  left?: number;
  missing?: string;
  basis: string;
  urgency: string;
  steps: { text: string; source?: string; days?: string[] }[];
};
type Body = { pack: string; clocks: Clock[]; error?: { field: string; message: string } };

const readers = {
  contract: () => Promise.reject(new Error('not asked')),
  decode: (bytes: Uint8Array) => ({ text: new TextDecoder().decode(bytes), encoding: 'utf-8' as const }),
};
async function clocks(input: unknown, ...more: string[]): Promise<{ code: number; body: Body }> {
  const done = await run(['clocks', '-', '--date', '2026-09-29', ...more], Readable.from([JSON.stringify(input)]), readers as never);
  return { code: done.code, body: JSON.parse(done.out) as Body };
}
const form = { totalAmount: '6000000', technicalAmount: '4600000' };
const calendars = [
  { year: 2026, off: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'], work: ['2026-10-10'] },
];
const filings = [
  { state: 'returned', submittedAt: '2026-09-14T09:00', acceptedOn: '2026-09-14', returnedOn: '2026-09-17', form },
  { state: 'accepted', submittedAt: '2026-09-28T10:00', acceptedOn: '2026-09-29', form },
];
const registry = (body: Body): Clock => body.clocks.find((c) => c.kind === 'registry')!;

describe('kezhuan clocks', () => {
  it('J3: the correction restarts 15 working days over the holiday week, and says by which text and on what values', async () => {
    const { code, body } = await clocks({ route: 'development', filings, calendars });
    expect(code).toBe(0);
    const clock = registry(body);
    expect(clock).toMatchObject({ from: '2026-09-28', day: '2026-10-23', left: 24, basis: 'unconfirmed', urgency: 'ahead' });
    const said = clock.steps.map((s) => s.text);
    expect(said).toContain('2026-09-28 交齐补正材料，从这一天重新起算');
    expect(said).toContain('技术交易额 4600000.00 元 < 5000000.00 元：不是大额合同，适用一般期限');
    expect(clock.steps.map((s) => s.source)).toContain('2026 年技术合同认定登记管理办法（正文未见）· 暂用 2024 征求意见稿参数 · 待确认');
    expect(clock.steps.flatMap((s) => s.days ?? [])).toEqual(['跳过：2026-10-01 至 2026-10-07、3 个周末休息日', '上班的周末：2026-10-10']);
    const en = registry((await clocks({ route: 'development', filings, calendars }, '--lang', 'en')).body);
    expect(JSON.stringify(en.steps.map((s) => s.text))).not.toMatch(/[\u4e00-\u9fff]/);
  });
  it('J3: the 2000 办法, handed in as a pack, counts 30 days from the first acceptance', async () => {
    const entries = pack.entries.flatMap((e) => {
      if (!e.id.startsWith('registry.')) return [e];
      const { validTo, ...standing } = e;
      return validTo === undefined ? [] : [standing];
    });
    const { body } = await clocks({ route: 'development', filings, pack: { ...pack, version: 'old', entries } });
    expect([body.pack, registry(body).day, registry(body).basis]).toEqual(['gd-2026 old', '2026-10-14', 'confirmed']);
  });
  it('J3: six days before the contract ends it is told of, beside the recordal of a licence', async () => {
    const { body } = await clocks({ route: 'license', signing: { effectiveOn: '2026-07-31', validTo: '2026-10-05' }, rights: [{ kind: 'invention' }] });
    expect(body.clocks.map((c) => [c.kind, c.day, c.left, c.urgency])).toEqual([
      ['validity', '2026-10-05', 6, 'soon'],
      ['recordal', '2026-10-31', 32, 'far'],
    ]);
  });
  it.each([
    ['filings.0.acceptedOn', '2026-02-30'],
    ['filings.0.acceptedOn', '2026-13-40'],
    ['filings.0.acceptedOn', '昨天'],
    ['filings.0.acceptedOn', '2026-04-20T10:00'],
    ['filings.0.submittedAt', '2026-04-31T10:00'],
    ['signing.validTo', '不知道'],
    ['signing.effectiveOn', '2026-02-29'],
    ['followups.0.on', '2026-00-10'],
    ['instalments.0.dueOn', '三月'],
    ['filings.0.submittedAt', '2026-04-31T10:00:00Z'],
  ])('a day that is none is refused by name, not passed over: %s %s', async (field, text) => {
    const [table, at, name] = field.split('.').length === 3 ? field.split('.') : [field.split('.')[0], undefined, field.split('.')[1]];
    const record = { [name!]: text };
    const { code, body } = await clocks({ [table!]: at === undefined ? record : [record] });
    expect([code, body.error?.field]).toEqual([2, field]);
    expect(body.error?.message).toContain(text);
  });
  it.each([
    ['contract.fields.resultsDay', { contract: { kind: 'KF-WT', fields: { resultsDay: '2027-02-30', acceptanceDays: '10' } } }],
    ['contract.fields.termTo', { contract: { fields: { termFrom: '2026-01-01', termTo: '三年后' } } }],
    ['filings.0.form.validTo', { filings: [{ form: { validTo: '2026-06-31' } }] }],
  ])('a day among form values or the contract’s answers is one too: %s', async (field, input) => {
    const { code, body } = await clocks(input);
    expect([code, body.error?.field]).toEqual([2, field]);
  });
  it('what is no day to any clock is let be, whatever it is called', async () => {
    const fields = { deliveryAt: '广州市示例路 1 号', deliveryOn: '验收合格后', reportDay: ' ' };
    const { code } = await clocks({ contract: { kind: 'KF-WT', fields }, filings: [{ submittedAt: '2026-09-14 09:00', form: { note: '另附' } }] });
    expect(code).toBe(0);
  });
  it('refuses what it cannot read, by its field', async () => {
    expect((await clocks({ nothing: 1 })).body.error?.field).toContain('nothing');
    expect((await clocks({ filings: [{ state: 'gone' }] })).code).toBe(2);
    expect((await clocks({ calendars: [{ year: 2027, off: ['2026-01-01'], work: [] }] })).body.error).toMatchObject({ field: 'calendars.0' });
    const { body } = await clocks({ pack: { ...pack, entries: [{ ...pack.entries[0], title: '' }] } });
    expect(body.error).toMatchObject({ field: 'pack', message: expect.stringContaining('notice.price.days') as string });
  });
});
