/** Papers filed beside the signed contract, as a letter names them: proofs of the rights, annexes, the sealed undertaking. */
import type { Proof } from '../registry/wire.ts';
import { rightProofs } from './checks/filing.ts';
import type { Attachment } from './contract.ts';
import type { DealFile } from './deal-file.ts';
import type { Filing } from './filing.ts';

/** Kinds of attachment that are added to a filing itself. */
export const EXTRAS = ['annex', 'commitment', 'supplement'] as const;
export type Extra = (typeof EXTRAS)[number];

const BESIDE: ReadonlySet<string> = new Set(['right', 'annex', 'commitment']);
export const isBeside = ({ kind }: Proof): boolean => BESIDE.has(kind);

/** What was added to this version or to one before it: after a return the papers of the last version stay, with what was asked for. */
export function extrasOf(f: DealFile, filing: Pick<Filing, 'id' | 'version'>, kind: Extra): Attachment[] {
  const upTo = new Set(f.filings.filter((x) => (x.version ?? 1) <= (filing.version ?? 1)).map((x) => x.id)).add(filing.id);
  return f.attachments.filter((a) => a.archived !== true && a.kind === kind && (kind === 'supplement' || upTo.has(a.ownerId ?? '')));
}

/** Certificates and what else proves the rights. A scan or a screenshot may be called a copy of something: it proves none. */
export const rightPapers = (f: DealFile): Attachment[] =>
  rightProofs(f).filter((a) => a.ownerTable !== 'signings' && a.ownerTable !== 'filings' && a.ownerTable !== 'notices');

/** Each file once, by what is in it. */
export function papersBeside(f: DealFile, filing: Pick<Filing, 'id' | 'version'>): Proof[] {
  const found = [
    ...rightPapers(f).map((a) => ({ kind: 'right', a })),
    ...extrasOf(f, filing, 'annex').map((a) => ({ kind: 'annex', a })),
    ...extrasOf(f, filing, 'commitment').map((a) => ({ kind: 'commitment', a })),
  ].filter(({ a }) => /^[0-9a-f]{64}$/.test(a.hash ?? ''));
  return found
    .filter(({ a }, i) => found.findIndex((x) => x.a.hash === a.hash) === i)
    .map(({ kind, a }) => ({ kind, name: (a.name ?? a.id).slice(0, 255), sha256: a.hash!, size: a.size ?? 0 }));
}
