/** 0002: points, followups, keys, risks, receipts, tallies and the audit log; what lists and figures need beside the body. */
import { PostgresAdapter, sql, type Kysely } from 'kysely';

type Any = Record<string, Record<string, unknown>>;

const TEXTS = ['point', 'received_on', 'kind', 'tech_field', 'ip_type', 'region', 'buyer_region', 'second_reason', 'text_hash', 'parties'];
const DAYS = ['returned_on', 'changed_on', 'cancelled_on', 'revoked_on', 'income_verified_on', 'supplement_on'];

export async function registryInDepth(db: Kysely<unknown>): Promise<void> {
  await widenFilings(db);
  await freeEvents(db);
  await followups(db);
  await besides(db);
  await appendOnly(db);
  await bringForward(db as Kysely<Any>);
}

async function widenFilings(db: Kysely<unknown>): Promise<void> {
  const table = () => db.schema.alterTable('filings');
  for (const name of TEXTS) {
    await table()
      .addColumn(name, 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  }
  for (const name of [...DAYS, 'signature', 'first_reviewer']) await table().addColumn(name, 'text').execute();
  await table()
    .addColumn('amended', 'text', (c) => c.notNull().defaultTo('{}'))
    .execute();
  for (const name of ['total_cents', 'technical_cents'])
    await table()
      .addColumn(name, 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
  for (const name of ['disputed', 'risk'])
    await table()
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  await table().addColumn('days_to_register', 'integer').execute();
  await db.schema.createIndex('filings_point').on('filings').columns(['point', 'status', 'arrival']).execute();
  await db.schema.createIndex('filings_parties').on('filings').columns(['parties', 'received_on']).execute();
  await db.schema.createIndex('filings_text').on('filings').columns(['text_hash']).execute();
  await db.schema.createIndex('filings_day').on('filings').columns(['received_on', 'arrival']).execute();
}

/** An event may be about a followup too, so it no longer refers to filings alone. */
async function freeEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('events_office').execute();
  await db.schema.dropIndex('events_filing').execute();
  await db.schema.alterTable('events').renameTo('events_before').execute();
  await db.schema
    .createTable('events')
    .addColumn('position', 'bigint', (c) => c.primaryKey())
    .addColumn('office_id', 'text', (c) => c.notNull())
    .addColumn('filing', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('snapshot', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into events select position, office_id, filing, revision, status, at, snapshot from events_before`.execute(db);
  await db.schema.dropTable('events_before').execute();
  await db.schema.createIndex('events_office').on('events').columns(['office_id', 'position']).execute();
  await db.schema.createIndex('events_filing').on('events').columns(['filing', 'revision']).unique().execute();
}

async function followups(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('followups')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('office_id', 'text', (c) => c.notNull().references('offices.id'));
  for (const name of [
    'letter_id',
    'body',
    'body_hash',
    'filing_id',
    'status',
    'point',
    'received_at',
    'received_on',
    'reasons',
    'answer',
    'kind',
    'followup_id',
  ])
    table = table.addColumn(name, 'text', (c) => c.notNull());
  for (const name of ['filing', 'register_no']) table = table.addColumn(name, 'text', (c) => c.notNull());
  for (const name of ['accepted_on', 'returned_on', 'done_on', 'signature']) table = table.addColumn(name, 'text');
  for (const name of ['version', 'revision', 'answer_code']) table = table.addColumn(name, 'integer', (c) => c.notNull());
  await table.addColumn('arrival', 'bigint', (c) => c.notNull().unique()).execute();
  await db.schema.createIndex('followups_letter').on('followups').columns(['office_id', 'letter_id']).unique().execute();
  await db.schema.createIndex('followups_point').on('followups').columns(['point', 'status', 'arrival']).execute();
  await db.schema.createIndex('followups_status').on('followups').columns(['status', 'arrival']).execute();
  await db.schema.createIndex('followups_filing').on('followups').columns(['filing']).execute();
}

async function besides(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('points')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('regions', 'text', (c) => c.notNull())
    .addColumn('kinds', 'text', (c) => c.notNull())
    .addColumn('rank', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('office_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('office_id', 'text', (c) => c.notNull().references('offices.id'))
    .addColumn('alg', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('office_keys_office').on('office_keys').columns(['office_id']).execute();
  await db.schema
    .createTable('risks')
    .addColumn('filing', 'text', (c) => c.notNull().references('filings.id'))
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('risks_key', ['filing', 'rule'])
    .execute();
  await db.schema.createIndex('risks_rule').on('risks').columns(['rule', 'filing']).execute();
  await db.schema
    .createTable('receipts')
    .addColumn('filing', 'text', (c) => c.primaryKey().references('filings.id'))
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('pdf', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('tallies')
    .addColumn('point', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('n', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('tallies_key', ['point', 'status'])
    .execute();
}

async function appendOnly(db: Kysely<unknown>): Promise<void> {
  const onPostgres = isPostgres(db);
  let table = db.schema
    .createTable('audit')
    .addColumn('n', onPostgres ? 'bigserial' : 'integer', (c) => (onPostgres ? c.primaryKey() : c.primaryKey().autoIncrement()));
  for (const name of ['at', 'by_id', 'by_name', 'role', 'act', 'about', 'from_status', 'to_status', 'why', 'detail'])
    table = table.addColumn(name, 'text', (c) => c.notNull());
  await table.execute();
  await db.schema.createIndex('audit_about').on('audit').columns(['about', 'n']).execute();
  if (onPostgres) {
    await sql`create function audit_stays() returns trigger language plpgsql as $$ begin raise exception 'the audit log is only added to'; end $$`.execute(db);
    await sql`create trigger audit_stays before update or delete or truncate on audit for each statement execute function audit_stays()`.execute(db);
  } else {
    for (const act of ['update', 'delete'])
      await sql`create trigger ${sql.ref(`audit_no_${act}`)} before ${sql.raw(act)} on audit begin select raise(abort, 'the audit log is only added to'); end`.execute(
        db,
      );
  }
}

const isPostgres = (db: Kysely<unknown>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

const POINTS = [
  { id: 'gz-cnipa', name: '模拟登记点·专利权转让', regions: '[]', kinds: '["ZR-ZL","ZR-SQ"]', rank: 1 },
  { id: 'sz', name: '模拟登记点·深圳', regions: '["4403"]', kinds: '[]', rank: 2 },
  { id: 'gd', name: '模拟登记点·广东', regions: '[]', kinds: '[]', rank: 9 },
];

/** Filings of an older database get their place in lists and queues; their bodies stay as they are. */
async function bringForward(db: Kysely<Any>): Promise<void> {
  await db.insertInto('points').values(POINTS).execute();
  const known = await db.selectFrom('filings').select(['id', 'body', 'received_at', 'status']).execute();
  for (const row of known) {
    const { form = {}, facts = {} } = JSON.parse(String(row['body'])) as { form?: Record<string, string>; facts?: Record<string, string> };
    await db
      .updateTable('filings')
      .set({
        point: 'gd',
        kind: facts['kind'] ?? form['contractType'] ?? '',
        received_on: new Date(Date.parse(String(row['received_at'])) + 8 * 3_600_000).toISOString().slice(0, 10),
        total_cents: Math.round(Number(form['totalAmount'] ?? 0) * 100) || 0,
        technical_cents: Math.round(Number(form['technicalAmount'] ?? 0) * 100) || 0,
        tech_field: form['techField'] ?? '',
        ip_type: form['ipr'] ?? '',
        region: form['sellerRegion'] ?? '',
        buyer_region: form['buyerRegion'] ?? '',
        text_hash: facts['lockedHash'] ?? '',
      })
      .where('id', '=', String(row['id']))
      .execute();
  }
  await sql`insert into tallies select point, status, count(*) from filings group by point, status`.execute(db);
}
