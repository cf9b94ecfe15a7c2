/** What lies in a filing's pack beside its form: the signed scans, the text they were signed on, proofs, powers of attorney, the undertaking. */
import { buildPaper } from '../../../shared/domain/contract/paper.ts';
import type { Attachment } from '../../../shared/domain/contract.ts';
import { latestSigning, signedContract, type DealFile } from '../../../shared/domain/deal-file.ts';
import { extrasOf, rightPapers } from '../../../shared/domain/filing-papers.ts';
import { proofsOf, supplementProofs } from '../../../shared/domain/filing-rules.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { documentsFrom, papersOf } from '../../data/queries/contracts.ts';
import { paperOf } from '../../documents/clauses.ts';
import { marksOf, sourcesOf } from '../../documents/contract-input.ts';
import { contractSays } from '../../documents/contract-says.ts';
import type { PackKind, PackSource } from '../../documents/filing-pack.ts';
import { docxOf } from '../../documents/make.ts';
import { runDocument } from '../../workers/documents.ts';

/** A paper made now: its bytes are kept in the vault before the pack is written. */
export type MadeSource = Omit<PackSource, 'sha256' | 'size'> & { bytes: Uint8Array };
/** `textMissing`: no text was kept with the version that was locked, and the records moved since; `gaps`: what the undertaking still lacks. */
export type PackFiles = { kept: PackSource[]; made: MadeSource[]; textMissing: boolean; gaps: number };

export async function packFiles(file: DealFile, filing: Filing, rules: RuleBook, watermark: string): Promise<PackFiles> {
  const signing = latestSigning(file);
  const delegations = new Set([
    ...(signing?.sellerProofIds ?? []),
    ...(signing?.buyerProofIds ?? []),
    ...(signing?.further ?? []).flatMap((f) => f.proofIds ?? []),
  ]);
  const kept = [
    ...proofsOf(file).map((p): PackSource => ({ kind: 'contract', name: p.name, sha256: p.sha256, size: p.size })),
    ...inVault('annex', extrasOf(file, filing, 'annex')),
    ...inVault('right', rightPapers(file)),
    ...inVault(
      'delegation',
      file.attachments.filter((a) => delegations.has(a.id)),
    ),
    ...inVault('commitment', extrasOf(file, filing, 'commitment')),
    ...inVault('supplement', extrasOf(file, filing, 'supplement')),
    ...supplementProofs(file, filing).map(({ name, sha256, size }): PackSource => ({ kind: 'supplement', name, sha256, size })),
  ];
  const text = await contractText(file, filing, rules, watermark);
  const undertaking = kept.some((s) => s.kind === 'commitment') ? null : await undertakingOf(file, rules, watermark);
  return {
    kept: [...kept, ...(text && 'sha256' in text ? [text] : [])],
    made: [...(text && 'bytes' in text ? [text] : []), ...(undertaking ? [undertaking.source] : [])],
    textMissing: text === null,
    gaps: undertaking?.gaps ?? 0,
  };
}

const inVault = (kind: PackKind, files: readonly Attachment[]): PackSource[] =>
  files.flatMap((a) => (a.hash ? [{ kind, name: a.name ?? a.hash, sha256: a.hash, size: a.size ?? 0, mime: a.mime }] : []));

/** 登记承诺书 in this program's own words, to be sealed; one with a seal is taken in its place. */
async function undertakingOf(file: DealFile, rules: RuleBook, watermark: string): Promise<{ source: MadeSource; gaps: number } | null> {
  const set = paperOf('CNS');
  if (!set) return null;
  const typed = (await papersOf(file.deal.id)).find((p) => p.kind === 'CNS')?.fields ?? {};
  const { document, problems } = buildPaper(set, { typed, sources: sourcesOf(file, signedContract(file), rules), watermark });
  const remark = '措辞为本软件拟定，待确认；登记机构有格式文本的，用其格式';
  const source: MadeSource = { kind: 'commitment', name: `${set.title}.docx`, unsigned: true, remark, bytes: await docxOf(document) };
  return { source, gaps: problems.filter((p) => p.level === 'must').length };
}

/** The file a text from elsewhere came in; of our own the copy made for signing, else one made now of the kept text. Null where none was kept. */
async function contractText(file: DealFile, filing: Filing, rules: RuleBook, watermark: string): Promise<PackSource | MadeSource | null> {
  const contract = file.contracts.find((c) => c.id === filing.contractId);
  if (!contract) return null;
  const brought = file.attachments.find((a) => a.id === contract.attachmentId);
  if (contract.kind === 'foreign') return brought ? (inVault('text', [brought])[0] ?? null) : null;
  const made = (await documentsFrom(contract.id)).find((d) => d.kind === 'contract-signing' && d.contentId === contract.lockedHash);
  if (made?.hash) return { kind: 'text', name: made.name ?? '', sha256: made.hash, size: made.size ?? 0 };
  const { text, standing } = contractSays(file, contract, rules);
  if (!text || standing === 'draft') return null;
  const built = await runDocument({ kind: 'kept-contract', text, marks: marksOf(file, contract, 'signing', watermark) });
  return built.ok ? { kind: 'text', name: built.value.name, bytes: built.value.bytes } : null;
}
