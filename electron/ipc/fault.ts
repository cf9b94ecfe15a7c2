import type { BridgeErrorCode } from '../../shared/bridge.ts';

/** A failure the window may know about. `detail` never holds a path, a name or a record's content. */
export class BridgeFault extends Error {
  readonly code: BridgeErrorCode;
  constructor(code: BridgeErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'BridgeFault';
    this.code = code;
    this.detail = detail;
  }
  readonly detail: string;
}

const BY_ERRNO: Record<string, BridgeErrorCode> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'not-found',
  EIO: 'io',
  EBUSY: 'busy',
  EMFILE: 'busy',
};

/** The operating system's error number of a failed file operation, if there is one. */
export function errnoOf(error: unknown): string | null {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}

/** Turns anything thrown into a code; the text of unknown errors stays here, because it may name paths. */
export function asFault(error: unknown): BridgeFault {
  if (error instanceof BridgeFault) return error;
  const errno = errnoOf(error);
  const code = errno === null ? undefined : BY_ERRNO[errno];
  return code === undefined ? new BridgeFault('internal') : new BridgeFault(code, errno ?? '');
}
