/** Files in the vault, by their hash: in from a drop, a paste or the system's dialog; out to a program, a copy or memory. */
import type { Responses, VaultFile } from '../../shared/bridge.ts';
import { refuse, type Refusal } from '../../shared/result.ts';
import { BridgeFailure, call } from './bridge-call.ts';
import { workspace } from './store.ts';

const PART = 1024 * 1024;
export type FileKind = 'docx' | 'xlsx' | 'pdf' | 'image' | 'csv' | 'any' | 'backup';

/** Stores a dropped or pasted file; `onProgress` counts bytes. Stops between parts when `signal` fires (answers null). */
export async function storeFile(
  file: File | { name: string; bytes: Uint8Array },
  watch: { onProgress?: (done: number, of: number) => void; signal?: AbortSignal } = {},
): Promise<VaultFile | null> {
  const size = file instanceof File ? file.size : file.bytes.byteLength;
  const { upload } = await call('vault.begin', { workspace: workspace(), name: file.name, size });
  for (let at = 0; at < size; at += PART) {
    if (watch.signal?.aborted) return null;
    const bytes = file instanceof File ? new Uint8Array(await file.slice(at, at + PART).arrayBuffer()) : file.bytes.slice(at, at + PART);
    await call('vault.part', { upload, bytes });
    watch.onProgress?.(Math.min(at + PART, size), size);
  }
  return call('vault.finish', { upload });
}

/** The system's open dialog; empty when the person closes it. */
export const pickFiles = (kinds: FileKind[], multiple = false): Promise<VaultFile[]> => call('vault.pick', { workspace: workspace(), kinds, multiple });

/** Bytes of a file that is read at once: what looks into it holds it several times over, and a page that has no room left is gone with what was typed. */
export const MOST_READ = 100 * 1024 * 1024;
const MB = 1024 * 1024;

/** Why a file is not looked into, or null. */
export const tooBig = ({ name, size }: { name: string; size: number }): Refusal | null =>
  size > MOST_READ ? refuse('file.tooBig', { params: { name, mb: Math.ceil(size / MB), limit: MOST_READ / MB } }) : null;

/** The whole file; throws where it is more than MOST_READ. */
export async function readVaultFile(hash: string): Promise<Uint8Array> {
  const part = (offset: number) => call('vault.read', { workspace: workspace(), hash, offset, length: PART });
  const { bytes: first, size } = await part(0);
  if (size > MOST_READ) throw new BridgeFailure('vault.read', 'too-large', `${size} bytes`);
  const whole = new Uint8Array(size);
  let at = 0;
  for (let bytes = first; bytes.byteLength > 0; { bytes } = await part(at)) {
    whole.set(bytes, at);
    at += bytes.byteLength;
    if (at >= size) break;
  }
  return at === size ? whole : whole.slice(0, at);
}

/** In the program the system opens it with. */
export const openVaultFile = (hash: string, name: string): Promise<null> => call('vault.open', { workspace: workspace(), hash, name });
/** A copy where the person chooses; null when they change their mind. */
export const saveVaultFileAs = (hash: string, name: string): Promise<Responses['vault.saveAs']> => call('vault.saveAs', { workspace: workspace(), hash, name });
/** Onto the clipboard as a file, to paste into a chat or a mail. */
export const copyVaultFile = (hash: string, name: string): Promise<null> => call('clipboard.file', { workspace: workspace(), hash, name });
