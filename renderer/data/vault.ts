/** Files in the vault, by their hash: in from a drop, a paste or the system's dialog; out to a program, a copy or memory. */
import type { Responses, VaultFile } from '../../shared/bridge.ts';
import { call } from './bridge-call.ts';
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

/** The whole file; only for files that fit in memory (contracts, sheets). */
export async function readVaultFile(hash: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const { bytes, size } = await call('vault.read', { workspace: workspace(), hash, offset: at, length: PART });
    parts.push(bytes);
    at += bytes.byteLength;
    if (at >= size || bytes.byteLength === 0) break;
  }
  const whole = new Uint8Array(at);
  let put = 0;
  for (const p of parts) {
    whole.set(p, put);
    put += p.byteLength;
  }
  return whole;
}

/** In the program the system opens it with. */
export const openVaultFile = (hash: string, name: string): Promise<null> => call('vault.open', { workspace: workspace(), hash, name });
/** A copy where the person chooses; null when they change their mind. */
export const saveVaultFileAs = (hash: string, name: string): Promise<Responses['vault.saveAs']> => call('vault.saveAs', { workspace: workspace(), hash, name });
/** Onto the clipboard as a file, to paste into a chat or a mail. */
export const copyVaultFile = (hash: string, name: string): Promise<null> => call('clipboard.file', { workspace: workspace(), hash, name });
