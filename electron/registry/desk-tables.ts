/** Tables of the desk: who may work at it, who is signed in, what was tried too often, and classes with their seats. */
export type AccountRow = {
  id: string;
  /** what is typed to sign in; unique, lower case */
  login: string;
  name: string;
  role: string;
  /** ids of the points this person works for, separated by spaces; empty: all */
  points: string;
  /** `scrypt$log2N$r$p$salt$hash` */
  password: string;
  /** the password was given by somebody else: it is changed before anything else */
  must_change: number;
  created_at: string;
  closed_at: string | null;
};
export type DeskSessionRow = { cookie_hash: string; account: string; began_at: string; seen_at: string };
/** Wrong attempts under a name or from an address since `since`. */
export type TryRow = { name: string; n: number; since: string };
export type ClassRow = {
  id: string;
  name: string;
  /** what the automatic first review draws from: the same class, the same returns */
  seed: string;
  mode: string;
  created_at: string;
  closed_at: string | null;
};
export type SeatRow = {
  code: string;
  class_id: string;
  place: number;
  office_id: string;
  joined_at: string | null;
  joined_name: string;
  key_id: string | null;
};

/** Reasons of return somebody gives often; rows as JSON. */
export type TemplateRow = { id: string; name: string; rows: string; made_by: string };

export type DeskTables = {
  return_templates: TemplateRow;
  accounts: AccountRow;
  desk_sessions: DeskSessionRow;
  tries: TryRow;
  classes: ClassRow;
  seats: SeatRow;
};
