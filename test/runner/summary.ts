import type { Outcome } from './step.ts';

export type Total = { passed: number; failed: number; skipped: number };

export function total(outcomes: readonly Outcome[]): Total {
  return outcomes.reduce((sum, { passed, failed, skipped }) => ({ passed: sum.passed + passed, failed: sum.failed + failed, skipped: sum.skipped + skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
}

/** The last line of a run, alone on its line. */
export function closingLine({ passed, failed, skipped }: Total): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The table at the end: every part, its areas, and each failure or skip with its reason. */
export function summary(outcomes: readonly Outcome[]): string {
  const row = (name: string, { passed, failed, skipped }: Total, seconds = ''): string =>
    `${name.padEnd(28)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(skipped).padStart(9)}${seconds.padStart(10)}`;
  const lines = ['', `${'part'.padEnd(28)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(10)}`];
  for (const outcome of outcomes) {
    lines.push(row(outcome.name, outcome, outcome.seconds.toFixed(1)));
    for (const group of outcome.groups ?? []) lines.push(row(`  ${group.name}`, group));
  }
  const notes = outcomes.flatMap(({ name, notes: said }) => said.map((note) => `${name}: ${note}`));
  if (notes.length > 0) lines.push('', ...notes);
  return lines.join('\n');
}

/** 0 only where nothing failed, something ran, and nothing was skipped (or skipping was allowed). */
export function exitCode(sum: Total, allowSkips: boolean): number {
  return sum.failed === 0 && sum.passed > 0 && (sum.skipped === 0 || allowSkips) ? 0 : 1;
}
