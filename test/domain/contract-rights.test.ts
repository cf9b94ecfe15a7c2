/** A contract's words about the right, its figures and its exemptions against each other: what contradicts is told, what only sounds like it is not. */
import { describe, expect, it } from 'vitest';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { partiesIn } from '../../shared/domain/contract-text/parties.ts';
import { readingOf } from '../../shared/domain/contract-text/reading.ts';
import { rulesOn } from './support.ts';

const rules = rulesOn('2026-11-22');
const told = (text: string, name: string) =>
  checkContractText({ contractId: 'c', text }, rules).flatMap((f) =>
    f.message.key === `text.${name}` ? [{ level: f.level, confirmed: f.confirmed, quote: f.quote?.text ?? '', ...f.message.params }] : [],
  );
const quotes = (text: string, name: string): string[] => told(text, name).map((f) => f.quote);

const HEAD = '甲方（许可人）：示例甲大学\n乙方（被许可人）：示例乙有限公司\n';
const licence = (mode: string, words: string): string =>
  `专利实施许可合同\n${HEAD}第一条 甲方许可乙方实施专利，许可方式为${mode}实施许可，专利号：ZL202010000000.7，申请日：2020年1月2日。\n第二条 ${words}\n`;
const transfer = (words: string, more = ''): string =>
  `专利权转让合同\n甲方（转让方）：示例甲大学\n乙方（受让方）：示例乙有限公司${more}\n第一条 甲方将专利权转让给乙方，专利号：ZL202010000000.7，申请日：2020年1月2日。\n第二条 ${words}\n`;

describe('an exclusive licence that leaves the owner in', () => {
  it.each([
    ['独占', '甲方可以继续在其校办工厂制造并对外销售专利产品。'],
    ['独占', '许可人仍有权自行实施该专利。'],
    ['独占', '甲方保留在华东地区许可他人实施的权利。'],
    ['独占', '甲方自己也可实施该专利，并可授权他人生产。'],
    ['独占', '甲方在华南以外地区仍可以向其他企业发放许可。'],
    ['独占', '许可人可与第三方另行签订实施许可合同。'],
    ['排他', '甲方可以再许可一家第三方实施。'],
  ])('%s: %s', (mode, words) =>
    expect(told(licence(mode, words), 'exclusiveKept')).toMatchObject([{ level: 'ask', quote: expect.stringContaining(words.slice(0, 8)) as string }]),
  );
  it.each([
    ['独占', '乙方经甲方同意可以许可第三人实施。'],
    ['独占', '乙方可与第三方签订销售合同，甲方收取许可费。'],
    ['普通', '甲方可以继续实施该专利，也可以许可他人实施。'],
    ['独占', '甲方不得自行实施该专利，也不得许可他人实施。'],
    ['独占', '甲方有权检查乙方实施专利的情况。'],
    ['独占', '甲方为教学和科研目的可以继续实施该专利。'],
    ['排他', '甲方可以继续自行实施该专利。'],
    ['排他', '甲方不具备独立实施条件的，可以以一个普通实施许可的方式许可他人实施。'],
    ['独占', '乙方可以许可他人制造专利产品。'],
    ['独占', '乙方逾期未实施的，甲方有权将许可方式变更为普通实施许可。'],
  ])('not %s: %s', (mode, words) => expect(quotes(licence(mode, words), 'exclusiveKept')).toEqual([]));
});

describe('a patent that passes without the register', () => {
  it.each([
    '专利权自签字之日起转移，双方无须向国家知识产权局办理任何登记手续。',
    '专利权的转移不需要办理著录项目变更。',
    '专利权于本合同签字时转移，不另行办理登记。',
    '双方不向国家知识产权局办理转让登记。',
  ])('%s', (words) => expect(told(transfer(words), 'unrecorded')).toMatchObject([{ level: 'must', confirmed: true }]));
  it.each([
    '专利权自登记之日起转移。',
    '甲方在三十日内不向国家知识产权局办理登记的，应当承担违约责任。',
    '本合同无需办理技术合同认定登记。',
    '变更联系人无需另行登记。',
  ])('not %s', (words) => expect(quotes(transfer(words), 'unrecorded')).toEqual([]));
});

describe('owners', () => {
  const owners = (who: string, more = ''): string => transfer(`专利权人：${who}。${more}`);
  it('one that is no party and says nothing is asked for', () => {
    expect(told(owners('示例甲大学、示例丙研究院（各占50%）'), 'coOwner')).toMatchObject([{ level: 'ask', quote: '示例丙研究院' }]);
    expect(quotes(transfer('专利权人为示例甲大学和示例丙研究院。'), 'coOwner')).toEqual(['示例丙研究院']);
  });
  it.each([[owners('示例甲大学')], [owners('示例甲大学、示例丙研究院', '共有人示例丙研究院书面同意本次转让。')], [owners('示例甲大学、示例乙有限公司')]])(
    'not %#',
    (text) => expect(quotes(text, 'coOwner')).toEqual([]),
  );
});

describe('a patent number of another year than its filing', () => {
  const filed = (number: string, day: string, more = ''): string =>
    `专利权转让合同\n甲方（转让方）：示例甲大学\n乙方（受让方）：示例乙有限公司\n第一条 专利号：ZL${number}；申请日：${day}。${more}\n`;
  it('is asked about, and never blocks', () =>
    expect(told(filed('201810456781.3', '2020年5月8日'), 'patentYear')).toMatchObject([{ level: 'ask', confirmed: false, filed: '2020-05-08' }]));
  it.each([
    ['201810456781.3', '2018年5月8日', ''],
    ['201810456781.3', '2016年5月8日', '本专利为分案申请。'],
    ['202010000000.7', '2020年1月2日', ''],
  ])('not %s of %s %s', (number, day, more) => expect(quotes(filed(number, day, more), 'patentYear')).toEqual([]));
});

describe('a party from abroad', () => {
  const abroad = (words: string): string => transfer(words, '').replace('示例乙有限公司', 'Example Coatings Pte. Ltd.');
  it('and no authority to be asked', () => {
    expect(told(abroad('本合同无需向商务主管部门办理任何批准或者登记。'), 'exportWaived')).toMatchObject([{ level: 'ask' }]);
    expect(quotes(transfer('本合同无需向商务主管部门办理任何批准或者登记。'), 'exportWaived')).toEqual([]);
    expect(quotes(abroad('甲方负责向商务主管部门办理技术出口合同登记。'), 'exportWaived')).toEqual([]);
  });
  it('is told once, though it signs too', () =>
    expect(quotes(`${abroad('无。')}乙方：Example Coatings Pte. Ltd.\n授权代表：\n`, 'partyAbroad')).toEqual(['Example Coatings Pte. Ltd.']));
  it('a foreign text that prevails', () => {
    expect(quotes(abroad('两种文本有歧义的，以英文本为准。'), 'foreignPrevails')).toEqual(['以英文本为准']);
    for (const words of ['以中文本为准。', '期限以日历日为准。', '以外方签收为准。']) expect(quotes(abroad(words), 'foreignPrevails')).toEqual([]);
  });
});

const work = (words: string, title = '技术服务合同'): string => `${title}\n甲方（委托方）：示例甲有限公司\n乙方（受托方）：示例乙大学\n${words}\n`;

describe('a deposit', () => {
  it.each([
    ['价款总额为500,000元。甲方支付定金200,000元。', '40%'],
    ['合同总价为100万元，签约后支付总价的30%作为定金。', '30%'],
    ['合同价款100万元，其中定金占30%。', '30%'],
    ['合同总金额100万元。签订后付合同额的40%为定金。', '40%'],
    ['合同总价为100万元，定金为总价的25%。', '25%'],
  ])('%s', (words, rate) => expect(told(work(words), 'depositHigh')).toMatchObject([{ level: 'ask', confirmed: false, rate, most: '20%' }]));
  it.each([
    '价款总额为500,000元。甲方支付定金100,000元。',
    '价款总额为500,000元。甲方支付预付款200,000元。',
    '价款总额为500,000元。乙方不能履行的，双倍返还定金；支付尾款300,000元。',
  ])('not %s', (words) => expect(quotes(work(words), 'depositHigh')).toEqual([]));
});

describe('figures that do not agree', () => {
  it.each([
    ['加工费52元/件，数量3,000件，合计165,000元。', '156,000.00'],
    ['培训费每人3,000元，共40人，合计人民币壹拾贰万捌仟元整（¥128,000.00元）。', '120,000.00'],
    ['主合同成交额为500万元，报酬为成交额的5%，即人民币叁拾万元整（¥300,000.00元）。', '250,000.00'],
    ['合同总价为100万元。首期支付合同总价的40%，即30万元。', '400,000.00'],
  ])('%s', (words, product) => expect(told(work(words), 'productDiffers')).toMatchObject([{ level: 'must', product }]));
  it.each([
    '加工费52元/件，数量3,000件，合计156,000元。',
    '加工费52元/件，数量3,000件，优惠后合计150,000元。',
    '样品10元/件，5件；零件52元/件，3,000件，合计156,050元。',
    '合同总价为100万元。首期支付合同总价的40%，即40万元。',
    '每人3,000元，共40人，住宿另计，合计130,000元。',
  ])('not %s', (words) => expect(quotes(work(words), 'productDiffers')).toEqual([]));

  const table = (sum: string): string => work(`费用构成：\n设备费  420,000.00元（分析仪）\n人员费  700,000.00元\n报酬  240,000.00元\n合计  ${sum}`);
  it('rows and their sum', () => {
    expect(told(table('1,500,000.00元'), 'rowsSum')).toMatchObject([{ level: 'must', sum: '1,360,000.00', total: '1,500,000.00' }]);
    expect(told(work('（单位：万元）\n设备 42万元\n人员 70万元\n合计 100万元'), 'rowsSum')).toMatchObject([{ sum: '1,120,000.00' }]);
    for (const text of [table('1,360,000.00元'), work('进度：\n第一期 30人\n第二期 40人\n合计 60人'), work('其中：\n设备费 100元\n材料费 200元\n合计 100元')])
      expect(quotes(text, 'rowsSum').length).toBe(text.includes('其中') ? 1 : 0);
  });
  it('shares of the parties', () => {
    expect(told(work('收益按甲方百分之五十、乙方百分之六十的比例分配。'), 'sharesSum')).toMatchObject([{ level: 'ask', sum: '110%' }]);
    for (const words of [
      '损失由甲方承担百分之四十、乙方承担百分之六十。',
      '收益中甲方得30%，其余归乙方。',
      '甲方违约的赔偿损失的10%，乙方违约的赔偿损失的20%。',
    ])
      expect(quotes(work(words), 'sharesSum')).toEqual([]);
  });
  it('instalments written after a full comma, item by item', () => {
    const items = (last: string): string =>
      work(
        `1. 费用总额为80万元，含税。\n2. 甲方分三次支付：\n第一次：生效后，30万元；\n第二次：交付后，30万元；\n第三次：验收后，${last}万元。\n3. 技术交易额为80万元。`,
      );
    expect(told(items('25'), 'instalmentSum')).toMatchObject([{ sum: '850,000.00', total: '800,000.00' }]);
    expect(quotes(items('20'), 'instalmentSum')).toEqual([]);
  });
  it('shares of a price paid when a report is handed in count', () => {
    const shares = work('服务费总价1,000,000元。合同生效后支付30%；诊断报告提交后支付40%；验收合格后支付40%。');
    expect(told(shares, 'instalmentShare')).toMatchObject([{ sum: '110%' }]);
    expect(told(work('服务费总价1,000,000元。签约后付40%，中期付30%，验收后付20%。'), 'instalmentShare')).toMatchObject([{ sum: '90%' }]);
  });
});

describe('a price that is a share', () => {
  const broker = (words: string): string => work(`乙方促成甲方与第三人订立技术合同。${words}`, '技术中介合同');
  it('of the contract a broker brings about is one', () => {
    for (const words of ['甲方按照主合同成交总额的40%支付报酬。', '报酬为成交额的5%。']) expect(quotes(broker(words), 'priceMissing')).toEqual([]);
    expect(quotes(broker('逾期支付的，每日按逾期金额的0.03%支付违约金。'), 'priceMissing')).toHaveLength(1);
    expect(quotes(work('报酬为成交额的5%。'), 'priceMissing')).toHaveLength(1);
  });
  it('given back is no royalty', () =>
    expect(quotes(transfer('价款为100,000元，提成另付。申请被驳回的，返还入门费的50%，已付的提成不予返还。甲方可以查账。'), 'royaltyBaseMissing')).toEqual([]));
});

describe('the exemption from VAT', () => {
  it('and an invoice for deduction', () => {
    expect(told(work('乙方享受免征增值税，向甲方开具增值税专用发票。'), 'exemptSpecial')).toMatchObject([{ level: 'ask', confirmed: false }]);
    for (const words of ['乙方放弃免征增值税，开具增值税专用发票。', '免征增值税的，开具普通发票，不得开具增值税专用发票。', '乙方开具增值税专用发票。'])
      expect(quotes(work(words), 'exemptSpecial')).toEqual([]);
  });
  it('of consulting or service by itself', () => {
    expect(told(work('本合同免征增值税。', '技术咨询合同'), 'exemptAlone')).toMatchObject([{ level: 'ask', confirmed: false }]);
    for (const text of [
      work('与技术转让相关的技术服务，开在同一张发票上的免征增值税。'),
      work('经认定登记的，免征增值税。'),
      work('本合同不享受免征增值税。'),
      transfer('本合同免征增值税。'),
    ])
      expect(quotes(text, 'exemptAlone')).toEqual([]);
  });
});

describe('days, annexes, old law', () => {
  it('what is due after the term', () => {
    const due = (day: string): string => work(`本合同有效期自2026年5月10日起至2027年6月30日止。乙方应于${day}前交付全部成果。`);
    expect(told(due('2027年9月30日'), 'dayAfterTerm')).toMatchObject([{ level: 'ask', day: '2027-09-30', to: '2027-06-30' }]);
    expect(quotes(due('2027年6月30日'), 'dayAfterTerm')).toEqual([]);
  });
  it('an end before its beginning, with words between', () =>
    expect(quotes(work('培训自2026年11月2日开始，至2026年10月30日结束。'), 'dateOrder')).toEqual(['2026年11月2日开始，至2026年10月30日']));
  it('a term of years told before its beginning', () => {
    const years = (n: string): string => licence('普通', `许可期限${n}年，自2026年1月1日起。`);
    expect(told(years('20'), 'termBeyondPatent')).toMatchObject([{ level: 'must', to: '2045-12-31', expiry: '2040-01-02' }]);
    expect(quotes(years('五'), 'termBeyondPatent')).toEqual([]);
  });
  it('a term beyond the end the text itself gives its patent, where the number cannot be read', () => {
    const ends = (day: string): string =>
      `专利实施许可合同\n许可方：示例大学\n被许可方：示例公司\n第一条 许可的专利\n专利号：ZL201810123456.2；专利权有效期至2038年2月4日。\n第二条 许可\n许可期限自2026年10月8日起至${day}止。\n`;
    expect(told(ends('2039年10月7日'), 'termBeyondPatent')).toMatchObject([{ to: '2039-10-07', expiry: '2038-02-04' }]);
    expect(quotes(ends('2038年2月4日'), 'termBeyondPatent')).toEqual([]);
  });
  it('the goal of a research is its object', () => {
    const missing = (heading: string) => told(`技术开发（合作）合同\n第一条 ${heading}\n三方共同研究系泊缆张力反演方法。\n`, 'clauseMissing');
    expect(missing('研究开发目标')).not.toContainEqual(expect.objectContaining({ clause: 'object' }));
    expect(missing('概述')).toContainEqual(expect.objectContaining({ clause: 'object' }));
  });
  it('an annex that is not listed', () => {
    const annexes = (words: string): string => work(`${words}\n附件一：清单；附件二：《样本》。`);
    expect(quotes(annexes('账户见附件三。'), 'noSuchAnnex')).toEqual(['附件三']);
    for (const text of [annexes('账户见附件二。'), work('账户见附件三。'), annexes('附件三另行提供。')]) expect(quotes(text, 'noSuchAnnex')).toEqual([]);
  });
  it('the old law as history', () => {
    expect(quotes(work('双方曾依据当时有效的《中华人民共和国合同法》订立保密协议。'), 'repealedLaw')).toEqual([]);
    expect(quotes(work('双方依据《中华人民共和国合同法》订立本合同。'), 'repealedLaw')).toEqual(['中华人民共和国合同法']);
  });
  it('a court after an award', () => {
    expect(quotes(work('提请仲裁；对裁决不服的，可以再向人民法院起诉。'), 'disputeBoth')).toHaveLength(1);
    expect(quotes(work('裁决是终局的，任何一方不得对裁决再行起诉。'), 'disputeBoth')).toEqual([]);
  });
});

describe('what a contract is', () => {
  it.each([
    ['技 术 咨 询 合 同', 'ZX'],
    ['技　术　服　务　合　同', 'FW-YB'],
  ])('a spaced title is read: %s', (title, kind) => expect(readingOf(work('本合同内容如下。', title)).title?.kind).toBe(kind));
  it('a licence others had before does not make it one', () => {
    const text = `专利实施许可合同\n${HEAD}第一条 甲方将专利权全部转归乙方所有，乙方成为专利权人。\n第二条 本合同签订之前，甲方曾以普通许可方式许可他人实施。`;
    expect([readingOf(text).content?.kind, quotes(text, 'titleDiffers')]).toEqual(['ZR-ZL', ['专利实施许可合同']]);
  });
  it('consulting that carries its plan out', () => {
    expect(told(work('咨询报告、咨询意见。乙方派员指导设备安装、调试。', '技术咨询合同'), 'notThisKind')).toMatchObject([{ why: 'guidance' }]);
    expect(quotes(work('咨询报告、咨询意见。乙方不负责设备安装、调试。', '技术咨询合同'), 'notThisKind')).toEqual([]);
  });
  it('work to drawings is work, though it is delivered', () => {
    const text = work('乙方按图纸加工零件，单价52元，加工费月结；交货地点为甲方仓库，货款60日内支付，不合格的返工，购销结算。');
    expect(checkContractText({ contractId: 'c', text }, rules).find((f) => f.message.key === 'text.notTechnical')?.message.params).toMatchObject({
      other: 'work',
    });
  });
  it('the name of a school is no content', () => {
    const named = '技术培训合同\n甲方（委托方）：示例甲有限公司\n乙方（培训方）：示例职业技能培训学校\n学员十人，培训内容为膜分离工艺。';
    expect(quotes(named, 'notThisKind')).toEqual([]);
    expect(quotes(`${named}课程包括企业文化。`, 'notThisKind')).toEqual(['课程包括企业文化']);
  });
});

describe('parties in a table', () => {
  const told = (text: string): unknown[] =>
    checkContractText({ contractId: 'c', text }, rules).flatMap((f) =>
      /partyMissing|sealDiffers/.test(f.message.key) ? [f.message.key, f.message.params] : [],
    );
  const text = (head: string, seals = '甲方（盖章）：示例种业有限公司\n代表：\n乙方（盖章）：示例农业研究所\n代表：\n'): string =>
    `技术服务协议书\n${head}\n委托方（以下简称“甲方”）与受托方（以下简称“乙方”）达成如下协议：\n一、服务内容\n1、乙方提供服务；\n二、其他\n无。\n${seals}`;
  const table = ['委托方', '示例种业有限公司', '地址', '示例路1号', '受托方', '示例农业研究所', '地址', '示例路2号'];
  const rows = (divide: string): string => [0, 2, 4, 6].map((i) => table.slice(i, i + 2).join(divide)).join('\n');
  it.each(['\n', '\n\n', '\t', ' | ', '　', '  '])('whose cells are divided by %j', (divide) => {
    expect(told(text(rows(divide)))).toEqual([]);
    expect(told(text(rows(divide), ''))).toEqual([]);
    expect(partiesIn(text(rows(divide))).map((p) => [p.name, p.label, p.side])).toEqual([
      ['示例种业有限公司', '委托方（甲方）', 'buyer'],
      ['示例农业研究所', '受托方（乙方）', 'seller'],
    ]);
  });
  it('are held against the seals of 甲方 and 乙方', () =>
    expect(told(text(rows('\n'), '甲方（盖章）：示例种业有限公司\n乙方（盖章）：示例农业研究院\n'))).toEqual([
      'text.sealDiffers',
      expect.objectContaining({ seal: '示例农业研究院', party: '示例农业研究所' }),
    ]));
  it('nobody is called as the next place for a signature', () =>
    expect(partiesIn(text(rows('\n'), '甲方：            乙方：\n')).map((p) => p.name)).toEqual(['示例种业有限公司', '示例农业研究所']));
  it('named over their seals only are named; one of them, or a head left blank, is not enough', () => {
    expect(told(text('签订地点：示例市'))).toEqual([]);
    expect(told(text('委托方：示例种业有限公司', '甲方（盖章）：示例种业有限公司\n'))).toContain('text.partyMissing');
    expect(told(text('甲方：____\n乙方：示例农业研究所'))).toContain('text.partyMissing');
  });
});

describe('heads and seals', () => {
  const named = (head: string): string[] => {
    const text = `技术服务合同\n${head}\n第一条 内容\n第二条 其他\n甲方：示例甲有限公司（章）\n乙方：示例乙大学（盖章）\n`;
    return checkContractText({ contractId: 'c', text }, rules).flatMap((f) =>
      /partyMissing|sealDiffers/.test(f.message.key) ? [`${f.message.key} ${f.quote?.text ?? ''}`] : [],
    );
  };
  it.each([
    '甲方：示例甲有限公司（统一社会信用代码：91440605MA5EX0017K）\n乙方：示例乙大学（统一社会信用代码：12440000450000016F）',
    '甲    方：示例甲有限公司\n乙    方：示例乙大学',
    '甲  方（委托方）：示例甲有限公司\n研发方（乙方）：示例乙大学',
    '委托方：示例甲有限公司（以下称甲方）\n受托方：示例乙大学（以下称“乙方”）',
    '委托人：示例甲有限公司（甲方）\n受托人：示例乙大学（乙方）',
  ])('are read: %#', (head) => expect(named(head)).toEqual([]));
  it.each(['甲    方：示例丙有限公司\n乙    方：示例乙大学', '委托方：示例丙有限公司（以下称甲方）\n受托方：示例乙大学（以下称乙方）'])(
    'and compared: %#',
    (head) => expect(named(head)).toEqual(['text.sealDiffers 示例甲有限公司']),
  );
});
