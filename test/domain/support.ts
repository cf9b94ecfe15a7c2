import { readFileSync, readdirSync } from 'node:fs';
import { codeList, registerForm, type CodeLists } from '../../shared/domain/codes.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import { sampleDeal, SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { isRefusal } from '../../shared/result.ts';
import { ruleBook, type RuleBook } from '../../shared/rules/engine.ts';
import { rulePack } from '../../shared/rules/pack.ts';

const root = new URL('../../resources/', import.meta.url);
export const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
export const pack = rulePack.parse(json('rules/gd-2026.json'));
export const rulesOn = (date: string, region = '440100'): RuleBook => ruleBook(pack, date, region);
export const form = registerForm.parse(json('codes/register-form.json'));
const notLists = new Set(['register-form.json', 'import-templates.json', 'regulations.json', 'register-offices.json']);
export const lists: CodeLists = Object.fromEntries(
  readdirSync(new URL('codes/', root))
    .filter((f) => !notLists.has(f))
    .map((f) => codeList.parse(json(`codes/${f}`)))
    .map((l) => [l.id, l]),
);

type Rows = Record<string, Record<string, Record<string, unknown>>>;
/** Rows after a list of edits, by table and id: the same effect a commit has. */
export function apply(edits: readonly Edit[], rows: Rows = {}): Rows {
  for (const e of edits) {
    const table = (rows[e.table] ??= {});
    const id = e.op === 'make' ? e.row.id : e.id;
    const next: Record<string, unknown> = { ...table[id], ...(e.op === 'make' ? e.row : e.fields) };
    for (const k of Object.keys(next)) if (next[k] === undefined) delete next[k];
    table[id] = next;
  }
  return rows;
}

export function dealFileOf(rows: Rows, dealId: string): DealFile {
  const all = <T>(table: string): T[] => Object.values(rows[table] ?? {}) as T[];
  const one = <T>(table: string, id: unknown): T | undefined => (typeof id === 'string' ? (rows[table]?.[id] as T | undefined) : undefined);
  const file = emptyDealFile(one<DealFile['deal']>('deals', dealId)!);
  return {
    ...file,
    office: one('office', 'office'),
    achievement: one('achievements', file.deal.achievementId),
    demand: one('demands', file.deal.demandId),
    seller: one('parties', file.deal.sellerId),
    buyer: one('parties', file.deal.buyerId),
    rights: all('rights'),
    contributors: all('contributors'),
    worksheets: all('worksheets'),
    rounds: all('rounds'),
    pricings: all('pricings'),
    notices: all('notices'),
    objections: all('objections'),
    answers: all('answers'),
    contracts: all('contracts'),
    signings: all('signings'),
    instalments: all('instalments'),
    receipts: all('receipts'),
    filings: all('filings'),
    attachments: all('attachments'),
  };
}

/** The R-017 deal as in the 示例库. */
export const r017 = (): DealFile => dealFileOf(apply(sampleDeal()), SAMPLE_IDS.deal);

export const HASH = 'a'.repeat(64);
/** R-017 signed: contract locked, new notice closed, both seals, a scan with every page ticked. */
export function signed(): DealFile {
  const f = r017();
  return {
    ...f,
    notices: [
      ...f.notices,
      {
        id: 'n2',
        dealId: f.deal.id,
        title: f.deal.name,
        price: '1500000',
        royaltyRate: '0.025',
        startOn: '2026-04-01',
        endOn: '2026-04-16',
        closedOn: '2026-04-17',
        result: '无异议',
        attachmentIds: ['a2'],
      },
    ],
    contracts: [
      {
        id: 'c1',
        dealId: f.deal.id,
        version: 1,
        kind: 'XK-ZL',
        title: f.deal.name,
        roundId: SAMPLE_IDS.round(3),
        state: 'locked',
        lockedHash: HASH,
        lockedOn: '2026-05-18',
        fields: {
          projectName: f.deal.name!,
          licenseMode: 'sole',
          soleOrdinary: 'excluded',
          termFrom: '2026-06-01',
          termTo: '2031-05-31',
          payKind: 'entryRoyalty',
          fixedFee: '1500000',
          royaltyRate: '0.025',
          royaltyBase: '净销售额',
          auditTimes: '1',
        },
      },
    ],
    signings: [
      {
        id: 's1',
        dealId: f.deal.id,
        contractId: 'c1',
        contractNo: '示例2026-001',
        signedOn: '2026-05-20',
        effectiveOn: '2026-05-25',
        validFrom: '2026-05-25',
        validTo: '2031-05-31',
        place: '佛山',
        sellerSignatory: '示例负责人甲',
        buyerSignatory: '示例负责人乙',
        sellerAuthority: '法定代表人',
        buyerAuthority: '法定代表人',
        sellerSealKind: '合同专用章',
        sellerSealName: '示例农业研究所',
        buyerSealKind: '公章',
        buyerSealName: '示例种业有限公司',
        crossPageSeal: true,
        copies: 6,
        scanIds: ['a1'],
        pages: 2,
        pagesEqual: [1, 2],
      },
    ],
    attachments: [
      { id: 'a1', ownerTable: 'signings', ownerId: 's1', kind: 'signedScan', name: '盖章扫描件.pdf', hash: HASH, size: 1000 },
      { id: 'a3', ownerTable: 'rights', ownerId: SAMPLE_IDS.patent, kind: 'certificate', name: '证书.pdf', hash: HASH, size: 10 },
    ],
  };
}
export const keys = (findings: readonly { message: { key: string } }[]): string[] => findings.map((f) => f.message.key);
export const refusalKey = (x: unknown): string => (isRefusal(x) ? x.key : 'not refused');
export function good<T>(x: T): Exclude<T, { refused: true }> {
  if (isRefusal(x)) throw new Error(JSON.stringify(x));
  return x as Exclude<T, { refused: true }>;
}
