import { screen, type BrowserWindow } from 'electron';

const WIDTH = 480;
const LEAST = { width: 400, height: 480 };
const USUAL = { width: 960, height: 600 };

type Before = { bounds: Electron.Rectangle; maximised: boolean };

/** The window narrow at the right edge of its screen and above all others; `off` puts it back. What the program keeps for its next start is the full window. */
export function compactWindow(window: () => BrowserWindow): (on: boolean) => void {
  let before: Before | null = null;
  const off = (): void => {
    const kept = before;
    before = null;
    const w = window();
    if (kept === null || w.isDestroyed()) return;
    w.setAlwaysOnTop(false);
    w.setMinimumSize(USUAL.width, USUAL.height);
    w.setBounds(kept.bounds);
    if (kept.maximised) w.maximize();
  };
  return (on) => {
    if (!on) return off();
    if (before !== null) return;
    const w = window();
    before = { bounds: w.getNormalBounds(), maximised: w.isMaximized() };
    if (before.maximised) w.unmaximize();
    const { workArea } = screen.getDisplayMatching(w.getBounds());
    w.setMinimumSize(LEAST.width, LEAST.height);
    w.setBounds({ x: workArea.x + workArea.width - WIDTH, y: workArea.y, width: WIDTH, height: workArea.height });
    w.setAlwaysOnTop(true, 'floating');
    // its bounds are kept when it closes, and a page that is loaded anew knows nothing of being narrow
    w.prependOnceListener('close', off);
    w.webContents.once('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) off();
    });
  };
}
