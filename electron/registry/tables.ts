/** Tables of the registry. Only types that SQLite and PostgreSQL share: texts, integers, ISO times as text, JSON as text. */
import type { Generated } from 'kysely';
import type { DeskTables } from './desk-tables.ts';

export type OfficeRow = { id: string; name: string; token_hash: string; created_at: string };
/** What a letter of any kind leaves behind; `answer` is given again word for word to the same letter. */
type LetterRow = {
  /** 受理编号 */
  id: string;
  office_id: string;
  letter_id: string;
  body: string;
  body_hash: string;
  /** the letter's signature as JSON, where it had one */
  signature: string | null;
  filing_id: string;
  version: number;
  status: string;
  revision: number;
  point: string;
  received_at: string;
  /** day of receipt in China */
  received_on: string;
  accepted_on: string | null;
  returned_on: string | null;
  reasons: string;
  answer_code: number;
  answer: string;
  /** position of its arrival: order of the desk's list, shared by all kinds of letters */
  arrival: number;
};
export type FilingRow = LetterRow & {
  contract_no: string;
  project_name: string;
  seller_name: string;
  buyer_name: string;
  registered_on: string | null;
  register_no: string | null;
  changed_on: string | null;
  cancelled_on: string | null;
  revoked_on: string | null;
  income_verified_on: string | null;
  /** day the supplements were handed in */
  supplement_on: string | null;
  /** class: code where the contract gives one, else the form's words */
  kind: string;
  /** 分; what a form says beyond 90 万亿元 counts as that */
  total_cents: number;
  technical_cents: number;
  tech_field: string;
  ip_type: string;
  /** six-digit area of the seller */
  region: string;
  buyer_region: string;
  days_to_register: number | null;
  /** why it needs a second review, words by comma: large, dispute, asked; '' where it does not */
  second_reason: string;
  /** who sent it to second review: may not confirm it */
  first_reviewer: string | null;
  disputed: number;
  /** hash of the locked contract text, '' where the letter names none */
  text_hash: string;
  /** both sides' names in one key, whoever is the seller */
  parties: string;
  /** registered facts that were changed since: key → value as JSON */
  amended: string;
  /** how many risk rules spoke */
  risk: number;
  /** day they were seen: of receipt, or of the last change that was granted */
  risks_on: string;
  /** the end of this registration that was asked for and waits for a second person (`endings.ts`), as JSON; '' where none is */
  ending: string;
};
export type FollowupRow = LetterRow & {
  kind: string;
  followup_id: string;
  /** 受理编号 of the filing it is about */
  filing: string;
  register_no: string;
  /** day of the last word: granted or refused, upheld or not */
  done_on: string | null;
  /** `large`: a change that raises the amount to where two people decide; '' where one does */
  second_reason: string;
  /** who accepted it: may not grant it where two decide */
  first_reviewer: string | null;
};
export type EventRow = {
  position: number;
  office_id: string;
  /** 受理编号 of a filing or of a followup */
  filing: string;
  revision: number;
  status: string;
  at: string;
  /** the letter as it stood after this decision, in the form the office reads */
  snapshot: string;
};
export type PointRow = {
  id: string;
  name: string;
  /** area prefixes it takes, as JSON; empty: all */
  regions: string;
  /** class prefixes it takes, as JSON; empty: all */
  kinds: string;
  /** the first that fits, in this order, takes a filing */
  rank: number;
};
export type KeyRow = { id: string; office_id: string; alg: string; public_key: string; created_at: string };
/** A key that an office with keys has sent unsigned: the administrator approves it or not. */
export type KeyRequestRow = { office_id: string; id: string; alg: string; public_key: string; asked_at: string };
export type RiskRow = { filing: string; rule: string; text: string };
export type ReceiptRow = { filing: string; sha256: string; size: number; name: string; /** base64 */ pdf: string };
/** How many filings stand where: a page of the queue need not count them. */
export type TallyRow = { point: string; status: string; n: number };
export type AuditRow = {
  n: Generated<number>;
  at: string;
  by_id: string;
  by_name: string;
  role: string;
  act: string;
  about: string;
  from_status: string;
  to_status: string;
  why: string;
  detail: string;
};
export type CounterRow = { name: string; value: number };
/** What an office may still ask, in thousandths of a request, as it stood at that moment; only where several processes share it. */
export type AllowanceRow = { office_id: string; thousandths: number; at: string };
export type MarkRow = { name: string; value: string };

export type Tables = {
  offices: OfficeRow;
  filings: FilingRow;
  followups: FollowupRow;
  events: EventRow;
  points: PointRow;
  office_keys: KeyRow;
  key_requests: KeyRequestRow;
  risks: RiskRow;
  receipts: ReceiptRow;
  tallies: TallyRow;
  audit: AuditRow;
  counters: CounterRow;
  marks: MarkRow;
  allowances: AllowanceRow;
} & DeskTables;
