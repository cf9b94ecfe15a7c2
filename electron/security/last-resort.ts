/**
 * The page of last resort: shown when the built page has crashed again and again, so it uses nothing of it. It carries no
 * script; its two actions are ordinary addresses that main catches as navigations and never follows.
 */
import { words } from '../window/words.ts';

export const RELOAD_PATH = '/recovery/reload';
export const BACKUP_PATH = '/recovery/backup';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The page's HTML; `journal` is the folder a person may copy by hand. */
export function lastResortPage(journal: string, nonce: string): string {
  const w = words();
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>${w.app}</title>
<style nonce="${nonce}">
  body { font: 15px/1.7 system-ui, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 42em; margin: 12vh auto; padding: 0 2em; color: #1f1f1f; background: #fff }
  code { display: block; padding: .6em .8em; background: #f4f4f4; user-select: all; word-break: break-all }
  a { display: inline-block; margin: 1.2em .8em 0 0; padding: .4em 1.2em; border: 1px solid #1d4f91; border-radius: 4px; color: #1d4f91; text-decoration: none }
  @media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #141414 } code { background: #262626 } a { color: #8db8ee; border-color: #8db8ee } }
</style></head>
<body><h1>${escapeHtml(w.lastResort)}</h1>
<p>${escapeHtml(w.lastResortSafe)}</p><code>${escapeHtml(journal)}</code>
<p>${escapeHtml(w.lastResortAdvice)}</p>
<p><a href="${BACKUP_PATH}">${escapeHtml(w.lastResortBackup)}</a><a href="${RELOAD_PATH}">${escapeHtml(w.lastResortReload)}</a></p>
</body></html>`;
}
