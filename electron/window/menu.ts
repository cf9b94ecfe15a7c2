import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { Tell } from '../ipc/tell.ts';
import { words } from './words.ts';

type Entry = MenuItemConstructorOptions;

/**
 * The application menu. Undo is not Chromium's role here: in a text field the page undoes text by itself, elsewhere the
 * window is asked to take back the last Change. `registerAccelerator: false` shows a shortcut and leaves the key to the page,
 * which knows where the caret stands.
 */
export function setApplicationMenu(tell: Tell, packaged: boolean): void {
  const w = words();
  const command = (label: string, name: string, accelerator?: string, listen = true): Entry => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: listen }),
    click: () => tell('menu', { command: name }),
  });
  const mac = process.platform === 'darwin';
  const template: Entry[] = [
    {
      label: mac ? w.app : w.file,
      submenu: [
        command(w.search, 'search', 'CmdOrCtrl+K', false),
        command(w.save, 'save', 'CmdOrCtrl+S', false),
        command(w.print, 'print', 'CmdOrCtrl+P', false),
        { type: 'separator' },
        command(w.settings, 'settings', 'CmdOrCtrl+,', false),
        { type: 'separator' },
        { role: 'quit', label: w.quit },
      ],
    },
    {
      label: w.edit,
      submenu: [
        command(w.undo, 'undo', 'CmdOrCtrl+Z', false),
        command(w.redo, 'redo', mac ? 'Cmd+Shift+Z' : 'Ctrl+Y', false),
        { type: 'separator' },
        { role: 'cut', label: w.cut },
        { role: 'copy', label: w.copy },
        { role: 'paste', label: w.paste },
        { role: 'selectAll', label: w.selectAll },
      ],
    },
    {
      label: w.view,
      submenu: [
        { role: 'zoomIn', label: w.zoomIn },
        { role: 'zoomOut', label: w.zoomOut },
        { role: 'resetZoom', label: w.zoomReset },
        { type: 'separator' },
        { role: 'togglefullscreen', label: w.fullScreen },
        { role: 'minimize', label: w.minimise },
        ...(packaged ? [] : [{ role: 'toggleDevTools' } satisfies Entry]),
      ],
    },
    { label: w.help, submenu: [command(w.tour, 'tour'), command(w.shortcuts, 'shortcuts', 'CmdOrCtrl+/', false), command(w.about, 'about')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Cut, copy, paste and select all where text is; Chromium brings no context menu of its own in Electron. */
export function giveContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, at) => {
    const w = words();
    const entries: Entry[] = [];
    if (at.isEditable) {
      entries.push(
        { role: 'undo', label: w.undo, enabled: at.editFlags.canUndo },
        { role: 'redo', label: w.redo, enabled: at.editFlags.canRedo },
        { type: 'separator' },
        { role: 'cut', label: w.cut, enabled: at.editFlags.canCut },
        { role: 'copy', label: w.copy, enabled: at.editFlags.canCopy },
        { role: 'paste', label: w.paste, enabled: at.editFlags.canPaste },
        { type: 'separator' },
        { role: 'selectAll', label: w.selectAll },
      );
    } else if (at.selectionText.trim() !== '') entries.push({ role: 'copy', label: w.copy });
    if (entries.length > 0) Menu.buildFromTemplate(entries).popup({ window });
  });
}
