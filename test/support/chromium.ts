import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { PROJECT } from '../../electron/runtime/paths.ts';

export const CHROMIUM = process.env['KEZHUAN_CHROMIUM'] ?? '/usr/bin/chromium';

/** A stable, secure origin that exists nowhere: IndexedDB is filed under it, whatever the run. */
export const ORIGIN = 'https://kezhuan.test';

const bundles = new Map<string, Promise<string>>();

/** One ES module with everything the entry imports, as the browser takes it. Built once per process. */
export function bundleForBrowser(entry: string): Promise<string> {
  const known = bundles.get(entry);
  if (known) return known;
  const bundle = (async () => {
    const out = await mkdtemp(join(tmpdir(), 'kezhuan-bundle-'));
    try {
      await build({
        configFile: false,
        root: PROJECT,
        logLevel: 'error',
        define: { 'process.env.NODE_ENV': '"test"' },
        build: {
          outDir: out,
          minify: false,
          target: 'chrome114',
          lib: { entry, formats: ['es'], fileName: () => 'bundle.js' },
          rollupOptions: { output: { codeSplitting: false } },
        },
      });
      return await readFile(join(out, 'bundle.js'), 'utf8');
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  })();
  bundles.set(entry, bundle);
  return bundle;
}

export type BrowserRun = {
  page: Page;
  context: BrowserContext;
  /** the profile folder; IndexedDB lies under Default/IndexedDB */
  profile: string;
  close(): Promise<void>;
};

/**
 * Real Chromium with a profile on disk, on a page that has run the entry module. What the entry exports is
 * `window.subject`. A profile the caller names is kept, so that it can be damaged and opened again.
 */
export async function openInChromium(entry: string, options: { profile?: string; args?: string[] } = {}): Promise<BrowserRun> {
  const code = await bundleForBrowser(entry);
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'kezhuan-chromium-')));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    locale: 'zh-CN',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(options.args ?? [])],
  });
  await context.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/bundle.js') return route.fulfill({ contentType: 'text/javascript', body: code });
    if (path !== '/') return route.fulfill({ status: 404, body: '' });
    const script = `import * as subject from '/bundle.js'; window.subject = subject; document.title = ${JSON.stringify(basename(entry))};`;
    return route.fulfill({ contentType: 'text/html', body: `<!doctype html><meta charset="utf-8"><script type="module">${script}</script>` });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(`${ORIGIN}/`);
  await page
    .waitForFunction(() => 'subject' in window, undefined, { timeout: 30_000 })
    .catch((error: unknown) => {
      throw errors[0] ?? error;
    });
  return {
    page,
    context,
    profile,
    async close() {
      await context.close();
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
