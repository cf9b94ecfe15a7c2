/** The desk's own migrations; their numbers stand behind those of the registry's core. Numbered once, never edited. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const DESK_MIGRATIONS: Record<string, Migration> = {
  '0020-accounts': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('accounts')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('login', 'text', (c) => c.notNull().unique())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('role', 'text', (c) => c.notNull())
        .addColumn('points', 'text', (c) => c.notNull())
        .addColumn('password', 'text', (c) => c.notNull())
        .addColumn('must_change', 'integer', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('closed_at', 'text')
        .execute();
      await db.schema
        .createTable('desk_sessions')
        .addColumn('cookie_hash', 'text', (c) => c.primaryKey())
        .addColumn('account', 'text', (c) => c.notNull())
        .addColumn('began_at', 'text', (c) => c.notNull())
        .addColumn('seen_at', 'text', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('desk_sessions_account').on('desk_sessions').columns(['account']).execute();
      await db.schema
        .createTable('tries')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('n', 'integer', (c) => c.notNull())
        .addColumn('since', 'text', (c) => c.notNull())
        .execute();
    },
  },
  '0021-classes': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('classes')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('seed', 'text', (c) => c.notNull())
        .addColumn('mode', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('closed_at', 'text')
        .execute();
      await db.schema
        .createTable('seats')
        .addColumn('code', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id'))
        .addColumn('place', 'integer', (c) => c.notNull())
        .addColumn('office_id', 'text', (c) => c.notNull().unique().references('offices.id'))
        .addColumn('joined_at', 'text')
        .addColumn('key_id', 'text')
        .addUniqueConstraint('seats_place', ['class_id', 'place'])
        .execute();
    },
  },
};
