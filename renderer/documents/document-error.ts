/** Why a file could not be read or made: words under `documents.error.<key>` say what happened, what is safe, what to do. */
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';

export type DocumentError = {
  key:
    | 'empty'
    | 'unknownKind'
    | 'oldOffice'
    | 'encrypted'
    | 'macros'
    | 'doctype'
    | 'tooManyEntries'
    | 'tooLarge'
    | 'bomb'
    | 'damaged'
    | 'badBytes'
    | 'openQuote'
    | 'tooDeep'
    | 'noSheet'
    | 'tooManyRows'
    | 'noText'
    | 'noWords'
    | 'tooLong'
    | 'pdfPassword'
    | 'wordsForbidden'
    | 'notReady'
    | 'cancelled';
  params?: Record<string, string | number>;
  field?: string;
};

/** Thrown inside the readers only; every public function turns it into a Result. */
export class DocumentRefusal extends Error {
  override name = 'DocumentRefusal';
  readonly error: DocumentError;
  constructor(error: DocumentError) {
    super(error.key);
    this.error = error;
  }
}

export function refuseDocument(key: DocumentError['key'], params?: DocumentError['params'], field?: string): never {
  throw new DocumentRefusal({ key, params, field });
}

export function attempt<T>(work: () => T): Result<T, DocumentError> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof DocumentRefusal) return fail(error.error);
    throw error;
  }
}
