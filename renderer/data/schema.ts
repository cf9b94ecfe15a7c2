/** The database of one workspace. A new index or table means a new version here and a migration file. */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Workspace } from '../../shared/bridge.ts';
import type { StoredRow } from '../../shared/change/cells.ts';
import type { StoredChange } from '../../shared/change/change.ts';
import { TABLE_NAMES, type RowOf, type TableName } from '../../shared/domain/tables.ts';
import { lightenOutbox } from './lighten-outbox.ts';
import { watchEnds } from './transaction-end.ts';

/** Indexes of each record table beside its id; what a query uses must stand here. */
export const RECORD_INDEXES: Record<TableName, string> = {
  office: '',
  parties: 'uscc, name',
  persons: 'partyId',
  achievements: 'importKey, no, field, maturity, disclosure',
  rights: 'achievementId, number',
  contributors: 'achievementId, personId',
  demands: 'partyId',
  deals: 'achievementId, demandId, sellerId, buyerId, brokerId',
  worksheets: 'dealId',
  rounds: 'dealId, worksheetId',
  pricings: 'dealId, worksheetId',
  notices: 'dealId',
  objections: 'noticeId',
  answers: 'dealId',
  contracts: 'dealId, roundId',
  clauseNotes: 'dealId, contractId',
  returnedFiles: 'dealId, contractId',
  changeCards: 'dealId, returnedId',
  papers: 'dealId',
  clauseSets: 'kind',
  signings: 'dealId, contractId',
  promises: 'dealId, signingId',
  instalments: 'dealId',
  receipts: 'dealId, instalmentId',
  ledger: 'importKey, signedOn, dealId',
  attachments: 'ownerId, dealId, hash',
  documents: 'dealId, sourceId',
  filings: 'dealId, contractId, signingId, registerNo, state',
  followups: 'dealId, filingId, agreementId, basedOn',
  benefits: 'dealId, filingId',
  rulePacks: 'packId',
  calendars: 'year',
  layouts: 'layout',
};

/**
 * A frozen letter on its way; local, rebuilt as `unknown` after a recovery. `id` is the letter id, `dueAt` only serves
 * backoff. The words themselves stay in the Change that wrote them: thousands of these rows are read at once.
 */
export type OutboxRow = {
  id: string;
  changeId: string;
  /** the Change's place in the log: the order of a lane */
  seq: number;
  lane: string;
  registry: string;
  kind: string;
  /** the filing or followup it speaks of, and which version of it */
  subject: string;
  version: number;
  bodyHash: string;
  /** UTF-8 bytes of the body */
  size: number;
  state: 'waiting' | 'sending' | 'unknown' | 'held' | 'done';
  attempts: number;
  dueAt: number;
  lastOutcome?: string;
  /** when it was last tried, for display only */
  triedAt?: string;
};
/** Certainly not with the registry: never connected, turned away at the door, or not taken in its own words. It may be taken back. */
export const isUnsent = (o: Pick<OutboxRow, 'state'>): boolean => o.state === 'waiting' || o.state === 'held';
/** A receipt that lies ready at the registry; `dueAt` only serves backoff, `reason` says why the last try brought none. */
export type WantedReceipt = {
  filingId: string;
  registryId: string;
  sha256: string;
  size: number;
  name: string;
  attempts: number;
  dueAt: number;
  reason?: string;
};
/**
 * Why nothing goes on with a registry before a person has looked: it was set up anew and does not know our place, or
 * reading it from the beginning would move this many filings. `missing`: filings, and followups of filings it
 * knows, that it had taken and no longer knows.
 */
export type Stop = { why: 'anew' | 'moves'; moves: { id: string; from: string; to: string }[]; missing: string[] };
/** Place up to which a registry's statuses were taken in; `unplaced` are answers about filings that are not here yet. */
export type Cursor = {
  registry: string;
  cursor: string;
  unplaced?: unknown[];
  receipts?: WantedReceipt[];
  stop?: Stop;
  /** a person looked: what it says from the beginning may be taken in */
  goOn?: true;
  /** letters up to this place may go out, however many they are */
  cleared?: number;
};
/** Text being typed, outside the law; restored after a crash. */
export type Draft = { key: string; text: string; at: string };
/** Folded text for search and sort keys of one record: `derive(rows) === derived`. */
export type DerivedText = { key: string; table: string; id: string; title: string; text: string; initials: string; sort: string };
export type DerivedCount = { table: string; live: number };
export type Meta = { key: string; value: string };

type RecordTables = { [T in TableName]: Table<RowOf<T>, string> };

/** Record tables by name; their rows carry `$` (heads) beside the fields. */
export interface KezhuanDb extends RecordTables {}
export class KezhuanDb extends Dexie {
  declare changes: EntityTable<StoredChange, 'seq'>;
  declare outbox: EntityTable<OutboxRow, 'id'>;
  declare cursors: EntityTable<Cursor, 'registry'>;
  declare drafts: EntityTable<Draft, 'key'>;
  declare meta: EntityTable<Meta, 'key'>;
  /** rows whose creation was undone: their heads are still needed */
  declare tombstones: Table<{ key: string; row: StoredRow }, string>;
  declare derived_text: EntityTable<DerivedText, 'key'>;
  declare derived_counts: EntityTable<DerivedCount, 'table'>;

  constructor(name: string) {
    // strict: `complete` only after the data are on disk; no cache: it shows rows before they are committed
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled', autoOpen: false });
    // version 1 had no promises, version 2 nothing after a registration and letters with their bodies; what is missing in a store is added to what is there
    this.version(3)
      .stores({
        ...Object.fromEntries(TABLE_NAMES.map((t) => [t, ['&id', RECORD_INDEXES[t]].filter(Boolean).join(', ')])),
        // few indexes: each costs every commit a write; `bulk` is only there for Changes of a group of several
        changes: '++seq, id, *touch, bulk',
        outbox: '&id, lane, registry, [state+seq]',
        cursors: '&registry',
        drafts: '&key',
        meta: '&key',
        tombstones: '&key',
        derived_text: '&key, [table+sort]',
        derived_counts: '&table',
      })
      .upgrade(lightenOutbox);
    watchEnds(this);
  }

  records(table: string): Table<StoredRow, string> {
    return this.table(table);
  }
}

/** Never renamed: the address of people's data. */
export const databaseName = (workspace: Workspace): string => `kezhuan-${workspace}`;
