/** A deal whose internal records each hold a word, an amount or a rate that stands nowhere else. Everything in it is 示例. */
import { amountInWords, formatRate, formatYuan } from '../../shared/money.ts';
import type { ClauseNote, Contract } from '../../shared/domain/contract.ts';
import type { Notice, PRICING_ROUTES, Round } from '../../shared/domain/deal.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { paperSources } from './papers-fixture.ts';

/** What must never be printed, in each form it could be printed in, by where it comes from. */
export class Secrets {
  private count = 0;
  private readonly forms = new Map<string, string>();
  word(of: string): string {
    return this.known(of, `内密${this.next()}号`, []);
  }
  yuan(of: string): string {
    const yuan = `8${this.next()}917.53`;
    return this.known(of, yuan, [formatYuan(yuan), amountInWords(yuan)!]);
  }
  rate(of: string): string {
    const rate = `0.0${this.next()}73`;
    return this.known(of, rate, [formatRate(rate)]);
  }
  /** Where each of them that stands in these words comes from. */
  in(text: string): string[] {
    this.pattern ??= new RegExp([...this.forms.keys()].map((f) => f.replace(/[.%]/g, '\\$&')).join('|'), 'g');
    return [...text.matchAll(this.pattern)].map((m) => `${this.forms.get(m[0])}: ${m[0]}`);
  }
  private pattern: RegExp | undefined;
  private next(): string {
    return String((this.count += 1) + 1000);
  }
  private known(of: string, word: string, more: readonly string[]): string {
    for (const form of [word, ...more]) this.forms.set(form, of);
    this.pattern = undefined;
    return word;
  }
}

export type Dealt = {
  kind: string;
  route: NonNullable<DealFile['deal']['route']>;
  role: 'seller' | 'buyer';
  pricingRoute: (typeof PRICING_ROUTES)[number];
  /** what a person typed in the two versions, and the wordings given to clauses */
  typed: Readonly<Record<string, string>>;
  clauseTexts: Readonly<Record<string, string>>;
  /** clauses to which something is noted */
  noted: readonly string[];
  paper: string;
};

/** Noted to the other side: the only note that leaves the house. */
export const TOLD = '请对方确认本款';
/** Why the price is what it is: printed on the house's own approval sheet, and nowhere else. */
export const BASIS = '定价依据';

export function internalDeal(dealt: Dealt, secrets: Secrets): DealFile {
  const s = (of: string): string => secrets.word(of);
  const records = paperSources(dealt.paper);
  const contract: Contract = { id: 'k1', dealId: 'deal-1', version: 1, kind: dealt.kind, title: '', fields: dealt.typed, state: 'draft', roundId: 'r1' };
  const drafted = { kindChosenBy: s('kindChosenBy'), kindReason: s('kindReason') };
  const { walkAway: _walkAway, internalNote: _internalNote, ...offered } = records.round!;
  const round = (no: number): Round => ({
    ...offered,
    id: `r${no}`,
    dealId: 'deal-1',
    no,
    minutes: '双方就价款和期限交换意见。',
    outcome: no === 2 ? 'agreed' : 'countered',
    walkAway: secrets.yuan('walkAway'),
    internalNote: s('internalNote'),
  });
  const note = (id: string, more: Partial<ClauseNote>): ClauseNote => ({
    id,
    dealId: 'deal-1',
    contractId: 'k2',
    clauseId: dealt.noted[0],
    audience: 'internal',
    text: s(`clauseNotes ${id}`),
    writtenOn: '2026-11-22T08:00:00.000Z',
    ...more,
  });
  const notice: Notice = {
    id: 'n1',
    dealId: 'deal-1',
    title: '示例成果',
    price: '1500000',
    place: '公告栏',
    contact: '科技处',
    startOn: '2026-10-10',
    endOn: '2026-10-26',
    replaceReason: s('replaceReason'),
    result: '公示期满无异议',
  };
  return {
    ...emptyDealFile({
      ...records.deal,
      route: dealt.route,
      role: dealt.role,
      note: s('deal.note'),
      expectedInput: secrets.yuan('expectedInput'),
      expectedOutput: secrets.yuan('expectedOutput'),
    }),
    office: { ...records.office!, note: s('office.note'), userName: s('office.userName') },
    achievement: { ...records.achievement!, note: s('achievement.note'), price: s('achievement.price'), disclosure: 'tradeSecret' },
    demand: { id: 'q1', title: '示例需求', note: s('demand.note'), conditions: s('demand.conditions'), budget: secrets.yuan('demand.budget') },
    seller: { ...records.seller!, note: s('seller.note') },
    buyer: { ...records.buyer!, note: s('buyer.note') },
    broker: { id: 'p-3', name: '示例中介', note: s('broker.note'), bankAccount: s('broker.bankAccount') },
    rights: records.rights.map(({ right }) => ({ ...right, note: s('right.note'), secretLevel: s('right.secretLevel') })),
    contributors: records.contributors!.map((c) => ({ ...c, personId: s('contributor.personId') })),
    worksheets: [
      {
        id: 'w1',
        dealId: 'deal-1',
        version: 1,
        valueTypeReason: s('valueTypeReason'),
        preparer: s('preparer'),
        reviewer: s('reviewer'),
        rejected: s('rejected'),
        note: s('worksheet.note'),
        approaches: { market: s('approaches.market'), cost: s('approaches.cost') },
        inputs: { rate: { value: secrets.rate('inputs.value'), source: s('inputs.source'), by: s('inputs.by') } },
        applied: [
          {
            id: 'm1',
            method: 'comparables',
            name: s('applied.name'),
            request: { floor: secrets.yuan('applied.request') },
            low: secrets.yuan('applied.low'),
            high: secrets.yuan('applied.high'),
            weightReason: s('weightReason'),
          },
        ],
        royaltyWeightReason: s('royaltyWeightReason'),
        equalWeightsReason: s('equalWeightsReason'),
        revenues: [secrets.yuan('revenues')],
        lowRate: secrets.rate('lowRate'),
        highRate: secrets.rate('highRate'),
      },
    ],
    rounds: [round(1), round(2)],
    pricings: [
      {
        id: 'z1',
        dealId: 'deal-1',
        route: dealt.pricingRoute,
        price: '1500000',
        basis: s(BASIS),
        noNoticeReason: s('noNoticeReason'),
        resultPrice: secrets.yuan('resultPrice'),
        appraiser: s('appraiser'),
        appraisalNo: s('appraisalNo'),
        worksheetId: 'w1',
      },
    ],
    notices: [notice],
    objections: [{ id: 'o1', noticeId: 'n1', from: s('objection.from'), content: s('objection.content'), handling: s('objection.handling') }],
    answers: [{ id: 'a1', dealId: 'deal-1', findingKey: 'text.penaltyHigh', reason: s('answer.reason'), by: s('answer.by') }],
    contracts: [
      { ...contract, ...drafted },
      { ...contract, ...drafted, id: 'k2', version: 2, roundId: 'r2', clauseTexts: dealt.clauseTexts },
    ],
    clauseNotes: [
      ...dealt.noted.flatMap((clauseId, i) => [
        note(`told-${i}`, { clauseId, audience: 'other', text: TOLD, by: '经办人' }),
        note(`kept-${i}`, { clauseId, by: s('clauseNotes.by') }),
        note(`unsaid-${i}`, { clauseId, audience: undefined }),
      ]),
      note('settled', { audience: 'other', settledOn: '2026-11-20' }),
      note('archived', { audience: 'other', archived: true }),
      note('elsewhere', { audience: 'other', contractId: 'k9' }),
    ],
    signings: [
      {
        id: 's1',
        dealId: 'deal-1',
        contractId: 'k1',
        contractNo: '示例-2026-001',
        signedOn: '2026-11-28',
        pagesCheckedBy: s('pagesCheckedBy'),
        pageNotes: [{ of: 'scan', page: 1, reason: s('pageNotes') }],
      },
    ],
    instalments: [...records.instalments],
    receipts: [{ id: 'e1', dealId: 'deal-1', instalmentId: 'i-1', amount: secrets.yuan('receipt.amount'), payer: s('payer'), voucher: s('voucher') }],
    filings: [{ id: 'f1', dealId: 'deal-1', lastReply: s('lastReply'), reasons: [{ text: s('filing.reasons') }] }],
    attachments: [{ id: 't1', dealId: 'deal-1', name: s('attachment.name'), note: s('attachment.note') }],
    ...beside(secrets),
  };
}

/** Rows of tables a deal's file does not even hold: whoever takes them in must not print them either. */
const beside = (secrets: Secrets): object => ({
  promises: [{ id: 'v1', by: secrets.word('promise.by'), what: secrets.word('promise.what') }],
  persons: [{ id: 'x1', idNumber: { person: 'x1', iv: 'iv', data: secrets.word('person.idNumber') } }],
  changeCards: [{ id: 'c1', counter: secrets.word('card.counter'), reasons: [secrets.word('card.reasons')] }],
});
