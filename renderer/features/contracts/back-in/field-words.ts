/** Fields of the interview and their values as a person says them. */
import { interviewFields, type InterviewField } from '../../../../shared/domain/contract/clause-set.ts';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { formatRate, formatYuan, parseMoney, parseRate } from '../../../../shared/money.ts';
import { clausesFor } from '../../../documents/clauses.ts';

export const fieldsOfContract = (contract: Contract): ReadonlyMap<string, InterviewField> =>
  new Map(interviewFields(clausesFor(contract)).map((f) => [f.key, f]));

/** 1,200,000.00, 2 %, 独占: as the clause prints it. */
export function saidValue(field: InterviewField | undefined, value: string): string {
  if (field?.type === 'money') return formatYuan(parseMoney(value)?.yuan ?? value);
  if (field?.type === 'rate') return formatRate(parseRate(value) ?? value);
  return field?.choices?.find((c) => c.value === value)?.print ?? value;
}
