import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { runProgram, type Outcome } from './step.ts';

type Report = { testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string }[] }[] };

/** First folder below test/, so that the summary counts by area. */
function areaOf(file: string): string {
  const path = relative(join(PROJECT, 'test'), file);
  return path.includes('/') ? (path.split('/')[0] ?? path) : path.replace(/\.test\.tsx?$/, '');
}

/** Counts of a vitest report by area; a file that could not be collected counts as one failure. */
export function countByArea(report: Report): { groups: NonNullable<Outcome['groups']>; notes: string[] } {
  const groups = new Map<string, { name: string; passed: number; failed: number; skipped: number }>();
  const notes: string[] = [];
  for (const file of report.testResults) {
    const name = areaOf(file.name);
    const group = groups.get(name) ?? { name, passed: 0, failed: 0, skipped: 0 };
    groups.set(name, group);
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') group.passed += 1;
      else if (status === 'failed') group.failed += 1;
      else group.skipped += 1;
      if (status !== 'passed') notes.push(`${status}: ${relative(PROJECT, file.name)} › ${fullName}`);
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      group.failed += 1;
      notes.push(`failed: ${relative(PROJECT, file.name)}: ${file.message.split('\n')[0] ?? ''}`);
    }
  }
  return { groups: [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), notes };
}

/** Runs one vitest project of test/vitest.config.ts. */
export async function vitestProject(name: string, project: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'kezhuan-report-'));
  const file = join(folder, 'report.json');
  try {
    const { code, seconds, text } = await runProgram(
      join(PROJECT, 'node_modules/.bin/vitest'),
      ['run', '--config', 'test/vitest.config.ts', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      { show: true, env },
    );
    const report = await readFile(file, 'utf8').then(
      (json) => JSON.parse(json) as Report,
      () => undefined,
    );
    if (!report) return { name, passed: 0, failed: 1, skipped: 0, seconds, notes: [`vitest ended with ${code} and left no report`] };
    const { groups, notes } = countByArea(report);
    const sum = (key: 'passed' | 'failed' | 'skipped'): number => groups.reduce((total, group) => total + group[key], 0);
    // an error outside every test, or coverage below its threshold
    const beyond = code !== 0 && sum('failed') === 0;
    const covered = /Lines\s*:\s*([\d.]+%)/.exec(text)?.[1];
    if (covered) notes.push(`lines covered: ${covered}`);
    if (beyond) notes.push(/ERROR: Coverage.*/.exec(text)?.[0] ?? `vitest ended with ${code} although every test passed`);
    return { name, passed: sum('passed'), failed: sum('failed') + (beyond ? 1 : 0), skipped: sum('skipped'), seconds, groups, notes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
