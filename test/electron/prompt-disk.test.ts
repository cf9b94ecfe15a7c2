/** Where a journal's line is written: on this thread while the disk is prompt, elsewhere otherwise. */
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PromptDisk } from '../../electron/journal/prompt-disk.ts';
import { freshFolder } from './store-folder.ts';

const SMALL = Buffer.from('一行\n');

/** A clock that says how long each write took, in turn. */
function diskTaking(...ms: number[]): PromptDisk {
  let at = 0;
  let asked = 0;
  return new PromptDisk(() => (asked++ % 2 === 0 ? at : (at += ms[(asked >> 1) - 1] ?? 0)));
}

it('waits elsewhere at first, after a slow answer and for a large batch; on a prompt disk writes at once', async () => {
  const file = path.join(await freshFolder(), 'a.log');
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT | constants.O_DSYNC);
  const disk = diskTaking(0.4, 0.3, 40, 30, 1);
  const seen: boolean[] = [];
  let end = 0;
  for (let i = 0; i < 6; i++) {
    seen.push(disk.prompt);
    await disk.write(handle, SMALL, end);
    end += SMALL.length;
  }
  // the sixth took no time by the clock
  expect(seen).toEqual([false, true, true, false, false, true]);
  const large = Buffer.alloc(70_000, 0x61);
  await disk.write(handle, large, end);
  await handle.close();
  expect(await readFile(file)).toEqual(Buffer.concat([...Array.from({ length: 6 }, () => SMALL), large]));
});

it('throws what the disk says, on this thread too', async () => {
  const file = path.join(await freshFolder(), 'a.log');
  const handle = await open(file, 'w');
  const disk = diskTaking(0, 0, 0);
  await disk.write(handle, SMALL, 0);
  await handle.close();
  const closed = await open(file, 'r');
  expect(disk.prompt).toBe(true);
  await expect(disk.write(closed, SMALL, 0)).rejects.toMatchObject({ code: 'EBADF' });
  await closed.close();
});
