/** A real registry on a real loopback port over a real database in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type RegistryDatabase } from '../../electron/registry/database.ts';
import { addOffice } from '../../electron/registry/offices.ts';
import { createServer } from '../../electron/registry/server.ts';

export type LiveRegistry = { url: string; deskKey: string; database: RegistryDatabase; office(name: string): Promise<string>; close(): Promise<void> };

export async function liveRegistry(options: { now?: () => Date; requestsPerMinute?: number } = {}): Promise<LiveRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  const database = await openDatabase(folder);
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}
