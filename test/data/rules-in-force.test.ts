/** Rule packs and calendars as records: what is in force, what a filing keeps, and that all of it can be undone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { make } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { readPackFile, type PackFile } from '../../shared/rules/pack-file.ts';
import { pack } from '../domain/support.ts';
import { Office } from './office.ts';

let office: Office;
beforeEach(async () => void (office = await Office.open()));
afterEach(() => office.close());

const rules = () => import('../../renderer/data/rules.ts');
const edit = () => import('../../renderer/features/settings/edit-rules.ts');
const rows = async () => (await import('../../renderer/data/queries/rule-rows.ts')).ruleRows();
const twenty: PackFile = (() => {
  const entries = pack.entries.map((e) =>
    e.id === 'registry.days' && e.validFrom === '2026-01-23' ? { ...e, value: { ...(e.value as object), days: 20 } } : e,
  );
  const read = readPackFile(JSON.stringify({ ...pack, version: '2026.2', entries }));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read;
})();
const days = async (): Promise<unknown> => (await rules()).rulesAt('2026-06-01').entry('registry.days')?.value;
const versions = async (): Promise<string> => (await rules()).packInForce().version;

describe('a pack from a file', () => {
  it('is in force from the next reading on, also after a restart, until the program’s own is put back', async () => {
    const { bringInPack } = await edit();
    expect([await versions(), await days()]).toMatchObject([pack.version, { days: 15 }]);
    await bringInPack(twenty, 'new.json', null, (await rows()).packs);
    await expect.poll(versions).toBe('2026.2');
    expect(await days()).toMatchObject({ days: 20 });
    await office.start('sample');
    expect([await versions(), await days()]).toMatchObject(['2026.2', { days: 20 }]);
    // the program that runs now, not the one before
    const { putInForce } = await edit();
    await putInForce(null, (await rows()).packs);
    await expect.poll(versions).toBe(pack.version);
    expect((await rows()).packs.map((p) => [p.version, p.inForce, p.file, p.signedBy])).toEqual([['2026.2', undefined, 'new.json', undefined]]);
  });

  it('of one version has one content; the same file again is the same pack', async () => {
    const { bringInPack } = await edit();
    await bringInPack(twenty, 'new.json', 'a'.repeat(64), (await rows()).packs);
    const other = readPackFile(JSON.stringify({ ...twenty.pack, name: '另一内容' })) as PackFile;
    expect(await bringInPack(other, 'other.json', null, (await rows()).packs)).toMatchObject({ refused: true, key: 'rules.sameVersion' });
    const asOwn = readPackFile(JSON.stringify({ ...pack, name: '冒名' })) as PackFile;
    expect(await bringInPack(asOwn, 'own.json', null, (await rows()).packs)).toMatchObject({ refused: true, key: 'rules.sameVersion' });
    await bringInPack(twenty, 'again.json', null, (await rows()).packs);
    expect((await rows()).packs).toMatchObject([{ version: '2026.2', inForce: true, signedBy: 'a'.repeat(64) }]);
  });

  it('does not move a filing that was begun with another: 今日 counts by the pack it keeps', async () => {
    const { bringInPack } = await edit();
    const filing = { dealId: SAMPLE_IDS.deal, state: 'accepted' as const, submittedAt: '2026-12-02T09:00', acceptedOn: '2026-12-03' };
    await office.put(make('filings', { id: 'f', version: 1, rulePack: 'gd-2026 2026.1', ...filing }));
    const { dueItems } = await import('../../renderer/data/queries/today.ts');
    const end = async () => (await dueItems('2026-12-20')).find((d) => d.kind === 'registry')?.day;
    await bringInPack(twenty, 'new.json', null, (await rows()).packs);
    await expect.poll(versions).toBe('2026.2');
    expect(await end()).toBe('2026-12-24');
    // one begun with the new pack: 20 working days after 3 December, the last of them 31 December
    await office.put(make('filings', { id: 'g', version: 2, rulePack: 'gd-2026 2026.2', ...filing }));
    expect(await end()).toBe('2026-12-31');
    const { rulesNamed } = await rules();
    expect([rulesNamed('gd-2026')?.packId, rulesNamed('gd-2026 1999.9')]).toEqual(['gd-2026', undefined]);
  });
});

describe('a calendar', () => {
  const year = { year: 2027, off: ['2027-01-01'], work: ['2027-01-03'] };
  it('entered here makes a year known, stays 待确认 until it was compared, and is so again when it is changed', async () => {
    const { saveCalendars, checkCalendar, archiveCalendar } = await edit();
    const known = async () =>
      (await rules())
        .rulesAt('2026-06-01')
        .entries('calendar.2027')
        .map((e) => [e.status, e.source.document]);
    expect(await known()).toEqual([]);
    await saveCalendars([year], '示例通知', (await rows()).calendars, 'save');
    await expect.poll(known).toEqual([['待确认', '示例通知']]);
    expect(await checkCalendar(year, ' ', '2026-12-01', (await rows()).calendars)).toMatchObject({ refused: true, key: 'calendar.noSource' });
    await checkCalendar(year, '示例通知 示例〔2026〕1号', '2026-12-01', (await rows()).calendars);
    await expect.poll(known).toEqual([['confirmed', '示例通知 示例〔2026〕1号']]);
    await saveCalendars([{ ...year, work: [] }], '示例通知', (await rows()).calendars, 'save');
    await expect.poll(known).toEqual([['待确认', '示例通知']]);
    expect((await rows()).calendars).toHaveLength(1);
    await archiveCalendar((await rows()).calendars[0]!);
    await expect.poll(known).toEqual([]);
  });

  it('of a year the pack has takes its place, and the clocks move with it', async () => {
    const { saveCalendars } = await edit();
    const { dueItems } = await import('../../renderer/data/queries/today.ts');
    await office.put(make('filings', { id: 'f', dealId: SAMPLE_IDS.deal, version: 1, state: 'accepted', submittedAt: '2026-12-02', acceptedOn: '2026-12-03' }));
    const end = async () => (await dueItems('2026-12-20')).find((d) => d.kind === 'registry')?.day;
    expect(await end()).toBe('2026-12-24');
    await saveCalendars([{ year: 2026, off: ['2026-12-04'], work: ['2026-12-05', '2026-12-06'] }], '', (await rows()).calendars, 'import');
    await expect.poll(end).toBe('2026-12-23');
  });
});
