/** What a version that answers a return still leaves as it was: an agreement drafted for it and not signed, or nothing said anew. */
import type { DealFile } from '../deal-file.ts';
import { asSubmitted, differenceOf, isSame, versionBefore } from '../filing-difference.ts';
import type { Filing } from '../filing.ts';
import { finding, type Finding } from '../finding.ts';
import { supplementsOf } from '../supplement-draft.ts';

const UNSIGNED = { draft: 'filing.supplementDraft', locked: 'filing.supplementLocked', signed: 'filing.supplementNoScan' } as const;

/** `form` as this version would be filed now. Asked, not refused: a return may be answered by other papers, or be mistaken. */
export function checkFilingAgain(file: DealFile, filing: Filing, form: Readonly<Record<string, string>>): Finding[] {
  const before = versionBefore(file.filings, filing);
  if (before?.state !== 'returned' && before?.state !== 'refused') return [];
  const out = supplementsOf(file).flatMap(({ contract, stage }): Finding[] => {
    if (stage === 'scanned') return [];
    const signing = file.signings.findLast((s) => s.contractId === contract.id);
    const where =
      stage === 'signed' && signing
        ? ({ table: 'signings', id: signing.id, field: 'scanIds' } as const)
        : ({ table: 'contracts', id: contract.id, field: 'fields.added' } as const);
    return [finding(UNSIGNED[stage], where, { params: { n: contract.version ?? 1 }, also: filing.id })];
  });
  if (isSame(differenceOf(before, asSubmitted(file, filing, form))))
    out.push(
      finding(
        'filing.sameAgain',
        { table: 'filings', id: filing.id, field: 'difference' },
        { params: { version: filing.version ?? 1, before: before.version ?? 1 } },
      ),
    );
  return out;
}
