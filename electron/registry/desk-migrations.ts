/** The desk's own migrations; their numbers stand behind those of the registry's core. Numbered once, never edited. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const template = (id: string, name: string, ...rows: { code: string; note: string; field?: string; annex?: string }[]) => ({
  id,
  name,
  rows: JSON.stringify(rows),
  made_by: '',
});
/** What desks write most; each can be taken over, changed, and joined by one's own. */
const TEMPLATES = [
  template('seal', '印章与名称不一致', { code: 'R08', note: '请换交盖有与书写名称一致的印章的合同扫描件', annex: '签署盖章的合同扫描件' }),
  template('equipment', '设备材料费未剔除', {
    code: 'R11',
    note: '请把设备、材料费从技术交易额中剔除，并附清单',
    field: 'technicalAmount',
    annex: '设备材料清单',
  }),
  template('rights', '缺权利证明', { code: 'R07', note: '请补交权利证明及其现行法律状态', annex: '权利证明' }),
];

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
        .addColumn('joined_name', 'text', (c) => c.notNull())
        .addColumn('key_id', 'text')
        .addUniqueConstraint('seats_place', ['class_id', 'place'])
        .execute();
    },
  },
  '0022-lists': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('return_templates')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('name', 'text', (c) => c.notNull().unique())
        .addColumn('rows', 'text', (c) => c.notNull())
        .addColumn('made_by', 'text', (c) => c.notNull())
        .execute();
      await (db as Kysely<Record<string, Record<string, unknown>>>).insertInto('return_templates').values(TEMPLATES).execute();
      await db.schema.createIndex('filings_point_arrival').on('filings').columns(['point', 'arrival']).execute();
      await db.schema.createIndex('filings_registered').on('filings').columns(['registered_on', 'arrival']).execute();
      await db.schema.createIndex('filings_received').on('filings').columns(['received_on', 'point']).execute();
      // only of the rows they are about, so that a filing that arrives pays nothing for them
      await sql`create index filings_risk on filings (arrival) where risk > 0`.execute(db);
      // a row's body lies before these columns: figures must not read it
      await sql`create index filings_figures on filings (registered_on, kind, tech_field, region, ip_type, point, total_cents, technical_cents, days_to_register) where status = 'REGISTERED'`.execute(
        db,
      );
      await sql`create index filings_causes on filings (received_on, point, status, reasons) where status in ('RETURNED', 'REFUSED', 'SUPPLEMENT')`.execute(db);
    },
  },
};
