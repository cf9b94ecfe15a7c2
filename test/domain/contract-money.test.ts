/** The money of a contract that came as plain text: parts, totals, penalties and royalties, hit and not hit. */
import { describe, expect, it } from 'vitest';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { unusualPenalties } from '../../shared/domain/contract-text/penalty.ts';
import { proposeFromText } from '../../shared/domain/contract/proposal.ts';
import { sampleContractText } from '../../shared/domain/sample-contract.ts';
import { rulesOn } from './support.ts';

const rules = rulesOn('2026-05-28');
const found = (text: string, key: string) => checkContractText({ contractId: 'c', text }, rules).filter((f) => f.message.key === key);
const hit = (text: string, key: string): Record<string, unknown>[] =>
  found(text, key).map((f) => {
    if (f.quote) expect(text.slice(f.quote.start, f.quote.end)).toBe(f.quote.text);
    return { ...f.message.params };
  });

describe('parts that do not make the total', () => {
  it.each([
    '合同总价款为100万元。分三期支付：第一期支付30万元；第二期支付30万元；第三期支付30万元。',
    '第二条 合同总金额为人民币1000000元。\n第三条 付款方式\n1. 合同签订后10日内支付30万元；\n2. 中期验收后支付30万元；\n3. 最终验收后支付30万元。\n第四条 违约责任\n',
    '许可使用费总额为100万元，分3期支付：\n（1）第一笔：合同生效后30日内支付40万元\n（2）第二笔：交付资料后支付40万元\n（3）第三笔：验收后支付10万元\n',
    '研究开发经费总额为人民币壹佰万元整（¥1,000,000元）。首期款：人民币肆拾万元整；二期款：人民币肆拾万元整；三期款：人民币壹拾万元整。',
    '合同总价100万元。签订后支付30%即30万元，中期支付30%即30万元，验收后支付40%即30万元。',
    '转让费为100万元，甲方于2026年6月1日前支付50万元，2026年12月1日前支付40万元。',
    '入门费100万元，分两期支付：第一期50万元，第二期40万元；并按净销售额的3%提成。',
  ])('%s', (text) => expect(hit(text, 'text.instalmentSum')).toMatchObject([{ sum: '900,000.00', total: '1,000,000.00' }]));
  it.each([
    '合同总价款为100万元。合同签订后支付60万元，验收后支付40万元。',
    '合同总价款为100万元。合同签订后支付60万元，验收后支付余款。',
    '合同总价款为100万元。合同签订后支付60万元，验收后支付35万元，另留质保金5万元。',
    '合同总价款为100万元，生效后30日内支付。甲方逾期的，每日支付违约金1万元；验收后逾期交付的，支付违约金2万元。',
    '合同总价款为100万元，验收后支付。差旅费3万元由甲方于出差前支付，培训费用2万元另行于培训前支付。',
    '合同总价款为100万元，于生效后支付100万元。',
    '入门费100万元，并按净销售额的3%提成，最低提成费每年5万元，每年6月前支付。',
  ])('not: %s', (text) => expect([...hit(text, 'text.instalmentSum'), ...hit(text, 'text.instalmentShare')]).toEqual([]));
  it.each([
    ['合同总价100万元。签订后支付30%，中期支付30%，验收后支付30%。', '90%'],
    ['合同总额50万元。\n第三条 支付方式\n第一期支付合同总额的50%；\n第二期支付合同总额的60%。', '110%'],
  ])('shares: %s', (text, sum) => expect(hit(text, 'text.instalmentShare')).toMatchObject([{ sum }]));
  it.each([
    '合同总价100万元。签订后支付30%，验收后支付70%。',
    '合同总价100万元。签订后支付30%，验收后支付65%，余5%为质保金。',
    '合同总价100万元，税率6%，验收后支付；逾期支付的按3%支付违约金。',
  ])('no shares: %s', (text) => expect(hit(text, 'text.instalmentShare')).toEqual([]));
});

describe('two totals in one contract', () => {
  it.each([
    ['合同总价款：¥500,000.00。\n第十条 本合同总金额为55万元。', 'ask'],
    ['合同总额为人民币伍拾万元整（¥500,000.00）。\n第九条 合同总额（大写）：伍拾伍万元整。', 'must'],
    ['许可使用费总额为50万元。\n第七条 许可使用费总额为人民币550000元。', 'must'],
    ['合同总额为50万元。\n第六条 甲方应于生效后一次性支付55万元。', 'ask'],
    ['协议总价50万元。附件一：合同金额共计55万元。', 'ask'],
  ] as const)('%s', (text, level) => {
    expect(hit(text, 'text.totalsDiffer')).toMatchObject([{ one: '500,000.00', other: '550,000.00' }]);
    expect(found(text, 'text.totalsDiffer')[0]!.level).toBe(level);
  });
  it.each([
    '合同总额为50万元（¥500,000.00）。第六条 合同总金额人民币伍拾万元整。',
    '合同总价100万元（不含税总价为94.34万元）。',
    '合同总额由100万元变更为120万元。合同总额为120万元。',
    '研究开发经费总额60万元，报酬总额10万元。',
    '合同价款为60万元；其中技术合同价款50万元。',
    '合同总额超过500万元的，须经审批。合同总额为200万元。',
    '合同总额为50万元。乙方违约的，一次性支付违约金10万元。',
    '合同总额为50万元，每年合同金额10万元。',
    '合同总额为50万元。赔偿总额不超过合同总额50万元。',
  ])('not: %s', (text) => expect(hit(text, 'text.totalsDiffer')).toEqual([]));
});

describe('a penalty nobody would sign knowingly', () => {
  it.each([
    ['违约方应支付合同总额40%的违约金', '40%'],
    ['违约金为合同总额的40％', '40%'],
    ['乙方应支付合同总额百分之四十的违约金', '40%'],
    ['支付合同总额三倍的违约金', '300%'],
    ['每逾期一日按合同总额的1%支付违约金', '1%'],
    ['逾期付款的，按日千分之八支付违约金', '0.8%'],
    ['乙方应按合同总价的120%支付违约金', '120%'],
  ])('%s', (text, percent) => expect(unusualPenalties(`第十条 ${text}。`).map((p) => p.percent)).toEqual([percent]));
  it.each([
    '违约金为合同总额的20%',
    '违约金总额不超过合同总额的50%',
    '每日按未付金额的万分之五支付违约金',
    '每逾期一日支付千分之三的滞纳金',
    '按LPR的四倍支付违约金',
    '按净销售额的40%提成',
    '验收合格后支付合同总额的40%；逾期支付违约金',
    '股权比例为40%',
  ])('not: %s', (text) => expect(unusualPenalties(`第十条 ${text}。`)).toEqual([]));
  it('is no rule of law: it asks, and says so', () =>
    expect(found('违约金为合同总额的40%。', 'text.penaltyHigh')).toMatchObject([{ level: 'ask', confirmed: false, quote: { text: '40%' } }]));
});

describe('a royalty', () => {
  it('names its base with its own words', () => {
    const text = '许可使用费：按许可产品不含税净销售额的3%提成。';
    const p = proposeFromText(text);
    expect([p.royaltyRate?.source.text, p.royaltyBase]).toEqual(['3%', { value: '不含税净销售额', source: { text: '不含税净销售额', start: 11, end: 18 } }]);
  });
  it('by the base next to it', () => expect(proposeFromText('扣除利润之外，按净销售额的3%提成。').royaltyBase?.value).toBe('净销售额'));
  it('of nothing is asked about', () => {
    expect(hit('许可使用费：按3%提成。', 'text.royaltyBaseMissing')).toMatchObject([{ text: '3%' }]);
    expect(hit('许可使用费：按净销售额的3%提成。', 'text.royaltyBaseMissing')).toEqual([]);
  });
});

it('of all this the sample contract says nothing', () => {
  for (const key of ['text.totalsDiffer', 'text.instalmentSum', 'text.instalmentShare', 'text.penaltyHigh', 'text.penaltyDaily', 'text.royaltyBaseMissing'])
    expect(hit(sampleContractText(), key)).toEqual([]);
});
