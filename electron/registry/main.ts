/**
 * Starts the registry: as a utilityProcess of the desktop program (which talks over `parentPort`), or from the command
 * line with `npm run registry`.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { asked, HELP } from './command-line.ts';
import { FolderTaken } from './data-lock.ts';
import { openDatabase, placeOf, takeTurn, type Place } from './database.ts';
import { addOffice, listOffices, localOffice, officeNamed } from './offices.ts';
import { createServer } from './server.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';

export type ReadyMessage = { kind: 'ready'; url: string; deskUrl: string; token: string } | { kind: 'failed'; reason: string };
type ParentPort = { postMessage(message: ReadyMessage): void; on(event: 'message', listener: (event: { data: unknown }) => void): void };
type Started = { url: string; deskUrl: string; database: Awaited<ReturnType<typeof openDatabase>>; close: () => Promise<void> };

const GRACE_MS = 1_000;
const PATIENCE_MS = 3_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** A registry of the run before may still be on its way out. */
async function openPatiently(place: Place): ReturnType<typeof openDatabase> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    try {
      return await openDatabase(place);
    } catch (error) {
      if (!(error instanceof FolderTaken) || Date.now() > until) throw error;
      await wait(100);
    }
  }
}

async function start(place: Place, host: string, port: number): Promise<Started> {
  const database = await openPatiently(place);
  const newKey = (): string => randomBytes(24).toString('base64url');
  // a folder has one process and a new key each start; processes behind one address share theirs
  const deskKey = 'url' in place ? await database.shared('desk-key', newKey) : newKey();
  const app = createServer({ database, deskKey, loopbackOnly: LOOPBACK.has(host) });
  try {
    await app.listen({ host, port });
  } catch (error) {
    await database.close();
    throw error;
  }
  const address = app.server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = `http://${name}:${address.port}/`;
  return {
    url,
    deskUrl: `${url}desk/enter?key=${deskKey}`,
    database,
    close: async () => {
      // requests in progress may end; a client that never reads its answer may not keep us
      const late = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(late);
      await database.close();
    },
  };
}

async function underProgram(port: ParentPort): Promise<void> {
  const folder = process.env['KEZHUAN_REGISTRY_DATA'];
  if (folder === undefined) throw new Error('KEZHUAN_REGISTRY_DATA is not set');
  const started = await start({ folder }, '127.0.0.1', 0);
  port.on('message', ({ data }) => {
    if (data === 'stop') void started.close().finally(() => process.exit(0));
  });
  const token = await started.database.run((tx) => localOffice(tx, new Date().toISOString()));
  port.postMessage({ kind: 'ready', url: started.url, deskUrl: started.deskUrl, token });
}

async function fromCommandLine(): Promise<void> {
  const values = asked(process.argv.slice(2));
  if ('wrong' in values) {
    console.error(values.wrong);
    process.exitCode = 2;
    return;
  }
  if (values.help) return void console.log(HELP);
  const started = await start(placeOf(values.data, process.env['DATABASE_URL']), values.host, values.port);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!stopping) void started.close().finally(() => process.exit(0));
      stopping = true;
    });
  }
  const known = await started.database.run(listOffices);
  const name = values.office ?? (known.length === 0 ? '示例单位' : undefined);
  console.log(`模拟登记端（${SIMULATED_NOTICE}）`);
  console.log(`地址 / address: ${started.url}`);
  console.log(`审核台 / review desk: ${started.deskUrl}`);
  if (name !== undefined) {
    const made = await started.database.run(async (tx) => {
      await takeTurn(tx);
      return (await officeNamed(tx, name)) === undefined ? addOffice(tx, name, new Date().toISOString()) : null;
    });
    if (made !== null) console.log(`令牌 / token (${name}): ${made.token}`);
    else
      console.log(
        `单位“${name}”已经有了，令牌不再显示；丢了请在审核台「单位与令牌」中换发。/ There is an office “${name}” already; the desk gives it a new token under offices and tokens.`,
      );
  }
  if (!LOOPBACK.has(values.host)) console.log('注意：同一网络中的其他机器可以连接，且不加密。/ Other machines on this network can connect, unencrypted.');
}

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;
const running = parentPort ? underProgram(parentPort) : fromCommandLine();
running.catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  if (parentPort) parentPort.postMessage({ kind: 'failed', reason });
  else console.error(reason);
  process.exitCode = 1;
  // let the message out before going
  setTimeout(() => process.exit(1), 200).unref();
});
