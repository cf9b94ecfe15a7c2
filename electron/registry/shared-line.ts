/**
 * The class's line as every process on this database tells it. Each process that has its line open keeps a mark: where, since when,
 * and alive a moment ago. So a page of any process says what is so, and closes the line also where another one opened it; after a
 * stop the mark tells that the line was open before.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { lanAddresses, type Line } from './class-line.ts';
import type { RegistryDatabase } from './database.ts';
import type { Tx } from './row.ts';

const mark = z.object({ addresses: z.array(z.string()), port: z.number(), since: z.string(), alive: z.string() });
/** Where a line is open, and since when. */
export type OpenLine = Pick<z.infer<typeof mark>, 'addresses' | 'port' | 'since'>;
/** `elsewhere`: opened by another process · `before`: open when its process ended, and not opened since */
export type Network = { here: OpenLine | null; elsewhere: OpenLine[]; before: OpenLine | null };
export type SharedLine = {
  look(tx: Tx): Promise<Network>;
  open(): Promise<void>;
  /** everywhere: another process follows at its next beat */
  close(): Promise<void>;
  /** with its process, which the mark outlives */
  stop(): Promise<void>;
};

const MARK = 'class-line/';
const BEAT_MS = 3_000;
/** A beat may be late, and the clocks of two computers differ a little. */
const ALIVE_MS = 30_000;

export function shareLine(database: RegistryDatabase, line: Line, now: () => Date): SharedLine {
  const own = `${MARK}${randomUUID()}`;
  let since = '';
  let beat: NodeJS.Timeout | undefined;
  const value = (port: number, alive: string): string => JSON.stringify({ addresses: lanAddresses(), port, since, alive });
  const shut = (): Promise<void> => {
    clearInterval(beat);
    return line.close();
  };
  const tell = async (alive: string): Promise<void> => {
    const port = line.port();
    if (port === null) return;
    const kept = await database.run((tx) =>
      tx
        .updateTable('marks')
        .set({ value: value(port, alive) })
        .where('name', '=', own)
        .executeTakeFirst(),
    );
    // somebody closed it from another process
    if (Number(kept.numUpdatedRows) === 0) await shut();
  };
  const marks = async (tx: Tx): Promise<{ name: string; kept: z.infer<typeof mark> }[]> =>
    (await tx.selectFrom('marks').selectAll().where('name', 'like', `${MARK}%`).execute()).map(({ name, value: kept }) => ({
      name,
      kept: mark.parse(JSON.parse(kept)),
    }));
  // a folder has one process: whatever another one left is over
  const lives = (alive: string): boolean => database.many && now().getTime() - Date.parse(alive) < ALIVE_MS;
  return {
    async look(tx) {
      const others = (await marks(tx)).filter(({ name }) => name !== own).map(({ kept }) => kept);
      const port = line.port();
      const here = port === null ? null : { addresses: lanAddresses(), port, since };
      const elsewhere = others.filter(({ alive }) => lives(alive));
      const last = others.toSorted((a, b) => a.since.localeCompare(b.since)).at(-1);
      return { here, elsewhere, before: here === null && elsewhere.length === 0 ? (last ?? null) : null };
    },
    async open() {
      if (line.port() === null) since = now().toISOString();
      const port = await line.open();
      await database.run(async (tx) => {
        for (const { name, kept } of await marks(tx)) if (!lives(kept.alive)) await tx.deleteFrom('marks').where('name', '=', name).execute();
        await tx
          .insertInto('marks')
          .values({ name: own, value: value(port, since) })
          .onConflict((c) => c.column('name').doUpdateSet({ value: value(port, now().toISOString()) }))
          .execute();
      });
      // a database that is away for a moment ends no class
      clearInterval(beat);
      if (database.many) beat = setInterval(() => void tell(now().toISOString()).catch(() => undefined), BEAT_MS).unref();
    },
    async close() {
      await shut();
      await database.run((tx) => tx.deleteFrom('marks').where('name', 'like', `${MARK}%`).execute());
    },
    async stop() {
      clearInterval(beat);
      await tell('').catch(() => undefined);
      await line.close();
    },
  };
}
