/** What a contract version is built from: the deal's records and the version's own answers. */
import type { ContractSources } from '../../shared/domain/contract/answers.ts';
import type { MarginNote } from '../../shared/domain/contract/blocks.ts';
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import { dealFacts } from '../../shared/domain/contract/deal-facts.ts';
import type { Marks } from '../../shared/domain/contract/text.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { agreedRound, furtherOf, latestRound, type DealFile } from '../../shared/domain/deal-file.ts';
import { patentExpiry } from '../../shared/domain/patent-term.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';

export type Copy = Marks['copy'];

/** What this copy of a version bears besides its words. */
export function marksOf(file: DealFile, contract: Contract, copy: Copy, watermark: string): Marks {
  const contractNo = file.signings.find((s) => s.contractId === contract.id)?.contractNo;
  return {
    version: contract.version ?? 1,
    copy,
    watermark,
    ...(copy === 'signing' && contractNo ? { contractNo } : {}),
    ...(copy === 'draft' ? { notes: notesForOther(file, contract) } : {}),
  };
}

/** What the margin of a draft tells the other side. A note that is not plainly for them stays in the house. */
const notesForOther = (file: DealFile, contract: Contract): MarginNote[] =>
  file.clauseNotes
    .filter((n) => n.contractId === contract.id && n.audience === 'other' && n.archived !== true && (n.settledOn ?? '') === '' && (n.text ?? '').trim() !== '')
    .map((n) => ({ clause: n.clauseId ?? '', author: n.by ?? file.office?.name ?? '', date: n.writtenOn ?? '1970-01-01T00:00:00.000Z', text: n.text! }));

/** The deal's records of a version, or of a paper of a deal without one; a right's expiry only where `rules` can tell it. */
export function sourcesOf(file: DealFile, contract: Contract | undefined, rules?: RuleBook): ContractSources {
  const round = file.rounds.find((r) => r.id === contract?.roundId) ?? agreedRound(file) ?? latestRound(file);
  const further = furtherOf(file, contract);
  return {
    deal: file.deal,
    instalments: file.instalments,
    contributors: file.contributors,
    rights: file.rights.map((right) => {
      const expiry = rules && patentExpiry(right, rules);
      return { right, ...(expiry ? { expiresOn: expiry.day } : {}) };
    }),
    about: dealFacts(file, contract),
    ...(file.office ? { office: file.office } : {}),
    ...(file.achievement ? { achievement: file.achievement } : {}),
    ...(file.seller ? { seller: file.seller } : {}),
    ...(file.buyer ? { buyer: file.buyer } : {}),
    ...(round ? { round } : {}),
    ...(further.length > 0 ? { further } : {}),
  };
}

/** What the documents worker and the preview are both made from, so that they cannot differ. */
export function contractInput(file: DealFile, contract: Contract, rules: RuleBook, copy: Copy, watermark: string): ContractInput {
  return {
    typed: contract.fields ?? {},
    clauseTexts: contract.clauseTexts ?? {},
    sources: sourcesOf(file, contract, rules),
    today: rules.date,
    ...marksOf(file, contract, copy, watermark),
  };
}
