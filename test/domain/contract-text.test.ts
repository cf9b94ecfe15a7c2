import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountPairs, amountsIn, royaltiesIn } from '../../shared/domain/contract-text/amounts.ts';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { dayAfter, daysIn, termsIn } from '../../shared/domain/contract-text/dates.ts';
import { validityIn } from '../../shared/domain/contract-text/validity.ts';
import { kindByContent, kindByTitle, routeOf, titleIn } from '../../shared/domain/contract-text/kind.ts';
import { partiesIn, patentsIn, sameLabel, sealNamesIn, sideOf, usccsIn } from '../../shared/domain/contract-text/parties.ts';
import { proposeFromText } from '../../shared/domain/contract/proposal.ts';
import { sampleContractText, SAMPLE_FAULTS } from '../../shared/domain/sample-contract.ts';
import { keys, r017, rulesOn } from './support.ts';

const rules = rulesOn('2026-05-28');
const sample = sampleContractText();
const check = (text: string, more = {}) => checkContractText({ contractId: 'c', text, ...more }, rules);

describe('a head whose names stand on the next line', () => {
  const of = (text: string): string[] => partiesIn(text).map((p) => `${p.label} ${p.name}`);
  it('is read as the cells of a table', () => {
    const text = '甲方（被许可人）：\n示例种业有限公司\n乙方（许可人）：\n示例农业研究所\n签订时间：\n';
    expect(of(text)).toEqual(['甲方（被许可人） 示例种业有限公司', '乙方（许可人） 示例农业研究所']);
    for (const p of partiesIn(text)) expect(text.slice(p.start, p.end)).toBe(p.name);
  });
  it.each(['甲方：\n乙方：\n第一条 标的\n', '甲方：\n住所地\n示例路 1 号\n', '甲方：\n＿＿＿＿＿＿\n', '甲方：\n本合同由双方订立，共同遵守。\n'])(
    'takes no other line for a name %#',
    (text) => {
      expect(of(text)).toEqual([]);
    },
  );
});

describe('a party from abroad, and money that is no yuan', () => {
  const found = (from: string, to: string) =>
    check(sample.replace(from, to)).flatMap((f) =>
      ['text.partyAbroad', 'text.foreignCurrency'].includes(f.message.key)
        ? [[f.message.key, f.level, f.quote!.text, sample.replace(from, to).slice(f.quote!.start, f.quote!.end)]]
        : [],
    );
  const buyer = partiesIn(sample)[0]!.name;
  it.each(['Example Saatgut GmbH', 'Example Seeds Co., Ltd.', '香港示例有限公司', '示例（澳门）有限公司', '示例株式会社', 'Beispiel Saatgut'])(
    '%s is asked about',
    (name) => {
      const said = found(buyer, name);
      expect(said.map(([key, level]) => [key, level])).toEqual([['text.partyAbroad', 'ask']]);
      expect(said[0]![2]).toBe(said[0]![3]);
    },
  );
  it('a Chinese party with Latin letters in its name is not', () => {
    for (const name of ['示例ABC有限公司', '示例（广东）有限公司', '示例Inch传感器厂']) expect(found(buyer, name)).toEqual([]);
  });
  it.each(['欧元', 'EUR', '美元', 'US$', '港币', '€'])('%s is asked about, once', (unit) => {
    const said = found('壹佰捌拾万元整', `壹佰捌拾万元整，折合 ${unit} 200,000，另付 ${unit} 5`);
    expect(said.map(([key, level, text]) => [key, level, text])).toEqual([['text.foreignCurrency', 'ask', unit]]);
  });
});

describe('the sample contract', () => {
  it('shows exactly the three planted faults, each with its words', () => {
    const found = check(sample, { seller: r017().seller, buyer: r017().buyer });
    expect(keys(found).toSorted()).toEqual([...SAMPLE_FAULTS].toSorted());
    for (const f of found) {
      expect(f.level).toBe('must');
      expect(sample.slice(f.quote!.start, f.quote!.end)).toBe(f.quote!.text);
    }
    expect(found.find((f) => f.message.key === 'text.amountWords')?.message.params).toMatchObject({ words: '1,800,000.00', digits: '1,500,000.00' });
    expect(found.find((f) => f.message.key === 'text.monopoly')?.message.params).toMatchObject({ code: 'M1' });
  });
  it('has nothing left once mended', () => {
    const mended = sample
      .replace('壹佰捌拾万元整', '壹佰伍拾万元整')
      .replace('中华人民共和国合同法', '中华人民共和国民法典')
      .replace('改进成果无偿归甲方所有', '改进成果归改进方所有，另一方有优先受让权');
    expect(keys(check(mended))).toEqual([]);
  });
  it('proposes kind, parties, money and days with their words', () => {
    const p = proposeFromText(sample, { name: '示例农业研究所' });
    expect(p.kind?.value).toBe('XK-ZL');
    expect(p).toMatchObject({
      route: { value: 'license' },
      title: { value: '专利实施许可合同' },
      projectName: { value: '低温等离子体种子处理装置' },
      seller: { value: '示例农业研究所' },
      buyer: { value: '示例种业有限公司' },
      role: { value: 'seller' },
      total: { value: '1500000' },
      royaltyRate: { value: '0.025' },
      royaltyBase: { value: '净销售额' },
      contractNo: { value: '示例2026-001' },
      signedOn: { value: '2026-05-20' },
      effectiveOn: { value: '2026-05-25' },
      termFrom: { value: '2026-06-01' },
      termTo: { value: '2031-05-31' },
      patents: [{ value: '202010000000.7' }],
    });
    expect(p.usccs).toHaveLength(2);
    expect(p.seals.map((s) => s.value)).toEqual(['示例种业有限公司', '示例农业研究所']);
    for (const x of [p.seller, p.buyer, p.total, p.signedOn, p.termTo, p.royaltyRate, p.contractNo, p.title])
      expect(sample.slice(x!.source.start, x!.source.end)).toBe(x!.source.text);
  });
});

describe('each ground, from a mended text with one thing wrong', () => {
  const fine = sample
    .replace('壹佰捌拾万元整', '壹佰伍拾万元整')
    .replace('中华人民共和国合同法', '中华人民共和国民法典')
    .replace('改进成果无偿归甲方所有', '改进成果归改进方所有');
  it.each([
    ['2026年6月1日起', '2026年6月31日起', ['text.dateImpossible']],
    ['至2031年5月31日止', '至2025年5月31日止', ['text.dateOrder']],
    ['至2031年5月31日止', '至2041年5月31日止', ['text.termBeyondPatent']],
    ['202010000000.7', '202010000000.8', ['text.patentNumber']],
    ['202010000000.7', '20201000000.7', ['text.patentNumber']],
    ['202010000000.7', '20201×××××××.×', ['text.patentNumber']],
    ['乙方（盖章）：示例农业研究所', '乙方（盖章）：示例农业研究院', ['text.sealDiffers']],
    ['甲方（被许可方）：示例种业有限公司', '甲方（被许可方）：____', ['text.placeholder', 'text.partyMissing']],
    ['双方对因本合同知悉的对方技术秘密负有保密义务，期限至公开之日止。', '本项目成果为国家秘密，双方负有保密义务。', ['text.stateSecret']],
    ['乙方有权查阅与提成有关的账目。', '', ['text.auditMissing']],
    ['第七条 验收\n验收标准：处理量不低于500 kg/h；验收方法：连续运行八小时的现场测试。', '第七条 无', ['text.clauseMissing']],
    ['第八条 保证与侵权责任\n乙方保证其为所提供技术的合法拥有者。甲方按约定实施专利被控侵权的，由乙方承担责任。', '', ['text.silentDefault']],
    ['入门费人民币壹佰伍拾万元整（¥1,500,000.00）；并按许可产品净销售额的2.5%逐年提成', '合理费用', ['text.priceMissing', 'text.auditMissing']],
    ['一般', '一般', []],
    ['专利权有效期限至2040年1月2日', '', ['text.patentDataMissing']],
    ['专利实施许可合同\n', '技术服务合同\n', ['text.titleDiffers']],
    ['壹佰伍拾万元整', '壹佰佰伍万元整', ['text.amountUnread']],
  ] as [string, string, string[]][])('%s → %s', (from, to, want) => {
    const got = new Set(keys(check(fine.replace(from, to))));
    for (const w of want) if (w !== 'text.auditMissing' || want.length === 1) expect([...got]).toContain(w);
    if (want.length === 0) expect([...got]).toEqual([]);
  });
  it('names, codes, emptiness, unknown kind', () => {
    expect(keys(check(' '))).toEqual(['text.empty']);
    expect(keys(check(fine.replace(/9{6}/g, '999998')))).toContain('text.usccCheck');
    expect(keys(check(fine, { buyer: { id: 'b', name: '示例种业股份有限公司' } }))).toEqual(['text.partyDiffers']);
    expect(keys(check('某甲与某乙约定如下'))).toContain('text.kindUnknown');
    expect(keys(check(fine, { rights: [{ id: 'u', kind: 'utility', filedOn: '2018-01-01' }] }))).toEqual(['text.termBeyondPatent']);
    expect(keys(check(fine.replace('民法典', '劳动合同法')))).toEqual([]);
    expect(keys(check(fine.replace('中华人民共和国民法典', '技术合同法')))).toEqual(['text.repealedLaw']);
  });
  it('a heading over nothing, or over 无, is no clause; a stamping keyword is no name', () => {
    const empty = fine.replace('甲方或者乙方在合同期限内完成的改进成果归改进方所有', '无').replace('第一条', '第九条 后续改进\n第十条 违约责任\n第一条');
    expect(keys(check(empty))).toEqual(['text.silentDefault']);
    expect(keys(check(fine.replace('甲方（盖章）：示例种业有限公司', '甲方（盖章）：示例种业有限公司\n甲方签章处-0edf')))).toEqual([]);
  });
  it('two equal faults keep two keys', () => expect(new Set(check(`${fine}\n《合同法》\n《合同法》`).map((f) => f.key)).size).toBe(2));
});

describe('amounts, days, names in texts', () => {
  it('reads amounts', () => {
    expect(amountsIn('共150万元，首付￥500,000.00，余款人民币壹佰万元整，税率6%').amounts.map((a) => [a.yuan, a.words])).toEqual([
      ['1500000', false],
      ['500000', false],
      ['1000000', true],
    ]);
    expect(amountPairs('总额150万元（大写：壹佰伍拾万元整），定金¥10（壹拾元整）').map((p) => [p.words.yuan, p.digits.yuan])).toEqual([
      ['1500000', '1500000'],
      ['10', '10'],
    ]);
    expect(amountsIn('设备费140万元，材料费20万元').unread).toEqual([]);
    expect(amountPairs('甲方先付10元。乙方退还壹拾元整')).toEqual([]);
    expect(royaltiesIn('按销售额的3%提成；逾期按万分之五，违约金为销售额的20%。增值税税率6%').map((r) => [r.rate, r.base?.text])).toEqual([['0.03', '销售额']]);
    expect(
      ['三', '二点五', '零点八', '十五', '二十', '三十五', '点五', '三点', '百'].map((n) =>
        royaltiesIn(`乙方按净销售额的百分之${n}提成`)
          .map((r) => r.rate)
          .join(),
      ),
    ).toEqual(['0.03', '0.025', '0.008', '0.15', '0.2', '0.35', '', '', '']);
  });
  it('the life of a patent in the sentence that describes it is not the validity of the contract', () => {
    const head = '有效期限：自2026年11月20日起至2031年11月19日止\n';
    const patent = '第一条 专利号：ZL202110654321.3；申请日：2021年6月30日；专利权人：示例农业研究所；有效期至2041年6月29日。';
    expect(validityIn(`${head}${patent}`)).toMatchObject({ from: '2026-11-20', to: '2031-11-19' });
    expect(validityIn(patent)).toBeUndefined();
    expect(validityIn('本合同许可的专利号为ZL202110654321.3，合同有效期至2031年11月19日。')).toMatchObject({ to: '2031-11-19' });
  });
  it('reads days and terms', () => {
    expect(daysIn('2026年2月30日与2026-03-01').impossible.map((q) => q.text)).toEqual(['2026年2月30日']);
    expect(
      termsIn('自2026年6月1日起五年；自二〇二六年六月一日起至二〇三一年五月三十一日止；自2026.1.1起 10 年；自2026.1.1起十二年').map((t) => [t.from, t.to]),
    ).toEqual([
      ['2026-06-01', '2031-05-31'],
      ['2026-06-01', '2031-05-31'],
      ['2026-01-01', '2035-12-31'],
      ['2026-01-01', '2037-12-31'],
    ]);
    expect([dayAfter('签订日期：2026年1月2日', /签订日期/)?.day, dayAfter('签订日期：。2026年1月2日', /签订日期/)]).toEqual(['2026-01-02', undefined]);
  });
  it('tells the sides', () => {
    expect([sideOf('被许可方'), sideOf('许可人'), sideOf('受托方'), sideOf('委托方'), sideOf('中介方'), sideOf('甲方')]).toEqual([
      'buyer',
      'seller',
      'seller',
      'buyer',
      'broker',
      undefined,
    ]);
    const text = '委托方（甲方）：示例公司（以下简称甲方）\n受托方（乙方）：示例大学\n中介方：示例中心\n委托方：重复\n甲方：负责提供资料\n';
    expect(partiesIn(text).map((p) => [p.label, p.name, p.side])).toEqual([
      ['委托方（甲方）', '示例公司', 'buyer'],
      ['受托方（乙方）', '示例大学', 'seller'],
      ['中介方', '示例中心', 'broker'],
      ['委托方', '重复', 'buyer'],
    ]);
    expect(sealNamesIn('甲方（盖章）：示例公司  日期\n乙方盖章：\n甲方法定代表人').map((s) => s.name)).toEqual(['示例公司']);
    expect(sealNamesIn('甲方：示例（广州）有限公司（盖章）\n乙方：示例大学 （盖章）').map((s) => [s.label, s.name])).toEqual([
      ['甲方', '示例（广州）有限公司'],
      ['乙方', '示例大学'],
    ]);
    expect(sealNamesIn('甲方（公章）：示例公司合同专用章      乙方（公章）：示例大学').map((s) => s.name)).toEqual(['示例公司合同专用章', '示例大学']);
    expect([sameLabel('甲方（被许可方）', '甲方'), sameLabel('受托方（乙方）', '乙方'), sameLabel('甲方（许可方）', '乙方')]).toEqual([true, true, false]);
    expect(usccsIn('代码：12100000400000624D，编号：12100000400000624D')).toMatchObject([{ ok: true }]);
    expect(patentsIn('专利号：ZL 2020 1 0000000.7；申请号95115608.X；ZL202010000000.7；专利号：202010000000.1').map((p) => [p.ok, p.number])).toEqual([
      [true, '202010000000.7'],
      [true, '95115608.X'],
      [true, '202010000000.7'],
      [false, undefined],
    ]);
  });
  it('proposes buyer and seller of 甲方 and 乙方 by the model texts', () => {
    const p = proposeFromText('技术开发合同\n甲方：示例公司\n乙方：示例大学\n研究开发经费总额为60万元，另付报酬10万元。研究开发成果归乙方。', {
      name: '示例公司',
    });
    expect(p).toMatchObject({
      kind: { value: 'KF-WT' },
      buyer: { value: '示例公司' },
      seller: { value: '示例大学' },
      role: { value: 'buyer' },
      total: { value: '600000' },
    });
    expect(proposeFromText('合作开发协议\n甲方：示例公司\n乙方：示例大学\n').buyer).toBeUndefined();
    expect(proposeFromText('').parties).toEqual([]);
  });
  it('tells the kind', () => {
    expect([
      kindByTitle('技术培训合同\n')?.kind,
      kindByTitle('专利权转让合同\n')?.kind,
      kindByTitle('专利申请权转让合同\n')?.kind,
      kindByTitle('技术秘密使用许可合同\n')?.kind,
      kindByTitle('关于研究的说明\n'),
      titleIn('没有'),
    ]).toEqual(['FW-PX', 'ZR-ZL', 'ZR-SQ', 'XK-MM', undefined, undefined]);
    expect(kindByContent('咨询报告与咨询意见')?.kind).toBe('ZX');
    expect([routeOf('FW-ZJ'), routeOf('KF-HZ'), routeOf('XK-MM'), routeOf('ZX'), routeOf('FW-PX')]).toEqual([
      'brokering',
      'development',
      'license',
      'consulting',
      'training',
    ]);
  });
});

describe('laws', () => {
  const bits = [
    '甲方',
    '乙方',
    '（盖章）',
    '：',
    '示例公司',
    '150万元',
    '壹佰伍拾万元整',
    '（',
    '¥1,500.00',
    '）',
    '2026年2月30日',
    '2026.1.1',
    '起至',
    '止',
    '专利号',
    'ZL202010000000.7',
    '改进成果',
    '无偿归',
    '所有',
    '不得',
    '再研发',
    '《合同法》',
    '国家秘密',
    '3%',
    '提成',
    '销售额',
    '。',
    '；',
    '\n',
    '第一条',
    ' ',
    '　',
    '{x}',
    '____',
    '统一社会信用代码',
    '12100000400000624D',
    '😀',
  ];
  it('whatever the text, quotes are its own words and keys are unique', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 4 })), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const found = check(text);
        for (const f of found) if (f.quote) expect(text.slice(f.quote.start, f.quote.end)).toBe(f.quote.text);
        expect(new Set(found.map((f) => f.key)).size).toBe(found.length);
        const p = proposeFromText(text);
        for (const x of [p.seller, p.buyer, p.total, p.termTo, p.title, ...p.parties, ...p.seals])
          if (x) expect(text.slice(x.source.start, x.source.end)).toBe(x.source.text);
      }),
      { numRuns: 400 },
    );
  });
  it('reads 300,000 characters without a regular expression running away', () => {
    for (const unit of ['甲方：', '1', '壹', '（', ' ', '改进', '2026年', '不得', '\n', '第一条 ', '销售额3%，']) {
      const started = performance.now();
      check(unit.repeat(Math.ceil(300_000 / unit.length)));
      expect([unit, performance.now() - started < 5000]).toEqual([unit, true]);
    }
  }, 60_000);
});

describe('a reference to an article', () => {
  const last = sample.lastIndexOf('\n第');
  const found = (words: string) =>
    check(`${sample.slice(0, last)}\n${words}${sample.slice(last)}`).flatMap((f) => (f.message.key === 'text.noSuchArticle' ? [[f.level, f.quote!.text]] : []));
  it.each([
    ['争议的处理见第九十九条。', '第九十九条'],
    ['按照本合同第 30 条执行。', '第 30 条'],
    ['违约责任依据第一百零三条确定。', '第一百零三条'],
  ])('that the text does not have is a fault: %s', (words, at) => expect(found(words)).toEqual([['must', at]]));
  it.each([
    '见第三条。',
    '依照《中华人民共和国民法典》第八百四十五条。',
    '按照专利法第六十五条。',
    '适用技术合同司法解释第四十二条。',
    '依照民法典的规定，适用第八百五十条。',
    '第三方见证。',
  ])('of a law, or that is there, is none: %s', (words) => expect(found(words)).toEqual([]));
  it('is looked for where 款 are numbered', () => {
    const text = '技术服务合同\n第一条 内容\n1.1 乙方提供技术服务。\n1.2 期限一年。\n第二条 报酬\n2.1 报酬按第1.3款支付，质量见第1.2款。\n';
    expect(check(text).flatMap((f) => (f.message.key === 'text.noSuchArticle' ? [f.quote!.text] : []))).toEqual(['第1.3款']);
  });
  it('may be one of the contract that a supplement changes', () => {
    const text = (title: string) => check(`${title}\n第一条 内容\n变更依据第三十条。\n第二条 其他\n`).some((f) => f.message.key === 'text.noSuchArticle');
    expect([text('技术服务合同补充协议'), text('技术服务合同')]).toEqual([false, true]);
  });
});

it.each(['技术合作意向书', '技术合作框架协议', '技术开发合同补充协议', '技术转让合同终止协议', '保密协议', '职务科技成果赋权协议'])(
  '%s needs no price',
  (title) => {
    const priceless = (t: string) =>
      check(`${t}\n甲方：示例种业有限公司\n乙方：示例农业研究所\n第一条 内容\n第二条 其他\n`).some((f) => f.message.key === 'text.priceMissing');
    expect([priceless(title), priceless('技术开发合同')]).toEqual([false, true]);
  },
);

describe('arbitration and a court', () => {
  const found = (words: string) =>
    check(`${sample}\n${words}`).flatMap((f) => (f.message.key === 'text.disputeBoth' ? [[f.level, f.confirmed, words.includes(f.quote!.text)]] : []));
  it.each(['争议由广州仲裁委员会仲裁或者向人民法院起诉。', '任何一方可以申请仲裁，也可以向人民法院起诉。', '可以向人民法院起诉，也可以提交仲裁。'])(
    'at choice are asked about, as not confirmed: %s',
    (words) => expect(found(words)).toEqual([['ask', false, true]]),
  );
  it.each([
    '提交广州仲裁委员会仲裁；对裁决不服的，也可以向人民法院申请撤销。',
    '按下列方式解决：仲裁或者向人民法院起诉，由双方选择。',
    '依法向人民法院起诉。',
    '仲裁期间，一方也可以向人民法院申请财产保全。',
  ])('one of them, or a court beside an award, is not: %s', (words) => expect(found(words)).toEqual([]));
});
