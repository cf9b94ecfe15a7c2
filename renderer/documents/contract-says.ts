/** What a contract version says: a draft what its records say now, a locked one the text that was locked. */
import { answersOf, type Answer } from '../../shared/domain/contract/answers.ts';
import { buildContract, type BuiltContract } from '../../shared/domain/contract/build.ts';
import { keptText, type ContractText } from '../../shared/domain/contract/text.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { isFrozen } from '../../shared/domain/contract-rules.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { clausesFor } from './clauses.ts';
import { contractInput, sourcesOf } from './contract-input.ts';

/**
 * `draft`: follows its records. `kept`: sent or locked with its text. `same`: locked before texts were kept, and what the records
 * give has the content id of the lock. `lost`: locked before texts were kept, and the records give another text by now.
 */
type Standing = 'draft' | 'kept' | 'same' | 'lost';
export type ContractSays = {
  standing: Standing;
  /** null where it is lost */ text: ContractText | null;
  /** from the records as they are */ now: BuiltContract;
};

export function contractSays(file: DealFile, contract: Contract, rules: RuleBook): ContractSays {
  const input = contractInput(file, contract, rules, 'draft', '');
  const now = buildContract(clausesFor(contract), input);
  if (!isFrozen(contract)) return { standing: 'draft', text: now.text, now };
  const kept = keptText(contract);
  if (kept) return { standing: 'kept', text: kept, now };
  const then = { ...input, annexPages: false as const };
  const older = [then, { ...then, sources: { ...input.sources, anyKind: true as const } }].map((i) => buildContract(clausesFor(contract), i));
  const same = [now, ...older].find((b) => b.contentId === contract.lockedHash);
  return same ? { standing: 'same', text: same.text, now } : { standing: 'lost', text: null, now };
}

/** The answers a version stands on: of a locked one those it was locked with. */
export function contractAnswers(file: DealFile, contract: Contract): Map<string, Answer> {
  const kept = isFrozen(contract) ? keptText(contract) : null;
  return kept ? new Map(Object.entries(kept.answers)) : answersOf(clausesFor(contract), contract.fields ?? {}, sourcesOf(file, contract));
}
