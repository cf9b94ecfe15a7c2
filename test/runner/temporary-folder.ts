/**
 * One folder for all that a run of tests leaves on the disk, removed when the run ends: a test program that is killed, or a worker that
 * ends without its exit handlers, cannot fill the disk over the days.
 */
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'kezhuan-tests-';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Folders of runs that were killed before they could tidy. */
export function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : NaN;
    if (Number.isInteger(pid) && pid > 0 && !alive(pid)) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * vitest's global setup, and how it is undone: every worker and every program a test starts inherits the folder. What Chromium keeps
 * beside a profile goes there too.
 */
export function setup(): () => void {
  const before = { TMPDIR: process.env['TMPDIR'], XDG_CONFIG_HOME: process.env['XDG_CONFIG_HOME'] };
  const parent = tmpdir();
  removeAbandoned(parent);
  const folder = join(parent, `${PREFIX}${process.pid}`);
  const config = join(folder, 'config');
  mkdirSync(config, { recursive: true });
  // as the folder it stands for: some tests run the program as an ordinary user
  for (const place of [folder, config]) chmodSync(place, 0o1777);
  process.env['TMPDIR'] = folder;
  process.env['XDG_CONFIG_HOME'] = config;
  return () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
