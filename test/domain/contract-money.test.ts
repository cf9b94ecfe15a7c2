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
    '合同总价人民币1,000,000.00元（大写：壹佰万元整），其中首付款500,000元，于合同签订后10日内支付；第二期款300,000元，于验收后支付；尾款200,000元，于2027年12月31日前支付。',
    '合同总价100万元，其中：合同签订后支付50万元；验收后支付30万元；质保期满后支付20万元。',
    '合同总价100万元，其中首付款50万元，于合同签订后支付；尾款50万元，于验收后支付。',
    '合同总价100万元。分期支付：第一期支付50万元，其中签订时支付20万元、交付时支付30万元；第二期支付50万元。',
    '合同总价100万元。分期支付：第一期支付50万元，其中人工费20万元、咨询费10万元；第二期支付50万元。',
    '合同总价100万元。分三期支付，其中签约30万元、交付30万元、验收40万元。',
    '合同总价100万元，其中定金20万元于签订时支付；首付款30万元于交付后支付，尾款50万元于验收后支付。',
    '合同总价100万元。签订后支付30万元，中期支付30万元，另40万元于验收后付清。',
    '合同总价100万元。首付款40万元，其后每年支付20万元，共三年。',
    '合同总价100万元。签订后支付30万元，中期支付30万元，验收后支付总价的40%。',
    '合同总价100万元。签订后支付30万元，中期支付30万元，其余于验收后付清。',
    '合同总价100万元。签订后支付30万元，中期支付30万元，验收后付清。',
    '合同总价100万元。分两期支付：第一期60万元，第二期40万元。乙方提供价值5万元的样机。甲方提供场地，折价3万元。',
    '合同总价128万元，其中技术转让费100万元，分两期支付：首期60万元，尾款40万元；技术服务费28万元，于验收后支付。',
    '合同总价100万元。分期支付：首付款50万元，尾款50万元。乙方的差旅费2万元由甲方承担。',
  ])('not: %s', (text) => expect([...hit(text, 'text.instalmentSum'), ...hit(text, 'text.instalmentShare'), ...hit(text, 'text.partsOver')]).toEqual([]));
  it.each([
    ['合同总价100万元，其中首付款50万元，于合同签订后支付；第二期款48万元，于验收后支付；尾款40万元，于年底前支付。', '1,380,000.00'],
    ['合同总价100万元，其中：合同签订后支付50万元；验收后支付40万元。', '900,000.00'],
    [
      '合同总价1,000,000.00元（大写：壹佰万零贰仟元整），其中首付款500,000元，于签订后支付；第二期款480,000元，于验收后支付；尾款400,000元，于年底前支付。\n另按净销售额的3%提成。',
      '1,380,000.00',
    ],
    ['合同总价100万元。分期支付：第一期支付50万元，其中签订时支付20万元、交付时支付20万元；第二期支付60万元。', '1,100,000.00'],
    ['合同总价100万元。\n第三条 支付\n合同总价100万元，其中首付款50万元于签订后支付，尾款40万元于验收后支付。', '900,000.00'],
    ['合同总价100万元。分两期支付：第一期50万元，第二期40万元，于验收后付清。', '900,000.00'],
    ['合同总价100万元。签订后支付50万元（50%），验收后支付40万元（50%）。', '900,000.00'],
    // a prototype handed over says when, not what for
    ['合同总价100万元。分期支付：签订后支付30万元；样机交付后十日内支付50万元；验收后支付10万元。', '900,000.00'],
  ])('a sum that is wrong stays one: %s', (text, sum) => expect(hit(text, 'text.instalmentSum')).toMatchObject([{ sum, total: '1,000,000.00' }]));
  it('a part of a part is no part of the whole', () =>
    expect(hit('合同总价100万元，其中设备费60万元（其中进口件50万元）、服务费40万元。', 'text.partsOver')).toEqual([]));
  it.each([
    ['合同总价100万元。签订后支付30%，中期支付30%，验收后支付30%。', '90%'],
    ['合同总价100万元。签订后十日内支付百分之四十，交付后十日内支付百分之四十，验收后十日内支付百分之三十。', '110%'],
    ['合同总额50万元。\n第三条 支付方式\n第一期支付合同总额的50%；\n第二期支付合同总额的60%。', '110%'],
  ])('shares: %s', (text, sum) => expect(hit(text, 'text.instalmentShare')).toMatchObject([{ sum }]));
  it.each([
    '合同总价100万元。签订后支付30%，验收后支付70%。',
    '合同总价100万元。签订后支付百分之三十，验收后支付百分之七十；逾期的，支付百分之十的违约金。',
    '合同总价100万元。签订后支付30%，验收后支付65%，余5%为质保金。',
    '合同总价100万元，税率6%，验收后支付；逾期支付的按3%支付违约金。',
  ])('no shares: %s', (text) => expect(hit(text, 'text.instalmentShare')).toEqual([]));
});

describe('parts that stand in a table', () => {
  const HEAD = '技术服务合同\n三、服务费及付款\n（一）服务费总额为人民币48万元（大写：肆拾捌万元整），含税。\n（二）付款进度见下表：\n';
  const REST = '\n（三）开户行：示例银行，账号：6222020200112345678。\n四、验收：合格后由甲方书面确认。\n';
  const cells = (rows: readonly string[], divide = '\n'): string => rows.map((r) => r.replaceAll('/', divide)).join('\n');
  const tabled = (rows: readonly string[], divide?: string): string => HEAD + cells(rows, divide) + REST;
  const wrong = ['期次/条件/金额（元）', '第一期/签订后10日内/144,000.00', '第二期/提交报告后/240,000.00', '第三期/验收合格后30日内/86,000.00'];
  const sumOf = (text: string) => hit(text, 'text.instalmentSum').map((p) => p['sum']);
  it.each([
    ['cells as lines', tabled(wrong)],
    ['cells divided by tabs', tabled(wrong, '\t')],
    ['by bars', tabled(wrong, ' | ')],
    ['by blanks', tabled(wrong, '  ')],
    ['with the total in a row', tabled([...wrong, '合计//470,000.00'])],
    ['with its cell spanned', tabled([...wrong, '合计/470,000.00'])],
    ['with a note behind', tabled([...wrong.map((r, i) => `${r}/${i === 0 ? '备注' : ''}`), '合计//470,000.00/'])],
    ['under a heading that is no column', tabled(wrong).replace('（二）付款进度见下表：', '付款进度')],
    ['with the numbers of its rows, under such a heading', tabled(['分期付款', '序号/金额（元）', '1/144,000', '2/240,000', '3/50,000', '4/36,000'])],
    ['with shares beside', tabled(['序号/比例（%）/付款金额（元）', '1/30/144,000', '2/50/240,000', '3/10/86,000'])],
    ['in 万元', tabled(['期次/付款金额（万元）', '第一期/14.4', '第二期/24', '第三期/8.6'])],
    ['with units in the cells', tabled(['期次/时间/应付金额', '1/2027年1月31日前/14.4万元', '2/2027年6月30日前/326,000元'])],
  ])('%s', (_, text) => expect(sumOf(text)).toEqual(['470,000.00']));
  it('numbers of rows are no amounts, and an article that says 分期付款 before the table needs no unit in it', () =>
    expect(
      sumOf(
        '专利实施许可协议\n费用\n许可费总额人民币壹佰万元（￥1,000,000.00），分期付款如下：\n序号\n时间\n金额\n1\n2027年1月31日前\n400,000\n2\n2027年6月30日前\n500,000\n改进\n',
      ),
    ).toEqual(['900,000.00']));
  it.each([
    ['the total', tabled([...wrong.slice(0, 3), '第三期/验收合格后/96,000.00'])],
    ['the total in its last row', tabled([...wrong.slice(0, 3), '第三期/验收合格后/96,000.00', '合计//480,000.00'])],
    ['sums so far beside', tabled(['期次/金额（元）/累计（元）', '一/200,000/200,000', '二/280,000/480,000'])],
    ['sums so far beside years', tabled(['年度/付款金额（元）/累计（元）', '2027/100,000/100,000', '2028/180,000/280,000', '2029/200,000/480,000'])],
    ['numbers of rows under a heading with a number', tabled(['期次（1-2）/付款金额（元）', '1/240,000', '2/240,000'])],
    ['rows left open between', tabled(['期次/付款金额（元）', '一/另议', '二/100,000', '三/100,000', '四/100,000'])],
    ['an amount beside the table', tabled(wrong).replace('（二）', '（二）签订时支付首付款10,000元；')],
    ['what makes up the total beside the table', tabled(wrong).replace('（三）', '（三）验收样品一万元（10,000元）。')],
    ['a rest that is open', tabled(wrong).replace('（三）', '（三）余款于质保期满后付清。')],
    ['what is kept back', tabled(wrong).replace('（三）', '（三）留存质保金。')],
    ['a budget', tabled(wrong).replace('付款进度见下表', '服务费的支出预算见下表')],
    ['what is brought in', tabled(['出资方/出资时间/出资金额（元）', '甲/签订后支付/200,000', '乙/签订后支付/100,000'])],
    ['a unit nobody knows', tabled(['期次/金额', '一/14', '二/24'])],
    ['a row without its amount', tabled([...wrong.slice(0, 3), '第三期/验收合格后/余款'])],
    ['rows that cannot be told apart', tabled(['期次/条件/金额（元）', '第一期/签订后/10日内/144,000.00', '第二期/240,000.00'])],
    ['one row only', tabled(wrong.slice(0, 2))],
    ['another currency', tabled(wrong).replace('金额（元）', '金额（美元）')],
  ])('not: %s', (_, text) => expect(sumOf(text)).toEqual([]));
});

describe('a sentence that adds up', () => {
  it.each([
    ['甲方向乙方采购反应釜三台，价款900,000元；技术服务费100,000元，合计900,000元。', '1,000,000.00', '900,000.00'],
    ['设备费60万元、材料费30万元、服务费20万元，共计人民币100万元。', '1,100,000.00', '1,000,000.00'],
    ['甲方出资人民币伍拾万元整（¥500,000.00），乙方出资30万元，合计90万元。', '800,000.00', '900,000.00'],
  ])('%s', (text, sum, total) => {
    expect(hit(text, 'text.rowsSum')).toMatchObject([{ sum, total }]);
    expect(found(text, 'text.rowsSum')[0]!.level).toBe('ask');
  });
  it.each([
    '设备费60万元、服务费40万元，合计100万元。',
    '设备单价5万元，三台，安装费2万元，合计17万元。',
    '总价100万元，设备60万元、服务40万元，合计100万元。',
    '培训费每人3,000元，教材费每人200元，共40人，合计128,000元。',
    '第一阶段10万元，其中材料费5万元，合计10万元。',
    '不含税金额500,000元，增值税30,000元，价税合计530,000元。',
    '违约金5万元，赔偿3万元，合计不超过7万元。',
    '乙方已收30万元、20万元，本次支付10万元，合计60万元。',
  ])('not: %s', (text) => expect(hit(text, 'text.rowsSum')).toEqual([]));
});

describe('when it is paid', () => {
  it.each([
    '付款：合同签订后付50%，验收后付50%。',
    '甲方于生效后付30万元，验收后付70万元。',
    '合同签订后付清。',
    '验收后一周内付讫。',
    '合同生效时付款，一次付齐。',
  ])('is said: %s', (words) => expect(hit(`合同总价100万元。${words}`, 'text.payKindMissing')).toEqual([]));
  it.each(['', '甲方应当付给乙方。', '由甲方向乙方支付。'])('is not: %s', (words) =>
    expect(hit(`合同总价100万元。${words}`, 'text.payKindMissing')).toHaveLength(1),
  );
});

describe('the copies', () => {
  it.each([
    ['本合同一式四份，甲方执三份，乙方执三份。', 4, 6],
    ['本合同一式4份，甲乙双方各执3份。', 4, 6],
    ['合同正本一式肆份，甲、乙双方各持叁份', 4, 6],
    ['本合同一式两份，甲方执两份，乙方执一份。', 2, 3],
    ['本合同一式四份，甲三乙三。', 4, 6],
    ['本合同一式四份，三方各执贰份。', 4, 6],
    ['本合同一式五份，双方各执贰份，两份用于登记。', 5, 6],
  ])('%s', (text, copies, needed) => expect(hit(text, 'text.copiesOver')).toMatchObject([{ copies, needed }]));
  it.each([
    '本合同一式四份，双方各执两份。',
    '本合同一式五份，甲乙双方各执两份，一份用于备案。',
    '本合同一式六份，甲方执二份，乙方执二份，其余用于办理登记。',
    '本合同正本一式两份，双方各执一份；副本四份，双方各执两份。',
    '本合同一式两份，双方各执一份，每份共十二份附件。',
    '本合同一式叁份，甲方两份，乙方一份。附件三份。',
    '本合同一式十二份，三方各执四份。',
    '本合同一式四份。甲方三份样品，乙方三份样品。',
  ])('not: %s', (text) => expect(hit(text, 'text.copiesOver')).toEqual([]));
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
  const term = '许可期限自2027年1月1日起至2029年12月31日止。';
  it.each([
    [`${term}按净销售额的3%提成，提成期自2030年1月1日起。`, '2030-01-01'],
    [`${term}提成期限为2030年6月1日至2032年5月31日，提成比例为3%。`, '2030-06-01'],
    ['履行期限自2027年1月1日起至2026年12月31日止。提成比例为净销售额的3%，提成期自2030年1月1日起。', '2030-01-01'],
    ['合同有效期至2029年12月31日。自2030年1月1日起按净销售额的3%提成。', '2030-01-01'],
  ])('that begins when the contract is over is asked about: %s', (text, from) => {
    expect(hit(text, 'text.royaltyAfterTerm')).toMatchObject([{ from }]);
    expect(found(text, 'text.royaltyAfterTerm')[0]!.level).toBe('ask');
  });
  it.each([
    `${term}提成期自2028年1月1日起。`,
    `${term}提成期自2027年1月1日起至2031年12月31日止。`,
    `${term}提成的账目保存至2035年1月1日。`,
    '提成期自2030年1月1日起。',
    '履行期限自2027年1月1日起至2027年12月31日止；许可期限自2028年1月1日起至2037年12月31日止。提成期自2028年6月1日起。',
  ])('not: %s', (text) => expect(hit(text, 'text.royaltyAfterTerm')).toEqual([]));
  it('of nothing is asked about', () => {
    expect(hit('许可使用费：按3%提成。', 'text.royaltyBaseMissing')).toMatchObject([{ text: '3%' }]);
    expect(hit('许可使用费：按净销售额的3%提成。', 'text.royaltyBaseMissing')).toEqual([]);
  });
});

it('of all this the sample contract says nothing', () => {
  for (const key of ['text.totalsDiffer', 'text.instalmentSum', 'text.instalmentShare', 'text.penaltyHigh', 'text.penaltyDaily', 'text.royaltyBaseMissing'])
    expect(hit(sampleContractText(), key)).toEqual([]);
});
