/** Attacks by a page that has gone bad. Each must fail, and the window must still work. */
import { describe, expect, test } from 'vitest';
import { address, HOME, hits, page, running, stillWorks, underAttack } from './attacked.ts';

underAttack();

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
    hits.length = 0;
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
