/** A database of the version before: its filings keep their numbers and answers, and find their place in queues and figures. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { openDatabase } from '../../electron/registry/database.ts';
import { decide } from '../../electron/registry/decide.ts';
import { openFolder } from '../../electron/registry/engine-sqlite.ts';
import { submit } from '../../electron/registry/letters.ts';
import { MIGRATIONS } from '../../electron/registry/migrations.ts';
import { readLetter } from '../../electron/registry/read-body.ts';
import { FIRST } from '../support/live-registry.ts';
import { sampleLetter } from '../support/sample-letter.ts';

it('is brought forward and goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'registry-older-'));
  const { dialect, release } = openFolder(folder);
  const old = new Kysely<Record<string, Record<string, unknown>>>({ dialect });
  const first = Object.fromEntries(Object.entries(MIGRATIONS).slice(0, 1));
  expect((await new Migrator({ db: old, provider: { getMigrations: () => Promise.resolve(first) } }).migrateToLatest()).error).toBeUndefined();
  const { id: letter, text } = sampleLetter(1);
  const answer = JSON.stringify({ old: true });
  await old.insertInto('offices').values({ id: 'local', name: '本机', token_hash: 'x', created_at: '2026-03-01T00:00:00.000Z' }).execute();
  const row = {
    ...{ id: 'MN202600000001', office_id: 'local', letter_id: letter, body: text, body_hash: readLetter(text).bodyHash, filing_id: 'filing-1', version: 1 },
    ...{ contract_no: 'XK-2026-1', project_name: 'p', seller_name: 's', buyer_name: 'b', status: 'ACCEPTED', revision: 2, reasons: '[]' },
    ...{ received_at: '2026-03-31T17:00:00.000Z', accepted_on: '2026-04-01', answer_code: 201, answer, arrival: 1 },
  };
  await old.insertInto('filings').values(row).execute();
  await old
    .insertInto('events')
    .values({ position: 1, office_id: 'local', filing: row.id, revision: 1, status: 'SUBMITTED', at: row.received_at, snapshot: answer })
    .execute();
  await old
    .insertInto('counters')
    .values([
      { name: 'arrival', value: 1 },
      { name: 'event', value: 1 },
    ])
    .execute();
  await old.destroy();
  release();

  const db = await openDatabase({ folder });
  try {
    const now = new Date('2026-04-02T02:00:00.000Z');
    const office = { id: 'local', name: '本机' };
    expect(await db.run((tx) => submit(tx, { office, letter, ...readLetter(text) }, now))).toEqual({ code: 201, text: answer });
    expect(await db.run((tx) => decide(tx, row.id, 2, { act: 'register' }, FIRST, now))).toBeNull();
    const [filing, tallies, events] = await db.run(async (tx) => [
      await tx.selectFrom('filings').selectAll().executeTakeFirstOrThrow(),
      await tx.selectFrom('tallies').selectAll().where('n', '>', 0).execute(),
      await tx.selectFrom('events').select(['position', 'status']).orderBy('position').execute(),
    ]);
    expect(filing).toMatchObject({
      received_on: '2026-04-01',
      kind: 'XK-ZL',
      total_cents: 150_000_000,
      point: 'gd',
      register_no: '9900002026000001',
      days_to_register: 1,
    });
    expect(tallies).toEqual([{ point: 'gd', status: 'REGISTERED', n: 1 }]);
    expect(events).toEqual([
      { position: 1, status: 'SUBMITTED' },
      { position: 2, status: 'REGISTERED' },
    ]);
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
});
