/** Where a ground of a return leads: the field of this form, the rows its amount is made of, the article of the contract. */
import { expect, it } from 'vitest';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { codeOf, placeOfGround } from '../../shared/domain/reason-words.ts';
import { form, lists, signed } from '../domain/support.ts';

it('opens the field it names in the form that was returned; what was not taken off, 金额构成; an article, the contract', async () => {
  const { i18n, startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('zh');
  const { placesOf } = await import('../../renderer/features/registration/correction/places.ts');
  const { here } = await import('../../renderer/session/route.ts');
  const file = signed();
  const filing = { id: 'f1', dealId: file.deal.id, state: 'returned' as const };
  const filled = fillForm(file, form, lists, '2026-05-28');
  const led = (text: string): [string, string, string?][] => {
    const code = codeOf(text);
    const grounds = { annexes: [], fields: filled.fields };
    return placesOf(i18n.getFixedT('zh', 'registration') as never, file, filing, filled, {
      text,
      ...(code ? { code } : {}),
      ...placeOfGround(text, code, grounds),
    }).map((p) => {
      p.open();
      const { tab = '', focus } = here();
      return focus === undefined ? [p.label, tab] : [p.label, tab, focus];
    });
  };
  expect(led('登记表中买方统一社会信用代码有误')).toEqual([['买方统一社会信用代码', 'registration', 'filings/f1/form.buyerCreditCode']]);
  expect(led('卖方联系电话填写错误')).toEqual([['卖方联系电话', 'registration', 'filings/f1/form.sellerTel']]);
  expect(led('技术交易额未扣除设备费')).toEqual([['金额构成', 'registration', 'filings/f1/splits']]);
  expect(led('设备费未予剔除')).toEqual([['金额构成', 'registration', 'filings/f1/splits']]);
  expect(led('第九条违约责任约定不明')).toEqual([['第九条', 'contract', 'contracts/c1/foreignText']]);
});
