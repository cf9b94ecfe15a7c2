/** The patent licence says of its money what the parties need, where they answer it; else its text is what it always was. */
import { expect, it } from 'vitest';
import { buildContract, type BuiltContract } from '../../shared/domain/contract/build.ts';
import { clauses } from './clause-files.ts';
import { faultsIn } from './kinds-fixture.ts';
import { licenceInput } from './licence-fixture.ts';

const SET = clauses('XK-ZL');
const built = (more: Record<string, string>): BuiltContract => buildContract(SET, licenceInput({ typed: { ...licenceInput().typed, ...more } }));
const fee = (more: Record<string, string>): string[] =>
  built(more).clauses.flatMap((c) => (/^fee\.(tax|taxOnly|account|accountTax|invoice|invoiceKind)$/.test(c.id) ? [c.text] : []));
const ACCOUNT = '乙方收款账户：户名示例农业研究所，开户银行示例银行广州分行，账号0000 0000 0000 0001';
const MOVED = '账户变更应当以加盖公章的书面文件通知甲方。';

it('a licence that answers none of it keeps its text: locked versions without a kept text are known by their id', () => {
  expect(built({ annexes: '' }).contentId).toBe('a35a8e4626f7c5e1c20c4cee356030a4618e87d16c003e35465f1279a1273b82');
  expect(fee({})).toEqual([`${ACCOUNT}。${MOVED}`, '乙方收到每笔款项后应当向甲方开具合法有效的发票。']);
});

it('says with or without tax, the rate, the kind of invoice and the tax number', () => {
  expect(fee({ invoiceKind: 'special', taxIncluded: 'included', taxRate: '6%' })).toEqual([
    '前述金额为含税金额，适用税率（征收率）为6%。合同履行中税率依法调整的，不含税金额不变，税额相应调整。',
    `${ACCOUNT}，纳税人识别号12440000MB2C00001X。${MOVED}`,
    '乙方收到每笔款项后应当在十日内向甲方开具增值税专用发票。',
  ]);
  expect(fee({ taxIncluded: 'excluded' })).toEqual([
    '前述金额为不含税金额，税款由甲方另行支付。',
    `${ACCOUNT}。${MOVED}`,
    '乙方收到每笔款项后应当向甲方开具合法有效的发票。',
  ]);
});

it('an exempt supply has no rate to state, and its invoice is the ordinary one', () => {
  const said = fee({ invoiceKind: 'exempt', taxIncluded: 'included', taxRate: '0.06' });
  expect(said.join('')).not.toContain('税率');
  expect(said.at(-1)).toBe('乙方收到每笔款项后应当在十日内向甲方开具免征增值税的普通发票。');
});

it('reads well however it is answered', () => {
  for (const invoiceKind of ['', 'special', 'ordinary', 'exempt'])
    for (const taxIncluded of ['', 'included', 'excluded'])
      for (const taxRate of ['', '0.06'])
        for (const payeeAccount of ['', '0000 0000 0000 0001'])
          for (const payKind of ['once', 'royalty']) {
            const one = built({ invoiceKind, taxIncluded, taxRate, payeeAccount, payKind });
            expect([one.problems, faultsIn(one)]).toEqual([[], []]);
          }
});
