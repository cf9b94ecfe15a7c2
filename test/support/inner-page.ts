import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { bundleForBrowser } from './chromium.ts';
import { builtApp, type RunningApp } from './electron-app.ts';

/**
 * A page of the test's own inside the program: same origin, same policy, same bridge and main process; what its entry
 * exports is `window.subject`. Only the private copy of the build has it, never the product.
 */
export async function openInnerPage(run: RunningApp, entry: string): Promise<Page> {
  const name = basename(entry).replace(/\.tsx?$/, '');
  const out = join(await builtApp(), 'out', 'renderer');
  await writeFile(join(out, `${name}.bundle.js`), await bundleForBrowser(entry));
  await writeFile(join(out, `${name}.js`), `import * as subject from './${name}.bundle.js'; window.subject = subject;`);
  await writeFile(
    join(out, `${name}.html`),
    `<!doctype html><html lang="zh"><meta charset="utf-8"><title>${name}</title><body><div id="root"></div><script type="module" src="./${name}.js"></script>`,
  );
  await run.app.evaluate(async ({ BrowserWindow }, url) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    // the end of the program's own loading, coming late, would be taken for the end of this one and called a failure
    if (window.webContents.isLoading()) await new Promise<void>((done) => window.webContents.once('did-stop-loading', () => done()));
    await window.loadURL(url);
  }, `app://bundle/${name}.html`);
  await run.window.waitForFunction(() => 'subject' in window, undefined, { timeout: 30_000 });
  return run.window;
}
