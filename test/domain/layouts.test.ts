/** Portal layouts: what ships is whole, every field of a filled form has exactly one line, amounts change their unit exactly, versions never change. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillForm, type FilledField } from '../../shared/domain/filing-form.ts';
import { inUnit, kindOf, portalLines } from '../../shared/domain/layout-lines.ts';
import { choicesId, layoutFile, readLayoutFile, rememberChoice, saveLayout, type Saving } from '../../shared/domain/layout-rules.ts';
import {
  allLayouts,
  LAYOUT_KINDS,
  layoutFor,
  LAYOUT_UNITS,
  newestLayouts,
  shippedLayout,
  type LayoutRow,
  type PortalLayout,
} from '../../shared/domain/layout.ts';
import { Decimal } from '../../shared/money.ts';
import { randomRuns } from '../support/random.ts';
import { apply, form, good, json, lists, refusalKey, signed } from './support.ts';

const shipped = readdirSync(new URL('../../resources/layouts/', import.meta.url)).map((f) => shippedLayout.parse(json(`layouts/${f}`)));
const all = allLayouts(shipped, []);
const national = all.find((l) => l.id === 'national')!;
const saving: Saving = { newId: 'row1', by: '示例经理', now: '2026-05-28T08:00:00.000Z', today: '2026-05-28' };
const filledForm = fillForm(signed(), form, lists, '2026-05-28').fields;
const saved = (next: PortalLayout, rows: readonly LayoutRow[] = []): LayoutRow =>
  apply(good(saveLayout(allLayouts(shipped, rows), next, saving)))['layouts']!['row1'] as unknown as LayoutRow;

describe('the layouts that ship', () => {
  it('the national one has a box for every field the office fills in, in the portal’s order, of its kind and unit', () => {
    const ours = form.items.filter((f) => f.required !== 'system' && f.required !== 'account').toSorted((a, b) => a.order - b.order);
    expect(national.fields.map((f) => f.from)).toEqual(ours.map((f) => f.key));
    expect(national.fields.map((f) => f.native)).toEqual(ours.map((f) => f.nativeName));
    for (const f of ours) {
      const box = national.fields.find((b) => b.from === f.key)!;
      expect([box.unit, box.kind === 'choice' ? 'tree' : box.kind], f.key).toEqual([f.unit, kindOf(f)]);
    }
  });
  it('those nobody has seen say so, begin with the national one, and none claims a list of its own', () => {
    expect(all.filter((l) => l.id !== 'national').map((l) => [l.id, l.status, l.seenOn, l.fields === national.fields])).toEqual([
      ['guangdong', '待确认', undefined, true],
      ['shenzhen', '待确认', undefined, true],
    ]);
  });
  it.each([
    [{ area: '440300' }, 'shenzhen'],
    [{ area: '440100' }, 'guangdong'],
    [{ area: '420100' }, 'national'],
    [{}, 'national'],
    [{ area: '440300', pointId: 'gd' }, 'guangdong'],
    [{ area: '440300', layoutId: 'national', layoutVersion: '1' }, 'national'],
    [{ area: '440300', layoutId: 'gone', layoutVersion: '7' }, 'shenzhen'],
  ])('%o is entered with %s', (wish, id) => expect(layoutFor(all, wish)?.id).toBe(id));
});

describe('lines of the assistant', () => {
  const arbitrary = fc.record({
    boxes: fc.array(
      fc.record({
        label: fc.string({ minLength: 1, maxLength: 20 }),
        kind: fc.constantFrom(...LAYOUT_KINDS),
        from: fc.option(fc.constantFrom(...form.items.map((f) => f.key), 'unknown'), { nil: undefined }),
        unit: fc.option(fc.constantFrom(...LAYOUT_UNITS), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 60 },
    ),
    empty: fc.array(fc.constantFrom(...form.items.map((f) => f.key)), { maxLength: 30 }),
  });
  it('every field with a value has exactly one line to tick, whatever the layout lacks or repeats', () => {
    fc.assert(
      fc.property(arbitrary, ({ boxes, empty }) => {
        const fields = filledForm.map((f): FilledField => (empty.includes(f.key) ? { ...f, value: '', shown: '' } : f));
        const layout = { ...national, fields: boxes.map((b, i) => ({ ...b, id: `b${i}` }) as PortalLayout['fields'][number]) };
        const lines = portalLines(layout, fields);
        const keys = lines.map((l) => l.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.filter((k) => !k.startsWith('portal:')).toSorted()).toEqual(fields.flatMap((f) => (f.value === '' ? [] : [f.key])).toSorted());
        expect(lines.filter((l) => !l.placed).every((l) => !boxes.some((b) => b.from === l.key))).toBe(true);
      }),
      randomRuns(200),
    );
  });
  it('an amount is copied in the unit of the portal’s box, and stands in ours where the box says none', () => {
    const inWan = { ...national, fields: national.fields.map((f) => (f.from === 'totalAmount' ? { ...f, unit: '万元' as const } : f)) };
    const of = (layout: PortalLayout, key: string) => portalLines(layout, filledForm).find((l) => l.key === key)?.copy;
    expect([of(national, 'totalAmount'), of(inWan, 'totalAmount'), of(inWan, 'technicalAmount')]).toEqual(['1500000.00', '150', '1500000.00']);
  });
  it('from 元 to 万元 and back is the same amount, to the last 分', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (fen) => {
        const yuan = new Decimal(fen.toString()).div(100).toFixed(2);
        const wan = inUnit(yuan, '元', '万元');
        expect(wan).not.toMatch(/e/i);
        expect(inUnit(wan, '万元', '元')).toBe(yuan);
        expect(new Decimal(wan).times(10_000).eq(yuan)).toBe(true);
      }),
      randomRuns(300),
    );
    expect([inUnit('约 600 万', '元', '万元'), inUnit('', '元', '万元'), inUnit('1,500,000', '元', '万元')]).toEqual(['约 600 万', '', '150']);
  });
  it('a tree is copied level by level, by the portal’s own list where ours was not taken from it', () => {
    const line = portalLines(national, filledForm).find((l) => l.key === 'contractType')!;
    expect(line.levels.join('/')).toBe(line.copy);
    expect(line.levels.length).toBeGreaterThan(1);
    expect(line.byPortal).toBe(true);
    const plain = portalLines(national, filledForm).find((l) => l.key === 'projectName')!;
    expect([plain.byPortal, plain.levels]).toEqual([false, []]);
  });
  it('what was chosen at the portal for a value is there next time, for that value only, and can be forgotten', () => {
    const value = filledForm.find((f) => f.key === 'payMethod')!.value;
    const first = apply(good(rememberChoice(undefined, 'guangdong', 'payMethod', value, ' 提成支付 ')))['layouts']![
      choicesId('guangdong')
    ] as unknown as LayoutRow;
    const line = (row: LayoutRow, v = value) =>
      portalLines(
        national,
        filledForm.map((f) => (f.key === 'payMethod' ? { ...f, value: v } : f)),
        row.choices,
      ).find((l) => l.key === 'payMethod')!;
    expect([line(first).copy, line(first).remembered, line(first, '一次支付').copy, line(first, '一次支付').remembered]).toEqual([
      '提成支付',
      true,
      '一次支付',
      false,
    ]);
    expect(rememberChoice(first, 'guangdong', 'payMethod', value, '提成支付')).toEqual([]);
    const forgotten = { ...first, ...(good(rememberChoice(first, 'guangdong', 'payMethod', value, ''))[0] as unknown as { fields: LayoutRow }).fields };
    expect(line(forgotten).remembered).toBe(false);
  });
});

describe('versions of a layout', () => {
  const seen = { ...all.find((l) => l.id === 'guangdong')!, seenOn: '2026.5.27', fields: national.fields.slice(0, 3) };
  it('the next one stands beside the earlier, and a filing keeps the one it was entered with', () => {
    const second = saved(seen);
    expect(second).toMatchObject({ layout: 'guangdong', version: 2, seenOn: '2026-05-27', by: '示例经理' });
    const now = allLayouts(shipped, [second]);
    expect(newestLayouts(now).find((l) => l.id === 'guangdong')?.fields).toHaveLength(3);
    expect(layoutFor(now, { area: '440100' })?.version).toBe(2);
    expect(layoutFor(now, { layoutId: 'guangdong', layoutVersion: '1' })?.fields).toHaveLength(national.fields.length);
    expect(saved(seen, [second]).version).toBe(3);
  });
  it.each([
    [{ ...seen, seenOn: undefined }, 'layout.notSeen'],
    [{ ...seen, seenOn: '2026-06-01' }, 'layout.seenAhead'],
    [{ ...seen, fields: [{ ...seen.fields[0]!, label: ' ' }] }, 'layout.noLabel'],
    [{ ...seen, fields: [seen.fields[0]!, seen.fields[0]!] }, 'layout.twice'],
    [{ ...seen, fields: [] }, 'layout.notOne'],
    [{ ...seen, fields: [{ id: 'a', label: '合同成交总额（元）', kind: 'amount', from: 'totalAmount', unit: '万元' }] }, 'layout.otherUnit'],
    [{ ...seen, fields: [{ id: 'a', label: '交易额(单位：万元)', kind: 'amount', from: 'totalAmount', unit: '元' }] }, 'layout.otherUnit'],
    [{ ...seen, fields: [{ id: 'a', label: '交易额(万元)', kind: 'amount', from: 'totalAmount', unit: '万元' }] }, 'not refused'],
    [{ ...seen, fields: [{ id: 'a', label: '备注（元）', kind: 'text', from: 'totalAmount', unit: '万元' }] }, 'not refused'],
  ])('is refused: %#', (next, key) => expect(refusalKey(saveLayout(all, next as PortalLayout, saving))).toBe(key));
  it('goes to a colleague and comes back as it was; what is no layout is refused by its place', () => {
    expect(readLayoutFile(`\ufeff${layoutFile(national)}`)).toEqual(national);
    const broken = JSON.parse(layoutFile(national)) as { layout: { fields: { kind: string }[] } };
    broken.layout.fields[4]!.kind = 'tick';
    expect([
      refusalKey(readLayoutFile('not json')),
      refusalKey(readLayoutFile('[]')),
      refusalKey(readLayoutFile('null')),
      (readLayoutFile(JSON.stringify(broken)) as { params: unknown }).params,
    ]).toEqual(['layout.notJson', 'layout.notFile', 'layout.notFile', { place: 'layout.fields.4.kind' }]);
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readLayoutFile(`{"format":"kezhuan-layout-1","layout":${text}}`);
        expect(refusalKey(read)).toBe('layout.notOne');
      }),
      randomRuns(100),
    );
  });
});
