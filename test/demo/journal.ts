/** What the demo did: each step with its time, its picture and what was seen; written out whatever happens. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export type StepReport = { name: string; ok: boolean; seconds: number; screenshot: string | null; error?: string };
export type FileReport = { name: string; sha256: string; bytes: number };
export type Summary = {
  ok: boolean;
  runtime: string;
  input: string;
  startedAt: string;
  seconds: number;
  values: Record<string, string | readonly string[]>;
  registerNo: string | null;
  files: FileReport[];
  steps: StepReport[];
};

export class DoesNotHold extends Error {}

/** Ends the step where what is seen is not what must be. */
export function hold(what: string, seen: unknown, expected: unknown): void {
  if (JSON.stringify(seen) !== JSON.stringify(expected)) throw new DoesNotHold(`${what}: expected ${JSON.stringify(expected)}, seen ${JSON.stringify(seen)}`);
}

/** Asks again until it holds; the last answer is in the message. */
export async function until<T>(what: string, ask: () => Promise<T>, fits: (seen: T) => boolean, within = 60_000): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const seen = await ask();
    if (fits(seen)) return seen;
    if (Date.now() > end) throw new DoesNotHold(`${what}: still ${JSON.stringify(seen)} after ${within / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export type DemoJournal = {
  out: string;
  values: Summary['values'];
  /** runs one step, takes its picture, prints one line; a failing step ends the demo */
  step(name: string, work: () => Promise<unknown>): Promise<void>;
  /** which page the next pictures are taken of */
  look(page: Page): void;
  registered(no: string): void;
  runsOn(line: string): void;
  finish(error: unknown): Promise<Summary>;
};

/** An old result is removed first: what lies there afterwards is of this run. */
export async function openJournal(out: string, input: string): Promise<DemoJournal> {
  await mkdir(out, { recursive: true });
  for (const name of await readdir(out)) if (/\.(png|docx|pdf|zip|json)$/.test(name)) await rm(join(out, name));
  const started = Date.now();
  const steps: StepReport[] = [];
  const values: Summary['values'] = {};
  let page: Page | undefined;
  let registerNo: string | null = null;
  let runtime = '';

  const picture = async (name: string): Promise<string | null> => {
    const file = `${String(steps.length + 1).padStart(2, '0')}-${name}.png`;
    try {
      await page?.screenshot({ path: join(out, file), animations: 'disabled' });
      return page ? file : null;
    } catch {
      return null;
    }
  };
  return {
    out,
    values,
    look: (next) => {
      page = next;
    },
    registered: (no) => {
      registerNo = no;
    },
    runsOn: (line) => {
      runtime = line;
    },
    async step(name, work) {
      const began = Date.now();
      const seconds = (): number => Math.round((Date.now() - began) / 100) / 10;
      try {
        await work();
        const took = seconds();
        steps.push({ name, ok: true, seconds: took, screenshot: await picture(name) });
        console.log(`  ✓ ${name}  ${took.toFixed(1)} s`);
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        steps.push({ name, ok: false, seconds: seconds(), screenshot: await picture(`${name}-失败`), error: words });
        console.error(`  ✗ ${name}: ${words}`);
        throw error;
      }
    },
    async finish(error) {
      const files = await Promise.all(
        (await readdir(out))
          .filter((n) => n !== 'summary.json')
          .toSorted()
          .map(async (name) => {
            const bytes = await readFile(join(out, name));
            return { name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
          }),
      );
      const summary: Summary = {
        ok: error === undefined,
        runtime,
        input,
        startedAt: new Date(started).toISOString(),
        seconds: Math.round((Date.now() - started) / 1000),
        values,
        registerNo,
        files,
        steps,
      };
      await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
      return summary;
    },
  };
}
