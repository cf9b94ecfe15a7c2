/** The one look into a file before it counts: every door that takes files onto a record goes through it, by attachFiles. */
import type { VaultFile } from '../../shared/bridge.ts';
import { contentOf, isShownPicture, keepsItsWord, namedKind, TELLING_BYTES, type FileContent, type FileWord } from '../../shared/file-kinds.ts';
import { refuse, type Refusal } from '../../shared/result.ts';
import { runDocument } from '../workers/documents.ts';
import { call } from './bridge-call.ts';
import { workspace } from './store.ts';
import { readVaultFile, tooBig } from './vault.ts';

/** `scan`: compared page by page; `proof`: shown to whoever asks; `any`: kept, with a word where it is not what its name says. */
export type FileUse = 'scan' | 'proof' | 'any';

/** Kinds a page of which this program can show. */
const isPaper = (content: FileContent): boolean => content === 'pdf' || isShownPicture(content);
const isProof = (content: FileContent): boolean => isPaper(content) || ['tiff', 'zip', 'ole'].includes(content);

/** Why this file does not count, or null. For `any` only an empty file is refused; `odd` says what else is strange about it. */
export async function lookAtFile(file: VaultFile, use: FileUse): Promise<{ refusal: Refusal | null; odd: Refusal | null }> {
  const say = (key: string, params: Record<string, string | number> = {}): Refusal => refuse(`file.${key}`, { params: { name: file.name, ...params } });
  const no = (refusal: Refusal) => ({ refusal, odd: null });
  if (file.size === 0) return no(say('empty'));
  const { bytes } = await call('vault.read', { workspace: workspace(), hash: file.hash, offset: 0, length: TELLING_BYTES });
  const content = contentOf(bytes);
  const named = namedKind(file.name);
  const other = named !== undefined && !keepsItsWord(named, content);
  const is: FileWord = named && !other && !isShownPicture(content) ? named.word : content;
  if (use === 'any') return { refusal: null, odd: other ? say('odd', { says: named.word, is }) : null };
  if (other) return no(say('other', { says: named.word, is }));
  if (use === 'scan' ? !isPaper(content) : !isProof(content) || named?.word === 'zip' || (named === undefined && !isPaper(content)))
    return no(say(use === 'scan' ? 'notScan' : 'notProof', { is }));
  const big = tooBig(file);
  if (big) return no(big);
  const read = await runDocument({ kind: 'inspect-file', bytes: await readVaultFile(file.hash), name: file.name });
  if (read.ok) return read.value.pages === 0 ? no(say('noPage')) : { refusal: null, odd: null };
  if (read.error.key === 'pdfPassword') return no(say('password'));
  return no(read.error.key === 'tooManyEntries' ? say('tooManyPages', read.error.params) : say('damaged'));
}
