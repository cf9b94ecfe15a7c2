import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract, type ContractInput } from '../../shared/domain/contract/build.ts';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';
import { articleNumber } from '../../shared/domain/contract/fill.ts';
import { amountInWords } from '../../shared/money.ts';
import { TEXT_WIDTH } from '../../renderer/documents/docx-look.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { rulesOn } from '../domain/support.ts';
import { clauses } from './clause-files.ts';
import { INTERNAL, licenceInput } from './licence-fixture.ts';

const SET = clauses('XK-ZL');
const TITLES = [
  '许可的专利',
  '许可方式与范围',
  '订立前的实施与许可状况',
  '技术资料与技术指导',
  '相关技术秘密',
  '许可使用费及支付',
  '验收',
  '开始实施的期限',
  '年费与权利维持',
  '侵权的处理',
  '不得限制技术竞争和技术发展',
  '后续改进成果',
  '合同备案',
  '违约责任',
  '合同变更',
  '项目联系人',
  '合同解除',
  '争议的解决',
  '名词和术语的解释',
  '附件',
  '其他约定',
  '合同份数',
  '合同生效',
];
const typed = (more: Record<string, string>): Partial<ContractInput> => ({ typed: { ...licenceInput().typed, ...more } });
const lines = (input: ContractInput): string[] => plainLines(buildContract(SET, input).document);
const keys = (input: ContractInput): string[] => buildContract(SET, input).problems.map((p) => p.key);

describe('our own check of our own contract', () => {
  const found = async (more: Partial<ContractInput>) => {
    const { sources } = licenceInput();
    // codes whose check digit fits, so that nothing true is left to say
    const coded = { ...sources, seller: { ...sources.seller!, uscc: '12999999000000001Q' }, buyer: { ...sources.buyer!, uscc: '91999999000000002N' } };
    const { document } = buildContract(SET, licenceInput({ contractNo: 'SL-2026-017', sources: coded, ...more }));
    const read = await readContract(blocksToDocx(document));
    if (!read.ok) throw new Error(read.error.key);
    return checkContractText({ contractId: 'c', text: read.value.text }, rulesOn('2026-11-22')).map(
      (f) => `${f.message.key} ${JSON.stringify(f.message.params)}`,
    );
  };
  it.each([
    ['complete', {}],
    ['with nothing agreed on acceptance and terms', typed({ indicators: '', terms: '' })],
    ['signed on a day still to be written', { copy: 'signing', signedOn: undefined, ...typed({ terms: '', indicators: '' }) }],
  ] as [string, Partial<ContractInput>][])('finds nothing in a contract %s', async (_, more) => {
    expect(await found(more)).toEqual([]);
  });
  it('calls the entry fee an entry fee, a total a total, and ends a sentence before the next', () => {
    const said = (payKind: string): string => lines(licenceInput(typed({ payKind, guidance: '装置安装、调试与操作人员培训' }))).join('\n');
    expect(said('entryRoyalty')).toContain('操作人员培训。技术指导共计20人日');
    expect(said('entryRoyalty')).toContain('按第六条所列入门费的0.03%');
    expect(said('once')).toContain('按第六条所列许可使用费总额的0.03%');
    expect(said('entryRoyalty') + said('once')).not.toContain('固定金额');
    expect(lines(licenceInput()).join('\n')).not.toContain('。。');
  });
  it('gives a credit code and a mailbox room for 18 wide characters', () => {
    const [party] = buildContract(SET, licenceInput()).document.blocks.filter((b) => b.kind === 'table');
    // points inside the cell's margins; 7 points a character at 10.5 points
    for (const at of [1, 3]) expect((TEXT_WIDTH * party!.columns[at]!.width) / 1000 / 20 - 10.8).toBeGreaterThan(18 * 7);
  });
});

describe('the patent licence', () => {
  it('of R-017 is complete: 23 articles, nothing missing, nothing internal', () => {
    const built = buildContract(SET, licenceInput());
    expect(built.problems).toEqual([]);
    expect(built.text.body.flatMap((b) => (b.kind === 'heading' ? [b.text] : []))).toEqual(TITLES.map((t, i) => `${articleNumber(i + 1)} ${t}`));
    const text = plainLines(built.document).join('\n');
    expect(text).toContain('入门费为人民币1,500,000.00元（大写：壹佰伍拾万元整）');
    expect(text).toContain('提成比例为2.5%');
    expect(text).toContain('排他实施许可');
    expect(text).toContain('自2026年12月1日起至2031年11月30日止');
    expect(text).toContain('ZL 202010000000.7');
    for (const word of INTERNAL) expect(JSON.stringify(built.document)).not.toContain(word);
    expect(text).not.toMatch(/[{}]|undefined|NaN|印制|监制/);
  });

  it('names the inventors: the right’s own, else the contributors, and what was typed over either', () => {
    const { sources } = licenceInput();
    const [patent, secret] = sources.rights;
    const bare = { ...patent!, right: { ...patent!.right, inventors: undefined } };
    const contributors = [{ id: 'c-1', name: '完成人丁' }, { id: 'c-2' }, { id: 'c-3', name: '完成人戊' }];
    const named = (rights: typeof sources.rights, inventors?: string): string[] => {
      const { document } = buildContract(
        SET,
        licenceInput({ typed: inventors === undefined ? {} : { inventors }, sources: { ...sources, rights, contributors } }),
      );
      return document.blocks
        .flatMap((b) => (b.kind === 'table' ? b.rows : []))
        .filter((r) => JSON.stringify(r[0]).includes('发明人'))
        .map((r) => r[1]!.runs.map((x) => x.text).join(''));
    };
    expect(named([patent!])).toEqual(['完成人甲、完成人乙、完成人丙']);
    expect(named([bare])).toEqual(['完成人丁、完成人戊']);
    expect(named([bare], '完成人戊')).toEqual(['完成人戊']);
    expect(named([patent!], '完成人戊')).toEqual(['完成人戊']);
    expect(named([patent!, bare, secret!])).toEqual(['完成人甲、完成人乙、完成人丙', '完成人丁、完成人戊']);
    expect(buildContract(SET, licenceInput({ sources: { ...sources, contributors } })).answers.get('inventors')).toMatchObject({
      from: 'record',
      value: '完成人甲、完成人乙、完成人丙',
    });
  });

  it('names in its head table the contacts that its article on contacts names', () => {
    const text = lines(licenceInput(typed({ contactA: '示例联系人己', contactB: '示例联系人庚' }))).join('\n');
    expect(text.match(/示例联系人己/g)).toHaveLength(2);
    expect(text.match(/示例联系人庚/g)).toHaveLength(2);
    expect(text).not.toContain('联系人乙');
    expect(
      lines(licenceInput())
        .join('\n')
        .match(/联系人丁/g),
    ).toHaveLength(2);
  });

  it('never offers an ordinary licence to become one', () => {
    const becomes = '将许可方式变更为普通实施许可';
    const asked = (licenseMode: string) => {
      const built = buildContract(SET, licenceInput(typed({ licenseMode })));
      return { idle: built.answers.has('idle'), text: plainLines(built.document).join('\n') };
    };
    for (const mode of ['exclusive', 'sole']) expect(asked(mode)).toEqual({ idle: true, text: expect.stringContaining(becomes) as string });
    const ordinary = asked('ordinary');
    expect(ordinary.idle).toBe(false);
    expect(ordinary.text).not.toContain(becomes);
    expect(ordinary.text).toContain('仍未实施的，乙方有权解除本合同。');
  });

  it('says 无 in every article that has nothing, and names what the law then supplies', () => {
    const built = buildContract(
      SET,
      licenceInput({
        typed: { feeKeeper: '', recordalBy: '', startDays: '' },
        sources: { ...licenceInput().sources, rights: licenceInput().sources.rights.slice(0, 1) },
      }),
    );
    const text = plainLines(built.document);
    for (const title of [
      '技术资料与技术指导',
      '相关技术秘密',
      '验收',
      '开始实施的期限',
      '后续改进成果',
      '合同备案',
      '名词和术语的解释',
      '附件',
      '其他约定',
      '订立前的实施与许可状况',
    ]) {
      const at = text.lastIndexOf(text.findLast((l) => l.endsWith(` ${title}`))!);
      expect([title, text[at + 1]]).toEqual([title, '无。']);
    }
    expect(built.silent.map((s) => s.article)).toEqual(expect.arrayContaining(['improvement', 'material', 'recordal']));
    expect(text.join('\n')).not.toContain('未约定时');
  });

  it('refers to articles by the numbers they have, whatever is switched on or off', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('once', 'instalments', 'royalty', 'entryRoyalty'),
        fc.constantFrom('exclusive', 'sole', 'ordinary'),
        fc.boolean(),
        fc.boolean(),
        (payKind, licenseMode, secret, materials) => {
          const built = buildContract(
            SET,
            licenceInput(typed({ payKind, licenseMode, secretScope: secret ? '电极配方' : '', materials: materials ? '图纸' : '' })),
          );
          const headings = new Map(built.document.blocks.flatMap((b) => (b.kind === 'heading' ? [[b.text.split(' ')[0]!, b.id] as const] : [])));
          const clauses = SET.articles.flatMap((a) => a.clauses);
          for (const printed of built.clauses) {
            const wanted = [...clauses.find((c) => c.id === printed.id)!.text.matchAll(/\{ref:(\w+)\}/g)].map((m) => m[1]);
            const found = [...printed.text.matchAll(/第[一二三四五六七八九十]+条/g)].map((m) => headings.get(m[0]));
            expect(found).toEqual(wanted);
          }
          const numbers = built.clauses.map((c) => c.no);
          expect(new Set(numbers).size).toBe(numbers.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('prints words equal to digits for any amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (fen) => {
        const yuan = (fen / 100).toFixed(2);
        const text = lines(licenceInput(typed({ fixedFee: yuan, payKind: 'once' }))).join('\n');
        const m = /总额为人民币([\d,.]+)元（大写：([^）]+)）/.exec(text)!;
        expect(m[1]!.replaceAll(',', '')).toBe(yuan);
        expect(m[2]).toBe(amountInWords(yuan));
      }),
      { numRuns: 200 },
    );
  });

  it('finds what must not be signed', () => {
    expect(keys(licenceInput(typed({ termTo: '2041-01-01' })))).toContain('pastExpiry');
    expect(keys(licenceInput(typed({ termTo: '2040-01-02' })))).not.toContain('pastExpiry');
    expect(keys(licenceInput(typed({ termTo: '2020-01-02' })))).toContain('termOrder');
    expect(keys(licenceInput(typed({ fixedFee: '一大笔' })))).toContain('unreadable');
    expect(keys(licenceInput(typed({ fixedFee: '' })))).toContain('missing');
    expect(keys(licenceInput(typed({ fixedFee: '-5' })))).toContain('notPositive');
    for (const copies of ['0', '-1', '1.5', '六']) expect([copies, keys(licenceInput(typed({ copies })))]).toEqual([copies, ['count']]);
    expect(keys(licenceInput(typed({ copiesEach: '0' })))).toEqual(['count']);
    expect(keys(licenceInput(typed({ nonTechnical: '1500000.01' })))).toContain('partOverTotal');
    expect(keys(licenceInput(typed({ payKind: 'instalments' })))).toContain('noInstalments');
    expect(keys(licenceInput(typed({ other: '由{未填}决定' })))).toContain('placeholder');
    expect(keys(licenceInput({ clauseTexts: { 'other.text': '按本合同第二十九条处理' }, ...typed({ other: '有' }) }))).toContain('badReference');
    expect(keys(licenceInput(typed({ other: '科学技术部印制' })))).toContain('imprint');
    const lapsed = licenceInput().sources;
    expect(keys(licenceInput({ sources: { ...lapsed, rights: [{ right: { ...lapsed.rights[0]!.right, status: 'invalid' } }] } }))).toContain('deadPatent');
    expect(keys(licenceInput({ sources: { ...lapsed, rights: [] } }))).toContain('noPatent');
  });

  it('adds the instalments up', () => {
    const base = licenceInput(typed({ payKind: 'instalments' }));
    const of = (...amounts: string[]): ContractInput => ({
      ...base,
      sources: { ...base.sources, instalments: amounts.map((amount, i) => ({ id: `i${i}`, name: `第${i + 1}期`, amount, dueOn: '2027-01-01' })) },
    });
    expect(keys(of('1000000', '500000.00'))).toEqual([]);
    expect(keys(of('1000000', '499999.99'))).toEqual(['instalmentSum']);
  });

  it('has one content id for one text: paper marks do not change it, a printed word does', () => {
    const id = (input: ContractInput): string => buildContract(SET, input).contentId;
    const base = id(licenceInput());
    expect(id(licenceInput({ version: 9, copy: 'signing', contractNo: 'X-1', signedOn: '2026-11-28', watermark: '示例' }))).toBe(base);
    const s = licenceInput().sources;
    expect(id(licenceInput({ sources: { ...s, buyer: { ...s.buyer!, note: '别的内部话' } } }))).toBe(base);
    expect(id(licenceInput({ sources: { ...s, buyer: { ...s.buyer!, name: '示例种业有限公司' } } }))).not.toBe(base);
    expect(id(licenceInput({ clauseTexts: { 'grant.territory': '许可地域：广东省。' } }))).not.toBe(base);
  });

  it('never expands braces that came in an answer, and shows an unfilled place in a draft', () => {
    const text = lines(licenceInput(typed({ other: '{partyA.name}与{ref:fee}', royaltyBase: '' })));
    expect(text.join('\n')).toContain('{partyA.name}与{ref:fee}');
    expect(text.join('\n')).toContain('＿＿＿＿＿＿');
  });

  it('puts a seal keyword once per party on the signing copy and none on a draft', () => {
    const signing = lines(licenceInput({ copy: 'signing', contractNo: 'X-1' })).join('\n');
    expect(signing.match(/甲方签章处-[0-9a-f]{8}/g)).toHaveLength(1);
    expect(signing.match(/乙方签章处-[0-9a-f]{8}/g)).toHaveLength(1);
    expect(lines(licenceInput()).join('\n')).not.toContain('签章处');
    const id = buildContract(SET, licenceInput()).contentId.slice(0, 8);
    expect(id).toHaveLength(8);
  });

  it('asks only for what a record may give away, and only for keys it prints', () => {
    const fields = interviewFields(SET);
    expect(fields.map((f) => f.from ?? '').join(' ')).not.toMatch(/walkAway|internalNote|note\b/);
    const used = JSON.stringify(SET.articles) + JSON.stringify(SET.recitals);
    const unused = fields.filter((f) => !used.includes(f.key)).map((f) => f.key);
    // printed by the cover and by the panel of the right
    expect(unused).toEqual(['inventors', 'signPlace']);
    expect(new Set(fields.map((f) => f.key)).size).toBe(fields.length);
  });
});
