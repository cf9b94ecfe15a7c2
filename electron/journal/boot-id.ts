import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';

/**
 * A name for this boot of the machine. Linux has one; elsewhere the time of booting serves, rounded to ten minutes because
 * the wall clock may be set while the machine runs. Two names that differ without a reboot only cost a needless rebuild.
 */
export async function bootId(): Promise<string> {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  } catch {
    return `boot-${Math.round((Date.now() / 1000 - uptime()) / 600)}`;
  }
}
