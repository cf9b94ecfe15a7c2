/** What a reader looks for in transfers, licences, technology for shares and use before payment; and amounts that belong together. */
import { describe, expect, it } from 'vitest';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { input, setOf } from './rights-fixture.ts';

describe('amounts that belong together', () => {
  const found = (code: string, chosen: Record<string, string>) => {
    const set = setOf(code);
    const { problems } = buildContract(set, input(set, chosen));
    return problems.filter((p) => ['partOver', 'shareOfCapital'].includes(p.key)).map((p) => `${p.key} ${p.field}`);
  };
  it.each([
    [{ techShare: '0.41' }, ['shareOfCapital techShare']],
    [{ techShare: '0.40004' }, []],
    [{ techCapital: '3100000', techShare: '0.62' }, ['partOver techCapital']],
    [{ value: '3200000' }, ['partOver value']],
    [{ valued: 'pending', value: '3200000' }, []],
    [{ form: 'increase', capitalBefore: '6000000' }, ['partOver capitalBefore']],
    [{ cashCapital: '5000001' }, ['partOver cashCapital']],
  ])('of shares for technology: %j', (chosen, problems) => {
    expect(found('ZR-RG', chosen)).toEqual(problems);
  });
  it('of a price: the know-how is not more than the whole', () => {
    expect(found('ZR-ZL', { secretPart: '600000' })).toEqual([]);
    expect(found('ZR-ZL', { secretPart: '600000.01' })).toEqual(['partOver secretPart']);
    expect(found('ZR-ZL', { secretPart: '600000.01', payKind: 'royalty' })).toEqual([]);
  });
});

describe('what a reader looks for', () => {
  const text = (code: string, chosen: Record<string, string> = {}): string => {
    const set = setOf(code);
    return buildContract(set, input(set, chosen))
      .clauses.map((c) => c.text)
      .join('\n');
  };

  it('a patent passes on the register, and only one rule says what an invalidation costs', () => {
    expect(text('ZR-ZL')).toContain('转让标的自国家知识产权局登记之日起移转给甲方（该日称移转日）');
    const rules = {
      fair: '乙方不返还价款；不返还明显违反公平原则的',
      share: '剩余期限，占移转日至原专利权届满日的比例返还价款',
      none: '甲方知悉专利权可能被宣告无效的风险',
    };
    for (const invalid of Object.keys(rules)) {
      const said = text('ZR-ZL', { invalid });
      expect(
        Object.entries(rules)
          .filter(([, words]) => said.includes(words))
          .map(([key]) => key),
      ).toEqual([invalid]);
    }
  });

  it('an earlier licence is told, taken over and kept apart from one that does not exist', () => {
    const said = text('ZR-SQ', { licenceFollow: 'assume' });
    expect(said).toContain('移转日以后应付的归甲方');
    expect(text('ZR-SQ', { licenceFollow: 'fees' })).toContain('原许可期限内应付的许可费仍归乙方');
    const without = buildContract(setOf('ZR-SQ'), input(setOf('ZR-SQ'), { priorLicences: '' }));
    expect(without.silent.map((s) => s.article)).toEqual(['follow']);
  });

  it.each(['XK-SQ', 'XK-MM', 'XK-RZ', 'XK-BT', 'XK-PZ'])('%s says one kind of licence and what idleness does to it', (code) => {
    const modes = {
      exclusive: '乙方不得自行使用，也不得许可任何第三人使用',
      sole: '乙方可以自行使用，但不得许可任何第三人使用',
      ordinary: '乙方可以自行使用许可标的，也可以许可第三人使用',
    };
    for (const licenseMode of Object.keys(modes)) {
      const said = text(code, { licenseMode });
      expect(
        Object.entries(modes)
          .filter(([, words]) => said.includes(words))
          .map(([key]) => key),
      ).toEqual([licenseMode]);
      const starts = setOf(code).articles.some((a) => a.id === 'start');
      expect(said.includes('将许可方式变更为普通许可')).toBe(starts && licenseMode !== 'ordinary');
    }
  });

  it('what is tried is paid for from the day the condition is met, and not at all where it never is', () => {
    const said = text('SY-FF', { payKind: 'entryRoyalty', fixedFee: '300000' });
    expect(said).toContain('付费条件成就以前，甲方不支付使用费');
    expect(said).toContain('前款金额由甲方自付费起算日起30日内一次付清');
    expect(said).not.toMatch(/自本合同生效之日起\d+日内一次付清/);
    expect(said).toContain('甲方停止使用的，甲方不支付任何费用');
    expect(text('SY-FF', { noBenefit: 'cost', costCap: '8000' })).toContain('合计不超过人民币8,000.00元（大写：捌仟元整）');
  });

  it('technology for shares: the value, what of it is capital, and who the company is', () => {
    const founded = text('ZR-RG', { form: 'new', companyName: '示例新设公司' });
    expect(founded).toContain('作价人民币3,000,000.00元（大写：叁佰万元整），其中人民币2,000,000.00元（大写：贰佰万元整）计入目标公司注册资本');
    expect(founded).toContain('占注册资本的40%');
    expect(founded).toContain('名称为示例新设公司');
    const raised = text('ZR-RG', { form: 'increase' });
    expect(raised).toContain('目标公司即甲方');
    expect(raised).not.toContain('以货币认缴人民币3,000,000.00元');
  });
});
