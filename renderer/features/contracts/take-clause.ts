/** A proposed clause put into a clause whose wording a person changed. */
import { takeOver } from '../../../shared/domain/contract-text/take-over.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';
import type { FindingLine } from '../../ui/FindingList.tsx';
import { wordClause } from './edit-contract.ts';

/** The line with a way to take the clause over, where the words it is for stand in the contract's own wording. */
export function takeable(line: FindingLine, contract: Contract, findings: readonly Finding[]): FindingLine {
  const f = findings.find((x) => x.key === line.key);
  const clause = /^clauseTexts\.(.+)$/.exec(f?.where.field ?? '')?.[1];
  const own = clause === undefined ? undefined : contract.clauseTexts?.[clause];
  const start = f?.quote && own !== undefined ? own.indexOf(f.quote.text) : -1;
  if (!f?.quote || clause === undefined || own === undefined || start < 0 || line.proposed === undefined) return line;
  const next = takeOver(own, { ...f, quote: { text: f.quote.text, start, end: start + f.quote.text.length } }, line.proposed);
  if (next === undefined) return line;
  const take = async (): Promise<void> => {
    const done = await wordClause(contract.id, clause, next);
    if (isRefusal(done)) showRefusal(done);
  };
  return { ...line, onTake: () => void take() };
}
