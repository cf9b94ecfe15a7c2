import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  amountInWords,
  decimal,
  exactYuan,
  formatRate,
  formatWan,
  formatYuan,
  keptRate,
  parseMoney,
  parseRate,
  readAmountWords,
  readRate,
} from '../../shared/money.ts';

describe('rates in a box of per cent', () => {
  it.each([
    ['0.5', '0.005', '0.5'],
    ['1', '0.01', '1'],
    ['15', '0.15', '0.15'],
    ['５％', '0.05', '0.05'],
    ['-50', '-0.5', '-0.5'],
    ['约五', '约五', '约五'],
  ])('%s is %s typed, and %s where it was kept', (text, typed, kept) => expect([readRate(text), keptRate(text)]).toEqual([typed, kept]));
});

describe('commas', () => {
  it.each(['3,00', '1,50', '1,0000', ',5', '1,,000', '1,200,00'])('%s is no number, never a smaller one', (text) => {
    expect(decimal(text)).toBeUndefined();
    expect(parseMoney(text, '万元')).toBeUndefined();
  });
  it.each(['1,200', '1,234,567.89'])('%s is grouped as it should be', (text) => expect(decimal(text)?.toFixed()).toBe(text.replace(/,/g, '')));
});

describe('amounts as people type them', () => {
  it.each([
    ['1500000', '1500000'],
    ['1,500,000.00', '1500000'],
    ['150万', '1500000'],
    ['150 万元', '1500000'],
    ['１５０万', '1500000'],
    ['1.5亿', '150000000'],
    ['¥1,500,000.00', '1500000'],
    ['￥1500000元', '1500000'],
    ['人民币150万元整', '1500000'],
    ['壹佰捌拾万元整', '1800000'],
    ['人民币壹佰捌拾万元整', '1800000'],
    ['一百八十万元', '1800000'],
    ['-20', '-20'],
    ['0.01', '0.01'],
    ['RMB 12', '12'],
    ['十五万元', '150000'],
    ['5千万', '50000000'],
    ['3百万元', '3000000'],
    ['150圆', '150'],
    ['二百万', '2000000'],
    ['贰佰万元整', '2000000'],
    ['两千五百万', '25000000'],
    ['一亿两千万', '120000000'],
    ['三百', '300'],
    ['十五亿', '1500000000'],
  ])('%s is %s 元', (typed, yuan) => expect(parseMoney(typed)?.yuan).toBe(yuan));
  it.each([
    '',
    '约150万',
    '1,50,000',
    '15 0x',
    '万',
    '亿',
    '1.2.3',
    '面议',
    '150万美元',
    '壹贰叁元',
    '五百左右',
    '5千',
    '一万五',
    '二百五',
    '三千五万',
    '¥',
    '元',
  ])('%s is no amount', (typed) => expect(parseMoney(typed)).toBeUndefined());
  it('takes a bare number in the unit assumed, and says so', () => {
    expect(parseMoney('150', '万元')).toEqual({ yuan: '1500000', unit: '万元', stated: false });
    expect(parseMoney('150元', '万元')).toEqual({ yuan: '150', unit: '元', stated: true });
  });
  it.each([
    ['￥1500000', '1500000'],
    ['¥ 1,500,000.55', '1500000.55'],
    ['RMB 1500000', '1500000'],
    ['1500000 CNY', '1500000'],
    ['人民币1500000', '1500000'],
    ['1500000元', '1500000'],
    ['¥150万', '1500000'],
    ['人民币二百', '200'],
    ['二百万', '2000000'],
    ['壹佰伍拾元整', '150'],
  ])('in a 万元 box %s says its own unit', (typed, yuan) => expect(parseMoney(typed, '万元')).toMatchObject({ yuan, stated: true }));
  it('in a 万元 box 二百 and 200 are 万元', () =>
    expect([parseMoney('二百', '万元'), parseMoney('200', '万元')]).toEqual([
      { yuan: '2000000', unit: '万元', stated: false },
      { yuan: '2000000', unit: '万元', stated: false },
    ]));
  it('reads rates', () => {
    expect([parseRate('2.5%'), parseRate('２．５％'), parseRate('0.025'), parseRate('25‰'), parseRate('百分之5'), parseRate('五'), parseRate('')]).toEqual([
      '0.025',
      '0.025',
      '0.025',
      '0.025',
      '0.05',
      undefined,
      undefined,
    ]);
  });
  it('prints', () => {
    expect([exactYuan('1500000.555'), exactYuan('5'), exactYuan('面议'), exactYuan(undefined)]).toEqual(['1,500,000.555', '5.00', '面议', '']);
    expect([formatYuan('1500000'), formatYuan('-1234567.895'), formatYuan('面议'), formatYuan(undefined)]).toEqual([
      '1,500,000.00',
      '-1,234,567.90',
      '面议',
      '',
    ]);
    expect([formatWan('1063494.94'), formatWan('1063494.94', 'all'), formatWan('x'), formatWan(undefined)]).toEqual(['106.35', '106.349494', 'x', '']);
    expect([formatRate('0.025'), formatRate('x'), formatRate(undefined)]).toEqual(['2.5%', 'x', '']);
    expect(decimal('1e5')).toBeUndefined();
  });
});

describe('金额大写', () => {
  it.each([
    ['1800000', '壹佰捌拾万元整'],
    ['0', '零元整'],
    ['0.5', '伍角整'],
    ['0.05', '伍分'],
    ['10', '壹拾元整'],
    ['1409.5', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['100001', '壹拾万零壹元整'],
    ['1000000001', '壹拾亿零壹元整'],
    ['100010000', '壹亿零壹万元整'],
    ['1050', '壹仟零伍拾元整'],
    ['1000000000000', '壹万亿元整'],
    ['9999999999999999', '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整'],
    ['1234567.89', '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'],
  ])('%s → %s', (yuan, words) => {
    expect(amountInWords(yuan)).toBe(words);
    expect(Number(readAmountWords(words))).toBe(Number(yuan));
  });
  it('has none below zero, beyond 10^16, or for no amount', () =>
    expect([amountInWords('-1'), amountInWords('1e17'), amountInWords('10000000000000000'), amountInWords(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]));
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }), (cents) => {
        const yuan = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        const words = amountInWords(yuan)!;
        expect(words).not.toMatch(/零零|.零元|零[万亿]|^零[^元]/);
        expect(decimal(readAmountWords(words))!.eq(yuan)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  it.each(['', '元', '整', '万元', '壹佰贰佰元', '壹拾拾元', '甲元', '零万元', '壹元玖', '壹万贰万元', '贰拾叁拾元'])('%s is no amount in words', (text) =>
    expect(readAmountWords(text)).toBeUndefined(),
  );
});
