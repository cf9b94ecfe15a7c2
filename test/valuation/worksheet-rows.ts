/** The 示例库's worksheet, alone and with further methods applied, and the Chinese words its papers are made with. */
import { readFileSync } from 'node:fs';
import i18next, { type TFunction } from 'i18next';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import type { AppliedMethod, Typed, Worksheet } from '../../shared/domain/deal.ts';
import { SAMPLE_IDS, sampleDeal } from '../../shared/domain/sample-deal.ts';
import type { Right } from '../../shared/domain/portfolio.ts';
import { FAMILIES } from '../../shared/valuation/method.ts';
import { Decimal } from '../../shared/money.ts';
import { APPRAISAL_2008 } from './appraisal-2008.ts';
import { SAMPLES } from './samples.ts';

const rowOf = (table: string): unknown => sampleDeal().flatMap((e) => (e.op === 'make' && e.table === table ? [e.row] : []))[0];
export const WORKSHEET = rowOf('worksheets') as Worksheet;
export const PATENT = rowOf('rights') as Right;
export const DEAL_FILE: DealFile = emptyDealFile({ id: SAMPLE_IDS.deal, name: '低温等离子体种子处理装置' });

/** A request as somebody types it; rates stay decimals. */
const typed = (x: unknown): Typed => {
  if (Array.isArray(x)) return x.map(typed);
  if (typeof x === 'object' && x !== null) return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, typed(v)]));
  return typeof x === 'boolean' ? (x ? 'yes' : 'no') : String(x);
};
export function appliedOf(method: string, more: Partial<AppliedMethod> = {}): AppliedMethod {
  const request = typed(SAMPLES[method]) as Record<string, Typed>;
  delete request['money'];
  return { id: `示例-${method}`, method, money: '万元', request, ...more };
}

export const WITH_METHODS: Worksheet = {
  ...WORKSHEET,
  royaltyWeight: '0.6',
  royaltyWeightReason: '许可费率有同类询价，预测由买方提供',
  applied: [
    appliedOf('cost-multiplier', {
      low: '800000',
      high: '1100000',
      weight: '0.15',
      weightReason: '研发投入可核，只作底线',
      evidence: { materialCost: { source: '示例：项目决算表', sourceDate: '2025-12-31', grade: 'fact', by: '示例经理' } },
    }),
    appliedOf('market-comparables', { weight: '0.25', weightReason: '三个可比许可，地域与期限已调整' }),
    appliedOf('dcf'),
    appliedOf('wacc'),
    appliedOf('option-binomial', { name: '推迟投资的权利' }),
  ],
};

/** The real appraisal's structure as a worksheet: stub first year, middle of the period, decaying royalty, before tax; 入门费 plus running royalty beside it. */
export const APPRAISAL_SHEET: Worksheet = {
  ...WORKSHEET,
  name: '2008 年测算的结构',
  baseDate: APPRAISAL_2008.baseDate,
  revenues: APPRAISAL_2008.revenues.map((wan) => new Decimal(wan).times(10_000).toFixed(2)),
  lowRate: '0.2',
  highRate: '0.28',
  inputs: Object.fromEntries(
    Object.entries({
      royaltyRate: APPRAISAL_2008.royaltyRate,
      decay: APPRAISAL_2008.decay,
      decayRate: APPRAISAL_2008.decayRate,
      discountRate: APPRAISAL_2008.discountRate,
      flowBasis: APPRAISAL_2008.flowBasis,
      rateBasis: APPRAISAL_2008.rateBasis,
      timing: APPRAISAL_2008.timing,
      firstPeriodEnd: APPRAISAL_2008.firstPeriodEnd,
    }).map(([name, value]) => [name, { value: String(value), source: '示例：公开的测算结构', grade: 'assumption' as const }]),
  ),
  applied: [
    {
      id: '示例-付款方案',
      method: 'payment-value',
      money: '万元',
      request: {
        revenues: APPRAISAL_2008.revenues.map(String),
        royaltyRates: ['1.636%'],
        upfront: '500',
        sellerRate: String(APPRAISAL_2008.discountRate),
        buyerRate: String(APPRAISAL_2008.discountRate),
        timing: 'mid',
        baseDate: APPRAISAL_2008.baseDate,
        firstPeriodEnd: APPRAISAL_2008.firstPeriodEnd,
      },
    },
  ],
};

/** Chinese of every namespace a paper of the worksheet speaks with. */
export async function chineseWords(): Promise<TFunction> {
  const names = [
    'valuation',
    'portfolio',
    'weigh',
    'methods',
    'refusal',
    'ui',
    'simulation',
    'method-simulation',
    'valuation-charts',
    ...FAMILIES.map((f) => `method-${f}`),
  ];
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../resources/locales/zh/${name}.json`, import.meta.url), 'utf8'));
  const words = i18next.createInstance();
  await words.init({ lng: 'zh', resources: { zh: Object.fromEntries(names.map((n) => [n, read(n)])) as never }, interpolation: { escapeValue: false } });
  return words.t;
}
