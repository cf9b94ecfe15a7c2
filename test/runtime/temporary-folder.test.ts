import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeAbandoned, setup } from '../runner/temporary-folder.ts';

test('everything of this run lies in one folder, also what its programs leave', () => {
  expect(tmpdir()).toMatch(/kezhuan-tests-\d+$/);
  const { stdout } = spawnSync('node', ['-p', 'require("node:os").tmpdir()'], { encoding: 'utf8' });
  expect(stdout.trim()).toBe(tmpdir());
});

test('the folder of a run goes with it, and the place before it is back', () => {
  const outer = tmpdir();
  const teardown = setup();
  const inner = tmpdir();
  expect(inner).not.toBe(outer);
  expect(existsSync(inner)).toBe(true);
  teardown();
  expect(existsSync(inner)).toBe(false);
  expect(tmpdir()).toBe(outer);
});

test('what a killed run left goes; a living run and the folders of others stay', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'kezhuan-abandoned-'));
  const dead = spawnSync('node', ['-e', '']).pid;
  for (const name of [`kezhuan-tests-${dead}`, `kezhuan-tests-${process.pid}`, 'kezhuan-tests-x', 'another'])
    await mkdir(join(parent, name, 'in'), { recursive: true });
  removeAbandoned(parent);
  expect((await readdir(parent)).sort()).toEqual(['another', `kezhuan-tests-${process.pid}`, 'kezhuan-tests-x'].sort());
});
