/** `npm run bench`: every performance claim of this product, each beside a yardstick measured in the same run. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Figure } from './figure.ts';

const PARTS: Record<string, () => Promise<Figure[]> | Figure[]> = {
  search: async () => (await import('./search.ts')).measureSearch(),
  store: async () => (await import('./store.ts')).measureStore(),
  tasks: async () => (await import('./tasks.ts')).measureTasks(),
  typing: async () => (await import('./typing.ts')).measureTyping(),
  history: async () => (await import('./history.ts')).measureHistory(),
  screens: async () => (await import('./screens.ts')).measureScreens(),
  replay: async () => (await import('./replay.ts')).measureReplay(),
  align: async () => (await import('./align.ts')).measureAlignment(),
  documents: async () => (await import('./documents.ts')).measureDocuments(),
  draft: async () => (await import('./draft.ts')).measureDraft(),
  outbox: async () => (await import('./outbox.ts')).measureOutbox(),
  simulation: async () => (await import('./simulation.ts')).measureSimulation(),
  registry: async () => (await import('./registry.ts')).measureRegistry(),
  valuation: async () => [...(await import('./valuation.ts')).measureValuation(), ...(await (await import('./versions.ts')).measureVersions())],
};

const only = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const figures: Figure[] = [];
const failed: string[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (only.length > 0 && !only.includes(name)) continue;
  console.error(`measuring ${name} …`);
  try {
    figures.push(...(await measure()));
  } catch (e) {
    failed.push(name);
    console.error(e);
  }
}

const number = (n: number): string => (n >= 1000 ? Math.round(n).toLocaleString('en') : n.toPrecision(3));
const bar = (f: Figure): string => (f.bar === undefined ? '–' : 'most' in f.bar ? `≤ ${f.bar.most}` : `≥ ${f.bar.least}`);
for (const f of figures) {
  const verdict = f.met === null ? 'reported' : f.met ? 'met' : 'NOT MET';
  console.log(
    `${f.name}\n  ${number(f.value)} ${f.unit} against ${number(f.yardstick)} (${f.against}): ratio ${f.ratio.toFixed(2)}, bar ${bar(f)}, ${verdict}${f.note ? `\n  ${f.note}` : ''}`,
  );
}
await mkdir('bench-output', { recursive: true });
await writeFile('bench-output/bench.json', JSON.stringify({ cores: cpus().length, node: process.version, figures, failed }, null, 2));
console.log(JSON.stringify(figures.map(({ name, ratio, met }) => ({ name, ratio: Number(ratio.toFixed(3)), met }))));
process.exitCode = failed.length > 0 || figures.some((f) => f.met === false) ? 1 : 0;
