/** The signed paper: begun from the locked version, its scan, its pages ticked one by one. */
import type { VaultFile } from '../../../shared/bridge.ts';
import { answersOf } from '../../../shared/domain/contract/answers.ts';
import type { Contract, Signing } from '../../../shared/domain/contract.ts';
import { agreedRound, type DealFile } from '../../../shared/domain/deal-file.ts';
import { make, set } from '../../../shared/domain/edit.ts';
import { signingAfterShortNotice, signingUnpublished } from '../../../shared/domain/notice-rules.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { parseDay } from '../../../shared/time.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { attachFiles } from '../../data/attach.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId, who } from '../../data/store.ts';
import { PATENT_LICENCE } from '../../documents/clauses.ts';

type Answer = Promise<Committed | Refusal>;
const only = <T extends object>(o: T): T => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== '')) as T;

/** Place, term and copies from the contract's answers; the rest stands on the paper and is read from it. */
export function startSigning(file: DealFile, contract: Contract): Answer {
  const round = file.rounds.find((r) => r.id === contract.roundId) ?? agreedRound(file);
  const answers =
    contract.kind === 'XK-ZL'
      ? answersOf(PATENT_LICENCE, contract.fields ?? {}, {
          deal: file.deal,
          rights: file.rights.map((right) => ({ right })),
          instalments: file.instalments,
          ...(file.seller ? { seller: file.seller } : {}),
          ...(file.buyer ? { buyer: file.buyer } : {}),
          ...(round ? { round } : {}),
        })
      : new Map<string, { value: string }>();
  const of = (key: string): string | undefined => answers.get(key)?.value || undefined;
  const copies = Number(of('copies'));
  const row: Signing = only({
    id: newId(),
    dealId: file.deal.id,
    contractId: contract.id,
    validFrom: parseDay(of('termFrom')),
    validTo: parseDay(of('termTo')),
    place: of('signPlace'),
    ...(Number.isInteger(copies) && copies > 0 ? { copies } : {}),
    sellerSignatory: file.seller?.legalRep,
    buyerSignatory: file.buyer?.legalRep,
    sample: file.deal.sample,
  });
  return commit({ intent: 'signing.start', note: file.deal.name ?? '' }, async (read) => {
    const there = (await read.by('signings', 'contractId', contract.id)).find((s) => s.archived !== true);
    return there ? [] : [make('signings', row)];
  });
}

/** The fields of the form. A signing day is recorded only where the price was published, or the reason for not doing so stands. */
export function writeSigning(file: DealFile, id: string, fields: Partial<Signing>, rules: RuleBook): Answer {
  const refusal = (fields.signedOn ?? '') === '' ? null : (signingUnpublished(file) ?? signingAfterShortNotice(file, rules));
  return refusal ? Promise.resolve(refusal) : editSigning(id, fields);
}

function editSigning(id: string, fields: Partial<Signing>): Answer {
  return commit({ intent: 'signing.edit' }, async (read) => {
    const signing = await read.get('signings', id);
    if (!signing) return refuse('row.gone');
    const filed = (await read.by('filings', 'signingId', id)).find(
      (f) => (f.frozenHash ?? '') !== '' && f.archived !== true && f.state !== 'returned' && f.state !== 'refused',
    );
    return filed ? refuse('signing.filed', { params: { version: filed.version ?? 1 } }) : [set('signings', id, fields)];
  });
}

/** Another scan means that every page has to be looked at again. */
export async function addScans(signing: Signing, files: readonly VaultFile[]): Promise<Committed | Refusal> {
  const kept = await attachFiles({ table: 'signings', id: signing.id, kind: 'scan', ...(signing.dealId ? { dealId: signing.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  return editSigning(signing.id, { scanIds: [...new Set([...(signing.scanIds ?? []), ...kept.ids])], pagesEqual: [], pages: undefined });
}

export const dropScan = (signing: Signing, id: string): Answer =>
  editSigning(signing.id, { scanIds: (signing.scanIds ?? []).filter((x) => x !== id), pagesEqual: [], pages: undefined });

/** How many pages there are to be compared, once the scan has been opened. */
export const countPages = (signing: Signing, pages: number): Answer => editSigning(signing.id, { pages });

export function tickPage(id: string, page: number, equal: boolean): Answer {
  return commit({ intent: 'signing.tick', note: String(page) }, async (read) => {
    const signing = await read.get('signings', id);
    if (!signing) return refuse('row.gone');
    const rest = (signing.pagesEqual ?? []).filter((p) => p !== page);
    return [set('signings', id, { pagesEqual: equal ? [...rest, page].sort((a, b) => a - b) : rest, pagesCheckedBy: who() || undefined })];
  });
}
