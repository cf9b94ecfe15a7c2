/**
 * A PostgreSQL of the test's own: a fresh cluster in a temporary folder, on a free port, ended with the test. Where the
 * program is missing the test fails and names the package; it never passes without having run.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export type PostgresServer = {
  /** URL of a new, empty database */
  database(): Promise<string>;
  stop(): Promise<void>;
};

const PATIENCE_MS = 30_000;

/** Folder of initdb and postgres, the newest installed. */
function programs(): string {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const found = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .find((folder) => existsSync(join(folder, 'initdb')));
  if (found !== undefined) return found;
  const path = spawnSync('sh', ['-c', 'dirname "$(command -v initdb)"'], { encoding: 'utf8' }).stdout.trim();
  if (path !== '' && path !== '.') return path;
  throw new Error('PostgreSQL is not installed: apt-get install postgresql');
}

/** PostgreSQL does not run as root; the package brings a user of its own. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** `durable: false` leaves out waiting for the disk: for tests that do not measure it. */
export async function postgresServer({ durable = false } = {}): Promise<PostgresServer> {
  const bin = programs();
  const as = account();
  const folder = mkdtempSync(join(tmpdir(), 'registry-pg-'));
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'registry', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], {
    ...as,
    cwd: folder,
    stdio: 'pipe',
  });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off' }),
  };
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])], {
    ...as,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said = `${said}${String(text)}`.slice(-4_000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = (name: string): string => `postgres://registry@127.0.0.1:${port}/${name}`;
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const asked = async (command: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(command);
    } finally {
      await client.end();
    }
  };
  for (const until = Date.now() + PATIENCE_MS; ;) {
    try {
      await asked('select 1');
      break;
    } catch (error) {
      if (Date.now() > until || child.exitCode !== null) {
        await stop();
        throw new Error(`PostgreSQL did not start: ${said}`, { cause: error });
      }
      await wait(50);
    }
  }
  let made = 0;
  return {
    database: async () => {
      const name = `registry_${++made}`;
      await asked(`create database ${name}`);
      return url(name);
    },
    stop,
  };
}
