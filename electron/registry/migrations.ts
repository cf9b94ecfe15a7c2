/** Numbered once, never edited: an older database is brought forward step by step. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { DESK_MIGRATIONS } from './desk-migrations.ts';
import { registryInDepth } from './migration-depth.ts';

export const MIGRATIONS: Record<string, Migration> = {
  '0001-filings': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('offices')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('token_hash', 'text', (c) => c.notNull().unique())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('filings')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('office_id', 'text', (c) => c.notNull().references('offices.id'))
        .addColumn('letter_id', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('body_hash', 'text', (c) => c.notNull())
        .addColumn('filing_id', 'text', (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('contract_no', 'text', (c) => c.notNull())
        .addColumn('project_name', 'text', (c) => c.notNull())
        .addColumn('seller_name', 'text', (c) => c.notNull())
        .addColumn('buyer_name', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('revision', 'integer', (c) => c.notNull())
        .addColumn('received_at', 'text', (c) => c.notNull())
        .addColumn('accepted_on', 'text')
        .addColumn('registered_on', 'text')
        .addColumn('register_no', 'text', (c) => c.unique())
        .addColumn('reasons', 'text', (c) => c.notNull())
        .addColumn('answer_code', 'integer', (c) => c.notNull())
        .addColumn('answer', 'text', (c) => c.notNull())
        .addColumn('arrival', 'bigint', (c) => c.notNull().unique())
        .addUniqueConstraint('filings_letter', ['office_id', 'letter_id'])
        .execute();
      await db.schema.createIndex('filings_status').on('filings').columns(['status', 'arrival']).execute();
      await db.schema.createIndex('filings_contract').on('filings').columns(['office_id', 'contract_no']).execute();
      await db.schema
        .createTable('events')
        .addColumn('position', 'bigint', (c) => c.primaryKey())
        .addColumn('office_id', 'text', (c) => c.notNull())
        .addColumn('filing', 'text', (c) => c.notNull().references('filings.id'))
        .addColumn('revision', 'integer', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('snapshot', 'text', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('events_office').on('events').columns(['office_id', 'position']).execute();
      await db.schema.createIndex('events_filing').on('events').columns(['filing', 'revision']).unique().execute();
      await db.schema
        .createTable('counters')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('value', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('marks')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('value', 'text', (c) => c.notNull())
        .execute();
    },
  },
  '0002-depth': { up: registryInDepth },
  ...DESK_MIGRATIONS,
  '0030-change-by-two': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('followups')
        .addColumn('second_reason', 'text', (c) => c.notNull().defaultTo(''))
        .execute();
      await db.schema.alterTable('followups').addColumn('first_reviewer', 'text').execute();
    },
  },
  '0031-key-requests': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('key_requests')
        .addColumn('office_id', 'text', (c) => c.notNull().references('offices.id'))
        .addColumn('id', 'text', (c) => c.notNull())
        .addColumn('alg', 'text', (c) => c.notNull())
        .addColumn('public_key', 'text', (c) => c.notNull())
        .addColumn('asked_at', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('key_requests_key', ['office_id', 'id'])
        .execute();
    },
  },
  '0032-allowances': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('allowances')
        .addColumn('office_id', 'text', (c) => c.primaryKey().references('offices.id'))
        .addColumn('thousandths', 'bigint', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .execute();
    },
  },
  '0033-risks-by-day': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('filings')
        .addColumn('risks_on', 'text', (c) => c.notNull().defaultTo(''))
        .execute();
      await sql`update filings set risks_on = received_on`.execute(db);
    },
  },
  '0034-end-by-two': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('filings')
        .addColumn('ending', 'text', (c) => c.notNull().defaultTo(''))
        .execute();
      // only of the few that wait, so that a filing that arrives pays nothing for it
      await sql`create index filings_ending on filings (arrival) where ending <> ''`.execute(db);
    },
  },
};
