/** The camera: one running program, dressed in a theme and a language, at the sizes UI.md names. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT } from '../../electron/runtime/paths.ts';
import enWords from '../../resources/locales/en/shell.json' with { type: 'json' };
import zhWords from '../../resources/locales/zh/shell.json' with { type: 'json' };
import { writeContactSheet, type Shot } from '../support/contact-sheet.ts';
import { launchApp, type LaunchOptions, type RunningApp } from '../support/electron-app.ts';

export type Theme = 'light' | 'dark';
export type Language = 'zh' | 'en';
/** content size in device pixels, and the zoom a person has set in the system */
export type Size = readonly [width: number, height: number, zoom: number];
export const LAPTOP: Size = [1366, 768, 1];
const ZOOMED: Size = [1920, 1080, 1.5];
export const SIZES: readonly Size[] = [[1280, 800, 1], LAPTOP, [1920, 1080, 1], ZOOMED];
export const PICTURES = path.join(PROJECT, 'pictures');

export type Dress = { sizes?: readonly Size[]; themes?: readonly Theme[]; languages?: readonly Language[] };
/** Chinese in every size and both themes, English on the laptop. */
export const USUAL: readonly Dress[] = [{ sizes: SIZES, themes: ['light', 'dark'] }, { languages: ['en'] }];
/** the laptop in both themes, and the tightest window */
export const FEW: readonly Dress[] = [{ themes: ['light', 'dark'] }, { sizes: [ZOOMED] }];
/** four sizes, two themes, two languages */
export const EVERYTHING: readonly Dress[] = [{ sizes: SIZES, themes: ['light', 'dark'], languages: ['zh', 'en'] }];

const sheets = new Map<string, Shot[]>();

export class Studio {
  private size: Size = LAPTOP;
  private language: Language = 'zh';
  private constructor(
    readonly running: RunningApp,
    private readonly wanted: (sheet: string) => boolean,
  ) {}

  /** a program that somebody else has started, in Chinese and light */
  static around(running: RunningApp, wanted: (sheet: string) => boolean): Studio {
    return new Studio(running, wanted);
  }

  static async open(wanted: (sheet: string) => boolean, options: LaunchOptions): Promise<Studio> {
    const running = await launchApp(options);
    running.window.setDefaultTimeout(30_000);
    const studio = Studio.around(running, wanted);
    await studio.resize(LAPTOP);
    return studio;
  }

  get page(): Page {
    return this.running.window;
  }

  async resize([width, height, zoom]: Size): Promise<void> {
    await this.running.app.evaluate(
      ({ BrowserWindow }, [w, h, z]) => {
        const first = BrowserWindow.getAllWindows()[0]!;
        first.setMinimumSize(1, 1);
        first.setContentSize(w!, h!);
        first.webContents.setZoomFactor(z!);
      },
      [width, height, zoom],
    );
    await this.page.waitForFunction(([w, h]) => Math.abs(innerWidth - w!) <= 1 && Math.abs(innerHeight - h!) <= 1, [width / zoom, height / zoom] as const);
    this.size = [width, height, zoom];
  }

  /** The system's theme, which the program follows until it is told otherwise. */
  async light(theme: Theme): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme });
    await this.page.waitForFunction((t) => document.documentElement.dataset['theme'] === t, theme);
  }

  /** By the palette, which leaves the page where it is; before the first start is over by its own button. */
  async speak(language: Language): Promise<void> {
    if (this.language === language) return;
    const palette = this.page.locator('#palette');
    if ((await palette.count()) > 0) {
      await palette.fill((this.language === 'zh' ? zhWords : enWords).command.locale);
      await this.page.locator('.palette-list li[aria-selected="true"]').waitFor();
      await palette.press('Enter');
    } else {
      await this.page.getByRole('button', { name: language === 'en' ? 'English' : '中文' }).click();
    }
    await this.page.waitForFunction((l) => document.documentElement.lang.startsWith(l), language);
    this.language = language;
  }

  /** Waits until nothing loads and nothing moves, and what is there has been painted. */
  async settle(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelectorAll('.loading, .ant-spin-spinning').length === 0);
    await this.page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.allSettled(
        document
          .getAnimations()
          .filter((a) => a.effect?.getTiming().iterations !== Infinity)
          .map((a) => a.finished),
      );
      await new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    });
  }

  /** The browser's own screenshot cuts a zoomed page off; the window's picture of itself does not. */
  async picture(): Promise<Buffer> {
    if (this.size[2] === 1) return this.page.screenshot({ animations: 'disabled' });
    const data = await this.running.app.evaluate(async ({ BrowserWindow }) =>
      (await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()).toPNG().toString('base64'),
    );
    return Buffer.from(data, 'base64');
  }

  /** The page as it stands, in each of these dresses, onto the named sheet; Chinese, light and the laptop again afterwards. */
  async shoot(sheet: string, state: string, dresses: readonly Dress[]): Promise<void> {
    if (!this.wanted(sheet)) return;
    console.error(`${sheet} · ${state}`);
    const shots = sheets.get(sheet) ?? [];
    sheets.set(sheet, shots);
    for (const dress of dresses) {
      const { sizes, themes, languages }: Required<Dress> = { sizes: [LAPTOP], themes: ['light'], languages: ['zh'], ...dress };
      for (const language of languages) {
        await this.speak(language);
        for (const theme of themes) {
          await this.light(theme);
          for (const size of sizes) {
            await this.resize(size);
            await this.settle();
            const zoom = size[2] === 1 ? '' : ` ${size[2] * 100}%`;
            const png = await this.picture();
            const label = `${state} ${size[0]}×${size[1]}${zoom} ${theme} ${language}`;
            shots.push({ label, png });
            await mkdir(path.join(PICTURES, sheet), { recursive: true });
            await writeFile(path.join(PICTURES, sheet, `${label.replace(/[ %×/]+/g, '-')}.png`), png);
          }
        }
      }
    }
    await this.speak('zh');
    await this.light('light');
    await this.resize(LAPTOP);
  }
}

/** One PNG a sheet: everything that was taken of a room, side by side. */
export async function writeSheets(): Promise<string[]> {
  const files: string[] = [];
  for (const [name, shots] of sheets) {
    const file = path.join(PICTURES, `${name}.png`);
    await writeContactSheet(file, name, shots, 4, 640);
    files.push(file);
  }
  return files;
}
