/** What is odd about a line of a list though it can be drafted: told in the report, as the interview tells it on the screen. */
import type { TFunction } from 'i18next';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { answersOf } from '../../shared/domain/contract/answers.ts';
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { emptyDealFile } from '../../shared/domain/deal-file.ts';
import { isUscc } from '../../shared/ids.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { parseDay } from '../../shared/time.ts';
import type { ListColumn } from './draft-list.ts';

/** Told by what the list itself asks for: that something is missing or cannot be read. */
const TOLD = /Missing$|Unread$|^seller\.|\.termOrder$|\.beyondPatent$|\.notInForce$/;

type Drafted = { set: ClauseSet; input: ContractInput; values: ReadonlyMap<string, string>; columns: readonly ListColumn[]; rules: RuleBook };

export function amissIn({ set, input, values, columns, rules }: Drafted, t: TFunction): string[] {
  const labelOf = (key: string): string => columns.find((c) => c.key === key)?.label ?? key;
  const { typed, sources } = input;
  const answers = answersOf(set, typed, sources);
  const unasked = Object.keys(typed).filter((key) => !answers.has(key));
  const codes = ['buyer.uscc', 'seller.uscc'].filter((key) => values.has(key) && !isUscc(values.get(key)!));
  const days = sources.instalments.map((i) => parseDay(i.dueOn));
  const early = days.findIndex((day, i) => i > 0 && day !== undefined && days.slice(0, i).some((d) => d !== undefined && d > day));
  const contract = { id: 'contract', dealId: sources.deal.id, kind: set.kind, fields: { ...typed } };
  const file = { ...emptyDealFile(sources.deal), contracts: [contract], instalments: [...sources.instalments] };
  const found = checkContract(file, contract, rules, Object.fromEntries([...answers].map(([key, a]) => [key, a.value])));
  return [
    ...(unasked.length > 0 ? [t('cli:draft.unasked', { labels: unasked.map(labelOf).join(t('cli:draft.comma')) })] : []),
    ...codes.map((key) => t('cli:draft.uscc', { label: labelOf(key), text: values.get(key)! })),
    ...(early > 0 ? [t('cli:draft.instalmentOrder', { no: early + 1 })] : []),
    ...found
      .filter((f) => f.where.table === 'contracts' && !TOLD.test(f.message.key))
      .map((f) => t(`findings:message.${f.message.key}`, f.message.params ?? {})),
  ];
}
