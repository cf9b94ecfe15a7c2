/** A program of its own for kill.test.ts: ends without warning in the middle of a transaction that already lies partly in the file. */
import { sql } from 'kysely';
import { openDatabase } from '../../electron/registry/database.ts';

const database = await openDatabase({ folder: process.argv[2]! });
await database.run(async (tx) => {
  await sql`create table half (id integer primary key, v integer not null, pad text not null)`.execute(tx);
  for (let i = 0; i < 2_000; i++) await sql`insert into half (v, pad) values (0, ${'x'.repeat(500)})`.execute(tx);
});
await database.run((tx) => sql`update half set v = 1 where id <= 100`.execute(tx));
await database.run(async (tx) => {
  // what does not fit the cache is written before the transaction ends
  await sql`pragma cache_size = 2`.execute(tx);
  await sql`update half set v = 2`.execute(tx);
  process.kill(process.pid, 'SIGKILL');
});
