/** A contract from the other side: what is read off it, what its checks find, and nothing guessed. */
import { describe, expect, it } from 'vitest';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import { emptyDealFile } from '../../shared/domain/deal-file.ts';
import { blocks, inOrder, isSettled } from '../../shared/domain/finding.ts';
import { stageRail } from '../../shared/domain/stages.ts';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { recordalClock } from '../../shared/domain/clocks/contract-clocks.ts';
import { proposeFromText } from '../../shared/domain/contract/proposal.ts';
import { sampleContractText } from '../../shared/domain/sample-contract.ts';
import { dealFromFile } from '../../shared/domain/deal-from-file.ts';
import { recordValues } from '../../shared/domain/contract/answers.ts';
import { dealAmounts, iprOf, payMethodOf } from '../../shared/domain/filing-facts.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { apply, dealFileOf, form, keys, lists, rulesOn } from './support.ts';

const rules = rulesOn('2026-06-10');
const check = (text: string, more = {}) => checkContractText({ contractId: 'c', text, ...more }, rules);
const levels = (text: string) => check(text).map((f) => `${f.level} ${f.message.key}`);

/** A commissioned development, paid in two parts, with equipment in its price. */
const development = (more: Partial<Record<'name' | 'pay' | 'own' | 'risk' | 'liability' | 'seal', string>> = {}): string => `技术开发合同书
${more.name ?? '项目名称：低温等离子体装置中试开发'}
委托方（甲方）：示例种业有限公司
受托方（乙方）：示例农业研究所
本合同签订于 2026 年 5 月 28 日。
第一条 甲方委托乙方研究开发低温等离子体装置，研究开发内容和要求见附件。
第二条 合同总额为 70 万元。${more.pay ?? '甲方分期支付：合同生效后支付 30 万元，验收合格后支付 40 万元，其中设备材料费 20 万元。'}
第三条 履行期限自2026年6月1日起至2027年5月31日止，研究开发计划由乙方提出。
第四条 双方负有保密义务。
第五条 验收标准：处理量不低于500 kg/h。
第六条 ${more.own ?? '本项目研究开发成果的知识产权归双方共有。'}
第七条 ${more.risk ?? '研究开发中的技术风险由双方合理分担。'}
第八条 ${more.liability ?? '一方违约的，应当赔偿对方因此受到的损失。'}
第九条 本合同所称装置是指等离子体处理设备。名词和术语的解释见附件。
第十条 甲方应当提供技术资料和原始数据，并协助试验；乙方应当交付研究开发报告，合理使用研究开发经费，并提供技术指导。完成人有署名的权利。技术秘密在交付前不得提供给第三人。
第十一条 标的技术被他人公开，致使履行没有意义的，任何一方可以解除合同。上述金额均含税。
${more.seal ?? '甲方：示例种业有限公司\n法定代表人（签字）：\n乙方：示例农业研究所\n法定代表人（签字）：'}
`;

describe('what a development contract says', () => {
  const text = development();
  const p = proposeFromText(text);
  it('the project, not the title of the paper; the way of payment, the split and the signing day, each with its words', () => {
    expect(p).toMatchObject({
      title: { value: '技术开发合同书' },
      projectName: { value: '低温等离子体装置中试开发' },
      payKind: { value: 'instalments', source: { text: '分期支付' } },
      total: { value: '700000' },
      nonTechnical: { value: '200000' },
      signedOn: { value: '2026-05-28' },
    });
    expect(p.nonTechnical!.source.text).toMatch(/^设备材料费.*20 万元$/);
    for (const x of [p.payKind, p.nonTechnical, p.signedOn, p.projectName]) expect(text.slice(x!.source.start, x!.source.end)).toBe(x!.source.text);
  });
  it.each([
    ['一次性支付。', 'once'],
    ['甲方一次总付。', 'once'],
    ['首付款 30 万元，余款 40 万元验收后付清。', 'instalments'],
    ['分两次付清。', 'instalments'],
    ['于验收后支付。', undefined],
    ['不得分期支付，一次性付清。', 'once'],
  ])('way of payment: %s → %s', (pay, kind) => expect(proposeFromText(development({ pay })).payKind?.value).toBe(kind));
  it('with a royalty the way of payment is a royalty', () => expect(proposeFromText(sampleContractText()).payKind?.value).toBe('entryRoyalty'));
  it.each([
    ['其中设备费 10 万元、材料费 5 万元。', '150000'],
    ['设备费 10 万元由甲方另行支付，不含在总额内。', undefined],
    ['', undefined],
  ])('what is not technical: %s → %s', (pay, value) => expect(proposeFromText(development({ pay })).nonTechnical?.value).toBe(value));
  it.each(['本合同于2026年5月28日在佛山市签订。', '签署于：2026-05-28', '订立于二〇二六年五月二十八日'])('the signing day: %s', (words) =>
    expect(proposeFromText(development().replace('本合同签订于 2026 年 5 月 28 日。', words)).signedOn?.value).toBe('2026-05-28'),
  );
});

describe('two parties on one line', () => {
  const both = ['示例化工有限公司', '示例大学'];
  it.each([
    '甲方：示例化工有限公司    乙方：示例大学',
    '甲方：示例化工有限公司\t乙方：示例大学',
    '甲方：示例化工有限公司　乙方：示例大学',
    '甲方：示例化工有限公司 乙方：示例大学',
    '甲方：示例化工有限公司，乙方：示例大学，经协商订立本合同。',
    '甲方：示例化工有限公司、乙方：示例大学',
    '甲方:示例化工有限公司;乙方:示例大学',
    '甲方（受让方）：示例化工有限公司；乙方（让与方）：示例大学。',
    '受让方（甲方）：示例化工有限公司 让与方（乙方）：示例大学',
    '甲方：示例化工有限公司（以下简称甲方），住所地：示例市；乙方：示例大学（以下简称乙方）',
    '甲方名称：示例化工有限公司  乙方名称：示例大学',
  ])('%s', (line) => {
    const text = `技术秘密转让合同\n${line}\n第二条 总价100万元。\n甲方：负责提供场地，乙方：派人指导\n`;
    const p = proposeFromText(text);
    expect(p.parties.map((x) => x.value)).toEqual(both);
    expect([p.buyer?.value, p.seller?.value]).toEqual(both);
    for (const x of p.parties) expect(text.slice(x.source.start, x.source.end)).toBe(x.value);
    expect(check(text).map((f) => f.message.key)).not.toContain('text.partyMissing');
  });
  it('who does what on one line is no party beside one that is named', () => {
    const text = '技术秘密转让合同\n甲方（受让方）：示例公司\n乙方（让与方）：示例大学\n甲方：提供场地，乙方：提供样品\n';
    expect(proposeFromText(text).parties.map((x) => x.value)).not.toContain('提供样品');
  });
  it('by their roles, and three of them', () => {
    const p = proposeFromText('专利许可合同\n许可方（甲方）：示例大学；被许可方（乙方）：示例公司；中介方（丙方）：示例中心\n');
    expect([p.seller?.value, p.buyer?.value, p.broker?.value]).toEqual(['示例大学', '示例公司', '示例中心']);
  });
  it.each([
    ['甲方：示例化工有限公司（盖章）    乙方：示例大学（盖章）', 0],
    ['甲方：示例化工有限公司（原名：示例乙方：化工厂）', 1],
    ['甲方：示例化工有限公司，以下称为甲方', 1],
  ])('not: %s', (line, n) => expect(proposeFromText(`技术秘密转让合同\n${line}\n`).parties).toHaveLength(n));
});

describe('what the form takes from it', () => {
  const attachment = { id: 'a', name: 'foreign.docx', hash: '0'.repeat(64), size: 1, mime: '', addedOn: '2026-06-01T00:00:00.000Z' };
  const seed = { id: 'd', no: '2026-001', startedOn: '2026-06-01' };
  const made = (adopted: object, text: string) =>
    dealFileOf(apply(dealFromFile({ seed, contractId: 'c', signingId: 's', attachment, adopted, partyIds: {}, text })), 'd');
  const field = (f: ReturnType<typeof made>, key: string) => fillForm(f, form, lists, '2026-06-10').fields.find((x) => x.key === key)!;
  it('project name, way of payment and the technical amount are what the text says', () => {
    const f = made({ title: '技术开发合同书', projectName: '中试开发', total: '700000', payKind: 'instalments', nonTechnical: '200000' }, '');
    expect([f.deal.name, field(f, 'projectName').value, payMethodOf(f), dealAmounts(f).technical?.toFixed()]).toEqual(['中试开发', '中试开发', 'FQ', '500000']);
  });
  it('a title is no project name, and a sum no way of payment', () => {
    const silent = made({ title: '技术开发合同书', total: '700000' }, development({ pay: '' }));
    expect(silent.contracts[0]!.fields).toEqual({ fixedFee: '700000' });
    expect(field(silent, 'payMethod')).toMatchObject({ value: '', origin: 'none', mustFill: true });
    expect(payMethodOf(made({ total: '700000' }, development()))).toBe('FQ');
    expect(payMethodOf(made({ total: '700000' }, development({ pay: '一次性付清。' })))).toBe('YC');
  });
  it('nor does the interview guess one', () => {
    const of = (round: object, instalments: { id: string }[] = []) =>
      recordValues({ deal: { id: 'd' }, rights: [], round: { id: 'r', ...round }, instalments })['round.payKind'];
    expect([of({ entryFee: '1' }), of({ entryFee: '1' }, [{ id: 'a' }, { id: 'b' }]), of({ entryFee: '1', royaltyRate: '0.02' })]).toEqual([
      undefined,
      'instalments',
      'entryRoyalty',
    ]);
  });
});

describe('what its checks find', () => {
  it('nothing in a whole one but the split to look at', () => expect(levels(development())).toEqual(['ask text.nonTechnical']));
  it('instalments that do not add up, with the words', () => {
    const [found] = check(development({ pay: '甲方分期支付：合同生效后支付 30 万元，验收合格后支付 20 万元。' })).filter(
      (f) => f.message.key === 'text.instalmentSum',
    );
    expect(found).toMatchObject({
      level: 'must',
      message: { params: { sum: '500,000.00', total: '700,000.00' } },
      quote: { text: '30 万元，验收合格后支付 20 万元' },
    });
  });
  it.each([
    '甲方分期支付：首付 30 万元，余款验收后付清。',
    '甲方分两期支付：第一期 30 万元（大写：叁拾万元整），第二期 40 万元（大写：肆拾万元整）。',
    '甲方分期支付：首付 30 万元，尾款 40 万元；逾期的每日支付违约金 1 万元。',
    '甲方分期支付，首付 50%，即 35 万元，验收后 50%，即 35 万元，合计 70 万元。',
  ])('instalments that do: %s', (pay) => expect(keys(check(development({ pay })))).not.toContain('text.instalmentSum'));
  it.each([
    [{ risk: '无' }, 'risk'],
    [{ liability: '无' }, 'liability'],
    [{ own: '后续改进成果归甲方所有。' }, 'results'],
  ])('a missing clause: %j', (more, clause) =>
    expect(
      check(development(more))
        .filter((f) => f.message.key === 'text.clauseMissing')
        .map((f) => f.message.params?.['clause']),
    ).toEqual([clause]),
  );
  it('where nobody owns the result, the law does', () =>
    expect(check(development({ own: '无' })).find((f) => f.message.params?.['matter'] === 'commissioned')?.source?.article).toBe('第八百五十九条'));
  it.each([
    '甲方：示例种业有限公司\n法定代表人（签字）：\n乙方：示例农业研究院\n法定代表人（签字）：',
    '甲方（盖章）：示例种业有限公司\n乙方（盖章）：示例农业研究院',
    '甲方名称（盖章）：示例种业有限公司\n乙方名称（盖章）：示例农业研究院',
    '甲方签字：示例种业有限公司\n乙方签字：示例农业研究院',
  ])('another name where it is signed: %s', (seal) => expect(levels(development({ seal }))).toContain('must text.sealDiffers'));
});

describe('a licence beyond the life of the patent', () => {
  const fine = sampleContractText().replace('申请日：2020年1月2日；', '').replace('专利权有效期限至2040年1月2日', '专利权有效');
  it.each([
    ['自2026年6月1日起至2045年5月31日止', {}],
    ['至 2045-05-31', {}],
    ['自2026年6月1日起至2045年5月31日止', { rights: [{ id: 'r', kind: 'invention', number: '202010000000.7' }] }],
  ])('is seen by the number alone: %s', (term, more) => {
    const found = check(fine.replace('自2026年6月1日起至2031年5月31日止', term), more).find((f) => f.message.key === 'text.termBeyondPatent');
    expect(found).toMatchObject({ level: 'must', message: { params: { to: '2045-05-31', expiry: '2040-12-31' } } });
  });
  it('a title that names no kind does not hide it', () =>
    expect(keys(check(fine.replace(/专利实施许可合同/g, '合作协议').replace('2031年5月31日', '2045年5月31日')))).toContain('text.termBeyondPatent'));
  it('within the last possible year nothing is said', () =>
    expect(keys(check(fine.replace('2031年5月31日', '2040年5月31日')))).not.toContain('text.termBeyondPatent'));
});

describe('a text of the other side that is signed', () => {
  const text = development({ pay: '甲方分期支付：合同生效后支付 30 万元，验收合格后支付 20 万元。' });
  const contract = (more: object) => ({ id: 'c', dealId: 'd', kind: 'foreign' as const, state: 'draft' as const, foreignText: text, ...more });
  const file = (more: object, answers: { id: string; findingKey: string; reason: string }[] = []) => ({
    ...emptyDealFile({ id: 'd' }),
    contracts: [contract(more)],
    answers,
  });
  const musts = (f: ReturnType<typeof file>) => blocks(checkContract(f, f.contracts[0]!, rules), f.answers);
  const reason = [{ id: 'a', findingKey: musts(file({}))[0]!.key, reason: '双方确认第二期按 40 万元支付，另有补充协议' }];
  it('keeps its fault with a written reason, and only then can be locked', () => {
    expect(keys(musts(file({}, reason)))).toEqual(['text.instalmentSum']);
    expect(keys(musts(file({ signed: true })))).toEqual(['text.instalmentSum']);
    expect(musts(file({ signed: true }, reason))).toEqual([]);
    const stage = stageRail(file({ signed: true }, reason), rules).find((s) => s.missing.some((m) => m.finding.message.key === 'text.instalmentSum'))!;
    expect(stage.missing.find((m) => m.finding.message.key === 'text.instalmentSum')?.settled).toBe(true);
  });
  it('the filing shows it with its reason', () => {
    const f = file({ signed: true }, reason);
    const filled = fillForm(f, form, lists, '2026-06-10');
    const found = checkFiling({ file: f, filing: { id: 'f' }, form: filled, lists }, rules).filter((x) => x.message.key === 'text.instalmentSum');
    expect([found.length, blocks(found, f.answers).length, inOrder([...found], f.answers).map((x) => isSettled(x, f.answers))]).toEqual([1, 0, [true]]);
  });
});

it('the form’s 知识产权 is the kind of the patent a text licenses, by its number; of several kinds, or of a development, a person is asked', () => {
  const ipr = (title: string, ...numbers: string[]) => {
    const foreignText = `${title}\n甲方许可乙方实施下列专利：${numbers.map((n) => `专利号：${n}`).join('；')}。`;
    return iprOf({ ...emptyDealFile({ id: 'd' }), contracts: [{ id: 'c', version: 1, kind: 'foreign', foreignText }] });
  };
  expect(ipr('专利实施许可合同', 'ZL202110654321.3')).toBe('ZL1');
  expect(ipr('专利实施许可合同', 'ZL202110654321.3', 'ZL202120000001.0')).toBeUndefined();
  expect(ipr('技术开发合同', 'ZL202110654321.3')).toBeUndefined();
});

it('a licence of a patent that stands in the other side’s text alone has its 备案 clock, and its proof is asked for', () => {
  const foreignText = '专利实施许可合同\n甲方许可乙方实施专利号：ZL202110654321.3 的专利。';
  const f = {
    ...emptyDealFile({ id: 'd', route: 'license' as const }),
    contracts: [{ id: 'c', version: 1, kind: 'foreign' as const, foreignText }],
    signings: [{ id: 's', contractId: 'c', signedOn: '2026-06-01', effectiveOn: '2026-06-01' }],
  };
  expect(recordalClock(f, rules)?.day).toBe('2026-09-01');
  expect(recordalClock({ ...f, contracts: [{ ...f.contracts[0]!, foreignText: '技术秘密实施许可合同\n甲方许可乙方使用技术秘密。' }] }, rules)).toBeUndefined();
  const filed = { id: 'f', contractId: 'c' };
  const asks = checkFiling({ file: f, filing: filed, form: fillForm(f, form, lists, rules.date, {}, { id: 'f' }), lists }, rules);
  expect(asks.filter((x) => x.message.key === 'filing.proofMissing').map((x) => x.where)).toEqual([{ table: 'deals', id: 'd', field: 'rightIds' }]);
});

it('reads what lawyers write besides the model texts: a bought part of the fee, bare seals, the object of a research under its own headings', () => {
  const signed = development({ seal: '甲方（章）：示例种业有限公司\n乙方（章）：示例农业研究所' })
    .replace('第一条 甲方委托乙方研究开发低温等离子体装置，研究开发内容和要求见附件。', '一、研究内容\n乙方研制低温等离子体装置。')
    .replace('其中设备材料费 20 万元', '其中检测传感器及工控机采购费 20 万元');
  const found = proposeFromText(signed);
  expect(found.nonTechnical?.value).toBe('200000');
  expect(proposeFromText(signed.replace('工控机采购费', '分析软件采购费')).nonTechnical).toBeUndefined();
  expect(found.parties.map((p) => p.label)).toEqual(['委托方（甲方）', '受托方（乙方）']);
  expect(found.seals.map((p) => p.value)).toEqual(expect.arrayContaining(['示例种业有限公司', '示例农业研究所']));
  const objects = (t: string) => check(t).filter((f) => f.message.key === 'text.clauseMissing' && f.message.params?.['clause'] === 'object');
  expect(objects('技术开发合同\n一、研究内容\n乙方研制低温等离子体装置。')).toEqual([]);
  expect(objects('技术开发合同\n一、概述\n乙方研制低温等离子体装置。')).toHaveLength(1);
});
