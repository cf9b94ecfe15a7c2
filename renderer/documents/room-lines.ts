/** What a room of a deal says beside the deal's own 缺什么. */
import type { TFunction } from 'i18next';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { whatIsMissing } from '../../shared/domain/stages.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import type { Methods } from '../../shared/valuation/weigh.ts';
import { findingLines } from '../data/findings.ts';
import type { FindingLine } from '../ui/FindingList.tsx';
import { dealRail } from './deal-rail.ts';

/**
 * A room's own findings as a tab of its deal: what the deal's 缺什么 beside it already says is left out, so that nothing
 * stands twice in the rail.
 */
export function roomLines(t: TFunction, file: DealFile, findings: readonly Finding[], rules: RuleBook, methods?: Methods): FindingLine[] {
  const told = new Set(whatIsMissing(dealRail(file, rules, methods)).map((m) => m.finding.key));
  return findingLines(
    t,
    findings.filter((f) => !told.has(f.key)),
    { dealId: file.deal.id, ...(file.deal.achievementId ? { achievementId: file.deal.achievementId } : {}), answers: file.answers },
  );
}
