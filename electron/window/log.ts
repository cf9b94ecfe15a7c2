import { appendFileSync, renameSync, statSync } from 'node:fs';

export type WriteLog = (level: 'info' | 'warn' | 'error', text: string) => void;
const MOST_BYTES = 1024 * 1024;

/**
 * What must not stand in a log: paths below the home folder, hashes and ids, long digit strings (ID numbers, accounts,
 * phones), tokens. Pure.
 */
export function redacted(text: string, home: string): string {
  const homeless = home.length > 1 ? text.split(home).join('~') : text;
  return homeless
    .replace(/[\r\n]+/g, ' ⏎ ')
    .replace(/\b(?:bearer|token)\s*[:=]?\s*\S+/gi, '(token)')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '(id)')
    .replace(/\b\d{7,}X?\b/gi, '(number)')
    .replace(/\b[0-9a-f]{16,}\b/gi, '(hash)');
}

/** Appends to a text file of at most 1 MB, the one before it kept. A log that cannot be written stops nothing. */
export function logTo(file: string, home: string): WriteLog {
  return (level, text) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${new Date().toISOString()} ${level} ${redacted(text, home)}\n`, { mode: 0o600 });
    } catch {
      // a full disk is told of elsewhere
    }
  };
}
