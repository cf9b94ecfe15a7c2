/** What React reads, mounted for real: rows as they change, the state of saving and of the wire, lists, an exported table. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { holdHook, type Held } from '../support/hook-host.ts';
import { Office } from './office.ts';

let office: Office;
let held: Pick<Held<unknown>, 'stop'>[];
beforeEach(async () => {
  office = await Office.open();
  held = [];
});
afterEach(async () => {
  for (const h of held) h.stop();
  vi.unstubAllGlobals();
  await office.close();
});
async function hold<T>(hook: (argument: string) => T, argument?: string): Promise<Held<T>> {
  const h = await holdHook(hook, argument);
  held.push(h);
  return h;
}

describe('rows on screen', () => {
  it('come once they are read, follow every commit that touches them, and no other', async () => {
    const { useObserve } = await import('../../renderer/data/observe.ts');
    const { rowById } = await import('../../renderer/data/queries/read.ts');
    let reads = 0;
    const h = await hold(() =>
      useObserve(async () => {
        reads++;
        return (await rowById('deals', SAMPLE_IDS.deal))?.name;
      }, []),
    );
    expect(h.values[0]).toBeUndefined();
    await expect.poll(h.last).toBe('低温等离子体种子处理装置');
    await office.put(set('deals', SAMPLE_IDS.deal, { name: '改了名' }));
    await expect.poll(h.last).toBe('改了名');
    const before = reads;
    await office.put(make('demands', { id: 'other', title: '无关' }));
    await office.put(set('deals', SAMPLE_IDS.deal, { name: '又改了' }));
    await expect.poll(h.last).toBe('又改了');
    expect(reads).toBe(before + 1);
    h.stop();
    await office.put(set('deals', SAMPLE_IDS.deal, { name: '没人看' }));
    await office.program.save.allSaved();
    expect([h.last(), reads]).toEqual(['又改了', before + 1]);
  });

  it('of another record are never shown under this one: between the two there is nothing', async () => {
    const { useObserve } = await import('../../renderer/data/observe.ts');
    const { rowById } = await import('../../renderer/data/queries/read.ts');
    const h = await hold((id) => ({ id, name: useObserve(async () => (await rowById('parties', id))?.name, [id]) }), SAMPLE_IDS.firm);
    await expect.poll(() => h.last().name).toBe('示例种业有限公司');
    h.again(SAMPLE_IDS.institute);
    await expect.poll(() => h.last().name).toBe('示例农业研究所');
    const names: Record<string, string> = { [SAMPLE_IDS.firm]: '示例种业有限公司', [SAMPLE_IDS.institute]: '示例农业研究所' };
    expect(h.values.filter((v) => v.name !== undefined && v.name !== names[v.id])).toEqual([]);
    expect(h.values.some((v) => v.id === SAMPLE_IDS.institute && v.name === undefined)).toBe(true);
  });

  it('that cannot be read are reported, not thrown into the page', async () => {
    const { useObserve } = await import('../../renderer/data/observe.ts');
    const { onReport } = await import('../../renderer/data/report.ts');
    const reported: string[] = [];
    const quiet = onReport((r) => reported.push(`${r.intent}: ${String(r.error)}`));
    const h = await hold(() =>
      useObserve(async () => {
        throw new Error('cannot read');
      }, []),
    );
    await expect.poll(() => new Set(reported)).toEqual(new Set(['observe: Error: cannot read']));
    expect(h.last()).toBeUndefined();
    quiet();
    const { watch } = await import('../../renderer/data/watch.ts');
    const heard = onReport((r) => reported.push(r.intent));
    watch(
      () => Promise.reject(new Error('x')),
      () => {},
    );
    await expect.poll(() => reported).toContain('watch');
    heard();
  });
});

describe('what thousands of rows go into', () => {
  it('follows every table it is made of and no other, and is looked at far less often than it changes', async () => {
    const { useObserveSlowly } = await import('../../renderer/data/observe-slowly.ts');
    const { rowById } = await import('../../renderer/data/queries/read.ts');
    let looks = 0;
    const h = await hold(() =>
      useObserveSlowly(
        ['deals', 'outbox'],
        async () => {
          looks++;
          return `${(await rowById('deals', SAMPLE_IDS.deal))?.name} ${await office.program.store.db().outbox.count()}`;
        },
        300,
        [],
      ),
    );
    expect(h.values[0]).toBeUndefined();
    await expect.poll(h.last).toBe('低温等离子体种子处理装置 0');
    // by the short way of a save, and by Dexie's
    await office.program.commit.commitEdits({ intent: 'edit' }, [set('deals', SAMPLE_IDS.deal, { name: '改了名' })]);
    await expect.poll(h.last).toBe('改了名 0');
    await office.program.commit.commit({ intent: 'queue' }, () => ({ edits: [], letters: [{ registry: 'simulated', lane: 'd', kind: 'filing', body: {} }] }));
    await expect.poll(h.last).toBe('改了名 1');
    const before = looks;
    const began = performance.now();
    await office.put(make('demands', { id: 'other', title: '无关' }));
    for (let i = 1; i <= 40; i++) await office.put(set('deals', SAMPLE_IDS.deal, { name: `第 ${i} 次` }));
    await expect.poll(h.last).toBe('第 40 次 1');
    expect(looks - before).toBeLessThanOrEqual(2 + (performance.now() - began) / 300);
  });

  it('sees what changed while it was being read', async () => {
    const { useObserveSlowly } = await import('../../renderer/data/observe-slowly.ts');
    const { rowById } = await import('../../renderer/data/queries/read.ts');
    let meanwhile: (() => Promise<void>) | null = null;
    const h = await hold(() =>
      useObserveSlowly(
        ['deals'],
        async () => {
          const name = (await rowById('deals', SAMPLE_IDS.deal))?.name;
          const act = meanwhile;
          meanwhile = null;
          await act?.();
          return name;
        },
        1,
        [],
      ),
    );
    await expect.poll(h.last).toBe('低温等离子体种子处理装置');
    await office.program.save.allSaved();
    meanwhile = () => office.put(set('deals', SAMPLE_IDS.deal, { name: '读着改的' }));
    await office.put(set('deals', SAMPLE_IDS.deal, { name: '先改的' }));
    await expect.poll(h.last).toBe('读着改的');
  });
});

it('the status bar says what is pending, when it was saved, and what is wrong', async () => {
  const { useSaveState } = office.program.save;
  await office.program.save.allSaved();
  const h = await hold(useSaveState);
  await expect.poll(() => h.last()?.pending).toBe(0);
  office.machine.journalTrouble = 'disk-full';
  await office.put(set('deals', SAMPLE_IDS.deal, { name: '一' }));
  await expect.poll(h.last).toMatchObject({ pending: 1, trouble: { code: 'full' } });
  office.machine.journalTrouble = null;
  office.program.feed.retryJournal();
  await expect.poll(h.last).toMatchObject({ pending: 0, trouble: null, savedAt: expect.stringMatching(/^20/) });
});

it('待报 counts letters as they are queued and held, and the best line wins', async () => {
  const { contactOf, forgetContacts, noteAsked, noteOutcome, useSyncStatus } = await import('../../renderer/sync/status.ts');
  const h = await hold(useSyncStatus);
  await expect.poll(h.last).toEqual({ waiting: 0, held: [], registries: {}, asked: [], forbidden: false, line: 'off', lastContact: null });
  await office.program.commit.commit({ intent: 'queue' }, () => ({
    edits: [make('filings', { id: 'f', state: 'queued' })],
    letters: [{ registry: 'simulated', lane: 'd', kind: 'filing', body: {} }],
  }));
  await expect.poll(() => h.last().waiting).toBe(1);
  const db = office.program.store.db();
  await db.outbox.toCollection().modify({ state: 'held', lastOutcome: 'too-large' });
  await expect.poll(() => h.last().held).toMatchObject([{ lane: 'd', registry: 'simulated', reason: 'too-large' }]);
  noteOutcome('a', { kind: 'unreachable', reason: 'timeout' }, '2026-05-01T00:00:00.000Z');
  noteOutcome('b', { kind: 'collected' }, '2026-05-02T00:00:00.000Z');
  await expect.poll(h.last).toMatchObject({ line: 'online', lastContact: '2026-05-02T00:00:00.000Z' });
  // of a letter a moment later only who asks hears at once: the pages show the minute, and thousands of letters go out one after another
  noteOutcome('b', { kind: 'collected' }, '2026-05-02T00:00:00.400Z');
  expect(contactOf('b')?.lastContact).toBe('2026-05-02T00:00:00.400Z');
  noteAsked(['a']);
  await expect.poll(h.last).toMatchObject({ asked: ['a'], lastContact: '2026-05-02T00:00:00.000Z' });
  noteOutcome('b', { kind: 'collected' }, '2026-05-02T00:00:01.100Z');
  await expect.poll(h.last).toMatchObject({ lastContact: '2026-05-02T00:00:01.100Z' });
  noteOutcome('b', { kind: 'unauthorised' }, '2026-05-03T00:00:00.000Z');
  await expect.poll(h.last).toMatchObject({ line: 'unauthorised', lastContact: '2026-05-02T00:00:01.100Z' });
  noteAsked(['b']);
  await expect.poll(h.last).toMatchObject({ asked: ['b'] });
  noteAsked([]);
  await expect.poll(h.last).toMatchObject({ asked: [] });
  forgetContacts();
  await expect.poll(h.last).toMatchObject({ line: 'off', registries: {} });
});

it('the form and its code lists are read once, every list the form names is there', async () => {
  const { loadFormLists, useFormLists } = await import('../../renderer/data/form-lists.ts');
  const h = await hold(useFormLists);
  await expect.poll(h.last).toBeDefined();
  const { form, lists } = h.last()!;
  expect(form.items.length).toBeGreaterThan(20);
  expect(form.items.flatMap((f) => (f.codes && !lists[f.codes] ? [f.codes] : []))).toEqual([]);
  expect(await loadFormLists()).toBe(h.last());
});

describe('导出 Excel', () => {
  type Job = { kind: string; table: { title: string; columns: unknown[]; rows: string[][]; band?: string } };
  let jobs: Job[];
  let broken: string | null;
  beforeEach(async () => {
    [jobs, broken] = [[], null];
    // the thread alone is a stand-in: it makes the table with the code that runs in it
    vi.stubGlobal(
      'Worker',
      class {
        onmessage: ((e: { data: unknown }) => void) | null = null;
        postMessage(job: Job): void {
          jobs.push(job);
          void import('../../renderer/workers/document-jobs.ts').then(async ({ doJob }) =>
            this.onmessage?.({ data: broken ? { broken } : { result: await doJob(job as never) } }),
          );
        }
        terminate(): void {
          this.onmessage = null;
        }
      },
    );
    const { startI18n } = await import('../../renderer/app/i18n.ts');
    startI18n('zh');
  });
  const columns = [{ header: '名称', kind: 'text' as const, width: 20, value: (r: { name: string }) => r.name }];

  it('makes a table in the vault that says it is 示例, and shows it', async () => {
    const { useTableExport } = await import('../../renderer/data/use-table-export.tsx');
    const h = await hold(useTableExport);
    await expect.poll(() => h.values.length).toBeGreaterThan(0);
    await h.last().run({ fileName: '台账/全部', sheetName: '台账', columns, rows: [{ name: '低温' }, { name: '等离子体' }] });
    expect(jobs[0]!.table).toMatchObject({
      rows: [['低温'], ['等离子体']],
      band: '示例数据，非真实项目',
      columns: [{ header: '名称', kind: 'text', width: 20 }],
    });
    const [hash, ...more] = await office.vault.list();
    expect(more).toEqual([]);
    await expect.poll(() => h.last().bar).toMatchObject({ props: { name: expect.stringMatching(/^台账_全部 20\d\d-\d\d-\d\d\.xlsx$/) } });
    expect(h.last().busy).toBe(false);
    const { readVaultFile } = await import('../../renderer/data/vault.ts');
    expect(
      Buffer.from(await readVaultFile(hash!))
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  it('that fails says what happened, that nothing was lost, and how to try again', async () => {
    const { useTableExport } = await import('../../renderer/data/use-table-export.tsx');
    const { useTroubles } = await import('../../renderer/session/trouble.ts');
    broken = 'the thread died';
    const h = await hold(useTableExport);
    await expect.poll(() => h.values.length).toBeGreaterThan(0);
    await h.last().run({ fileName: '台账', sheetName: '台账', columns, rows: [] });
    const [trouble] = useTroubles.getState().troubles;
    expect(trouble).toMatchObject({ intent: 'table.export', detail: 'the thread died' });
    // it stands until it is read, so its words are those of the language of the screen
    const { useTroubleWords } = await import('../../renderer/app/trouble-words.ts');
    const { i18n } = await import('../../renderer/app/i18n.ts');
    const told = await hold(useTroubleWords);
    const words = () => told.last().map(({ what, safe, repair }) => [what, safe, repair?.label]);
    await expect.poll(words).toEqual([['表格没有生成', '库里的内容没有变化。', '再试一次']]);
    await i18n.changeLanguage('en');
    await expect.poll(words).toEqual([['The sheet was not made', 'Nothing in the library has changed.', 'Try again']]);
    await i18n.changeLanguage('zh');
    broken = null;
    trouble!.repair!.run();
    await expect.poll(() => h.last().bar, { timeout: 20_000 }).toBeTruthy();
  });
});
