/** The other contracts of this workspace, to see what was split and what is there twice. */
import { contractSaid } from '../../../shared/domain/contract/text.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { splitOf, writtenRows } from '../../../shared/domain/filing-split.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { decimal, parseMoney } from '../../../shared/money.ts';
import type { OtherContract, OtherFiling } from '../../../shared/domain/precheck/flags.ts';
import { contractRows } from './contracts.ts';
import { filingRows } from './registration.ts';
import { rowsBy, rowsById } from './read.ts';

/** `words` are read out only where their fingerprint is not known by the stamp, which changes with them. */
export type OtherText = { id: string; dealId: string; name: string; stamp: string; words: () => string };

/** A locked text is canonical JSON: its Chinese characters are its words. */
const wordsOf = (c: Contract): string => (c.kind === 'foreign' ? (c.foreignText ?? '') : (c.lockedText?.text ?? '').replace(/[^\p{Script=Han}]/gu, ''));
const stampOf = (c: Contract): string => `${c.id} ${c.lockedText?.sha256 ?? ''} ${c.attachmentId ?? ''} ${c.foreignText?.length ?? 0}`;

/** Index: primary keys. */
export async function otherTexts(): Promise<OtherText[]> {
  return (await contractRows()).flatMap(({ contract, deal }) => {
    if (contract.dealId === undefined || (contract.foreignText ?? contract.lockedText?.text ?? '') === '') return [];
    return [{ id: contract.id, dealId: contract.dealId, name: deal?.name ?? contract.title ?? '', stamp: stampOf(contract), words: () => wordsOf(contract) }];
  });
}

/** One line a deal: its newest contract with parties, price, technical amount and day; the deal itself left out. Indexes: primary keys, `dealId`. */
export async function otherContracts(dealId: string): Promise<OtherContract[]> {
  const newest = new Map<string, Awaited<ReturnType<typeof contractRows>>[number]>();
  for (const row of await contractRows()) {
    const id = row.contract.dealId;
    if (id === undefined || id === dealId || !row.deal || row.deal.archived === true) continue;
    const before = newest.get(id);
    if (!before || (before.contract.version ?? 0) < (row.contract.version ?? 0)) newest.set(id, row);
  }
  const rows = [...newest.values()];
  const ids = rows.flatMap(({ deal }) => [deal?.sellerId, deal?.buyerId].filter((x) => x !== undefined));
  const parties = new Map((await rowsById('parties', [...new Set(ids)])).map((p) => [p.id, p.name]));
  const signings = await Promise.all(rows.map(({ deal }) => rowsBy('signings', 'dealId', deal!.id)));
  const filings = await filingRows();
  return rows.map(({ contract, deal }, i): OtherContract => {
    const said = contractSaid(contract);
    const typed = said['fixedFee'] ?? said['value'];
    const total = typed === undefined ? undefined : (parseMoney(typed)?.yuan ?? typed);
    const technical = technicalOf(
      filings.filter(({ filing }) => filing.dealId === deal!.id).map(({ filing }) => filing),
      total,
      said['nonTechnical'],
    );
    const [buyer, seller] = [parties.get(deal!.buyerId ?? ''), parties.get(deal!.sellerId ?? '')];
    const signedOn = signings[i]!.find((s) => s.archived !== true && s.signedOn !== undefined)?.signedOn;
    return {
      id: contract.id,
      name: deal!.name ?? contract.title ?? '',
      project: said['projectName'] ?? deal!.name ?? '',
      ...(buyer === undefined ? {} : { buyer }),
      ...(seller === undefined ? {} : { seller }),
      ...(total === undefined ? {} : { total }),
      ...(technical === undefined ? {} : { technical }),
      ...(signedOn === undefined ? {} : { signedOn }),
    };
  });
}

/** As its newest form says it, or its rows of what is not technical; else the price less what the contract names as not technical; undefined where neither was said. */
function technicalOf(filings: readonly Filing[], total: string | undefined, nonTechnical: string | undefined): string | undefined {
  const newest = filings.toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0))[0];
  const typed = newest?.form?.['technicalAmount'];
  if (typed !== undefined) return typed;
  const whole = decimal(total);
  const rows = writtenRows(newest?.splits);
  if (rows) return splitOf(whole, rows).technical?.toFixed();
  const spent = decimal(parseMoney(nonTechnical ?? '')?.yuan);
  return whole && spent && whole.minus(spent).toFixed();
}

/** What counts as filed: it lies with the institution or the registry, or is through. */
const FILED: readonly string[] = ['orgReview', 'queued', 'sending', 'unknown', 'submitted', 'accepted', 'supplement', 'secondReview', 'registered'];

/** Applications of other deals. Index: primary keys. */
export async function otherFilings(dealId: string): Promise<OtherFiling[]> {
  return (await filingRows()).flatMap(({ filing, deal }): OtherFiling[] => {
    if (filing.dealId === dealId || !FILED.includes(filing.state ?? 'draft') || filing.form === undefined) return [];
    const no = filing.registerNo === undefined ? {} : { registerNo: filing.registerNo };
    return [{ id: filing.id, name: deal?.name ?? filing.form['projectName'] ?? '', values: filing.form, ...no }];
  });
}
