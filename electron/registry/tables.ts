/** Tables of the registry. Only types that SQLite and PostgreSQL share: texts, integers, ISO times as text, JSON as text. */
import type { DeskTables } from './desk-tables.ts';

export type OfficeRow = { id: string; name: string; token_hash: string; created_at: string };
export type FilingRow = {
  /** 受理编号 */
  id: string;
  office_id: string;
  letter_id: string;
  body: string;
  body_hash: string;
  filing_id: string;
  version: number;
  contract_no: string;
  project_name: string;
  seller_name: string;
  buyer_name: string;
  status: string;
  revision: number;
  received_at: string;
  accepted_on: string | null;
  registered_on: string | null;
  register_no: string | null;
  reasons: string;
  /** the answer to the submission, given again word for word to the same letter */
  answer_code: number;
  answer: string;
  /** position of its arrival: order of the desk's list */
  arrival: number;
};
export type EventRow = {
  position: number;
  office_id: string;
  filing: string;
  revision: number;
  status: string;
  at: string;
  /** the filing as it stood after this decision, in the form the office reads */
  snapshot: string;
};
export type CounterRow = { name: string; value: number };
export type MarkRow = { name: string; value: string };

export type Tables = { offices: OfficeRow; filings: FilingRow; events: EventRow; counters: CounterRow; marks: MarkRow } & DeskTables;
