import type { Migration } from './migrate.ts';

/**
 * Every migration in order, one numbered file each (`002-….ts`), `to` equal to its number and to FORMAT_VERSION at the
 * end. Format 1 is the first, so there is none yet.
 */
export const MIGRATIONS: readonly Migration[] = [];
