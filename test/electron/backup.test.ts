import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../shared/bridge.ts';
import { asFault } from '../../electron/ipc/fault.ts';
import { makeBackup } from '../../electron/files/backup.ts';
import { foldersUnder, type Folders } from '../../electron/files/folders.ts';
import { lookIntoBackup, replaceByBackup, tidyRestores, unpackBackup } from '../../electron/files/restore.ts';
import { Keys } from '../../electron/journal/keys.ts';
import type { Journal } from '../../electron/journal/journal.ts';
import { Snapshots } from '../../electron/journal/snapshots.ts';
import { takeSnapshot } from '../../electron/journal/take-snapshot.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { freshFolder, openJournal, readAll, WISH } from './store-folder.ts';
import { someLines } from './store-lines.ts';

type Place = { folders: Folders; workspace: Workspace; vault: Vault; keys: Keys };

async function place(workspace: Workspace = 'work'): Promise<Place> {
  const folders = foldersUnder(await freshFolder());
  return { folders, workspace, vault: new Vault(folders.vault(workspace)), keys: new Keys(folders.keys(workspace)) };
}

async function keep(vault: Vault, bytes: Uint8Array): Promise<string> {
  const upload = await vault.begin('a', bytes.length);
  await vault.part(upload, bytes);
  return (await vault.finish(upload)).hash;
}

async function filled(): Promise<Place & { journal: Journal; hashes: string[]; file: string }> {
  const p = await place();
  let month = '2026-11';
  const journal = await openJournal(p.folders.journal('work'), WISH, () => month);
  await journal.append(someLines(30));
  month = '2026-12';
  await journal.append(someLines(45).slice(30));
  const hashes = [
    await keep(p.vault, Buffer.from('合同扫描件'.repeat(9000))),
    await keep(p.vault, new Uint8Array(0)),
    await keep(p.vault, new Uint8Array(2_500_000).fill(3)),
  ];
  await p.keys.put('person-1', 'key-1');
  await p.keys.put('person-2', 'key-2');
  const file = join(p.folders.root, '备份.kezhuan');
  await makeBackup({ workspace: 'work', journal, vault: p.vault, keys: p.keys }, file);
  return { ...p, journal, hashes: hashes.sort(), file };
}

describe('a backup', () => {
  it('restored on another machine equals what was backed up: every line, every file, every key', async () => {
    const from = await filled();
    const to = await place();
    const done = await replaceByBackup(await unpackBackup(from.file, to), to);
    expect(done).toEqual({ changes: 45, files: 3 });
    const journal = await openJournal(to.folders.journal('work'), { storeId: '', formatVersion: 1 });
    const { storeId, ...where } = await journal.head();
    const { storeId: old, ...wanted } = await from.journal.head();
    expect(where).toEqual(wanted);
    // a store of its own: the page must not take it for the one it has and send back what the restore took away
    expect(storeId).toMatch(/^[0-9a-f-]{36}$/);
    expect(storeId).not.toBe(old);
    expect(await readAll(journal)).toEqual(await readAll(from.journal));
    for (const name of ['2026-11.log', '2026-12.log']) {
      const restored = await readFile(join(to.folders.journal('work'), name), 'utf8');
      expect(restored.slice(name === '2026-11.log' ? restored.indexOf('\n') + 1 : 0)).toBe(await readFile(join(from.folders.journal('work'), name), 'utf8'));
    }
    expect(await to.vault.list()).toEqual(from.hashes);
    expect(await to.vault.verify(from.hashes)).toEqual({ missing: [], damaged: [] });
    expect(await to.keys.read()).toEqual(await from.keys.read());
    // and goes on from there
    expect(await journal.append(someLines(46).slice(45))).toBe(46);
    expect((await readdir(to.folders.root)).filter((name) => name.startsWith('restore-'))).toEqual([]);
  });

  it('restored twice equals once, and what it replaced is kept aside whole', async () => {
    const from = await filled();
    const to = await place();
    const present = await openJournal(to.folders.journal('work'), { storeId: 'mine', formatVersion: 1 });
    await present.append(someLines(5));
    await new Snapshots(to.folders, takeSnapshot).take('work', present, 'replace');
    await present.close();
    await replaceByBackup(await unpackBackup(from.file, to), to);
    await replaceByBackup(await unpackBackup(from.file, to), to);
    const journal = await openJournal(to.folders.journal('work'), { storeId: '', formatVersion: 1 });
    expect(await readAll(journal)).toEqual(await readAll(from.journal));
    const kept = (await readdir(to.folders.aside)).sort();
    expect(kept.length).toBe(2);
    const old = await openJournal(join(to.folders.aside, kept[0]!), { storeId: 'mine', formatVersion: 1 });
    expect(await readAll(old)).toEqual(someLines(5));
    // the snapshot made before it is the promised way back: it stays in the list
    expect((await new Snapshots(to.folders, takeSnapshot).list('work')).map((one) => one.seq)).toEqual([5]);
  });

  it('with any byte changed or missing is refused before anything is replaced', async () => {
    const from = await filled();
    const to = await place();
    const present = await openJournal(to.folders.journal('work'));
    await present.append(someLines(3));
    await present.close();
    const whole = await readFile(from.file);
    const hurt = join(to.folders.root, 'hurt.kezhuan');
    for (let i = 0; i < 60; i++) {
      const at = Math.floor((i / 60) * (whole.length - 2048));
      // padding between entries carries nothing
      if (whole[at] === 0 && i > 0) continue;
      await writeFile(hurt, Buffer.concat([whole.subarray(0, at), Buffer.from([whole[at]! ^ 0x01]), whole.subarray(at + 1)]));
      expect(asFault(await unpackBackup(hurt, to).catch((error: unknown) => error))).toMatchObject({ code: 'damaged' });
    }
    for (const length of [0, 100, 512, 5000, Math.floor(whole.length / 2), whole.length - 1024]) {
      await writeFile(hurt, whole.subarray(0, length));
      expect(asFault(await unpackBackup(hurt, to).catch((error: unknown) => error))).toMatchObject({ code: 'damaged' });
    }
    expect((await readdir(to.folders.root)).sort()).toEqual(['hurt.kezhuan', 'journal']);
    expect(await readAll(await openJournal(to.folders.journal('work')))).toEqual(someLines(3));
  });

  it('tells what is in it before anything is replaced, and says no to the same files', async () => {
    const from = await filled();
    const to = await place();
    const { size } = await stat(from.file);
    expect(await lookIntoBackup(from.file, to)).toEqual({
      made: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
      changes: 45,
      rows: { deals: 15 },
      files: 3,
      fileBytes: 2_500_000 + Buffer.from('合同扫描件'.repeat(9000)).length,
      damaged: 0,
    });
    const whole = await readFile(from.file);
    const hurt = join(to.folders.root, 'hurt.kezhuan');
    const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(3000, 1)]);
    const flipped = Buffer.from(whole);
    flipped[size - 4000]! ^= 1;
    for (const bytes of [Buffer.alloc(0), zip, whole.subarray(0, size - 1024), flipped]) {
      await writeFile(hurt, bytes);
      expect(asFault(await lookIntoBackup(hurt, to).catch((error: unknown) => error))).toMatchObject({ code: 'damaged' });
    }
    expect(asFault(await lookIntoBackup(from.file, await place('sample')).catch((error: unknown) => error)).code).toBe('unsupported');
    expect((await readdir(to.folders.root)).sort()).toEqual(['hurt.kezhuan']);
  });

  it('counts the rows that are there: made, not taken back, not put aside', async () => {
    const p = await place();
    const journal = await openJournal(p.folders.journal('work'));
    const patches = [
      [
        { op: 'make', table: 'deals', id: 'a', row: {}, over: [] },
        { op: 'make', table: 'deals', id: 'b', row: {}, over: [] },
      ],
      [
        { op: 'make', table: 'parties', id: 'p', row: { archived: true }, over: [] },
        { op: 'drop', table: 'deals', id: 'a', row: {}, over: [] },
      ],
      [
        { op: 'make', table: 'achievements', id: 'c', row: {}, over: [] },
        { op: 'set', table: 'achievements', id: 'c', field: 'archived', to: true, over: [] },
      ],
      [{ op: 'set', table: 'parties', id: 'p', field: 'archived', over: [] }],
    ];
    await journal.append(patches.map((list, i) => ({ seq: i + 1, json: JSON.stringify({ id: `c${i}`, hash: '', patches: list }) })));
    const file = join(p.folders.root, 'rows.kezhuan');
    await makeBackup({ workspace: 'work', journal, vault: p.vault, keys: p.keys }, file);
    expect((await lookIntoBackup(file, p)).rows).toEqual({ deals: 1, parties: 1 });
  });

  it('of another library or of a newer program is refused', async () => {
    const from = await filled();
    expect(asFault(await unpackBackup(from.file, await place('class')).catch((error: unknown) => error)).code).toBe('unsupported');
    const p = await place();
    const newer = await openJournal(p.folders.journal('work'), { storeId: 's', formatVersion: 99 });
    await newer.append(someLines(2));
    const file = join(p.folders.root, 'newer.kezhuan');
    await makeBackup({ workspace: 'work', journal: newer, vault: p.vault, keys: p.keys }, file);
    expect(asFault(await unpackBackup(file, await place()).catch((error: unknown) => error)).code).toBe('newer-store');
  });

  it('does not bring back the key of a person who was erased since', async () => {
    const from = await filled();
    await from.keys.destroy('person-1');
    await from.journal.close();
    await replaceByBackup(await unpackBackup(from.file, from), from);
    expect(await from.keys.read()).toEqual({ 'person-2': 'key-2' });
    expect(asFault(await from.keys.put('person-1', 'again').catch((error: unknown) => error)).code).toBe('forbidden');
  });

  it('leaves out a vault file that is damaged and says which', async () => {
    const from = await filled();
    await writeFile(from.vault.pathOf(from.hashes[0]!), 'not it');
    const { manifest } = await makeBackup({ workspace: 'work', journal: from.journal, vault: from.vault, keys: from.keys }, from.file);
    expect(manifest.damaged).toEqual([from.hashes[0]]);
    const to = await place();
    expect(await replaceByBackup(await unpackBackup(from.file, to), to)).toEqual({ changes: 45, files: 2 });
  });

  it('cut off while unpacking leaves a folder that the next start removes', async () => {
    const { folders } = await place();
    await mkdir(join(folders.root, 'restore-0123456789ab', 'vault'), { recursive: true });
    await mkdir(join(folders.root, 'restore-notes'));
    await tidyRestores(folders);
    expect(await readdir(folders.root)).toEqual(['restore-notes']);
  });

  it('opens with any program that knows tar', async () => {
    const from = await filled();
    const out = join(from.folders.root, 'out');
    await mkdir(out);
    execFileSync('tar', ['-xf', from.file, '-C', out]);
    expect((await readdir(out)).sort()).toEqual(['journal', 'keys.json', 'manifest.json', 'vault']);
    await cp(join(out, 'journal'), join(from.folders.root, 'by-hand'), { recursive: true });
    expect(await readAll(await openJournal(join(from.folders.root, 'by-hand')))).toEqual(someLines(45));
  });
});
