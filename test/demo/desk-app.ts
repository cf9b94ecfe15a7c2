/** The program as the demo's person has it: one profile, its dialogs answered, killed and opened again. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { resizeWindow } from '../support/contact-sheet.ts';
import { startScreen, type Screen } from '../support/xvfb.ts';
import { handsOn, type Hands } from './hands.ts';
import { until } from './journal.ts';

export type DeskApp = {
  readonly hands: Hands;
  readonly running: RunningApp;
  /** what the next open dialog answers: a native dialog cannot be driven */
  willPick(...paths: string[]): Promise<void>;
  /** what the next save dialog answers */
  willSave(path: string): Promise<void>;
  /** 另存为… of the file shown here, into the folder of results; answers its path */
  saveAs(shown: Locator, path: string): Promise<string>;
  copied(): Promise<string>;
  killAndOpen(): Promise<void>;
  close(): Promise<void>;
};

export async function openDeskApp(): Promise<DeskApp> {
  const profile = await mkdtemp(join(tmpdir(), 'kezhuan-demo-'));
  const screen: Screen = await startScreen();
  const open = async (): Promise<{ running: RunningApp; hands: Hands }> => {
    const running = await launchApp({ userData: profile, display: screen.display });
    running.window.setDefaultTimeout(30_000);
    await resizeWindow(running, 1440, 900);
    return { running, hands: handsOn(running.window) };
  };
  let now = await open();
  const willSave = (path: string): Promise<void> =>
    now.running.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath })) as unknown as typeof dialog.showSaveDialog;
    }, path);
  return {
    get hands() {
      return now.hands;
    },
    get running() {
      return now.running;
    },
    willPick: (...paths) =>
      now.running.app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths })) as unknown as typeof dialog.showOpenDialog;
      }, paths),
    willSave,
    async saveAs(shown, path) {
      await willSave(path);
      await shown.getByRole('button', { name: '另存为…' }).click();
      let before = -1;
      await until(
        `the file ${path}`,
        () =>
          stat(path).then(
            (s) => s.size,
            () => 0,
          ),
        (size) => {
          const still = size > 0 && size === before;
          before = size;
          return still;
        },
      );
      return path;
    },
    copied: () => now.running.app.evaluate(({ clipboard }) => clipboard.readText()),
    async killAndOpen() {
      await now.running.kill();
      now = await open();
    },
    async close() {
      await now.running.close().catch(() => undefined);
      await screen.stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
