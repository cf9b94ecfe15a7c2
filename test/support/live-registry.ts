/** A real registry on a real loopback port over a real database: SQLite in a folder of its own, or PostgreSQL by URL. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../electron/registry/audit.ts';
import { openDatabase, type RegistryDatabase } from '../../electron/registry/database.ts';
import { addOffice } from '../../electron/registry/offices.ts';
import { createServer, type ServerOptions } from '../../electron/registry/server.ts';

export type LiveRegistry = { url: string; deskKey: string; database: RegistryDatabase; office(name: string): Promise<string>; close(): Promise<void> };
export type LiveOptions = Partial<Pick<ServerOptions, 'now' | 'requestsPerMinute' | 'onArrival'>> & {
  postgres?: string;
  /** rows in this folder, which is kept, as through a restart */
  kept?: string;
};

/** Who decides in tests; the second confirms what the first sent on. */
export const FIRST: Actor = { id: 'first', name: '示例登记员', role: 'registrar' };
export const SECOND: Actor = { id: 'second', name: '示例复核员', role: 'reviewer' };

export async function liveRegistry({ postgres, kept, ...options }: LiveOptions = {}): Promise<LiveRegistry> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'registry-')));
  const database = await openDatabase(postgres === undefined ? { folder } : { url: postgres });
  const deskKey = 'desk-key-for-tests';
  const app = createServer({ database, deskKey, loopbackOnly: true, requestsPerMinute: 1_000_000, ...options });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    deskKey,
    database,
    office: async (name) => (await database.run((tx) => addOffice(tx, name, '2026-03-01T00:00:00.000Z'))).token,
    close: async () => {
      await app.close();
      await database.close();
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
