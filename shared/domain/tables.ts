/** Every record table and the shape its rows must have. A new record kind starts here. */
import type { z } from 'zod';
import { clauseNote, contract, document, instalment, attachment, clauseSet, ledgerEntry, paper, promise, receipt, signing } from './contract.ts';
import { answer, deal, notice, objection, pricing, round, worksheet } from './deal.ts';
import { filing } from './filing.ts';
import { benefit, followup } from './followup.ts';
import { layoutRow } from './layout.ts';
import { office, party } from './party.ts';
import { calendarRow, rulePackRow } from './rule-records.ts';
import { changeCard, returnedFile } from './redline/cards-kept.ts';
import { achievement, contributor, demand, person, right } from './portfolio.ts';

export const TABLES = {
  office,
  parties: party,
  persons: person,
  achievements: achievement,
  rights: right,
  contributors: contributor,
  demands: demand,
  deals: deal,
  worksheets: worksheet,
  rounds: round,
  pricings: pricing,
  notices: notice,
  objections: objection,
  answers: answer,
  contracts: contract,
  clauseNotes: clauseNote,
  returnedFiles: returnedFile,
  changeCards: changeCard,
  papers: paper,
  clauseSets: clauseSet,
  signings: signing,
  promises: promise,
  instalments: instalment,
  receipts: receipt,
  ledger: ledgerEntry,
  attachments: attachment,
  documents: document,
  filings: filing,
  followups: followup,
  benefits: benefit,
  layouts: layoutRow,
  rulePacks: rulePackRow,
  calendars: calendarRow,
} as const satisfies Record<string, z.ZodType>;

export type TableName = keyof typeof TABLES;
export type RowOf<T extends TableName> = z.infer<(typeof TABLES)[T]>;
export type AnyRow = { [T in TableName]: RowOf<T> }[TableName];
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/**
 * Fields by which rows point to rows: a row that is pointed to cannot be taken away by undoing its creation. `part` says
 * that the pointing row belongs to the other: it stands on its page, and its edits are that record's history too.
 * A person (个人信息) is nobody's part: who may see it sees its history in its own panel.
 */
export type Reference = { from: TableName; field: string; to: TableName; part?: true };
export const REFERENCES: readonly Reference[] = [
  { from: 'rights', field: 'achievementId', to: 'achievements', part: true },
  { from: 'contributors', field: 'achievementId', to: 'achievements', part: true },
  { from: 'contributors', field: 'personId', to: 'persons' },
  { from: 'persons', field: 'partyId', to: 'parties' },
  { from: 'demands', field: 'partyId', to: 'parties' },
  { from: 'deals', field: 'achievementId', to: 'achievements' },
  { from: 'deals', field: 'demandId', to: 'demands' },
  { from: 'deals', field: 'sellerId', to: 'parties' },
  { from: 'deals', field: 'buyerId', to: 'parties' },
  { from: 'deals', field: 'brokerId', to: 'parties' },
  { from: 'worksheets', field: 'dealId', to: 'deals', part: true },
  { from: 'worksheets', field: 'basedOn', to: 'worksheets' },
  { from: 'rounds', field: 'dealId', to: 'deals', part: true },
  { from: 'rounds', field: 'worksheetId', to: 'worksheets' },
  { from: 'pricings', field: 'dealId', to: 'deals', part: true },
  { from: 'pricings', field: 'worksheetId', to: 'worksheets' },
  { from: 'notices', field: 'dealId', to: 'deals', part: true },
  { from: 'notices', field: 'replacesId', to: 'notices' },
  { from: 'objections', field: 'noticeId', to: 'notices', part: true },
  { from: 'answers', field: 'dealId', to: 'deals', part: true },
  { from: 'contracts', field: 'dealId', to: 'deals', part: true },
  { from: 'contracts', field: 'roundId', to: 'rounds' },
  { from: 'clauseNotes', field: 'dealId', to: 'deals', part: true },
  { from: 'clauseNotes', field: 'contractId', to: 'contracts', part: true },
  { from: 'returnedFiles', field: 'dealId', to: 'deals', part: true },
  { from: 'returnedFiles', field: 'contractId', to: 'contracts', part: true },
  { from: 'changeCards', field: 'dealId', to: 'deals', part: true },
  { from: 'changeCards', field: 'returnedId', to: 'returnedFiles', part: true },
  { from: 'papers', field: 'dealId', to: 'deals', part: true },
  { from: 'signings', field: 'dealId', to: 'deals', part: true },
  { from: 'signings', field: 'contractId', to: 'contracts' },
  { from: 'promises', field: 'dealId', to: 'deals', part: true },
  { from: 'promises', field: 'signingId', to: 'signings', part: true },
  { from: 'instalments', field: 'dealId', to: 'deals', part: true },
  { from: 'receipts', field: 'dealId', to: 'deals', part: true },
  { from: 'receipts', field: 'instalmentId', to: 'instalments', part: true },
  { from: 'attachments', field: 'ownerId', to: 'achievements', part: true },
  { from: 'attachments', field: 'ownerId', to: 'pricings', part: true },
  { from: 'attachments', field: 'ownerId', to: 'notices', part: true },
  { from: 'attachments', field: 'ownerId', to: 'signings', part: true },
  { from: 'attachments', field: 'ownerId', to: 'filings', part: true },
  { from: 'attachments', field: 'ownerId', to: 'followups', part: true },
  { from: 'attachments', field: 'dealId', to: 'deals', part: true },
  { from: 'documents', field: 'dealId', to: 'deals', part: true },
  { from: 'filings', field: 'dealId', to: 'deals', part: true },
  { from: 'filings', field: 'contractId', to: 'contracts' },
  { from: 'filings', field: 'signingId', to: 'signings' },
  { from: 'followups', field: 'dealId', to: 'deals', part: true },
  { from: 'followups', field: 'filingId', to: 'filings', part: true },
  { from: 'followups', field: 'basedOn', to: 'followups' },
  { from: 'followups', field: 'agreementId', to: 'contracts' },
  { from: 'benefits', field: 'dealId', to: 'deals', part: true },
  { from: 'benefits', field: 'filingId', to: 'filings', part: true },
];

/** How rows of other kinds belong to a row of this one. */
export const partsOf = (table: string): readonly Reference[] => REFERENCES.filter((r) => r.part && r.to === table);

const ATTACHED: readonly string[] = [
  'attachmentId',
  'attachmentIds',
  'sourceAttachmentId',
  'proofIds',
  'submissionProofIds',
  'orgProofIds',
  'scanIds',
  'sellerProofIds',
  'buyerProofIds',
];
/** The kind of row a field points to; undefined where it points to none, or to one of several. */
export function pointsTo(table: string, field: string): TableName | undefined {
  if (ATTACHED.includes(field)) return 'attachments';
  if (table === 'deals' && field === 'rightIds') return 'rights';
  if (table === 'contracts' && field === 'furtherParties') return 'parties';
  const to = REFERENCES.filter((r) => r.from === table && r.field === field).map((r) => r.to);
  return to.length === 1 ? to[0] : undefined;
}
