import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { BACKUP_PATH, RELOAD_PATH } from '../security/last-resort.ts';
import { isOwnUrl, LAST_RESORT, ORIGIN } from '../security/origin.ts';
import { countCrash, RELOADS } from './crash-count.ts';
import { giveContextMenu } from './menu.ts';
import type { Placement } from './placement.ts';
import { words } from './words.ts';

type Parts = {
  preload: string;
  packaged: boolean;
  placement: Placement;
  /** asks the page to save; the window closes after `readyToClose` or when time is up */
  onClosing: () => void;
  /** what the page of last resort offers */
  onBackup: () => void;
  report: (what: string) => void;
};
export type MainWindow = { window: BrowserWindow; readyToClose: () => void; reload: () => void };

/** How long a page may take to save what was being typed before the window goes anyway. */
const CLOSING_MS = 3000;

/** The one window: sandboxed, isolated, shown when the first frame is there. */
export function openMainWindow(parts: Parts): MainWindow {
  const bounds = parts.placement.fitting(screen.getAllDisplays().map((display) => display.workArea));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: words().app,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141414' : '#ffffff',
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !parts.packaged,
      disableBlinkFeatures: 'Auxclick',
      navigateOnDragDrop: false,
    },
  });
  if (parts.placement.maximised) window.maximize();
  giveContextMenu(window);
  window.once('ready-to-show', () => window.show());
  parts.placement.follow(window);
  const readyToClose = closeAfterSaving(window, parts.onClosing);
  reviveAfterCrashes(window, parts.report);
  // Windows ends the session: there is no close event to hold up, only the moment to save what was being typed
  window.on('session-end', parts.onClosing);
  const reload = (): void => void window.loadURL(`${ORIGIN}/index.html`);
  // its links are caught here, in the first event of a navigation; the navigation itself is refused where all are
  window.webContents.on('will-frame-navigate', ({ url }) => {
    if (window.webContents.getURL() !== LAST_RESORT) return;
    if (url === ORIGIN + RELOAD_PATH) reload();
    else if (url === ORIGIN + BACKUP_PATH) parts.onBackup();
  });
  // about:blank is the one address Chromium goes to without asking; the way back is the answer
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOwnUrl(url)) reload();
  });
  reload();
  return { window, readyToClose, reload };
}

/** `close` waits until the page has saved, at most three seconds; a page that is gone or hangs is not waited for. */
function closeAfterSaving(window: BrowserWindow, onClosing: () => void): () => void {
  let closing = false;
  const leave = (): void => {
    if (closing && !window.isDestroyed()) window.destroy();
  };
  window.on('close', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    if (window.webContents.isCrashed() || window.webContents.getURL() === LAST_RESORT) return leave();
    onClosing();
    setTimeout(leave, CLOSING_MS);
  });
  return leave;
}

/** A page that dies is loaded again, three times a minute; then the page of last resort says where everything is. */
function reviveAfterCrashes(window: BrowserWindow, report: (what: string) => void): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    report(`the page ended: ${reason} ${exitCode}`);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const counted = countCrash(crashes, performance.now(), RELOADS);
    crashes = counted.crashes;
    // loading at once, inside the event, would be lost: the frame is still being taken down
    setImmediate(() => {
      if (!window.isDestroyed()) void window.loadURL(counted.within ? `${ORIGIN}/index.html` : LAST_RESORT);
    });
  });
  let asking = false;
  window.on('unresponsive', () => {
    if (asking) return;
    asking = true;
    const w = words();
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        message: w.unresponsive,
        detail: w.unresponsiveDetail,
        buttons: [w.wait, w.reload],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => {
        asking = false;
        // ends in render-process-gone, which loads the page again
        if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      });
  });
}
