/** Which of our packages ask for a newer Node than the oldest we tolerate: npm warns of each, and README says which they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';

type Locked = { packages: Record<string, { engines?: { node?: string }; optional?: boolean }> };
const read = (name: string): string => readFileSync(join(PROJECT, name), 'utf8');

/** Whether a range has room for Node 20 from 20.19 on; enough for the ranges that occur in a lock. */
const takesTwenty = (range: string): boolean =>
  range.split('||').some((part) => {
    const m = /^\s*(>=|>|\^|~)?\s*v?(\d+)(?:\.(?:\d+|x|\*))*(?:\s*<\s*(\d+))?\s*\.?\*?\s*$/.exec(part);
    if (!m) return part.trim() === '*';
    const [, sign, major, below] = m;
    if (below !== undefined) return Number(major) <= 20 && Number(below) > 20;
    return sign === '>=' || sign === '>' ? Number(major) <= 20 : Number(major) === 20;
  });

it('README names every package that asks for more than Node 20', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as Locked;
  const asking = Object.entries(packages).filter(
    ([path, p]) => path !== '' && p.optional !== true && p.engines?.node !== undefined && !takesTwenty(p.engines.node),
  );
  const names = asking.map(([path]) => path.split('node_modules/').at(-1)!);
  const said = /EBADENGINE warning[^(]*\(([^)]*)\)/.exec(read('README.md'))?.[1] ?? '';
  const covered = (name: string): boolean =>
    said.split(/,\s*/).includes(name) ||
    (said.includes('electron and its tools') && /^(electron$|@electron|node-abi$)/.test(name)) ||
    (said.includes('vitest') && name.startsWith('@vitest/'));
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((n) => !covered(n))).toEqual([]);
});

it('reads ranges as npm does', () => {
  for (const range of [
    '>=20',
    '>= 0.4',
    '^20.19.0 || >=22.12.0',
    '18 || 20 || >=22',
    '*',
    '20 || >=22',
    '>=6 <7 || >=8',
    '>=v12.22.7',
    '6.* || 8.* || >= 10.*',
    '>=8.x',
  ])
    expect(takesTwenty(range), range).toBe(true);
  for (const range of ['>=22', '>=22.12.0', '^22 || ^24 || >=26', '>=22.13.0 || >=24', '>= 22.12.0']) expect(takesTwenty(range), range).toBe(false);
});
