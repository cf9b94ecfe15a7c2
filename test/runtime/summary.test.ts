import { describe, expect, test } from 'vitest';
import { closingLine, exitCode, summary, total } from '../runner/summary.ts';
import { countByArea } from '../runner/vitest.ts';

const part = (passed: number, failed: number, skipped: number, notes: string[] = []): Parameters<typeof total>[0][number] => ({
  name: 'part',
  passed,
  failed,
  skipped,
  seconds: 1,
  notes,
});

describe('the end of a run', () => {
  test('closes with one line of counts', () => {
    expect(closingLine(total([part(3, 0, 0), part(1, 0, 0)]))).toBe('4 passed, 0 failed');
    expect(closingLine(total([part(3, 1, 2)]))).toBe('3 passed, 1 failed, 2 skipped');
  });

  test('fails on a failure, on nothing run, and on a skip unless told', () => {
    expect(exitCode(total([part(1, 0, 0)]), false)).toBe(0);
    expect(exitCode(total([part(1, 1, 0)]), true)).toBe(1);
    expect(exitCode(total([]), true)).toBe(1);
    expect(exitCode(total([part(1, 0, 1)]), false)).toBe(1);
    expect(exitCode(total([part(1, 0, 1)]), true)).toBe(0);
  });

  test('says why something failed or was skipped', () => expect(summary([part(0, 0, 1, ['skipped: no screen'])])).toContain('part: skipped: no screen'));

  test('a test file that could not even be loaded is a failure', () => {
    const report = { testResults: [{ name: 'x/test/data/a.test.ts', status: 'failed', message: 'cannot load\nmore', assertionResults: [] }] };
    const { groups, notes } = countByArea(report);
    expect(groups.map(({ failed }) => failed)).toEqual([1]);
    expect(notes[0]).toContain('cannot load');
  });
});
