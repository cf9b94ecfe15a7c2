/** Drafting from a list: memory of 200 contracts against that of 50, and two workers against one. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { tableToXlsx } from '../../shared/sheet/table-xlsx.ts';
import { clauses } from '../documents/clause-files.ts';
import { fullAnswers } from '../documents/kinds-fixture.ts';
import type { Work } from './draft-worker.ts';
import { figure, median, type Figure } from './figure.ts';

const ROUNDS = 3;
const TURNS = 7;
const MS = 1_000;
const WARM_MS = 10_000;
const WORKS: readonly Work[] = ['draft', 'fill', 'count'];

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

type Rate = { perSecond: number; /** processors kept busy, the engine's own threads included */ cores: number };
type Rates = Record<Work, [one: Rate, two: Rate][]>;

/** How often a second one worker and two at once do each work, in turns, so that a noisy moment hits all. */
async function rates(): Promise<Rates> {
  // a worker does not inherit the compiler that runs this file
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(new URL('./draft-worker.ts', import.meta.url).href)}); })`;
  const both = [new Worker(start, { eval: true }), new Worker(start, { eval: true })];
  const broken = Promise.race(both.map((worker) => new Promise<never>((_, fail) => void worker.once('error', fail))));
  const done = (worker: Worker, work: Work, ms: number): Promise<number> => {
    worker.postMessage({ work, ms });
    return Promise.race([broken, new Promise<number>((resolve) => void worker.once('message', resolve))]);
  };
  const rate = async (workers: readonly Worker[], work: Work, ms: number): Promise<Rate> => {
    const before = process.cpuUsage();
    const started = performance.now();
    const made = await Promise.all(workers.map((worker) => done(worker, work, ms)));
    const { user, system } = process.cpuUsage(before);
    return { perSecond: (made.reduce((sum, n) => sum + n, 0) * 1000) / ms, cores: (user + system) / 1000 / (performance.now() - started) };
  };
  try {
    const all: Rates = { draft: [], fill: [], count: [] };
    // until the engine has compiled what is hot: it does so on threads of its own, beside the one worker
    for (const work of WORKS) await rate(both, work, WARM_MS);
    for (let turn = 0; turn < TURNS; turn++)
      for (const work of WORKS) all[work].push([await rate(both.slice(turn % 2, (turn % 2) + 1), work, MS), await rate(both, work, MS)]);
    return all;
  } finally {
    await Promise.all(both.map((worker) => worker.terminate()));
  }
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
    const all = await rates();
    const gain = (work: Work): number => median(all[work].map(([one, two]) => two.perSecond / one.perSecond));
    // on a machine with other work to do, what a second of processor brings says more than what a second of the clock does
    const said = (work: Work): string => {
      const of = (i: 0 | 1, value: (r: Rate) => number): number => median(all[work].map((turn) => value(turn[i])));
      const rate = (i: 0 | 1): string =>
        `${of(i, (r) => r.perSecond).toFixed(0)}/s on ${of(i, (r) => r.cores).toFixed(2)} processors (${of(i, (r) => r.perSecond / r.cores).toFixed(0)} a processor-second)`;
      return `one worker ${rate(0)}, two ${rate(1)}`;
    };
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
        value: gain('draft'),
        yardstick: gain('count'),
        unit: 'times',
        against: 'two workers counting against one: what the machine has to give just now',
        bar: { least: 0.85 },
        note: `contracts: ${said('draft')}; counting: ${said('count')}`,
      }),
      figure({
        name: 'two workers drafting against one, beside another maker of documents',
        value: gain('draft'),
        yardstick: gain('fill'),
        unit: 'times',
        against: 'two workers filling the same contract with docxtemplater against one',
        bar: { least: 0.95 },
        note: `docxtemplater: ${said('fill')}`,
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
