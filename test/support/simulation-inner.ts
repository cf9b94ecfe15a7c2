import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bundleForBrowser } from './chromium.ts';
import { builtApp, type RunningApp } from './electron-app.ts';
import { openInnerPage } from './inner-page.ts';

/** A page of the program with the product's pool and worker; further `workers` by the name under which the page starts them. */
export async function openSimulationPage(run: RunningApp, entry: string, workers: Record<string, string> = {}): Promise<Page> {
  const out = join(await builtApp(), 'out', 'renderer');
  for (const [name, path] of Object.entries({ 'simulation-worker': 'renderer/workers/simulation-worker.ts', ...workers }))
    await writeFile(join(out, `${name}.bundle.js`), await bundleForBrowser(path));
  return openInnerPage(run, entry);
}
