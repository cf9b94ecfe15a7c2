/** 民法典 articles 843–887, one by one: which checks read a contract for each, or that there is none to make. */
import type { Finding } from '../finding.ts';
import { articleName, DEFAULTS, DUTIES } from './duties.ts';
import { detailOf } from './proposed.ts';

/** Articles no words of a contract can be held against; the reason stands in `findings:noCheck`. */
export const WITHOUT_CHECK: readonly number[] = [844, 876];

const LIABILITY = [854, 856, 872, 873, 881, 884];
/** Beside the duties and defaults, which name their article themselves. */
const CHECKS: Readonly<Record<number, readonly string[]>> = {
  843: ['kindUnknown'],
  845: [...['projectName', 'object', 'performance', 'secrecy', 'results', 'acceptance', 'terms'].map((c) => `clause.${c}`), 'patentDataMissing'],
  846: ['priceMissing', 'payKindMissing', 'royaltyBaseMissing', 'auditMissing'],
  848: ['personSeller'],
  850: ['monopoly.M1', 'monopoly.M2', 'monopoly.M3', 'monopoly.M4', 'monopoly.M5', 'monopoly.M6'],
  851: ['noInnovation', 'oralForm'],
  855: ['onlyPays'],
  858: ['clause.risk'],
  859: ['matter.commissioned'],
  860: ['matter.joint'],
  862: ['notYetMade', 'publicDomain', 'rightEnded'],
  863: ['oralForm', 'titleDiffers'],
  865: ['termBeyondPatent', 'rightEnded'],
  877: ['partyAbroad', 'foreignCurrency'],
  878: ['notTechnical', 'notThisKind', 'titleDiffers'],
  887: ['feeWithoutDeal'],
  ...Object.fromEntries(LIABILITY.map((article) => [article, ['clause.liability']])),
};

/** What is looked for under an article, in the words of `detailOf`. */
export const checksOf = (article: number): string[] => [
  ...(CHECKS[article] ?? []),
  ...DUTIES.filter((d) => d.article === article).map((d) => `duty.${d.name}`),
  ...DEFAULTS.filter((d) => d.article === article).map((d) => `matter.${d.name}`),
];

/** Where a finding belongs to one article or more, each of the 45 articles with the findings it has. */
export function byArticle(findings: readonly Finding[]): { article: number; name: string; found: Finding[] }[] {
  return Array.from({ length: 887 - 843 + 1 }, (_, i) => 843 + i).map((article) => {
    const checks = checksOf(article);
    return { article, name: articleName(article), found: findings.filter((f) => checks.includes(detailOf(f))) };
  });
}
