/** What the page of the worker test offers: the real worker, jobs, and how long the window stood still meanwhile. */
import { planImport } from '../../shared/domain/import/plan.ts';
import { recogniseTemplate } from '../../shared/domain/import/templates.ts';
import { clausesOf } from '../../renderer/documents/clauses.ts';
import { tableToXlsx } from '../../shared/sheet/table-xlsx.ts';
import { runDocument } from '../../renderer/workers/documents.ts';
import { sampleAchievements } from '../demo/sample-achievements.ts';
import { licenceInput } from './licence-fixture.ts';

export { runDocument, planImport, recogniseTemplate };

/** Ten thousand lines of the 27 columns as a workbook. */
export function bigWorkbook(rows: number): Uint8Array<ArrayBuffer> {
  const sample = sampleAchievements(300, 5);
  const many = Array.from({ length: rows }, (_, i) => sample.rows[i % 300]!.map((c, k) => (k === 2 ? `${c} ${i}` : c)));
  return tableToXlsx({
    title: '大表',
    sheet: '成果',
    columns: sample.headers.map((header) => ({ header, width: 12, kind: 'text' as const })),
    rows: many,
    contentId: '',
  });
}

export const contract = () => runDocument({ kind: 'contract', set: clausesOf('XK-ZL')!, input: licenceInput() });

/** Longest pause between two timer ticks while `work` runs: what a person feels as a frozen window. */
export async function longestPause<T>(work: () => Promise<T>): Promise<{ value: T; pause: number; took: number }> {
  const started = performance.now();
  let last = started;
  let pause = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    pause = Math.max(pause, now - last);
    last = now;
  }, 4);
  const value = await work();
  clearInterval(timer);
  return { value, pause, took: performance.now() - started };
}
