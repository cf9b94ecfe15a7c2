import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expiredRule, packDifference, ruleAt, ruleBook } from '../../shared/rules/engine.ts';
import { rulePack } from '../../shared/rules/pack.ts';
import { periodOf } from '../../shared/rules/shapes.ts';
import { codeConfirmed, codeName, codePath, portalOrder } from '../../shared/domain/codes.ts';
import { FINDINGS, type FindingName } from '../../shared/domain/finding-catalogue.ts';
import { blocks, finding, inOrder, isSettled, openAsks } from '../../shared/domain/finding.ts';
import { FORM_KEYS } from '../../shared/registry/form.ts';
import { form, json, lists, pack, rulesOn } from './support.ts';

describe('the pack of Guangdong 2026', () => {
  it('answers by day and by place', () => {
    expect(ruleAt(pack, 'registry.days', '2025-05-01', '440100')?.value).toMatchObject({ days: 30, kind: 'natural' });
    expect(ruleAt(pack, 'registry.days', '2026-05-01', '440100')?.value).toMatchObject({ days: 15, kind: 'working' });
    expect(ruleAt(pack, 'registry.largeContract', '2026-05-01', '320100')?.value).toMatchObject({ basis: 'totalAmount' });
    expect(ruleAt(pack, 'registry.largeContract', '2026-05-01', '440100')?.value).toMatchObject({ basis: 'technicalAmount' });
    expect(ruleAt(pack, 'vat.exemption', '2028-01-01', '440100')).toBeUndefined();
    expect(expiredRule(pack, 'vat.exemption', '2028-01-01', '440100')?.validTo).toBe('2027-12-31');
    expect(ruleAt(pack, 'patent.term.design', '2020-01-01', '44')?.value).toEqual({ years: 10 });
    expect(ruleAt(pack, 'patent.term.design', '2022-01-01', '44')?.value).toEqual({ years: 15 });
  });
  it('names official documents, never a web copy; what is not confirmed says so', () => {
    for (const e of pack.entries) expect(`${e.source.document}${e.source.number ?? ''}`).not.toMatch(/https?:|www\.|\.com|\.cn/);
    expect(ruleAt(pack, 'notice.price.days', '2026-03-06', '44')?.status).toBe('待确认');
    expect(ruleAt(pack, 'licence.recordal', '2026-03-06', '44')?.status).toBe('confirmed');
    expect(ruleAt(pack, 'patent.term.invention', '2020-01-02', '44')?.status).toBe('confirmed');
  });
  it('refuses a malformed pack', () => {
    expect(rulePack.safeParse({ ...pack, entries: [] }).success).toBe(false);
    expect(rulePack.safeParse({ ...pack, entries: [{ ...pack.entries[0]!, validFrom: '2027-01-01', validTo: '2026-01-01' }] }).success).toBe(false);
    expect(rulePack.safeParse({ ...pack, entries: [{ ...pack.entries[0]!, status: 'ok' }] }).success).toBe(false);
  });
  it('remembers what was used, also on another day, and makes up nothing', () => {
    const book = rulesOn('2026-05-01');
    expect(periodOf(book, 'notice.price.days')).toMatchObject({ days: 15, kind: 'natural', firstDayCounts: false });
    book.on('2019-01-01').entry('patent.term.design');
    expect(book.used().map((e) => e.id)).toEqual(['notice.price.days', 'patent.term.design']);
    expect(book.value('notice.price.days', z.number())).toBeUndefined();
    expect(periodOf(book, 'nothing')).toBeUndefined();
  });
  it('shows what a newer pack says otherwise', () => {
    const [first, second, ...rest] = pack.entries;
    const newer = { ...pack, entries: [{ ...first!, value: 7 }, ...rest, { ...second!, id: 'new.rule' }] };
    expect(packDifference(pack, newer).map((d) => [d.id, d.kind])).toEqual(
      [
        ['new.rule', 'added'],
        [second!.id, 'removed'],
        [first!.id, 'changed'],
      ].toSorted((a, b) => a[0]!.localeCompare(b[0]!)),
    );
    expect(packDifference(pack, pack)).toEqual([]);
  });
});

describe('findings', () => {
  it('are 必须修改 only where the rule is confirmed', () => {
    const where = { table: 'notices' as const, id: 'n', field: 'endOn' };
    const [unsure, sure] = [ruleAt(pack, 'notice.price.days', '2026-03-06', '44')!, ruleAt(pack, 'notice.price.required', '2026-03-06', '44')!];
    expect(finding('notice.tooShort', where, { rule: unsure })).toMatchObject({ level: 'ask', confirmed: false });
    expect(finding('notice.tooShort', where, { rule: sure })).toMatchObject({
      level: 'must',
      confirmed: true,
      source: { document: '中华人民共和国促进科技成果转化法' },
    });
    for (const [name, entry] of Object.entries(FINDINGS) as [FindingName, { level: string; confirmed?: false }][])
      if (entry.confirmed === false) expect([name, finding(name, where, { level: 'must' }).level]).toEqual([name, 'ask']);
  });
  it('keep their key, and are settled by a written reason only when they ask', () => {
    const ask = finding('right.secretLevelMissing', { table: 'rights', id: 'r', field: 'secretLevel' });
    const must = finding('right.numberCheck', { table: 'rights', id: 'r', field: 'number' });
    expect(ask.key).toBe('right.secretLevelMissing:rights:r:secretLevel');
    expect(isSettled(ask, [{ id: 'a', findingKey: ask.key, reason: ' 已核实 ' }])).toBe(true);
    expect(isSettled(ask, [{ id: 'a', findingKey: ask.key, reason: ' ' }])).toBe(false);
    expect(isSettled(ask, [{ id: 'a', findingKey: ask.key, reason: 'x', archived: true }])).toBe(false);
    expect(isSettled(must, [{ id: 'a', findingKey: must.key, reason: 'x' }])).toBe(false);
    const other = finding('right.numberTwice', ask.where);
    expect([blocks([ask, must]), openAsks([ask, must], [])]).toEqual([[must], [ask]]);
    expect(inOrder([ask, other, must], [{ id: 'a', findingKey: ask.key, reason: 'x' }]).map((f) => f.message.key)).toEqual([
      'right.numberCheck',
      'right.numberTwice',
      'right.secretLevelMissing',
    ]);
  });
  it('have words in both languages, and every name of the catalogue is used', () => {
    const names = Object.keys(FINDINGS).toSorted();
    const flat = (o: Record<string, Record<string, string>>): string[] =>
      Object.entries(o)
        .flatMap(([a, b]) => Object.keys(b).map((k) => `${a}.${k}`))
        .toSorted();
    for (const lang of ['zh', 'en']) {
      const words = json(`locales/${lang}/findings.json`) as { message: Record<string, Record<string, string>> };
      // one name may have another sentence for a context: objectionOpen, objectionOpen_unnamed
      expect([...new Set(flat(words.message).map((key) => key.replace(/_.*$/, '')))]).toEqual(names);
    }
    for (const [lang, asksFor] of [
      ['zh', /请/],
      ['en', /: (change|check|swap|please)/],
    ] as const) {
      const { message, fix } = json(`locales/${lang}/findings.json`) as Record<'message' | 'fix', Record<string, Record<string, string>>>;
      const silent = names.filter((n) => {
        const [group, key] = n.split('.') as [string, string];
        return (fix[group]?.[key] ?? '') === '' && !asksFor.test(message[group]![key]!);
      });
      expect(silent, 'every finding says what to do next').toEqual([]);
    }
    const folder = new URL('../../shared/domain/', import.meta.url);
    const source = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((f) => f.endsWith('.ts') && !f.includes('catalogue'))
      .map((f) => readFileSync(new URL(f, folder), 'utf8'))
      .join('\n');
    expect(names.filter((n) => !source.includes(`'${n}'`))).toEqual([]);
  });
});

describe('code lists', () => {
  it('parse, and keep their status', () => {
    expect(Object.keys(lists).length).toBeGreaterThanOrEqual(15);
    expect(codePath(lists['contract-types'], 'XK-ZL').map((c) => c.name)).toEqual(['技术许可', '专利实施许可']);
    expect(codePath(lists['party-nature'], '0211').map((c) => c.name)).toEqual(['事业法人', '科研机构', '事业法人']);
    expect([
      codeName(lists['payment-methods'], 'RMTC'),
      codeName(lists['areas'], '440600'),
      codeName(lists['areas'], '999999'),
      codeName(undefined, undefined),
    ]).toEqual(['提成支付附加预付入门费', '佛山市', '999999', '']);
    expect([
      codeConfirmed(lists['tech-fields'], '09'),
      codeConfirmed(lists['socio-economic'], '09'),
      codeConfirmed(lists['areas'], '440600'),
      codeConfirmed(lists['payment-methods'], 'nothing'),
    ]).toEqual([true, false, true, false]);
    expect(lists['tech-fields']!.items).toHaveLength(11);
    expect(lists['refusal-reasons']!.items.map((i) => i.code)).toEqual(Array.from({ length: 13 }, (_, i) => `R${String(i + 1).padStart(2, '0')}`));
  });
  it('has every field of the portal once, in order, and the registry knows each', () => {
    const order = portalOrder(form);
    expect(order.map((f) => f.order)).toEqual(order.map((_, i) => i + 1));
    expect(order.slice(0, 7).map((f) => f.key)).toEqual(['projectName', 'contractType', 'signDate', 'validFrom', 'validTo', 'totalAmount', 'technicalAmount']);
    expect(order.filter((f) => !FORM_KEYS.has(f.key)).map((f) => f.key)).toEqual([]);
    for (const f of order) if (f.codes) expect([f.codes, lists[f.codes] !== undefined]).toEqual([f.codes, true]);
  });
  it('takes the templates over whole', () => {
    const t = json('codes/import-templates.json') as Record<string, string[]>;
    expect([t['achievement27']!.length, t['demand21']!.length, t['ledger14']!.length]).toEqual([27, 21, 14]);
  });
});

it('a pack can be bound to another region', () => expect(ruleBook(pack, '2026-05-01', '32').entry('registry.largeContract')?.region).toBe('32'));
