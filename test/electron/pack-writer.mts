/** A program of its own that writes a pack and is killed in the middle of it. */
import { BegunPacks } from '../../electron/pack/begun-packs.ts';
import { writeFolder, writeZip, type PackFile } from '../../electron/pack/write-pack.ts';
import { Vault } from '../../electron/vault/vault.ts';

const [, , as, vault, target, notes, list] = process.argv;
const watch = {
  begun: new BegunPacks(notes!),
  signal: new AbortController().signal,
  onProgress: (done: number) => void (done > 1_500_000 && process.kill(process.pid, 'SIGKILL')),
};
const files = JSON.parse(list!) as PackFile[];
if (as === 'zip') await writeZip(`${target}/材料.zip`, files, new Vault(vault!), watch);
else await writeFolder(target!, '材料', files, new Vault(vault!), watch);
