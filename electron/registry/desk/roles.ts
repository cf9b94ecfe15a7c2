/** Who may do what at the desk. The one table; pages and forms ask it, and nothing else decides. */

/** `local`: whoever opened the desk with the key of this start, on the machine the registry runs on. */
export type Role = 'registrar' | 'reviewer' | 'statistician' | 'admin' | 'local';
/** Roles an account can have. */
export const ACCOUNT_ROLES = ['registrar', 'reviewer', 'statistician', 'admin'] as const satisfies readonly Role[];

/**
 * `see` filings and queues · `decide` at first instance · `review` as second person, also of the end of what two registered · `figures` · `export` of rows and figures
 * as files · `audit` log · `people`: accounts, offices · `class`: the class kit
 */
export type May = 'see' | 'decide' | 'review' | 'figures' | 'export' | 'audit' | 'people' | 'class';

const WHO: Readonly<Record<May, readonly Role[]>> = {
  see: ['registrar', 'reviewer', 'statistician', 'local'],
  decide: ['registrar', 'local'],
  review: ['reviewer', 'local'],
  figures: ['registrar', 'reviewer', 'statistician', 'local'],
  export: ['statistician', 'local'],
  audit: ['admin', 'local'],
  people: ['admin', 'local'],
  class: ['admin', 'local'],
};

export const may = (role: Role, what: May): boolean => WHO[what].includes(role);
export const isAccountRole = (text: string): text is (typeof ACCOUNT_ROLES)[number] => (ACCOUNT_ROLES as readonly string[]).includes(text);

/** Somebody signed in. `points` empty: every point. */
export type Person = { id: string; login: string; name: string; role: Role; points: readonly string[]; mustChange: boolean };
