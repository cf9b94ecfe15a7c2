/** A deal of this workspace as the pre-check sees it: its text, its form, what lies beside it, and the valued range of its price. */
import { isRefusal } from '../../result.ts';
import { isSingle, weigh, weighLines, type Methods } from '../../valuation/weigh.ts';
import type { Contract } from '../contract.ts';
import { agreedRound, latestSigning, latestWorksheet, type DealFile } from '../deal-file.ts';
import type { FilledForm } from '../filing-form.ts';
import type { Filing } from '../filing.ts';
import type { HandedIn } from './as-deal.ts';
import { papersBeside } from './beside-deal.ts';
import type { Flagged, OtherContract, OtherFiling } from './flags.ts';
import type { Party } from '../party.ts';
import type { Likeness } from './likeness.ts';
import { partyLines, partySaid } from './party-lines.ts';

export const formValuesOf = (form: FilledForm): Record<string, string> =>
  Object.fromEntries(form.fields.filter((f) => f.value !== '').map((f) => [f.key, f.value]));

type About = { file: DealFile; contract: Contract; filing?: Filing; form?: Readonly<Record<string, string>>; point?: string; scannedPages?: readonly number[] };

/** A contract brought in, with the form of its deal. */
export const handedInOf = ({ file, contract, filing, form, point, scannedPages }: About): HandedIn => ({
  text: contract.foreignText ?? '',
  form,
  role: file.deal.role,
  papers: papersBeside(file),
  point,
  scannedPages,
  ids: { contract: contract.id, filing: filing?.id ?? '' },
});

/** The range a worksheet arrives at, 元; undefined where it has none. */
export function valuedRange(file: DealFile, methods: Methods): { low: string; high: string } | undefined {
  const sheet = latestWorksheet(file);
  if (!sheet) return undefined;
  const lines = weighLines(sheet, methods);
  const single = isSingle(lines) ? lines.find((l) => l.price) : undefined;
  if (single) return single.low === undefined || single.high === undefined ? undefined : { low: String(single.low), high: String(single.high) };
  const answer = weigh(sheet, lines, (l) => l.method);
  if (isRefusal(answer)) return undefined;
  const { low, high } = answer.outputs;
  return low === undefined || high === undefined ? undefined : { low: String(low), high: String(high) };
}

/** What the rest of the workspace says. */
export type Elsewhere = { others: readonly OtherContract[]; filed: readonly OtherFiling[]; like: readonly (Likeness & { name: string })[] };

/** The deal with what its own records know: the days its text was locked and agreed, its parties, and the rest of the workspace. */
export function flaggedOfDeal(
  { file, contract, filing, form = {} }: About,
  { range, others, filed, like }: Elsewhere & { range?: { low: string; high: string } | undefined },
): Flagged {
  const signing = latestSigning(file);
  const agreed = agreedRound(file)?.heldOn;
  const text = contract.kind === 'foreign' ? (contract.foreignText ?? '') : '';
  const lines = partyLines(text);
  const written = (party: Party | undefined): Party | undefined => party && { ...party, ...partySaid(party.name ?? '', lines, {}) };
  return {
    text,
    seller: file.seller,
    buyer: file.buyer,
    inText: { seller: written(file.seller), buyer: written(file.buyer) },
    declaredRelated: file.deal.isRelated === true || form['isRelated'] === '是',
    project: form['projectName'] ?? file.deal.name,
    total: form['totalAmount'],
    technical: form['technicalAmount'],
    signedOn: signing?.signedOn ?? form['signDate'],
    effectiveOn: signing?.effectiveOn,
    validTo: signing?.validTo ?? form['validTo'],
    earlier: [
      ...(contract.lockedOn === undefined ? [] : [{ key: 'locked', day: contract.lockedOn }]),
      ...(agreed === undefined ? [] : [{ key: 'agreed', day: agreed }]),
      ...file.rights.flatMap((r) =>
        r.grantedOn === undefined || !(file.deal.rightIds ?? []).includes(r.id) || !/^ZR-ZL|^XK-ZL/.test(contract.kind ?? '')
          ? []
          : [{ key: 'granted', day: r.grantedOn }],
      ),
    ],
    range,
    others,
    filed,
    like,
    contractAt: { table: 'contracts', id: contract.id },
    at: (key) => (filing ? { table: 'filings', id: filing.id, field: `form.${key}` } : { table: 'deals', id: file.deal.id }),
  };
}
