import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { WORKSPACES } from '../../shared/bridge.ts';
import { Credentials, type Seal } from '../../electron/carriers/credentials.ts';
import { copyAside, keepEvidence } from '../../electron/files/aside.ts';
import { stamp } from '../../electron/files/stamp.ts';
import { hasTraces } from '../../electron/files/traces.ts';
import { foldersUnder } from '../../electron/files/folders.ts';
import { exceeds } from '../../electron/ipc/measure.ts';
import { asFault, BridgeFault } from '../../electron/ipc/fault.ts';
import { journalAnswers, keysIn } from '../../electron/journal/answers.ts';
import { bootId } from '../../electron/journal/boot-id.ts';
import { ExitMarker, exitOf } from '../../electron/journal/exit-marker.ts';
import { Journals } from '../../electron/journal/journals.ts';
import { Keys } from '../../electron/journal/keys.ts';
import { snapshotDue } from '../../electron/journal/schedule.ts';
import { Snapshots } from '../../electron/journal/snapshots.ts';
import { takeSnapshot } from '../../electron/journal/take-snapshot.ts';
import { bundleFile, contentType } from '../../electron/security/bundle-path.ts';
import { contentSecurityPolicy } from '../../electron/security/csp.ts';
import { externalPage } from '../../electron/security/external.ts';
import { developmentServer, isOwnUrl } from '../../electron/security/origin.ts';
import { fromOwnMainFrame } from '../../electron/security/sender.ts';
import { countCrash, RELOADS } from '../../electron/window/crash-count.ts';
import { gpuOff } from '../../electron/window/gpu-guard.ts';
import { redacted } from '../../electron/window/log.ts';
import { fittingBounds } from '../../electron/window/placement.ts';
import { randomRuns } from '../support/random.ts';
import { freshFolder } from './store-folder.ts';
import { someLines } from './store-lines.ts';

const codeOf = async (task: Promise<unknown>): Promise<string> =>
  task.then(
    () => 'no fault',
    (error: unknown) => asFault(error).code,
  );

describe('who may speak', () => {
  const contents = { isDestroyed: () => false, mainFrame: { processId: 1, routingId: 2 } } as unknown as WebContents;
  const guard = fromOwnMainFrame(() => contents);
  const event = (frame: object | null, sender: unknown = contents): IpcMainInvokeEvent => ({ sender, senderFrame: frame }) as unknown as IpcMainInvokeEvent;
  const own = { processId: 1, routingId: 2, parent: null, url: 'app://bundle/index.html#/today' };

  it('is the main frame of our window on our own address, and nobody else', () => {
    expect(guard(event(own))).toBe(true);
    for (const other of [
      { routingId: 3 },
      { processId: 9 },
      { parent: own },
      ...['https://bundle/', 'app://bundle.evil/', 'app://evil/bundle', 'about:blank', 'app://user:x@bundle/', 'data:text/html,app://bundle/', ''].map(
        (url) => ({ url }),
      ),
    ]) {
      expect(guard(event({ ...own, ...other }))).toBe(false);
    }
    expect(guard(event(null))).toBe(false);
    expect(guard(event(own, { mainFrame: contents.mainFrame }))).toBe(false);
    expect(fromOwnMainFrame(() => null)(event(own))).toBe(false);
  });
});

describe('how much may come', () => {
  it('is counted without being built, and stops at what is no plain data', () => {
    expect(exceeds({ a: 'x'.repeat(100) }, 90)).toBe('too-large');
    expect(exceeds({ a: 'x'.repeat(100) }, 200)).toBeNull();
    expect(exceeds({ a: '汉'.repeat(1000) }, 2000)).toBe('too-large');
    expect(exceeds(new Uint8Array(1000), 900)).toBe('too-large');
    expect(exceeds(Array.from({ length: 1000 }), 900)).toBe('too-large');
    for (const odd of [new Map(), new Date(), new Set(), /x/, () => 1, 1n, Symbol('x'), new (class A {})()])
      expect(exceeds({ a: odd }, 1000)).toBe('malformed');
    let deep: unknown = 1;
    for (let i = 0; i < 100; i++) deep = [deep];
    expect(exceeds(deep, 100_000)).toBe('malformed');
  });

  it('is never less than the JSON it would be, but for short texts', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        expect(exceeds(value, bytes * 20 + 100)).toBeNull();
      }),
      randomRuns(300),
    );
  });
});

describe('what the bundle serves', () => {
  it('is a real file below its root, by no other spelling', async () => {
    const root = join(await freshFolder(), 'app');
    await mkdir(join(root, 'assets'), { recursive: true });
    await mkdir(`${root}-evil`);
    await writeFile(join(root, 'index.html'), 'x');
    await writeFile(join(root, 'assets', '成果.js'), 'x');
    await writeFile(`${root}-evil/secret.txt`, 'x');
    await symlink(`${root}-evil`, join(root, 'out'));
    await symlink(`${root}-evil/secret.txt`, join(root, 'secret.txt'));
    await symlink(join(root, 'index.html'), join(root, 'again.html'));
    expect(await bundleFile(root, 'app://bundle/')).toBe(join(root, 'index.html'));
    expect(await bundleFile(root, 'app://bundle/assets/%E6%88%90%E6%9E%9C.js?v=1#x')).toBe(join(root, 'assets', '成果.js'));
    expect(await bundleFile(root, 'app://bundle/again.html')).toBe(join(root, 'index.html'));
    for (const path of ['/..%2fapp-evil%2fsecret.txt', '/secret.txt', '/out/secret.txt', '/assets', '/%00', '/a%5c..%5cb', '/C:/x', '/%', '/none']) {
      expect(await bundleFile(root, `app://bundle${path}`)).toBeNull();
    }
    for (const url of ['app://other/index.html', 'https://bundle/index.html', 'nothing', 'app://bundle.x/index.html'])
      expect(await bundleFile(root, url)).toBeNull();
    expect(contentType('a.exe')).toBeNull();
    expect(contentType('a.MJS')).toContain('text/javascript');
  });

  it('carries a policy without unsafe words; development only adds its own server', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(policy.split('; ').length).toBe(11);
    expect(contentSecurityPolicy('abc', new URL('http://127.0.0.1:5173'))).toContain(`connect-src 'self' ws://127.0.0.1:5173`);
    expect(developmentServer(true, { ELECTRON_RENDERER_URL: 'http://127.0.0.1:1' })).toBeNull();
    expect(developmentServer(false, { ELECTRON_RENDERER_URL: 'http://evil.example' })).toBeNull();
    expect(developmentServer(false, { ELECTRON_RENDERER_URL: 'http://127.0.0.1:1' })?.host).toBe('127.0.0.1:1');
    expect(isOwnUrl('app://bundle/x')).toBe(true);
    expect(externalPage('flk', null)).toBe('https://flk.npc.gov.cn/');
    expect(() => externalPage('toString', null)).toThrow('not-found');
    // the review desk only where this program serves it
    expect(externalPage('registry.desk', 'http://127.0.0.1:4711/desk/enter?key=k')).toBe('http://127.0.0.1:4711/desk/enter?key=k');
    for (const url of [null, 'https://127.0.0.1/', 'http://example.org/', 'file:///etc/passwd'])
      expect(() => externalPage('registry.desk', url), String(url)).toThrow('not-found');
  });
});

describe('the exit marker', () => {
  const left = { version: '1', rebuildDue: false };
  it('tells a clean end, a kill, a loss of power and a first start apart', () => {
    expect(exitOf('none', 'b')).toBe('first');
    expect(exitOf('illegible', 'b')).toBe('powerLoss');
    expect(exitOf({ ...left, state: 'clean', boot: 'a' }, 'b')).toBe('clean');
    expect(exitOf({ ...left, state: 'running', boot: 'b' }, 'b')).toBe('killed');
    expect(exitOf({ ...left, state: 'running', boot: 'a' }, 'b')).toBe('powerLoss');
    expect(exitOf({ ...left, state: 'clean', boot: 'b', rebuildDue: true }, 'b')).toBe('powerLoss');
  });

  it('remembers a rebuild that is owed over crashes and ends, until it is done', async () => {
    const file = join(await freshFolder(), 'exit.json');
    await ExitMarker.begin(file, 'a', '1.0');
    const lost = await ExitMarker.begin(file, 'b', '1.0');
    expect(lost.standing).toBe('powerLoss');
    const crashed = await ExitMarker.begin(file, 'b', '1.0');
    expect(crashed.standing).toBe('powerLoss');
    await crashed.end();
    const again = await ExitMarker.begin(file, 'b', '1.1');
    expect([again.standing, again.newVersion]).toEqual(['powerLoss', true]);
    await again.rebuilt();
    expect(again.standing).toBe('killed');
    await again.end();
    const clean = await ExitMarker.begin(file, 'c', '1.1');
    expect([clean.standing, clean.newVersion]).toEqual(['clean', false]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, '{"sta');
    expect((await ExitMarker.begin(file, 'c', '1.1')).exit).toBe('powerLoss');
    expect(await bootId()).toBe(await bootId());
  });
});

describe('keys of sealed fields', () => {
  it('are kept one per person, destroyed for good, and stand in no other file', async () => {
    const root = await freshFolder();
    const file = join(root, 'keys', 'work.json');
    const keys = new Keys(file);
    expect(await keys.read()).toEqual({});
    await Promise.all([keys.put('甲', 'secret-1'), keys.put('乙', 'secret-2'), keys.put('甲', 'secret-1')]);
    expect(await keys.read()).toEqual({ 甲: 'secret-1', 乙: 'secret-2' });
    expect(await codeOf(keys.put('甲', 'other'))).toBe('forbidden');
    await keys.destroy('甲');
    expect(await readFile(file, 'utf8')).not.toContain('secret-1');
    expect(await codeOf(keys.put('甲', 'secret-1'))).toBe('forbidden');
    expect(await new Keys(file).read()).toEqual({ 乙: 'secret-2' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, '{"keys":');
    expect(await codeOf(keys.put('丙', 'x'))).toBe('damaged');
    expect(await readFile(file, 'utf8')).toBe('{"keys":');
  });
});

describe('tokens', () => {
  const seal = (backend: string, available = true): Seal => ({
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from([...text].reverse().join('')),
    decryptString: (sealed) => {
      if (sealed.length === 0) throw new Error('cannot open');
      return [...sealed.toString()].reverse().join('');
    },
  });

  it('are sealed where there is a keyring, and forgotten on demand', async () => {
    const file = join(await freshFolder(), 'carriers.json');
    await new Credentials(file, seal('gnome_libsecret')).write('r https://a', 'token-1');
    expect(await readFile(file, 'utf8')).not.toContain('token-1');
    expect(await new Credentials(file, seal('gnome_libsecret')).read('r https://a')).toBe('token-1');
    expect(await new Credentials(file, seal('gnome_libsecret')).read('r https://b')).toBeNull();
    // another desktop, another keyring: sign in again, nothing worse
    expect(await new Credentials(file, seal('kwallet5')).read('r https://a')).toBeNull();
    await new Credentials(file, seal('gnome_libsecret')).write('r https://a', null);
    expect(await new Credentials(file, seal('gnome_libsecret')).read('r https://a')).toBeNull();
  });

  it.runIf(process.platform === 'linux')('stay in memory where "sealing" would be a password from the source code', async () => {
    for (const poor of [seal('basic_text'), seal('unknown'), seal('gnome_libsecret', false)]) {
      const file = join(await freshFolder(), 'carriers.json');
      const credentials = new Credentials(file, poor);
      await credentials.write('r', 'token-1');
      credentials.hold('s', 'token-2');
      expect([await credentials.read('r'), await credentials.read('s')]).toEqual(['token-1', 'token-2']);
      expect(await readFile(file, 'utf8')).toBe('{}');
      expect(await new Credentials(file, poor).read('r')).toBeNull();
    }
    const file = join(await freshFolder(), 'carriers.json');
    await writeFile(file, JSON.stringify({ r: { backend: 'gnome_libsecret', sealed: '' } }));
    expect(await new Credentials(file, seal('gnome_libsecret')).read('r')).toBeNull();
  });
});

describe('the channels of the journal', () => {
  it('open, append, read, mend, snapshot and rebuild, each workspace for itself', async () => {
    const folders = foldersUnder(await freshFolder());
    const journals = new Journals(folders);
    const exit = await ExitMarker.begin(folders.exitMarker, 'b', '1');
    const clearStorageData = vi.fn(async () => undefined);
    const session = { flushStorageData: () => undefined, clearStorageData } as never;
    const answers = journalAnswers({
      folders,
      journals,
      snapshots: new Snapshots(folders, takeSnapshot),
      exit,
      session: () => session,
      keysOf: keysIn(folders),
    });
    const workspace = 'work' as const;
    expect(await codeOf(Promise.resolve().then(() => answers['journal.read']({ workspace, after: 0, limit: 1 })))).toBe('not-open');
    expect(await answers['journal.open']({ workspace, storeId: 's', formatVersion: 1 })).toMatchObject({
      seq: 0,
      exit: 'first',
      snapshot: null,
      emptied: false,
    });
    const lines = someLines(5);
    expect(await answers['journal.append']({ workspace, lines })).toEqual({ acked: 5 });
    expect(await answers['journal.read']({ workspace, after: 3, limit: 9 })).toEqual({ lines: lines.slice(3), next: null });
    expect(await answers['journal.repair']({ workspace, lines })).toEqual({ repaired: 0 });
    expect(await answers['journal.snapshot']({ workspace, reason: 'asked' })).toMatchObject({ seq: 5 });
    expect(await answers['journal.snapshots']({ workspace })).toMatchObject([{ seq: 5, reason: 'asked' }]);
    expect((await answers['journal.snapshotRead']({ workspace, seq: 5, after: 0, limit: 10 })).lines.length).toBe(2);
    expect(await answers['journal.open']({ workspace, storeId: 's', formatVersion: 1 })).toMatchObject({ seq: 5, snapshot: { seq: 5 } });
    expect(await answers['keys.put']({ workspace, person: 'p', key: 'k' })).toBeNull();
    expect(await answers['keys.read']({ workspace })).toEqual({ p: 'k' });
    expect(await answers['keys.destroy']({ workspace, person: 'p' })).toBeNull();
    expect(await answers['keys.read']({ workspace: 'class' })).toEqual({});
    await mkdir(folders.store, { recursive: true });
    await writeFile(join(folders.store, 'CURRENT'), 'MANIFEST-1');
    const { folder } = await answers['store.rebuild']({ workspace });
    expect(await readFile(join(folders.aside, folder, 'CURRENT'), 'utf8')).toBe('MANIFEST-1');
    expect(clearStorageData).toHaveBeenCalledWith({ origin: 'app://bundle', storages: ['indexdb'] });
    expect((await answers['journal.setAside']({ workspace, reason: 'a/../b' })).folder).toMatch(/-store-work-ab$/);
    expect(await readFile(join(folders.journal(workspace), `${new Date().toISOString().slice(0, 7)}.log`), 'utf8')).toContain('5|');
    expect(journals.all().map(([name]) => name)).toEqual([workspace]);
    await journals.replace(workspace, async () => expect(() => journals.of(workspace)).toThrow('not-open'));
    await journals.closeAll();
  });
});

describe('evidence', () => {
  it('is named by the time, one after the other, also when the clock stands or is put back', () => {
    const day = Date.parse('2027-01-02T03:04:05.678Z');
    vi.useFakeTimers({ toFake: ['Date'], now: day });
    try {
      const names = [stamp(), stamp(), stamp()];
      vi.setSystemTime(day - 60_000);
      names.push(stamp());
      expect(names[0]).toBe('20270102T030405678Z');
      expect(names).toEqual([...new Set(names)].toSorted());
    } finally {
      vi.useRealTimers();
    }
  });
  it('is kept under a name of its own, three of a kind, and never instead of failing', async () => {
    const root = await freshFolder();
    await mkdir(join(root, 'store'));
    await writeFile(join(root, 'store', 'a.ldb'), 'x');
    expect(await copyAside(join(root, 'none'), join(root, 'aside'), 'x')).toBe('');
    const names: string[] = [];
    for (let i = 0; i < 5; i++) names.push(await keepEvidence(join(root, 'store'), join(root, 'aside'), 'lost'));
    expect(new Set(names).size).toBe(5);
    const left = await Promise.all(
      names.map((name) =>
        stat(join(root, 'aside', name)).then(
          () => 1,
          () => 0,
        ),
      ),
    );
    expect(left.reduce<number>((a, b) => a + b, 0)).toBe(3);
    expect(left.at(-1)).toBe(1);
  });

  it('is kept of what stays where files vanish while it is copied', async () => {
    const root = await freshFolder();
    const names = Array.from({ length: 400 }, (_, i) => `${String(i).padStart(6, '0')}.ldb`);
    await mkdir(join(root, 'store'));
    for (const name of ['CURRENT', ...names]) await writeFile(join(root, 'store', name), 'x');
    const copying = copyAside(join(root, 'store'), join(root, 'aside'), 'lost');
    for (const name of names.toReversed()) await rm(join(root, 'store', name));
    const kept = await readdir(join(root, 'aside', await copying));
    expect(kept).toContain('CURRENT');
    expect(kept.length).toBeLessThanOrEqual(401);
  });
});

describe('traces of a workspace', () => {
  it('are its files, keys, snapshots and replaced journals; a folder nobody has worked in has none', async () => {
    const folders = foldersUnder(await freshFolder());
    const [key, file, snapshot, aside] = [
      async () => void (await keysIn(folders)('class').put('p', 'k')),
      () => mkdir(join(folders.vault('sample'), 'ab'), { recursive: true }),
      () => mkdir(join(folders.journal('work'), 'snapshots', '1.gz'), { recursive: true }),
      () => mkdir(join(folders.aside, '2026-journal-work'), { recursive: true }),
    ];
    for (const [make, workspace] of [
      [key, 'class'],
      [file, 'sample'],
      [snapshot, 'work'],
    ] as const) {
      expect(await hasTraces(folders, workspace)).toBe(false);
      await make();
      expect(await hasTraces(folders, workspace)).toBe(true);
    }
    await rm(join(folders.journal('work'), 'snapshots'), { recursive: true });
    expect(await hasTraces(folders, 'work')).toBe(false);
    await aside();
    expect(await hasTraces(folders, 'work')).toBe(true);
  });
});

describe('snapshots', () => {
  const one = { file: 'f', seq: 5, when: '2026-11-20T10:00:00.000Z', reason: 'daily' as const, bytes: 1, rows: 1, whole: true, app: '' };
  it('are due once a day in which something was written, and after a change of version', () => {
    expect(snapshotDue([], 0, '2026-11-21', true)).toBeNull();
    expect(snapshotDue([], 3, '2026-11-21', false)).toBe('daily');
    expect(snapshotDue([one], 5, '2026-11-21', true)).toBeNull();
    expect(snapshotDue([one], 6, '2026-11-21', false)).toBe('daily');
    expect(snapshotDue([one], 6, '2026-11-20', false)).toBeNull();
    expect(snapshotDue([one], 6, '2026-11-20', true)).toBe('version');
    expect(snapshotDue([{ ...one, whole: false }], 5, '2026-11-20', false)).toBe('daily');
  });
});

describe('the window', () => {
  it('is loaded again three times a minute, then no more', () => {
    let crashes: number[] = [];
    const within: boolean[] = [];
    for (const at of [0, 10_000, 20_000, 30_000, 95_000]) {
      const counted = countCrash(crashes, at, RELOADS);
      crashes = counted.crashes;
      within.push(counted.within);
    }
    expect(within).toEqual([true, true, true, false, true]);
  });

  it('goes without the GPU only where this very version crashed with it', () => {
    expect(gpuOff(null, '1', {})).toBe(false);
    expect(gpuOff('1\n', '1', {})).toBe(true);
    expect(gpuOff('1', '2', {})).toBe(false);
    expect(gpuOff('1', '1', { KEZHUAN_GPU: 'on' })).toBe(false);
    expect(gpuOff(null, '1', { KEZHUAN_GPU: 'off' })).toBe(true);
  });

  it('opens where it stood only if a screen still shows it', () => {
    const screen = { x: 0, y: 0, width: 1920, height: 1080 };
    const kept = { x: 100, y: 100, width: 1200, height: 800 };
    expect(fittingBounds(kept, [screen])).toEqual(kept);
    expect(fittingBounds({ ...kept, x: 3000 }, [screen])).toEqual({ width: 1366, height: 860 });
    expect(fittingBounds(null, [{ ...screen, width: 1280, height: 720 }])).toEqual({ width: 1280, height: 720 });
    expect(fittingBounds(null, [])).toEqual({ width: 1366, height: 860 });
  });

  it('logs no path, number, id, hash or token', () => {
    const text = redacted(`/home/x/科转台 token: abc Bearer xyz 110101199003071234 ${'a'.repeat(64)} 0190b3a4-1111-7111-8111-111111111111\nnext`, '/home/x');
    expect(text).toBe('~/科转台 (token) (token) (number) (hash) (id) ⏎ next');
  });

  it('names faults by code and keeps their text to itself', () => {
    expect(asFault(Object.assign(new Error('/home/x'), { code: 'ENOSPC' }))).toMatchObject({ code: 'disk-full', detail: 'ENOSPC' });
    expect(asFault(new Error('/home/x/secret'))).toMatchObject({ code: 'internal', detail: '' });
    expect(asFault('x').message).toBe('internal');
    const fault = new BridgeFault('busy', 'x');
    expect(asFault(fault)).toBe(fault);
    expect(WORKSPACES.map((w) => foldersUnder('/r').vault(w)).length).toBe(3);
  });
});
