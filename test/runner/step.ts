import { spawn } from 'node:child_process';
import { PROJECT } from '../../electron/runtime/paths.ts';

/** What one part of the run brought; `groups` are its suites with their own counts. */
export type Outcome = {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  groups?: readonly { name: string; passed: number; failed: number; skipped: number }[];
  /** why something failed or was skipped */
  notes: readonly string[];
};

export type Finished = { code: number; text: string; seconds: number };

/** Runs a program to its end; its output is shown as it comes, or kept for the case that it fails. */
export function runProgram(program: string, args: readonly string[], options: { env?: Record<string, string>; show?: boolean } = {}): Promise<Finished> {
  const started = Date.now();
  const child = spawn(program, args, { cwd: PROJECT, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (options.show) process.stdout.write(chunk);
    });
  }
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, text, seconds: (Date.now() - started) / 1000 }));
  });
}

/** A check that either holds or does not: types, lint, format. */
export async function check(name: string, program: string, args: readonly string[]): Promise<Outcome> {
  const { code, text, seconds } = await runProgram(program, args);
  const held = code === 0;
  if (!held) console.log(`\n── ${name} ──\n${text}`);
  return { name, passed: held ? 1 : 0, failed: held ? 0 : 1, skipped: 0, seconds, notes: held ? [] : [`${program} ${args.join(' ')} ended with ${code}`] };
}
