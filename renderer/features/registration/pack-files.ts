/** What lies in a filing's pack, in its order: the signed scans, the text they were signed on, the proofs of the rights. */
import { rightProofs } from '../../../shared/domain/checks/filing.ts';
import type { Attachment } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { proofsOf } from '../../../shared/domain/filing-rules.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { documentsFrom } from '../../data/queries/contracts.ts';
import { readVaultFile } from '../../data/vault.ts';
import { marksOf } from '../../documents/contract-input.ts';
import { contractSays } from '../../documents/contract-says.ts';
import type { PackFile } from '../../documents/filing-pack.ts';
import { runDocument } from '../../workers/documents.ts';

/** `textMissing`: no text was kept with the version that was locked, and the records moved since. */
export async function packFiles(file: DealFile, filing: Filing, rules: RuleBook, watermark: string): Promise<{ files: PackFile[]; textMissing: boolean }> {
  const scans = await Promise.all(proofsOf(file).map((p) => fromVault('contract', { ...p, hash: p.sha256 })));
  const text = await contractText(file, filing, rules, watermark);
  // a scan or a screenshot may be called a copy of something: it proves no right
  const papers = rightProofs(file).filter((a) => a.ownerTable !== 'signings' && a.ownerTable !== 'filings' && a.ownerTable !== 'notices');
  const proofs = await Promise.all(papers.map((a) => fromVault('proof', a)));
  return { files: [...scans, ...(text ? [text] : []), ...proofs].filter((f) => f !== null), textMissing: text === null };
}

async function fromVault(role: PackFile['role'], a: Pick<Attachment, 'name' | 'hash' | 'size'>): Promise<PackFile | null> {
  return a.hash ? { role, name: a.name ?? a.hash, sha256: a.hash, size: a.size ?? 0, bytes: await readVaultFile(a.hash) } : null;
}

/** The file a text from elsewhere came in; of our own the copy made for signing, else one made now of the kept text. Null where none was kept. */
async function contractText(file: DealFile, filing: Filing, rules: RuleBook, watermark: string): Promise<PackFile | null> {
  const contract = file.contracts.find((c) => c.id === filing.contractId);
  if (!contract) return null;
  const brought = file.attachments.find((a) => a.id === contract.attachmentId);
  if (contract.kind === 'foreign') return brought ? fromVault('text', { ...brought, name: unsigned(brought.name ?? '') }) : null;
  const made = (await documentsFrom(contract.id)).find((d) => d.kind === 'contract-signing' && d.contentId === contract.lockedHash);
  if (made) return fromVault('text', { ...made, name: unsigned(made.name ?? '') });
  const { text, standing } = contractSays(file, contract, rules);
  if (!text || standing === 'draft') return null;
  const built = await runDocument({ kind: 'kept-contract', text, marks: marksOf(file, contract, 'signing', watermark) });
  if (!built.ok) return null;
  const { bytes, name } = built.value;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((b) => b.toString(16).padStart(2, '0')).join('');
  return { role: 'text', name: unsigned(name), sha256, size: bytes.byteLength, bytes };
}

/** The name says what it is not: only the scan bears seals. */
const unsigned = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}（非签署件）${name.slice(dot)}` : `${name}（非签署件）`;
};
