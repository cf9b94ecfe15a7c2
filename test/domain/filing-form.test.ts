import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namePath } from '../../shared/domain/codes.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { fillForm, formLines, formValues, frozenForm, type FormOwn } from '../../shared/domain/filing-form.ts';
import { asPortal, unitSlip } from '../../shared/domain/filing-portal.ts';
import { freezeFiling, markFiledByPack } from '../../shared/domain/filing-rules.ts';
import { isAccountKey } from '../../shared/domain/filing-sides.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { FORM_KEYS } from '../../shared/registry/form.ts';
import { amountInWords, Decimal, formatWan, formatYuan } from '../../shared/money.ts';
import { randomRuns } from '../support/random.ts';
import { apply, form, good, lists, refusalKey, signed } from './support.ts';

const today = '2026-05-28';
const fill = (f: DealFile, typed = {}, own: FormOwn = {}, on = today) => fillForm(f, form, lists, on, typed, own);
const field = (f: DealFile, key: string, typed = {}, own: FormOwn = {}, on = today) => fill(f, typed, own, on).fields.find((x) => x.key === key)!;

describe('fields of the 登记表', () => {
  it('all are known to the registry’s protocol, in one order without gaps', () => {
    expect(form.items.filter((i) => !FORM_KEYS.has(i.key)).map((i) => i.key)).toEqual([]);
    expect(form.items.map((i) => i.order)).toEqual(form.items.map((_, i) => i + 1));
  });
  it('the second level of 技术领域 is free text and 待确认; filer, head and day stand apart', () => {
    expect(field(signed(), 'techField2', { techField2: '种子技术' })).toMatchObject({ value: '种子技术', confirmed: false, mustFill: false });
    const f = { ...signed(), office: { id: 'office', userName: '示例经办人' } };
    expect([field(f, 'agent').value, field(f, 'agentDate').value, field(f, 'agent').from?.field]).toEqual(['示例经办人', today, 'userName']);
    expect(field({ ...f, office: undefined, deal: { ...f.deal, keeper: '示例保管人' } }, 'agent')).toMatchObject({ value: '示例保管人', origin: 'record' });
  });
  it('enterprise-only fields hold nothing for an institute', () => {
    const f = signed();
    const institute = { ...f, buyer: { ...f.buyer!, nature: '0211', inHiTechZone: true, scale: 'small' as const } };
    expect(['buyerHiTechZone', 'buyerListed', 'buyerScale'].map((k) => [field(institute, k).value, field(institute, k).mustFill])).toEqual(
      Array(3).fill(['', false]),
    );
    expect(field(f, 'buyerScale').mustFill).toBe(true);
  });
  it('what a person typed over keeps what the source says beside it', () => {
    expect(field(signed(), 'isRelated', { isRelated: '是' })).toMatchObject({ value: '是', recorded: '否', origin: 'typed' });
    expect(field(signed(), 'isRelated').recorded).toBeUndefined();
    expect(field(signed(), 'buyerScale').code).toBe('small');
  });
});

describe('the seller', () => {
  it('has its own fields, kept with its record, or with 本单位 where it is the seller', () => {
    const f = signed();
    const seller = { ...f.seller!, address: undefined, contact: '示例联系人' };
    const alone = { ...f, seller, office: { id: 'office', name: '别家单位（示例）', address: '不相干' } } as DealFile;
    expect([field(alone, 'sellerName').value, field(alone, 'sellerAddress').value]).toEqual([f.seller!.name, '']);
    const ours = { ...alone, office: { id: 'office', name: f.seller!.name!, address: '示例路 1 号' } } as DealFile;
    expect(field(ours, 'sellerAddress')).toMatchObject({ value: '示例路 1 号', from: { table: 'office', id: 'office', field: 'address' } });
    expect(field(ours, 'sellerContact')).toMatchObject({ value: '示例联系人', from: { table: 'parties', field: 'contact' }, mustFill: false });
  });
  it('stands on the form as it is written down, with 备注 last', () => {
    const lines = formLines(fill(signed()));
    expect(lines.find((l) => l.key === 'totalAmount')).toEqual({ key: 'totalAmount', label: '合同成交总额（元）', value: '1500000.00', shown: '1,500,000.00' });
    expect(lines.filter((l) => ['buyerCountry', 'buyerRegion'].includes(l.key)).map((l) => [l.value, l.shown])).toEqual([
      ['142', '中国'],
      ['440600', '广东省/佛山市'],
    ]);
    // of what was frozen, whatever the records say since
    const frozen = frozenForm(fill({ ...signed(), buyer: undefined }), { form: { buyerRegion: '440605' }, typedKeys: [] }, lists);
    expect(frozen.fields.find((l) => l.key === 'buyerRegion')).toMatchObject({ named: '广东省/佛山市/南海区', shown: '广东省/佛山市/南海区（440605）' });
    expect([lines.some((l) => l.key === 'sellerName'), lines.at(-1), lines.some((l) => l.value === '')]).toEqual([
      true,
      { key: 'note', label: '备注', value: '提成部分待补报' },
      false,
    ]);
  });
  it('is asked by the portal once: no tick is wanted for its fields with every filing', () => {
    const f = signed();
    const draft: Filing = { id: 'f1', dealId: f.deal.id, contractId: 'c1', signingId: 's1', version: 1, state: 'draft', form: {} };
    const values = formValues(fill(f));
    const ready = apply(good(freezeFiling(f, draft, values, { musts: 0, asks: 0 }, '2026-05-28T09:00:00+08:00')), { filings: { f1: { ...draft } } })[
      'filings'
    ]!['f1'] as Filing;
    expect(values['sellerName']).toBe(f.seller!.name);
    expect([isAccountKey('sellerName'), isAccountKey('buyerName')]).toEqual([true, false]);
    const asked = Object.keys(values).filter((k) => k !== 'note' && !isAccountKey(k));
    const bounds = { now: '2026-05-29T10:00', frozenAt: '2026-05-28T09:00', signedOn: '2026-05-20' };
    const done = { submittedAt: '2026-05-28T10:00', proofIds: ['p'] };
    expect(refusalKey(markFiledByPack({ ...ready, ticked: asked.slice(1) }, done, bounds))).toBe('filing.unticked');
    expect(good(markFiledByPack({ ...ready, ticked: asked }, done, bounds))).toMatchObject([{ fields: { state: 'submitted' } }]);
  });
});

describe('old and new code systems side by side', () => {
  const former = (on: string, signDate?: string, key = 'contractType') => field(signed(), key, signDate ? { signDate } : {}, {}, on).former?.value;
  it('a licence stood under 转让 while the rules of 2001 were in force, and in contracts before the Civil Code', () => {
    expect([former('2026-01-22'), former('2026-01-23'), former('2026-05-28', '2020-12-31'), former('2026-05-28', '2021-01-01')]).toEqual([
      '技术转让/专利实施许可',
      undefined,
      '技术转让/专利实施许可',
      undefined,
    ]);
    expect(field(signed(), 'contractType').value).toBe('技术许可/专利实施许可');
  });
  it('a filing handed in earlier is looked at by its own day', () => {
    expect(field(signed(), 'contractType', {}, { filedOn: '2026-01-20' }).former?.value).toBe('技术转让/专利实施许可');
  });
  it('areas had four digits: a city its own or its province’s', () => {
    expect([former(today, '2020-05-01', 'buyerRegion'), former(today, undefined, 'buyerRegion')]).toEqual(['4400 广东省', undefined]);
    const at = (region: string) => field({ ...signed(), buyer: { ...signed().buyer!, region } }, 'buyerRegion', { signDate: '2020-05-01' }).former?.value;
    expect([at('440300'), at('440305'), at('330200'), at('810000')]).toEqual(['4403 深圳市', '4403 深圳市', '3302 宁波市', '7100 港澳台']);
  });
});

describe('amounts as they are typed', () => {
  const total = form.items.find((i) => i.key === 'totalAmount')!;
  const input = form.items.find((i) => i.key === 'newInput')!;
  it('600 万 in all its writings is the same, in 元 and in a field of 万元', () => {
    for (const text of ['600万', '600 万元', '6,000,000', '6000000 元', '六百万元', '６００万', '６，０００，０００', '¥6,000,000.00', '陆佰万元整'])
      expect([text, asPortal(total, text, lists).value]).toEqual([text, '6000000.00']);
    for (const text of ['600', '600万', '6,000,000元', '六百万元', '６００']) expect([text, asPortal(input, text, lists).value]).toEqual([text, '600']);
    expect(asPortal(total, '很多', lists).value).toBe('很多');
  });
  it('law: however an amount is written, the form has the same 分', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), fc.integer({ min: 0, max: 6 }), (cents, how) => {
        const yuan = new Decimal(cents).div(100);
        const wide = (s: string) => s.replace(/[0-9.,]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
        const text = [
          yuan.toFixed(2),
          formatYuan(yuan.toFixed()),
          `${yuan.toFixed(2)} 元`,
          `${formatWan(yuan.toFixed(), 'all')}万`,
          `${yuan.div(10_000).toFixed()}万元`,
          wide(formatYuan(yuan.toFixed())),
          amountInWords(yuan.toFixed())!,
        ][how]!;
        expect([text, asPortal(total, text, lists).value]).toEqual([text, yuan.toFixed(2)]);
      }),
      randomRuns(500),
    );
  });
  it('law: ten thousand times off is asked about whichever way, and the answer is the known amount again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), fc.boolean(), (cents, up) => {
        const known = new Decimal(cents).div(100);
        const typed = up ? known.times(10_000) : known.div(10_000);
        expect(unitSlip(typed, known)?.eq(known)).toBe(true);
        for (const times of ['1', '1.2', '0.5', '10', '100', '1000', '7000', '14000', '0.001', '0.00014', '100000'])
          expect(unitSlip(known.times(times), known), `${times} times`).toBeUndefined();
      }),
      randomRuns(200),
    );
  });
});

it('law: values of the form go through JSON and come back as the same form, typed ones and codes too', () => {
  const codesOf = (id: string): string[] => {
    const walk = (items: readonly { code: string; children?: readonly { code: string }[] }[]): string[] =>
      items.flatMap((i) => [i.code, ...walk(i.children ?? [])]);
    return walk(lists[id]!.items);
  };
  const arbitrary = Object.fromEntries(
    form.items
      .filter((i) => i.required !== 'system')
      .map((i) => [
        i.key,
        fc.option(
          i.type === 'code'
            ? fc.oneof(fc.constantFrom(...codesOf(i.codes!)), fc.string({ maxLength: 12 }))
            : i.type === 'money'
              ? fc.oneof(
                  fc.integer({ min: 1, max: 1e9 }).map((n) => `${n}万`),
                  fc.string({ maxLength: 8 }),
                )
              : fc.string({ maxLength: 30 }),
          { nil: undefined },
        ),
      ]),
  );
  fc.assert(
    fc.property(fc.record(arbitrary), (values) => {
      const typed = Object.fromEntries(Object.entries(values).filter((e): e is [string, string] => e[1] !== undefined && e[1].trim() !== ''));
      const live = fill(signed(), typed);
      const kept = JSON.parse(JSON.stringify(formValues(live))) as Record<string, string>;
      // thawed: what was typed stays typed, and reads the same
      const thawed = Object.fromEntries(Object.keys(typed).flatMap((k) => (kept[k] === undefined ? [] : [[k, kept[k]]])));
      expect(formValues(fill(signed(), thawed))).toEqual(kept);
      // a frozen form does not fill itself up again
      const { projectName: _left, ...less } = kept;
      expect(formValues(frozenForm(live, { form: less, typedKeys: [] }, lists))).toEqual(less);
      // frozen: the values stand as they were, whatever the deal says now
      const frozen = frozenForm(fill({ ...signed(), buyer: undefined }), { form: kept, typedKeys: Object.keys(typed) }, lists);
      expect(formValues(frozen)).toEqual(kept);
    }),
    randomRuns(150),
  );
});

it('a name joined from the tree is found again as its code', () => {
  expect(namePath(lists['ipr-types'], '专利/发明专利').map((i) => i.code)).toEqual(['ZL', 'ZL1']);
  expect([namePath(lists['ipr-types'], '发明专利'), namePath(undefined, 'x'), namePath(lists['ipr-types'], '')]).toEqual([[], [], []]);
  expect(field(signed(), 'ipr', { ipr: '专利/实用新型专利' })).toMatchObject({ value: '专利/实用新型专利', code: 'ZL2' });
  expect(field(signed(), 'payMethod', { payMethod: 'FQ' }).value).toBe('分期支付（一次总算、分期支付）');
});
