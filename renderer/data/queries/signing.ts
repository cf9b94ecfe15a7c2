/** What the signing page shows beside its record: the scans and the locked version's pages. */
import type { Attachment, Promised } from '../../../shared/domain/contract.ts';
import { rowsBy, rowsById } from './read.ts';

/** Scans in the order they were added. Index: primary key. */
export const scansOf = (ids: readonly string[]): Promise<Attachment[]> => rowsById('attachments', ids);

/** Attachments of one record (proofs of a notice, of a filing). Index: `ownerId`. */
export const attachmentsOf = (ownerId: string): Promise<Attachment[]> => rowsBy('attachments', 'ownerId', ownerId);

/** 承诺事项 of one signing. Index: `signingId`. */
export const promisesOf = (signingId: string): Promise<Promised[]> => rowsBy('promises', 'signingId', signingId);
