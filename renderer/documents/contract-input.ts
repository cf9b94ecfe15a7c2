/** What a contract version is built from: the deal's records and the version's own answers. */
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { agreedRound, latestRound, type DealFile } from '../../shared/domain/deal-file.ts';
import { patentExpiry } from '../../shared/domain/patent-term.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';

export type Copy = 'draft' | 'signing';

/** What the documents worker and the preview are both made from, so that they cannot differ. */
export function contractInput(file: DealFile, contract: Contract, rules: RuleBook, copy: Copy, watermark: string): ContractInput {
  const signing = file.signings.find((s) => s.contractId === contract.id);
  const round = file.rounds.find((r) => r.id === contract.roundId) ?? agreedRound(file) ?? latestRound(file);
  return {
    typed: contract.fields ?? {},
    clauseTexts: contract.clauseTexts ?? {},
    version: contract.version ?? 1,
    copy,
    watermark,
    ...(copy === 'signing' && signing?.contractNo ? { contractNo: signing.contractNo } : {}),
    sources: {
      deal: file.deal,
      instalments: file.instalments,
      contributors: file.contributors,
      rights: file.rights.map((right) => {
        const expiry = patentExpiry(right, rules);
        return { right, ...(expiry ? { expiresOn: expiry.day } : {}) };
      }),
      ...(file.seller ? { seller: file.seller } : {}),
      ...(file.buyer ? { buyer: file.buyer } : {}),
      ...(round ? { round } : {}),
    },
  };
}
