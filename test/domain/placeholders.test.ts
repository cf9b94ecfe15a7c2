import { describe, expect, it } from 'vitest';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { placeholders } from '../../shared/domain/checks/words.ts';
import { rulesOn, signed } from './support.ts';

const rules = rulesOn('2026-05-28');

describe('left-over blanks are quoted as they stand', () => {
  it.each([
    ['自{日期}起', '{日期}'],
    ['自{{日期}}起', '{{日期}}'],
    ['自{{日期}起', '{{日期}'],
    ['自{{ 日期 }起', '{{ 日期 }'],
    ['自{日期}}起', '{日期}}'],
    ['自{{日期起', '{{'],
    ['自日期}}起', '}}'],
    ['自{{{日期}}}起', '{{{日期}}}'],
  ])('%s → %s', (text, quoted) => {
    expect(placeholders(text)).toEqual([{ text: quoted, start: text.indexOf(quoted), end: text.indexOf(quoted) + quoted.length }]);
    const said = checkContractText({ contractId: 'c', text: `技术开发合同\n${text}` }, rules).filter((f) => f.message.key === 'text.placeholder');
    expect(said.map((f) => [f.message.params?.['text'], f.quote?.text])).toEqual([[quoted, quoted]]);
  });
  it("in our own wording a clause's placeholders are filled, other braces are found", () => {
    const f = signed();
    const said = (more: object): unknown[] =>
      checkContract(f, { ...f.contracts[0]!, ...more }, rules)
        .filter((x) => x.message.key === 'contract.placeholder')
        .map((x) => [x.where.field, x.quote?.text]);
    expect(said({ clauseTexts: { a: '入门费{fixedFee|money}元', b: '自{{日期}起', c: '{日期}' } })).toEqual([
      ['clauseTexts.b', '{{日期}'],
      ['clauseTexts.c', '{日期}'],
    ]);
    expect(said({ fields: { ...f.contracts[0]!.fields, territory: '{place}' } })).toEqual([['fields.territory', '{place}']]);
  });
});
