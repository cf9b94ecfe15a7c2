/** What research funds consist of: the items make up the funds, and bought goods stand apart where the registry will ask for them. */
import { Decimal, decimal, formatYuan, parseMoney } from '../../money.ts';
import type { Answer } from './answers.ts';
import { costIn, rowsOf } from './list-rows.ts';
import type { ContractProblem } from './problems.ts';

const ITEMS = 'costItems';
const GOODS = /设备|仪器|器材|零部件|零配件|元器件|原材料|材料/;
/** Using, hiring or mending what one has is no purchase. */
const NOT_BOUGHT = /(使用|租赁|租用|折旧|维修|维护|运行|调试)/;

export function fundProblems(answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const yuan = (key: string): Decimal | undefined => decimal(parseMoney(answers.get(key)?.value ?? '')?.yuan);
  const rows = rowsOf(answers.get(ITEMS)?.value ?? '').map((text) => ({ text, amount: costIn(text) }));
  if (rows.length === 0) return [];
  const out: ContractProblem[] = [];
  const unread = rows.findIndex((r) => r.amount === undefined);
  if (unread !== -1) out.push({ key: 'costRowUnread', level: 'ask', params: { row: unread + 1 }, field: ITEMS });
  const sum = Decimal.sum(0, ...rows.map((r) => r.amount ?? 0));
  const apart = answers.has('researchFunds');
  // where nothing is paid for research, it is the money of all parties
  const money = [...answers.keys()].filter((k) => /^cash[A-H]$/.test(k)).map(yuan);
  const whole = apart ? yuan('researchFunds') : money.some((m) => m?.gt(0)) ? Decimal.sum(0, ...money.map((m) => m ?? 0)) : undefined;
  // items that could not be read may make up what is wanting, not what is too much
  if (whole !== undefined && (unread === -1 ? !sum.eq(whole) : sum.gt(whole))) {
    const params = { sum: formatYuan(sum.toFixed()), funds: formatYuan(whole.toFixed()) };
    out.push({ key: apart ? 'costSum' : 'costCash', level: apart ? 'must' : 'ask', params, field: ITEMS });
  }
  const goods = rows.filter((r) => r.amount?.gt(0) && GOODS.test(r.text) && !NOT_BOUGHT.test(r.text));
  const bought = Decimal.sum(0, ...goods.map((r) => r.amount!));
  const said = yuan('nonTechnical') ?? new Decimal(0);
  if (answers.has('nonTechnical') && bought.gt(said)) {
    const params = { items: goods.map((r) => r.text).join('、'), bought: formatYuan(bought.toFixed()), said: formatYuan(said.toFixed()) };
    out.push({ key: 'goodsNotApart', level: 'ask', params, field: 'nonTechnical', source: '技术合同认定规则' });
  }
  return out;
}
