import { open, stat, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { WORKSPACES, type Workspace } from '../../shared/bridge.ts';
import { BridgeFault } from '../ipc/fault.ts';
import type { Journal } from '../journal/journal.ts';
import type { Keys } from '../journal/keys.ts';
import type { Vault } from '../vault/vault.ts';
import { replaceFile } from './durable.ts';
import { hashFile, sha256Of } from './sha256.ts';
import { entryBytes, readEntry, tarEntries, type TarEntry, TarWriter } from './tar.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const manifest = z
  .object({
    kind: z.literal('kezhuan-backup'),
    version: z.literal(1),
    workspace: z.enum(WORKSPACES),
    made: z.string(),
    storeId: z.string().max(64),
    formatVersion: z.number().int(),
    /** where the journal stood: its last number, the hash of that Change, the number of lines */
    seq: z.number().int(),
    hash: z.string(),
    count: z.number().int(),
    entries: z.array(z.object({ name: z.string(), size: z.number().int(), sha256: hash })),
    /** vault files that were not what their name says and could not be taken along */
    damaged: z.array(hash),
  })
  .strict();
export type BackupManifest = z.infer<typeof manifest>;

export const MANIFEST = 'manifest.json';
export const KEYS = 'keys.json';
const MOST_MANIFEST = 256 * 1024 * 1024;

export type BackupSource = { workspace: Workspace; journal: Journal; vault: Vault; keys: Keys };

/**
 * Writes everything of a workspace into one file: every journal line, every vault file, the keys of sealed fields, and first
 * of all a manifest with the hash of each. The file is read back before it gets its name. Snapshots stay behind: they can
 * be made again from the journal.
 */
export async function makeBackup(source: BackupSource, target: string): Promise<{ bytes: number; manifest: BackupManifest }> {
  const plan = await planOf(source);
  const keys = Buffer.from(JSON.stringify(await source.keys.all()));
  const described: BackupManifest = {
    ...plan.manifest,
    entries: [...plan.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })), { name: KEYS, size: keys.length, sha256: sha256Of(keys) }],
  };
  let bytes = 0;
  await replaceFile(target, async (handle) => {
    const tar = new TarWriter(handle);
    await tar.bytesEntry(MANIFEST, Buffer.from(JSON.stringify(described)));
    for (const file of plan.files) {
      const from = await open(file.path, 'r');
      try {
        if ((await tar.fileEntry(file.name, from, file.size)) !== file.sha256) throw new BridgeFault('busy', 'a file changed during the backup');
      } finally {
        await from.close();
      }
    }
    await tar.bytesEntry(KEYS, keys);
    await tar.end();
    bytes = tar.bytes;
    await checkBackup(handle);
  });
  return { bytes, manifest: described };
}

type Planned = { name: string; path: string; size: number; sha256: string };

async function planOf({ workspace, journal, vault }: BackupSource): Promise<{ manifest: Omit<BackupManifest, 'entries'>; files: Planned[] }> {
  const head = await journal.head();
  const files: Planned[] = [];
  const damaged: string[] = [];
  const parts = await journal.still(async (list) => [...list]);
  for (const { name, path, size } of parts) files.push({ name: `journal/${name}`, path, size, sha256: await hashFile(path, size) });
  for (const sha256 of await vault.list()) {
    const path = vault.pathOf(sha256);
    if ((await hashFile(path)) === sha256) files.push({ name: `vault/${sha256}`, path, size: (await stat(path)).size, sha256 });
    else damaged.push(sha256);
  }
  const { storeId, formatVersion, seq, hash: last, count } = head;
  return {
    files,
    manifest: { kind: 'kezhuan-backup', version: 1, workspace, made: new Date().toISOString(), storeId, formatVersion, seq, hash: last, count, damaged },
  };
}

/** Reads a whole backup and compares every hash with its manifest. Throws `damaged` at the first that differs. */
export async function checkBackup(file: FileHandle, take: (entry: TarEntry) => Promise<FileHandle | null> = async () => null): Promise<BackupManifest> {
  let described: BackupManifest | null = null;
  const due = new Map<string, { size: number; sha256: string }>();
  for await (const entry of tarEntries(file)) {
    if (described === null) {
      if (entry.name !== MANIFEST) throw new BridgeFault('damaged', 'not a backup of this program');
      described = parseManifest(await entryBytes(file, entry, MOST_MANIFEST));
      for (const { name, size, sha256 } of described.entries) due.set(name, { size, sha256 });
      continue;
    }
    const expected = due.get(entry.name);
    due.delete(entry.name);
    if (expected === undefined || expected.size !== entry.size) throw new BridgeFault('damaged', entry.name);
    const target = await take(entry);
    try {
      if ((await readEntry(file, entry, target)) !== expected.sha256) throw new BridgeFault('damaged', entry.name);
      await target?.sync();
    } finally {
      await target?.close();
    }
  }
  if (described === null || due.size > 0) throw new BridgeFault('damaged', 'the backup is not complete');
  return described;
}

function parseManifest(bytes: Buffer): BackupManifest {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new BridgeFault('damaged', MANIFEST);
  }
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'kezhuan-backup' && 'version' in value && Number(value.version) > 1) {
    throw new BridgeFault('newer-store', 'backup');
  }
  const parsed = manifest.safeParse(value);
  if (!parsed.success) throw new BridgeFault('damaged', MANIFEST);
  return parsed.data;
}
