/** Findings as a command answers them: in words, with what to do, the rule they rest on and the words they are about. */
import type { TFunction } from 'i18next';
import type { CodeList } from '../../shared/domain/codes.ts';
import { proposedClause } from '../../shared/domain/contract-text/proposed.ts';
import { inOrder, type Finding } from '../../shared/domain/finding.ts';
import type { Answered, Asked } from './commands.ts';
import { loadLists, loadWords } from './resources.ts';

const proposal = (proposed: string | undefined): { proposed?: string } => (proposed === undefined ? {} : { proposed });
const nextStep = (fix: string): { fix?: string } => (fix === '' ? {} : { fix });

export const findingBody = (f: Finding, t: TFunction, clauses: CodeList | undefined, route?: string) => ({
  level: f.level,
  consequence: f.consequence,
  confirmed: f.confirmed,
  key: f.message.key,
  id: f.key,
  text: t(`findings:message.${f.message.key}`, f.message.params ?? {}),
  ...proposal(clauses && proposedClause(f, clauses, route)),
  ...nextStep(t(`findings:fix.${f.message.key}`, { ...f.message.params, defaultValue: '' })),
  ...(f.source ? { source: f.source } : {}),
  where: f.where,
  ...(f.quote ? { quote: f.quote } : {}),
});

/** The day, place and pack that answered, with the rules that were asked. */
export const answeredBy = ({ rules }: Asked) => ({ date: rules.date, region: rules.region, pack: rules.packId });
export const rulesUsed = ({ rules }: Asked) => rules.used().map((r) => ({ id: r.id, value: r.value, status: r.status, source: r.source }));

export async function told(findings: readonly Finding[], asked: Asked, more: object = {}, route?: string): Promise<Answered> {
  const [t, clauses] = [await loadWords(asked.lang), (await loadLists())['proposed-clauses']];
  const lines = inOrder(findings).map((f) => findingBody(f, t, clauses, route));
  const musts = findings.filter((f) => f.level === 'must').length;
  return { body: { ...answeredBy(asked), musts, asks: findings.length - musts, findings: lines, rules: rulesUsed(asked), ...more }, musts };
}
