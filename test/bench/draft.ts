/** Drafting from a list: memory of 200 contracts against that of 50, and two workers against one. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { tableToXlsx } from '../../renderer/documents/table-xlsx.ts';
import { clauses } from '../documents/clause-files.ts';
import { fullAnswers } from '../documents/kinds-fixture.ts';
import { figure, median, type Figure } from './figure.ts';

const ROUNDS = 3;
const MS = 2_000;

/** Highest resident memory of the command in MB while it drafts that many, as the system counted it. */
async function peakOf(count: number, folder: string): Promise<{ peak: number; ms: number }> {
  const set = clauses('KF-WT');
  const row = { 'buyer.name': '示例委托单位', 'seller.name': '示例农业研究所', ...fullAnswers(set) };
  const file = join(folder, `${count}.xlsx`);
  const columns = Object.keys(row).map((header) => ({ header, width: 20, kind: 'text' as const }));
  const rows = Array.from({ length: count }, (_, i) => Object.entries(row).map(([k, v]) => (k === 'projectName' ? `${v}${i}` : v)));
  await writeFile(file, tableToXlsx({ title: '清单', sheet: '清单', columns, rows, contentId: '' }));
  const started = performance.now();
  const run = spawn(process.execPath, ['electron/cli/kezhuan.mjs', 'draft', file, '--kind', 'KF-WT', '--out', join(folder, `out${count}`)], {
    stdio: 'ignore',
  });
  let peak = 0;
  const watch = setInterval(() => {
    void readFile(`/proc/${run.pid}/status`, 'utf8').then(
      (status) => (peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)),
      () => undefined,
    );
  }, 50);
  const code = await new Promise<number | null>((done) => run.once('close', done));
  clearInterval(watch);
  const report = JSON.parse(await readFile(join(folder, `out${count}`, '起草报告.json'), 'utf8')) as { drafted: number };
  if (code === 2 || report.drafted !== count) throw new Error(`${report.drafted} of ${count} drafted, exit ${code}`);
  return { peak, ms: performance.now() - started };
}

/** How often a second that many workers at once do their work. */
async function rateOf(work: 'draft' | 'count', workers: number): Promise<number> {
  // a worker does not inherit the compiler that runs this file
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(new URL('./draft-worker.ts', import.meta.url).href)}); })`;
  const all = Array.from({ length: workers }, () => new Worker(start, { eval: true, workerData: { ms: MS, warm: 15, work } }));
  const next = (worker: Worker): Promise<unknown> => new Promise((done, fail) => void worker.once('message', done).once('error', fail));
  await Promise.all(all.map(next));
  const made = await Promise.all(
    all.map((worker) => {
      const said = next(worker);
      worker.postMessage('go');
      return said;
    }),
  );
  await Promise.all(all.map((worker) => worker.terminate()));
  return ((made as number[]).reduce((sum, n) => sum + n, 0) * 1000) / MS;
}

export async function measureDraft(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kezhuan-bench-draft-'));
  try {
    const [few, many]: [number[], number[]] = [[], []];
    let last = 0;
    for (let round = 0; round < ROUNDS; round++) {
      few.push((await peakOf(50, folder)).peak);
      const { peak, ms } = await peakOf(200, folder);
      many.push(peak);
      last = ms;
    }
    const rates = { draft: [[], []], count: [[], []] } as Record<'draft' | 'count', [number[], number[]]>;
    for (let round = 0; round < ROUNDS; round++)
      for (const work of ['draft', 'count'] as const) for (const workers of [1, 2]) rates[work][workers - 1]!.push(await rateOf(work, workers));
    const gain = ([one, two]: [number[], number[]]): number => median(two) / median(one);
    return [
      figure({
        name: 'kezhuan draft: highest memory of 200 contracts',
        value: median(many),
        yardstick: median(few),
        unit: 'MB',
        against: 'the same command with 50',
        // the collector takes its time; what is kept of 150 more contracts would be twice as much and more
        bar: { most: 1.5 },
        note: `200 contracts in ${(last / 1000).toFixed(1)} s`,
      }),
      figure({
        name: 'two workers drafting against one',
        value: gain(rates.draft),
        yardstick: gain(rates.count),
        unit: 'times',
        against: 'two workers counting against one: what the machine has to give just now',
        bar: { least: 0.8 },
        note: `${median(rates.draft[0]).toFixed(0)} contracts/s of one worker, ${median(rates.draft[1]).toFixed(0)} of two`,
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
