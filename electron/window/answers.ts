import { app, nativeTheme, shell, type BrowserWindow } from 'electron';
import type { DiskLimits } from '../files/disk.ts';
import { freeDisk } from '../files/disk.ts';
import type { Folders } from '../files/folders.ts';
import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { externalPage } from '../security/external.ts';
import { compactWindow } from './compact.ts';
import type { WriteLog } from './log.ts';
import { stablePdf } from './stable-pdf.ts';
import { PAPER_WORDS, speak } from './words.ts';

type WindowAnswers = Pick<
  Answers,
  | 'app.info'
  | 'app.quit'
  | 'app.readyToClose'
  | 'app.openExternal'
  | 'app.log'
  | 'window.theme'
  | 'window.compact'
  | 'window.menuLocale'
  | 'print.pdf'
  | 'print.dialog'
  | 'disk.free'
>;
type Parts = {
  folders: Folders;
  limits: DiskLimits;
  window: () => BrowserWindow;
  readyToClose: () => void;
  setMenu: () => void;
  log: WriteLog;
  deskUrl: () => string | null;
};

/** Pages of a PDF the window has just printed; their objects stand in it in plain words. */
const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The channels about the program and its window. */
export function windowAnswers(parts: Parts): WindowAnswers {
  const compact = compactWindow(parts.window);
  return {
    'app.info': () => ({
      version: app.getVersion(),
      platform: process.platform,
      electron: process.versions['electron'] ?? '',
      chrome: process.versions['chrome'] ?? '',
      runtime: process.env['KEZHUAN_RUNTIME_LINE'] ?? `Electron ${process.versions['electron']}, Chromium ${process.versions['chrome']}`,
      packaged: app.isPackaged,
    }),
    'app.quit'() {
      // answered first: a window that is gone cannot receive the answer
      setImmediate(() => app.quit());
      return null;
    },
    'app.readyToClose'() {
      setImmediate(parts.readyToClose);
      return null;
    },
    async 'app.openExternal'({ key }) {
      await shell.openExternal(externalPage(key, parts.deskUrl()));
      return null;
    },
    'app.log'({ level, text }) {
      parts.log(level, `page: ${text}`);
      return null;
    },
    'window.theme'({ theme }) {
      nativeTheme.themeSource = theme;
      return null;
    },
    'window.compact'({ on }) {
      compact(on);
      return null;
    },
    'window.menuLocale'({ locale }) {
      speak(locale);
      parts.setMenu();
      return null;
    },
    async 'print.pdf'({ title, numbers = 'always' }) {
      const shown = PAPER_WORDS.page.replace('{page}', '<span class="pageNumber"></span>').replace('{pages}', '<span class="totalPages"></span>');
      const print = async (footer: string): Promise<Uint8Array> =>
        stablePdf(
          await parts.window().webContents.printToPDF({
            pageSize: 'A4',
            preferCSSPageSize: true,
            printBackground: true,
            displayHeaderFooter: true,
            // where the runtime knows them: headings as bookmarks, and the language for a screen reader
            generateTaggedPDF: true,
            generateDocumentOutline: true,
            headerTemplate: `<title>${escapeHtml(title)}</title><span></span>`,
            footerTemplate: `<div style="width:100%;text-align:center;font-size:9px">${footer}</div>`,
          }),
        );
      if (numbers === 'always') return print(shown);
      const bare = await print('');
      return numbers === 'several' && pagesOf(bare) > 1 ? print(shown) : bare;
    },
    async 'print.dialog'() {
      const { webContents } = parts.window();
      await new Promise<void>((done, fail) => {
        webContents.print({ printBackground: true }, (success, reason) => {
          // a person who closes the dialog has not met an error
          if (success || /cancel/i.test(reason)) done();
          else fail(new BridgeFault('unsupported', 'no printer'));
        });
      });
      return null;
    },
    'disk.free': () => freeDisk(parts.folders.root, parts.limits),
  };
}
