/** What a notice has to say, and what has to be decided, before it is published (促进科技成果转化法 art. 18). */
import type { RuleBook } from '../../rules/engine.ts';
import type { DealFile } from '../deal-file.ts';
import type { Notice } from '../deal.ts';
import type { FindingName } from '../finding-catalogue.ts';
import { isSettled, type Finding } from '../finding.ts';
import { checkOddTerms } from './odd-terms.ts';
import { byOwnRule, checkDecision, checkNotice, ofOwnNotice } from './pricing.ts';

const NEEDED: readonly FindingName[] = [
  'pricing.none',
  'pricing.routeMissing',
  'pricing.decisionMissing',
  'notice.titleMissing',
  'notice.priceMissing',
  'pricing.priceUnread',
  'terms.amountNegative',
  'terms.rateImpossible',
  'notice.placeMissing',
  'notice.datesMissing',
  'notice.dateUnread',
  'notice.tooShort',
  'notice.overBeforePublished',
  'notice.contactMissing',
];

/** What is still open before publishing; a 请核实 with its written reason is not. */
export function publishGaps(f: DealFile, n: Notice, rules: RuleBook): Finding[] {
  const said = [
    ...checkNotice({ ...n, draft: true }, f.objections, f.achievement?.title, rules),
    ...checkOddTerms(f, n, (field) => ({ table: 'notices', id: n.id, field })),
  ];
  const all = [...checkDecision(f, true), ...(byOwnRule(f) ? ofOwnNotice(said) : said)];
  return all.filter((x) => NEEDED.includes(x.message.key) && !isSettled(x, f.answers));
}
