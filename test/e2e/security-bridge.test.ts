/** Attacks over the bridge: every channel, every shape, every size, every sender. Each must fail, and the window must still work. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHANNELS, type ChannelName } from '../../shared/bridge.ts';
import { builtApp } from '../support/electron-app.ts';
import { call, page, running, stillWorks, underAttack } from './attacked.ts';

underAttack();

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
    expect(await call('backup.look', { workspace: 'work', hash: 'a'.repeat(64) })).toMatchObject({ ok: false, code: 'not-found' });
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
      await call('carrier.configure', { workspace: 'work', registry: 'x', url: 'file:///etc/passwd', token: 'secret-token', simulated: false }),
    ];
    for (const answer of answers) {
      expect(answer.ok).toBe(false);
      expect(JSON.stringify(answer)).not.toMatch(/\/(tmp|home|etc|root)|secret|Error/);
    }
    await stillWorks();
  });
});
