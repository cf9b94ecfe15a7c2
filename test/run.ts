/**
 * `npm test`: everything in one command. `--quick`: types, lint, and the suites that only compute. `--soak[=N]`: the same random suites
 * N times longer (20 unless told). `--allow-skips`: a part that cannot run here is reported but does not fail the run.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../electron/runtime/build.ts';
import { chooseRuntime } from '../electron/runtime/choose.ts';
import { PROJECT } from '../electron/runtime/paths.ts';
import { ensureSystem } from '../electron/runtime/system-packages.ts';
import { check, type Outcome } from './runner/step.ts';
import { closingLine, exitCode, summary, total } from './runner/summary.ts';
import { vitestProject } from './runner/vitest.ts';

const flags = process.argv.slice(2);
const has = (flag: string): boolean => flags.includes(flag);
const soak = flags.find((flag) => flag.startsWith('--soak'));
const outcomes: Outcome[] = [];
const bin = (name: string): string => `node_modules/.bin/${name}`;

function unable(name: string, reason: string): Outcome {
  return { name, passed: 0, failed: 0, skipped: 1, seconds: 0, notes: [`skipped: ${reason}`] };
}

async function timed(name: string, work: () => Promise<string>): Promise<Outcome> {
  const started = Date.now();
  const seconds = (): number => (Date.now() - started) / 1000;
  try {
    const note = await work();
    return { name, passed: 1, failed: 0, skipped: 0, seconds: seconds(), notes: note ? [note] : [] };
  } catch (error) {
    return { name, passed: 0, failed: 1, skipped: 0, seconds: seconds(), notes: [error instanceof Error ? error.message : String(error)] };
  }
}

async function checks(quick: boolean): Promise<void> {
  // types first: lint reads the declarations that the compiler writes
  outcomes.push(await check('types (tsc -b)', bin('tsc'), ['-b']));
  outcomes.push(await check('lint (oxlint, type-aware)', bin('oxlint'), ['-c', 'test/oxlint.json', '--type-aware', '--deny-warnings']));
  if (quick) return;
  outcomes.push(await check('format (prettier)', bin('prettier'), ['--check', '--log-level=warn', '{electron,renderer,shared,test}/**/*.{ts,tsx,css}']));
  outcomes.push(await check('unused code (knip)', bin('knip'), ['--config', 'test/knip.json', '--no-progress']));
}

async function real(machine: boolean): Promise<void> {
  if (!machine) {
    outcomes.push(unable('chromium', 'system packages are missing, see above'), unable('e2e', 'system packages are missing, see above'));
    return;
  }
  let line = '';
  const runtime = await timed('runtime', async () => (line = (await chooseRuntime()).line));
  outcomes.push(runtime);
  const build = await timed('build', async () => ((await ensureBuilt(console.log)) ? '' : 'up to date'));
  outcomes.push(build);
  if (line) console.log(line);
  outcomes.push(await vitestProject('chromium', 'chromium'));
  if (runtime.failed + build.failed > 0) outcomes.push(unable('e2e', 'no Electron to be had, or no build'));
  else outcomes.push(await vitestProject('e2e', 'e2e'));
}

// before everything: the document suites among the unit tests want LibreOffice and fonts
const machine = has('--quick') || ensureSystem(['run', 'test', 'package']);
if (soak) {
  process.env['SOAK'] = soak.split('=')[1] ?? '20';
  outcomes.push(await vitestProject('node', 'node'));
  await real(machine);
} else {
  await checks(has('--quick'));
  if (has('--quick')) {
    // the command line starts processes of its own, stores and journals wait for theirs
    const rules = readdirSync(join(PROJECT, 'test/domain')).flatMap((f) => (/^(?!cli).*\.test\.ts$/.test(f) ? [`test/domain/${f}`] : []));
    outcomes.push(await vitestProject('node', 'node', [...rules, 'test/change', 'test/runtime', 'test/architecture']));
  } else {
    outcomes.push(await vitestProject('node', 'node', ['--coverage']));
    await real(machine);
  }
}

const sum = total(outcomes);
console.log(summary(outcomes));
console.log(closingLine(sum));
process.exitCode = exitCode(sum, has('--allow-skips'));
