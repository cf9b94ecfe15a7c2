/** Attacks on the real program, run as an ordinary user with the sandbox on. Each must fail, and the window must still work. */
import { createServer, type Server } from 'node:http';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHANNELS, type ChannelName, type Reply, type Request } from '../../shared/bridge.ts';
import { builtApp, launchApp, type RunningApp } from '../support/electron-app.ts';

declare global {
  interface Window {
    stolen?: unknown;
  }
}

let running: RunningApp;
let page: Page;
let foreign: Server;
let hits: string[] = [];
let address = '';
const HOME = 'app://bundle/index.html';

beforeAll(async () => {
  foreign = createServer((request, response) => {
    hits.push(request.url ?? '');
    if (request.url === '/redirect') response.writeHead(302, { location: '/target' });
    response.end('<script>window.stolen = 1</script>');
  });
  await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  const folder = await builtApp();
  await mkdir(join(folder, 'out', 'renderer-evil'), { recursive: true });
  await writeFile(join(folder, 'out', 'renderer-evil', 'secret.txt'), 'secret');
  await symlink(join(folder, 'out', 'renderer-evil', 'secret.txt'), join(folder, 'out', 'renderer', 'link.txt')).catch(() => undefined);
  running = await launchApp(process.getuid?.() === 0 ? { user: 'nobody' } : {});
  page = running.window;
});

afterAll(async () => {
  await running.close();
  await new Promise((done) => foreign.close(done));
});

beforeEach(() => {
  hits = [];
});

const call = <C extends ChannelName>(channel: C, request: Request<C>): Promise<Reply<C>> =>
  page.evaluate(([c, r]) => window.bridge.call(c as C, r as Request<C>), [channel, request] as const);

/** Runs in the page in a task of its own: code that a debugger evaluates is exempt from the policy, what it schedules is not. */
const attack = (source: string): Promise<string> =>
  page.evaluate(
    (code) =>
      new Promise<string>((done) => {
        const script = document.createElement('script');
        const channel = `attack-${Math.random()}`;
        Object.assign(window, { [channel]: done });
        // the policy must refuse this very element; the answer then comes from the time-out
        script.textContent = `window[${JSON.stringify(channel)}]('ran: ' + (${code}))`;
        document.head.append(script);
        setTimeout(() => done('refused'), 300);
      }),
    source,
  );

/** The program as it was: same page, one window, and the bridge answers. */
async function stillWorks(): Promise<void> {
  // the one address that Chromium goes to without asking is about:blank; the program comes back from it by itself
  await page.waitForURL((url) => url.href.startsWith(HOME));
  await page.waitForFunction(() => (document.getElementById('root')?.childElementCount ?? 0) > 0);
  expect(page.url().split('#')[0]).toBe(HOME);
  expect(await call('app.info', {})).toMatchObject({ ok: true });
  expect(await running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  expect(await page.evaluate(() => ({ title: document.title, stolen: window.stolen }))).toEqual({
    title: expect.stringContaining('科转台'),
    stolen: undefined,
  });
  expect(hits).toEqual([]);
}

describe('the page', () => {
  test('runs sandboxed as an ordinary user, without Node', async () => {
    const main = await running.app.evaluate(({ app, BrowserWindow }) => ({
      uid: process.getuid?.(),
      noSandbox: app.commandLine.hasSwitch('no-sandbox'),
      preferences: (BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
    }));
    expect(main.uid).not.toBe(0);
    expect(main.noSandbox).toBe(false);
    expect(main.preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
    const seen = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter((name) => name in window),
    );
    expect(seen).toEqual([]);
    expect(await page.evaluate(() => Object.keys(window.bridge).sort())).toEqual(['call', 'on']);
    const bent = await page.evaluate(() => {
      const before = window.bridge.call;
      try {
        (window.bridge as { call: unknown }).call = () => 'mine';
      } catch {
        /* frozen */
      }
      return window.bridge.call === before;
    });
    expect(bent).toBe(true);
  });

  test('cannot be taken elsewhere', async () => {
    const targets = [
      address,
      'https://example.com/',
      'file:///etc/passwd',
      'data:text/html,<h1>x</h1>',
      'app://other/index.html',
      'app://bundle/other.html',
      'about:blank',
      'chrome://version/',
      'javascript:window.stolen=1',
      'blob:app://bundle/x',
    ];
    for (const target of targets) {
      await page.evaluate((url) => {
        try {
          location.href = url;
        } catch {
          /* refused at once */
        }
      }, target);
      await stillWorks();
      await page.evaluate((url) => {
        const link = Object.assign(document.createElement('a'), { href: url });
        document.body.append(link);
        link.click();
        link.remove();
      }, target);
      await stillWorks();
    }
    await page.evaluate((url) => {
      const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` });
      document.head.append(meta);
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post' });
      document.body.append(form);
      form.submit();
    }, address);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
    await stillWorks();
  });

  test('cannot be redirected: whoever loads it, the second address is never asked for', async () => {
    const loaded = await running.app.evaluate(async ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({ show: false });
      const outcome = await window.loadURL(url).then(
        () => 'loaded',
        () => 'refused',
      );
      window.destroy();
      return outcome;
    }, `${address}/redirect`);
    expect(loaded).toBe('refused');
    expect(hits).toEqual(['/redirect']);
    hits = [];
    await stillWorks();
  });

  test('cannot open windows, frames, webviews or downloads', async () => {
    const opened = await page.evaluate((url) => {
      const results = [window.open(url), window.open('about:blank'), window.open('app://bundle/index.html', '_blank', 'nodeIntegration=yes')].map(
        (w) => w === null,
      );
      for (const target of ['_blank', 'other']) {
        const link = Object.assign(document.createElement('a'), { href: url, target });
        document.body.append(link);
        link.click();
        link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }));
        link.remove();
      }
      const save = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x.exe' });
      save.click();
      return results;
    }, address);
    expect(opened).toEqual([true, true, true]);
    for (const [tag, attribute, value] of [
      ['webview', 'src', address],
      ['iframe', 'src', address],
      ['iframe', 'src', HOME],
      ['iframe', 'srcdoc', '<script>parent.stolen=1</script>'],
      ['object', 'data', address],
      ['embed', 'src', address],
      ['portal', 'src', address],
      ['link', 'href', `${address}/a.css`],
      ['img', 'src', `${address}/a.png`],
      ['video', 'src', `${address}/a.mp4`],
      ['base', 'href', address],
    ] as const) {
      const inside = await page.evaluate(
        ([t, a, v]) =>
          new Promise<string>((done) => {
            const element = document.createElement(t);
            if (t === 'webview') element.setAttribute('nodeintegration', '');
            if (t === 'link') element.setAttribute('rel', 'stylesheet');
            element.setAttribute(a, v);
            document.body.append(element);
            setTimeout(() => {
              let got = 'nothing';
              try {
                const frame = (element as HTMLIFrameElement).contentWindow;
                if (frame && 'bridge' in frame) got = 'a bridge';
                if (frame?.document.querySelector('#root')) got = 'our page';
              } catch {
                /* another origin: nothing of ours */
              }
              element.remove();
              done(got);
            }, 150);
          }),
        [tag, attribute, value] as const,
      );
      expect(inside).toBe('nothing');
      await stillWorks();
    }
  });

  test('runs no script but its own', async () => {
    expect(await attack('1 + 1')).toBe('refused');
    const tried = await page.evaluate(
      (url) =>
        new Promise<Record<string, string>>((done) => {
          // in a task of its own, see above
          setTimeout(async () => {
            const results: Record<string, string> = {};
            const attempt = async (name: string, run: () => unknown): Promise<void> => {
              try {
                await run();
                results[name] = 'ran';
              } catch {
                results[name] = 'refused';
              }
            };
            const indirect = (window as unknown as Record<string, (code: string) => unknown>)['eval']!;
            const Compiled = Object.getPrototypeOf(() => undefined).constructor as new (code: string) => () => unknown;
            await attempt('eval', () => indirect('window.stolen = 1'));
            await attempt('Function', () => new Compiled('window.stolen = 1')());
            await attempt('import data:', () => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent('window.stolen=1')}`));
            await attempt('import http:', () => import(/* @vite-ignore */ `${url}/a.js`));
            await attempt('fetch', () => fetch(url));
            await attempt('beacon', () => {
              if (!navigator.sendBeacon(url, 'x')) throw new Error('refused');
              throw new Error('queued, judged by the server');
            });
            await attempt(
              'socket',
              () =>
                new Promise((ok, no) => {
                  const s = new WebSocket(url.replace('http', 'ws'));
                  s.onopen = ok;
                  s.onerror = no;
                }),
            );
            await attempt(
              'blob worker',
              () =>
                new Promise((ok, no) => {
                  const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
                  worker.onmessage = ok;
                  worker.onerror = no;
                }),
            );
            const box = document.createElement('div');
            document.body.append(box);
            box.insertAdjacentHTML(
              'beforeend',
              `<img src="x" onerror="window.stolen=1"><svg onload="window.stolen=1"></svg><a href="javascript:window.stolen=1">x</a><style>body{outline:9px solid red}</style>`,
            );
            box.querySelector('a')?.click();
            setTimeout(() => {
              results['inline handlers'] = window.stolen === undefined ? 'refused' : 'ran';
              results['inline style'] = getComputedStyle(document.body).outlineWidth === '9px' ? 'ran' : 'refused';
              box.remove();
              done(results);
            }, 300);
          }, 0);
        }),
      address,
    );
    expect(Object.entries(tried).filter(([, result]) => result !== 'refused')).toEqual([]);
    expect(Object.keys(tried).length).toBe(10);
    await stillWorks();
  });

  test('is granted no permission', async () => {
    const granted = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage', 'accelerometer'];
      const states = await Promise.all(
        names.map(async (name) => {
          try {
            return (await navigator.permissions.query({ name: name as PermissionName })).state;
          } catch {
            return 'denied';
          }
        }),
      );
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        () => 'refused',
      );
      const place = await new Promise<string>((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('given'),
          () => done('refused'),
        ),
      );
      const notice = await Notification.requestPermission();
      return { states: states.filter((state) => state === 'granted'), camera, place, notice };
    });
    expect(granted).toEqual({ states: [], camera: 'refused', place: 'refused', notice: 'denied' });
    await stillWorks();
  });

  test('carries a policy without unsafe words and a nonce of this start', async () => {
    const { policy, nonce } = await page.evaluate(async () => {
      const answer = await fetch('app://bundle/index.html');
      const html = await answer.text();
      return { policy: answer.headers.get('content-security-policy') ?? '', nonce: /name="csp-nonce" content="([^"]*)"/.exec(html)?.[1] ?? '' };
    });
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain(`default-src 'none'; script-src 'self';`);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(running.lines.filter((line) => line.includes('Electron Security Warning'))).toEqual([]);
  });
});

describe('app://', () => {
  test('serves nothing outside the bundle, by no spelling', async () => {
    const spellings = [
      '/../package.json',
      '/../main/main.cjs',
      '/%2e%2e/package.json',
      '/..%2fmain%2fmain.cjs',
      '/%2e%2e%2f%2e%2e%2fpackage.json',
      '/..%5cmain%5cmain.cjs',
      '/..\\main\\main.cjs',
      '/assets/../../main/main.cjs',
      '/assets/%2e%2e/%2e%2e/main/main.cjs',
      '//etc/passwd',
      '/%2fetc%2fpasswd',
      '/etc/passwd',
      '/%00',
      '/index.html%00.txt',
      '/..%2frenderer-evil%2fsecret.txt',
      '/link.txt',
      '/C:/Windows/win.ini',
      '/%',
      '/%E0%A4%A',
      '/assets',
      '/assets/',
      '/.',
      '/index.html/',
      '/nothing.js',
      '/con',
      `/${'a/'.repeat(3000)}`,
    ];
    const answers = await page.evaluate(
      async (paths) =>
        Promise.all(
          paths.map(async (path) => {
            try {
              const answer = await fetch(`app://bundle${path}`);
              return { path, status: answer.status, text: await answer.text() };
            } catch {
              return { path, status: 0, text: '' };
            }
          }),
        ),
      spellings,
    );
    expect(answers.filter(({ path, status, text }) => path !== '/.' && (status === 200 || text !== ''))).toEqual([]);
    const elsewhere = await page.evaluate(async () =>
      Promise.all(
        ['app://other/index.html', 'app://bundle.evil/', 'file:///etc/passwd', 'http://bundle/index.html'].map((url) =>
          fetch(url).then(
            (answer) => (answer.ok ? url : ''),
            () => '',
          ),
        ),
      ),
    );
    expect(elsewhere.filter((url) => url !== '')).toEqual([]);
    expect(
      await page.evaluate(() =>
        fetch('app://bundle/index.html', { method: 'POST', body: 'x' }).then(
          (a) => a.status,
          () => 405,
        ),
      ),
    ).toBe(405);
    await stillWorks();
  });
});

describe('the bridge', () => {
  const channels = Object.keys(CHANNELS) as ChannelName[];

  test('refuses what is malformed, on every channel', async () => {
    const answers = await page.evaluate(async (names) => {
      const deep = (): unknown => {
        let value: unknown = 1;
        for (let i = 0; i < 200; i++) value = { a: value };
        return value;
      };
      const odd: unknown[] = [
        undefined,
        null,
        0,
        'text',
        [],
        [{}],
        { extra: 1 },
        { workspace: '../../etc' },
        { workspace: 'work', hash: '../../etc/passwd', name: 'x' },
        { __proto__: { workspace: 'work' }, nothing: 1 },
        new Map([['workspace', 'work']]),
        new Date(0),
        deep(),
        { workspace: ['work'] },
        { workspace: { toString: 'work' } },
        10n,
        () => 1,
        Symbol('x'),
        window,
      ];
      const wrong: string[] = [];
      for (const name of names) {
        for (const [i, value] of odd.entries()) {
          // what cannot be cloned is thrown back by the isolation itself
          const send = async (): Promise<{ ok: boolean; code?: string }> => window.bridge.call(name, value as never);
          const reply = await send().catch(() => ({ ok: false, code: 'thrown' }));
          const refused = !reply.ok && ['malformed', 'too-large', 'thrown'].includes(reply.code ?? '');
          if (!refused) wrong.push(`${name} took #${i}: ${JSON.stringify(reply)}`);
        }
      }
      return wrong;
    }, channels);
    expect(answers).toEqual([]);
    await stillWorks();
  });

  test('refuses what is too large, on every channel, before it is looked at', async () => {
    const wrong: string[] = [];
    for (const channel of channels) {
      const answer = await page.evaluate(([name, limit]) => window.bridge.call(name as 'app.info', { pad: 'x'.repeat((limit as number) + 1) } as never), [
        channel,
        CHANNELS[channel].limit,
      ] as const);
      if (answer.ok || answer.code !== 'too-large') wrong.push(`${channel}: ${JSON.stringify(answer)}`);
    }
    expect(wrong).toEqual([]);
    // right in shape, wrong in size
    const lines = await page.evaluate(() =>
      window.bridge.call('journal.append', {
        workspace: 'work',
        lines: Array.from({ length: 9 }, (_, i) => ({ seq: i + 1, json: `"${'x'.repeat(7.9 * 1024 * 1024)}"` })),
      }),
    );
    expect(lines).toMatchObject({ ok: false, code: 'too-large' });
    const many = await page.evaluate(() => window.bridge.call('vault.verify', { workspace: 'work', hashes: Array.from({ length: 200_000 }, () => 'a') }));
    expect(many).toMatchObject({ ok: false, code: 'too-large' });
    await stillWorks();
  });

  test('has no other channels and no other events', async () => {
    const answers = await page.evaluate(async () => {
      const names = ['nothing', '__proto__', 'constructor', 'toString', 'journal.open ', '../journal.open', ''];
      return Promise.all(names.map((name) => window.bridge.call(name as 'app.info', {}).then((reply) => reply.ok)));
    });
    expect(answers).toEqual(answers.map(() => false));
    const heard = await page.evaluate(() => typeof window.bridge.on('anything' as 'disk', () => undefined));
    expect(heard).toBe('function');
  });

  test('answers nobody but the main frame of the one window', async () => {
    const answers = await running.app.evaluate(
      async ({ BrowserWindow, session }, preload) => {
        const tries: unknown[] = [];
        for (const url of ['app://bundle/index.html', 'data:text/html,<p>x</p>', 'about:blank']) {
          const window = new BrowserWindow({
            show: false,
            webPreferences: { preload, sandbox: true, contextIsolation: true, session: session.defaultSession },
          });
          await window.loadURL(url).catch(() => undefined);
          tries.push(await window.webContents.executeJavaScript(`window.bridge.call('journal.open', { workspace: 'work', storeId: '', formatVersion: 1 })`));
          window.destroy();
        }
        return tries;
      },
      join(await builtApp(), 'out', 'preload', 'preload.cjs'),
    );
    expect(answers).toEqual(answers.map(() => ({ ok: false, code: 'forbidden', detail: 'journal.open' })));
    expect(answers.length).toBe(3);
    await stillWorks();
  });

  test('makes sane names of evil ones and opens only what is on the list', async () => {
    const bytes = [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31];
    const kept = await page.evaluate(async (content) => {
      const begun = await window.bridge.call('vault.begin', { workspace: 'sample', name: '../../../.config/autostart/evil.desktop', size: content.length });
      if (!begun.ok) return begun;
      await window.bridge.call('vault.part', { upload: begun.value.upload, bytes: new Uint8Array(content) });
      return window.bridge.call('vault.finish', { upload: begun.value.upload });
    }, bytes);
    if (!kept.ok) throw new Error(kept.detail);
    expect(kept.value).toMatchObject({ name: expect.not.stringMatching(/[/\\]|^\./), size: bytes.length });
    const { hash } = kept.value as { hash: string };
    for (const name of ['evil.desktop', 'evil.sh', 'a.pdf.exe', '../../a.html', 'a.docx']) {
      expect(await call('vault.open', { workspace: 'sample', hash, name })).toMatchObject({ ok: false, code: 'unsupported' });
    }
    expect(await call('vault.open', { workspace: 'sample', hash: 'f'.repeat(64), name: 'a.pdf' })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await call('vault.read', { workspace: 'work', hash, offset: 0, length: 10 })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await call('file.reveal', { handle: '/etc/passwd' })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await call('backup.restore', { workspace: 'work', hash: 'a'.repeat(64) })).toMatchObject({ ok: false, code: 'not-found' });
    for (const key of ['https://example.com', 'file:///etc/passwd', 'constructor', '__proto__']) {
      expect(await call('app.openExternal', { key })).toMatchObject({ ok: false, code: 'not-found' });
    }
    await stillWorks();
  });

  test('says nothing of paths when something goes wrong', async () => {
    const answers = [
      await call('journal.read', { workspace: 'class', after: 0, limit: 1 }),
      await call('vault.part', { upload: 'x', bytes: new Uint8Array(1) }),
      await call('vault.saveAs', { workspace: 'work', hash: 'e'.repeat(64), name: 'x' }),
      await call('carrier.configure', { registry: 'x', url: 'file:///etc/passwd', token: 'secret-token' }),
    ];
    for (const answer of answers) {
      expect(answer.ok).toBe(false);
      expect(JSON.stringify(answer)).not.toMatch(/\/(tmp|home|etc|root)|secret|Error/);
    }
    await stillWorks();
  });
});
