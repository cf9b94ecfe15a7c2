import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { App } from 'electron';
import { countCrash, GPU_CRASHES } from './crash-count.ts';

/** Whether the marker's text says that this version of the app should run without the GPU. Pure. */
export function gpuOff(marker: string | null, version: string, env: NodeJS.ProcessEnv): boolean {
  if (env['KEZHUAN_GPU'] === 'on') return false;
  if (env['KEZHUAN_GPU'] === 'off') return true;
  // a new version brings a new Chromium, which deserves a new try
  return marker !== null && marker.trim() === version;
}

/** Before the app is ready: without the GPU where it crashed in a loop. */
export function applyGpuGuard(app: App, file: string): void {
  let marker: string | null = null;
  try {
    marker = readFileSync(file, 'utf8');
  } catch {
    // no marker: nothing has happened
  }
  if (gpuOff(marker, app.getVersion(), process.env)) app.disableHardwareAcceleration();
  else if (marker !== null) rmSync(file, { force: true });
}

/** After a loop of GPU crashes: leaves the marker, closes as on quitting, and starts again. */
export function watchGpu(app: App, file: string): void {
  let crashes: number[] = [];
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    const counted = countCrash(crashes, performance.now(), GPU_CRASHES);
    crashes = counted.crashes;
    if (counted.within) return;
    writeFileSync(file, app.getVersion(), { mode: 0o600 });
    app.relaunch();
    app.quit();
  });
}
