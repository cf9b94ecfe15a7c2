/** The parts of the price a contract names itself, as rows a person checks: kind, amount, the words, the clause. */
import { Decimal } from '../money.ts';
import type { Contract } from './contract.ts';
import { keptText } from './contract/text.ts';
import { nonTechnicalParts } from './contract-text/payment.ts';
import type { SplitKind, SplitRow } from './filing-split.ts';
import { clauseFinder } from './precheck/clause-at.ts';

/** By the word that names the sum; the first that fits. */
const KINDS: readonly (readonly [RegExp, SplitKind])[] = [
  [/设备|样机/, 'equipment'],
  [/仪器/, 'instrument'],
  [/零部件|元器件/, 'part'],
  [/材料|原料/, 'material'],
];

/** `stated`: what the contract's own field says in 元. Where the words name other sums than that, one row says the field. */
export function splitsRead(contract: Contract | undefined, stated: Decimal): SplitRow[] {
  if (!contract) return [];
  const text = contract.kind === 'foreign' ? (contract.foreignText ?? '') : '';
  const parts = nonTechnicalParts(text);
  const sum = parts.reduce((s, p) => s.plus(p.yuan), new Decimal(0));
  if (parts.length > 0 && (stated.isZero() || stated.eq(sum))) {
    const clauseAt = clauseFinder(text);
    return parts.map((p) => {
      const { article } = clauseAt(p);
      const kind = KINDS.find(([word]) => word.test(p.text))?.[1] ?? 'other';
      return { kind, amount: p.yuan, reason: p.text, ...(article === '' ? {} : { clause: article }) };
    });
  }
  if (!stated.gt(0)) return [];
  const clause = ownClause(contract);
  return [{ kind: 'other', amount: stated.toFixed(), reason: '合同写明的非技术性款项', ...(clause === '' ? {} : { clause }) }];
}

/** Article and number of the clause of our own text that names the sum. */
function ownClause(contract: Contract): string {
  let article = '';
  for (const block of keptText(contract)?.body ?? []) {
    if (block.kind === 'heading') article = block.text;
    if (block.kind === 'clause' && block.runs.some((r) => r.text.includes('非技术性款项'))) return [article, block.no].filter((x) => x !== '').join(' ');
  }
  return '';
}
