/** A return as it reaches the office: a paragraph, a list, a phone call. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filing, Reason } from '../../shared/domain/filing.ts';
import type { Grounds } from '../../shared/domain/reason-words.ts';
import {
  addReason,
  dropReason,
  editReason,
  isSettledReason,
  joinReason,
  mergedReasons,
  openReasons,
  partedReason,
  readReturn,
  splitReason,
} from '../../shared/domain/reasons.ts';
import { answerEdits } from '../../shared/registry/answer.ts';
import { followupAnswerEdits } from '../../shared/registry/followup-answer.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import { randomRuns } from '../support/random.ts';
import { apply, form, good, refusalKey } from './support.ts';

const foreignText = '技术开发合同\n第一条 标的技术的内容\n略。\n第五条 经费和支付方式\n略。\n第九条 技术成果的归属\n略。\n第十条 验收的标准\n略。';
const grounds: Grounds = { foreignText, annexes: ['技术指标表', ''], fields: form.items };
const read = (text: string) => readReturn(text, grounds);
const codes = (text: string): (string | undefined)[] => read(text).reasons.map((r) => r.code);

const said =
  '经审核，你单位申报的合同存在以下问题：①委托方合同专用章上的名称与合同首部书写的名称不一致；②合同第九条未约定知识产权归属；③附件“技术指标表”缺失。请补正后重新提交。';

describe('what a return says', () => {
  it('in one paragraph with counted grounds: three items, each with its code and place, and the courtesies apart', () => {
    expect(read(said)).toEqual({
      reasons: [
        { text: '委托方合同专用章上的名称与合同首部书写的名称不一致', code: 'R08' },
        { text: '合同第九条未约定知识产权归属', code: 'R09', clause: '第九条 技术成果的归属' },
        { text: '附件“技术指标表”缺失。', code: 'R07', annex: '技术指标表' },
      ],
      rest: ['经审核，你单位申报的合同存在以下问题：', '请补正后重新提交。'],
    });
  });

  it('with greeting and haste around it, which are kept aside and are no ground', () => {
    const said = '您好，设备的钱不应该算进技术交易额，第五条知识产权归属写得不清楚，还缺专利证书复印件，尽快哦';
    expect(read(said)).toMatchObject({ reasons: [{ code: 'R11' }, { code: 'R09' }, { code: 'R07', text: '还缺专利证书复印件' }], rest: ['您好', '尽快哦'] });
    expect(read('1. 公章不清 2. 附件缺了一份，麻烦尽快修改')).toMatchObject({
      reasons: [{ text: '公章不清' }, { text: '附件缺了一份' }],
      rest: ['麻烦尽快修改'],
    });
    expect(read('公章不清。谢谢配合！')).toMatchObject({ reasons: [{ code: 'R08' }], rest: ['谢谢配合！'] });
    // haste with something to do in it is a ground
    expect(read('公章不清。请尽快提供合同原件').reasons).toHaveLength(2);
  });

  it('as it is noted down on the telephone, without a count', () => {
    const { reasons } = read('印章名称和合同不一致，知识产权归属没有约定，附件缺了一份');
    expect(reasons.map((r) => [r.code, r.text])).toEqual([
      ['R08', '印章名称和合同不一致'],
      ['R09', '知识产权归属没有约定'],
      ['R07', '附件缺了一份'],
    ]);
    expect(codes('公章盖得不清楚，看不出是哪个单位')).toEqual(['R08']);
    expect(read('知识产权归属未约定，验收标准不明确').reasons.map((r) => r.clause)).toEqual(['第九条 技术成果的归属', '第十条 验收的标准']);
  });

  it.each([
    ['按《技术合同认定规则》第五条，设备费未扣除', undefined],
    ['依据《中华人民共和国民法典》（合同编）第八百五十一条第二款、第五条，验收标准未约定', '第十条 验收的标准'],
    ['根据民法典第五条，合同第九条没有约定归属', '第九条 技术成果的归属'],
    ['《技术开发合同》第五条没有约定支付方式', '第五条 经费和支付方式'],
    ['合同第 9 条归属没有约定', '第九条 技术成果的归属'],
    ['第10.2款验收标准不明确', '第十条 验收的标准'],
    ['第36条没有约定', '第三十六条'],
  ])('opens the article of the contract, never one of a law: %s', (text, clause) => {
    expect(read(text).reasons.map((r) => r.clause)).toEqual([clause]);
  });

  it.each([
    ['你们这个合同章盖的是财务章，法人没签字；合同有效期已经过了三天', ['R08', 'R10']],
    ['不予受理，理由：一是标的不明确 二是不属于技术合同 三是缺附件', ['R03', 'R02', 'R07']],
    ['退回： a) 公章不清楚 b) 缺附件', ['R08', 'R07']],
    ['合同章节没有编号', [undefined]],
    ['设备的钱不应该算进技术交易额', ['R11']],
    ['仪器采购款放在技术交易额里了', ['R11']],
    ['第五条知识产权归属写得不清楚', ['R09']],
    ['验收这一块合同里没有讲清', ['R09']],
    ['保密期限写得含糊', ['R09']],
    ['1. 重复登记\n2. 请到专利局广州代办处办理', ['R13', 'R12']],
    ['（1）设备费应从技术交易额中扣除（2）合同有效期已过', ['R11', 'R10']],
    ['一、不属于技术合同；二、价款约定不明', ['R02', 'R03']],
    ['首先，项目名称与合同名称不符；其次，合同尚未生效', ['R05', 'R01']],
    ['合同中有限制乙方技术改进的条款', ['R06']],
    ['未取得生产许可证', ['R04']],
    ['金额 1.5 万元与第 3 条不符', [undefined]],
    ['R03：总价没有写明', ['R03']],
    ['系统提示 ER01', [undefined]],
    ['①附件（2）缺失②公章不清', ['R07', 'R08']],
  ])('%s', (text, expected) => expect(codes(text)).toEqual(expected));

  it('a field of the form, where the words name one', () => {
    expect(read('技术交易额里含设备').reasons[0]).toMatchObject({ code: 'R11', field: 'technicalAmount' });
    expect(read('买方联系电话填错了').reasons[0]).toEqual({ text: '买方联系电话填错了', field: 'buyerTel' });
    expect(read('第五条没写分几期').reasons[0]).toMatchObject({ clause: '第五条 经费和支付方式' });
    expect(read('附件“专利证书复印件”缺失').reasons[0]).toMatchObject({ code: 'R07', annex: '专利证书复印件' });
    // seals stand on the paper, whichever field the words repeat
    expect(read('买方名称与印章上的名称不一致').reasons[0]).toEqual({ text: '买方名称与印章上的名称不一致', code: 'R08' });
    expect(read('第三十条没有内容').reasons[0]).toMatchObject({ clause: '第三十条' });
  });

  it('loses no word: every letter of the text stands in a ground or in what is left', () => {
    const word = fc.constantFrom(
      '印章不齐',
      '第九条',
      '附件缺失',
      '知识产权',
      '未约定',
      '，',
      '。',
      '；',
      '\n',
      '①',
      '②',
      '（1）',
      '2.',
      '请补正后重新提交。',
      '您好，',
      '问题如下：',
      '另外',
      '1.5 万',
      '甲',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join('');
        const { reasons, rest } = read(text);
        const letters = (t: string): string => t.replace(/①|②|（1）|另外|\d+[.、]|[\s，。；、：]/gu, '');
        const kept = [...reasons.map((r) => r.text ?? ''), ...rest].map(letters).join('');
        expect([...kept].toSorted().join('')).toBe([...letters(text)].toSorted().join(''));
        expect(reasons.every((r) => (r.text ?? '').trim() !== '')).toBe(true);
      }),
      randomRuns(400),
    );
  });
});

describe('the grounds of a return', () => {
  const typed: Filing = {
    id: 'f',
    state: 'returned',
    carrier: 'pack',
    returnText: '…',
    reasons: [{ text: '印章不齐，附件缺失', code: 'R08' }, { text: '其他' }],
  };
  const sent: Filing = { ...typed, carrier: 'http', letterId: 'a'.repeat(64) };
  const after = (edits: ReturnType<typeof editReason>): Reason[] => (apply(good(edits), { filings: { f: { ...typed } } })['filings']!['f'] as Filing).reasons!;

  it('are parted, put together, recoded, added and dropped where a person wrote them down', () => {
    expect(after(splitReason(typed, 0, 5, grounds)).map((r) => [r.code, r.text])).toEqual([
      ['R08', '印章不齐'],
      ['R07', '附件缺失'],
      [undefined, '其他'],
    ]);
    expect(after(joinReason(typed, 1))).toEqual([{ text: '印章不齐，附件缺失；其他', code: 'R08' }]);
    expect(after(editReason(typed, 1, { code: 'R09', clause: '第九条' }))[1]).toEqual({ text: '其他', code: 'R09', clause: '第九条' });
    expect(after(addReason(typed, ' 第五条不清 ', grounds))).toHaveLength(3);
    expect(after(dropReason(typed, 1))).toHaveLength(1);
    expect([
      refusalKey(splitReason(typed, 0, 0, grounds)),
      refusalKey(editReason(typed, 0, { text: ' ' })),
      refusalKey(editReason(typed, 7, {})),
      refusalKey(addReason(typed, '', grounds)),
      refusalKey(dropReason({ ...typed, reasons: [{ text: '一' }] }, 0)),
      refusalKey(joinReason(typed, 0)),
    ]).toEqual(['filing.reasonUnsplit', 'filing.reasonEmpty', 'row.gone', 'filing.reasonEmpty', 'filing.noReasons', 'filing.reasonsGiven']);
  });

  it('of a registry keep its words and code; what was done about them is ours', () => {
    for (const refused of [
      editReason(sent, 0, { code: 'R01' }),
      editReason(sent, 0, { text: '另一句' }),
      splitReason(sent, 0, 5, grounds),
      joinReason(sent, 1),
      dropReason(sent, 1),
      addReason(sent, '多', grounds),
    ])
      expect(refusalKey(refused)).toBe('filing.reasonsGiven');
    expect(after(editReason(sent, 0, { done: true, how: '重新盖章', clause: 'subject' }))[0]).toMatchObject({ done: true, how: '重新盖章', clause: 'subject' });
  });

  it.each([
    ['①', '①公章不清；②第九条未约定知识产权归属；③附件“技术指标表”缺失', ['R08', 'R09', 'R07']],
    ['1.', '1. 公章不清\n2. 第九条未约定知识产权归属', ['R08', 'R09']],
    ['（一）', '经审核：（一）公章不清；（二）价款约定不明。请补正后重新提交。', ['R08', 'R03']],
    ['； between two codes', '公章不清；第九条未约定知识产权归属', ['R08', 'R09']],
    ['a ground without a code among counted ones keeps the one given', '①公章不清；②请与我处联系确认', ['R08', 'R09']],
  ])('sent as one and counting several by %s are as many items, read as a pasted return is', (_by, text, expected) => {
    const parted = partedReason({ code: 'R09', text }, grounds);
    expect(parted.map((r) => r.code)).toEqual(expected);
    expect(parted.map((r) => r.text)).toEqual(read(text).reasons.map((r) => r.text));
  });

  it.each([
    '委托方合同专用章上的名称，与合同首部书写的名称，不一致',
    '项目名称未填写；请在登记表中填写',
    '公章不清；请重新盖章后扫描',
    '知识产权归属未约定。双方应当写明',
    '见附件1、附件2',
    '',
  ])('“%s” is one ground as it was given', (text) => {
    const given: Reason = { code: 'R05', text, field: 'projectName' };
    expect(partedReason(given, grounds)).toEqual([given]);
  });

  it('sent as one: the place given belongs to the item of its code, and no word is lost', () => {
    const [seal, article, annex] = partedReason({ code: 'R09', text: said, clause: '第十条', annex: '协议.pdf' }, grounds);
    expect([seal, article, annex]).toMatchObject([{ code: 'R08' }, { code: 'R09', clause: '第十条', annex: '协议.pdf' }, { code: 'R07', annex: '技术指标表' }]);
    expect(seal).not.toHaveProperty('clause');
    expect(partedReason({ text: '公章不清；请重新盖章；第九条未约定知识产权归属' }, grounds).map((r) => r.text)).toEqual([
      '公章不清；请重新盖章',
      '第九条未约定知识产权归属',
    ]);
    expect(partedReason({ text: '请注意；公章不清；第九条未约定知识产权归属' }, grounds).map((r) => r.text)).toEqual([
      '请注意；公章不清',
      '第九条未约定知识产权归属',
    ]);
  });

  it('sent as one come in parted, with the words whole beside them, and keep what was noted when they are sent again', () => {
    const filing: Filing = { id: 'f1', version: 1, state: 'submitted', carrier: 'http', letterId: 'l' };
    const reply = (revision: number, reasons: Reason[]) =>
      ({
        ...{ protocol: 'kezhuan-registry/1', letter: 'l', result: 'accepted', registryId: 'r', filingId: 'f1', version: 1, contentHash: 'h' },
        ...{ status: 'RETURNED', revision, receivedAt: '2026-03-12T01:00:00Z', reasons, simulated: true, notice: '' },
      }) as LetterReply;
    const take = (f: Filing, r: LetterReply): Filing => apply(answerEdits(f, r, {}, 'class'), { filings: { f1: f } })['filings']!['f1'] as Filing;
    const note = { code: 'R09', text: said };
    const first = take(filing, reply(2, [note]));
    expect([first.reasons?.map((r) => r.code), first.returnText]).toEqual([['R08', 'R09', 'R07'], said]);
    const noted = { ...first, reasons: first.reasons!.map((r, i) => (i === 1 ? { ...r, clause: '第十条 验收的标准', how: '已约定' } : r)) };
    expect(take(noted, reply(3, [note])).reasons).toEqual(noted.reasons);
    const plain = take(noted, reply(3, [{ code: 'R08', text: '公章不清' }]));
    expect([plain.reasons, plain.returnText]).toEqual([[{ code: 'R08', text: '公章不清' }], undefined]);
    const followup = { id: 'u1', kind: 'change' as const, filingId: 'f1', version: 1, state: 'submitted' as const };
    const edits = followupAnswerEdits(followup, first, { ...reply(2, [note]), followupId: 'u1' }, {}, 'class');
    expect(edits).toMatchObject([{ fields: { reasons: [{ code: 'R08' }, { code: 'R09' }, { code: 'R07' }] } }]);
  });

  it('added by hand are parted too', () => {
    const filing = { id: 'f1', reasons: [{ text: '甲' }] };
    expect(good(addReason(filing, '公章不清；第九条未约定知识产权归属', grounds))).toMatchObject([
      { fields: { reasons: [{ text: '甲' }, { code: 'R08' }, { code: 'R09' }] } },
    ]);
  });

  it('are settled when mended or answered, and stay so when the registry says them again', () => {
    expect([{ done: true }, { how: '原件如此' }, { how: ' ' }, {}].map(isSettledReason)).toEqual([true, true, false, false]);
    const before: Reason[] = [{ text: '甲', code: 'R08', done: true, how: '补盖' }, { text: '甲', code: 'R08' }, { text: '乙' }];
    expect(mergedReasons(before, [{ text: '甲', code: 'R08' }, { text: '丙' }])).toEqual([before[0], { text: '丙' }]);
    expect(openReasons(before)).toHaveLength(2);
  });
});
