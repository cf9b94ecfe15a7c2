/** Contracts of more than two parties: every kind, any number of them, whatever is answered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractSources } from '../../shared/domain/contract/answers.ts';
import { plainLines, runText, type Block } from '../../shared/domain/contract/blocks.ts';
import { buildContract, type ContractInput } from '../../shared/domain/contract/build.ts';
import { interviewFields, type ClauseSet, type InterviewField } from '../../shared/domain/contract/clause-set.ts';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { FACES } from '../../renderer/documents/docx-look.ts';
import { readRevised } from '../../renderer/documents/revised/read-revised.ts';
import { partsOfWhole } from '../../shared/domain/contract-text/arithmetic.ts';
import { partiesIn } from '../../shared/domain/contract-text/parties.ts';
import { cardsOf } from '../../shared/domain/redline/cards.ts';
import { ourLines } from '../../shared/domain/redline/clauses.ts';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { coOwnersOf } from '../../shared/domain/checks/owners.ts';
import { addFurther, changeFurther, moveFurther, removeFurther } from '../../shared/domain/contract/further-edit.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import { movedSince } from '../../shared/domain/contract/moved.ts';
import { inSeveral } from '../../shared/domain/contract/several.ts';
import { keptText, textToKeep } from '../../shared/domain/contract/text.ts';
import { signaturesOf } from './signature-blocks.ts';
import { keys as findingKeys, r017, rulesOn } from '../domain/support.ts';
import { randomRuns } from '../support/random.ts';
import { clauses, CODES, parsed, partText } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';

const KINDS = CODES.filter((code) => parsed(code).set?.flavour === 'contract');
const written = (code: string): ClauseSet => parsed(code).set as ClauseSet;
type Further = NonNullable<ContractSources['further']>;

const company = (i: number, more: object = {}) => ({
  id: `further${i}`,
  name: `示例${'丙丁戊己庚辛'[i]}种业有限公司`,
  kind: 'enterprise' as const,
  contact: `联系人${i}`,
  bank: '示例银行',
  bankAccount: `6222${i}`,
  region: '440100',
  ...more,
});
const withFurther = (further: Further, more: Partial<ContractInput> = {}): ContractInput => {
  const base = licenceInput({ typed: {}, ...more });
  const rights = (['application', 'secret', 'software', 'layout', 'variety'] as const).map((kind) => ({
    right: { id: kind, kind, name: `示例${kind}`, number: `2026-${kind}`, owner: '示例农业研究所', filedOn: '2025-01-02', status: 'inForce' as const },
  }));
  return { ...base, sources: { ...base.sources, rights: [...base.sources.rights, ...rights], further } };
};

function answerTo(field: InterviewField): fc.Arbitrary<string> {
  const some = (): fc.Arbitrary<string> => {
    switch (field.type) {
      case 'choice':
        return fc.constantFrom(...field.choices!.map((c) => c.value));
      case 'money':
        return fc.integer({ min: 1, max: 90_000_000 }).map(String);
      case 'rate':
        return fc.constantFrom('0.01', '0.025', '0.5');
      case 'day':
        return fc.constantFrom('2026-12-01', '2030-06-30');
      case 'whole':
        return fc.integer({ min: Math.max(9, field.min ?? 0), max: 999 }).map(String);
      case 'lines':
        return fc.array(fc.constantFrom('第一项', '第二项：说明'), { minLength: 1, maxLength: 3 }).map((l) => l.join('\n'));
      default:
        return fc.constantFrom('某项内容', '另一项内容。');
    }
  };
  return field.required || field.from !== undefined || field.suggest !== undefined ? some() : fc.oneof(some(), fc.constant(''));
}

const tables = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((b) => (b.kind === 'table' && runText(b.rows[1]?.[0]?.runs ?? []) === '住所地' ? [runText(b.rows[0]![1]!.runs)] : []));

/** Roles of the kind and answers to everything it then asks. */
const case_ = (set: ClauseSet, n: number) =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...set.further!), { minLength: n, maxLength: n }),
      fc.tuple(...interviewFields(inSeveral(set, n)).map((f) => answerTo(f).map((v) => [f.key, v] as const))),
    )
    .map(([roles, pairs]) => ({ further: roles.map((role, i) => ({ role, party: company(i) })), typed: Object.fromEntries(pairs) as Record<string, string> }));

describe.each(KINDS)('%s of two to five parties', (code) => {
  const set = written(code);
  it('names everybody on the cover, in the block of the parties and over one signature each, whatever is answered', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }).chain((n) => case_(set, n)),
        ({ further, typed }) => {
          const { document, text, problems, clauses: printed } = buildContract(set, withFurther(further, { typed, copy: 'signing', contractNo: 'X-1' }));
          const all = ['示例种业股份有限公司', '示例农业研究所', ...further.map((f) => f.party.name)];
          const cover = document.blocks.find((b) => b.kind === 'cover')!;
          for (const name of all) expect(cover.lines.filter((l) => l.value === name)).toHaveLength(1);
          expect(tables(document.blocks)).toEqual(all);
          const signatures = signaturesOf(document);
          expect(signatures.map((s) => s.name)).toEqual(all);
          const keywords = signatures.map((s) => s.keyword);
          expect(new Set(keywords).size).toBe(all.length);
          const lines = plainLines(document);
          for (const keyword of keywords) expect(lines.join('\n').split(keyword)).toHaveLength(2);
          expect(lines.filter((l) => /[{}*]|某方|undefined|null|NaN/.test(l))).toEqual([]);
          const ofTheWords = ['missing', 'blank', 'unreadable', 'unknown', 'count', 'badReference', 'placeholder', 'keywordTwice', 'furtherMissing'];
          expect(problems.filter((p) => ofTheWords.includes(p.key))).toEqual([]);
          const numbers = new Set(printed.map((c) => c.no));
          expect(lines.flatMap((l) => [...l.matchAll(/第(\d+\.\d+)款/g)].map((m) => m[1]!)).filter((n) => !numbers.has(n))).toEqual([]);
          // what three say together is not said of two
          if (further.length > 0) expect(printed.filter((c) => /(?<!甲乙)双方|另一方/.test(c.text)).map((c) => c.text)).toEqual([]);
          expect(keptText({ lockedText: textToKeep(text), lockedHash: document.contentId })?.parties).toHaveLength(all.length);
        },
      ),
      randomRuns(12),
    );
  });
  it('says of two parties what it says where nobody knows of further ones, and is printed and read back the same', () => {
    const two = buildContract(set, withFurther([])).document;
    const { further: _, ...sources } = withFurther([]).sources;
    expect(buildContract(clauses(code), { ...withFurther([]), sources }).document).toEqual(two);
    expect(parseClauses({ file: `${code}.txt`, text: printClauses(set) }, partText).set).toEqual(set);
  });
});

const THREE = { projectName: '项目', shareA: '0.5', shareB: '0.3', shareC: '0.2', copies: '6', copiesEach: '2' };
const keys = (further: Further, typed: object = THREE, code = 'KF-HZ') =>
  buildContract(written(code), withFurther(further, { typed: { ...typed } })).problems.filter((p) => /^further|copiesFew|sharesWhole/.test(p.key));
const c = (more: object = {}) => ({ role: '合作方', party: company(0, more) });

describe('what is wrong with the parties', () => {
  it('nothing where all is well', () => expect(keys([c()])).toEqual([]));
  it.each([
    ['the same party twice', [c(), { ...c(), party: company(0) }], { ...THREE, shareC: '0.1', shareD: '0.1' }, ['furtherTwice']],
    ['the same name twice', [c({ name: '示例农业研究所' })], THREE, ['furtherTwice']],
    ['no registered name', [c({ name: '' })], THREE, ['furtherNameless']],
    ['nobody chosen', [{ role: '合作方' }], THREE, ['furtherNameless']],
    ['a party from abroad', [c({ country: '502' })], THREE, ['furtherAbroad']],
    ['a party from Hong Kong', [c({ region: '810000' })], THREE, ['furtherAbroad']],
    ['copies fewer than parties', [c()], { ...THREE, copies: '2', copiesEach: '1' }, ['copiesFew']],
    ['shares that are no whole', [c()], { ...THREE, shareC: '0.1' }, ['sharesWhole']],
    ['shares above the whole', [c()], { ...THREE, shareC: '0.3' }, ['sharesWhole']],
  ] as [string, Further, object, string[]][])('%s', (_, further, typed, want) => expect(keys(further, typed).map((p) => p.key)).toEqual(want));
  it('shares of two parties are not asked to be a whole: the rest is the other’s', () => expect(keys([], { shareA: '0.4' })).toEqual([]));
  it('a wording that names 丙方 where there is none', () => {
    const { problems } = buildContract(written('KF-HZ'), withFurther([], { clauseTexts: { 'roles.both': '由{partyC.name}承担。' } }));
    expect(problems.filter((p) => p.key === 'furtherMissing')).toMatchObject([{ level: 'must', params: { short: '丙方' } }]);
  });
});

describe('合作开发 of four', () => {
  const typed = {
    ...THREE,
    shareB: '0.2',
    shareD: '0.1',
    cashA: '100',
    cashC: '50',
    kindD: '设备：20元，生效后',
    kindDValue: '20',
    tasksC: '小试：一年',
    tasksD: '中试：一年',
  };
  const built = buildContract(written('KF-HZ'), withFurther([c(), { role: '合作方', party: company(1) }], { typed }));
  const says = (id: string) => built.clauses.find((x) => x.id === id)?.text ?? '';
  it('asks the party a secret belongs to, whoever else there is', () => {
    const secrecy = built.clauses.filter((x) => x.id.startsWith('secrecy.')).map((x) => x.text);
    expect(secrecy.filter((text) => text.includes('书面同意'))).toEqual([expect.stringMatching(/^各方.*未经信息所属的一方书面同意/)]);
    const two = buildContract(written('KF-HZ'), withFurther([], { typed: {} })).clauses.flatMap((x) =>
      /书面同意，不得向第三人披露/.test(x.text) ? [x.id] : [],
    );
    expect(two).toEqual(['secrecy.a', 'secrecy.b']);
  });
  it('offers each of them wherever it offers 甲方 and 乙方', () => {
    const asked = interviewFields(inSeveral(written('KF-HZ'), 2)).filter((f) => f.choices?.some((x) => x.value === 'partyB'));
    expect(asked.map((f) => f.key)).toEqual(['fundsKeeper', 'equipment', 'patentOwner', 'patentCost']);
    for (const f of asked)
      expect(
        f.choices!.filter((x) => x.value.startsWith('party')).map((x) => [x.value, ...(x.print.match(/.方/) ?? []), x.label.en.match(/arty (.)/)?.[1]]),
      ).toEqual([
        ['partyA', '甲方', 'A'],
        ['partyB', '乙方', 'B'],
        ['partyC', '丙方', 'C'],
        ['partyD', '丁方', 'D'],
      ]);
    const answered = (more: object, further: Further = [c(), { role: '合作方', party: company(1) }]) =>
      buildContract(written('KF-HZ'), withFurther(further, { typed: { ...typed, ...more } }));
    const owned = answered({ patentOwner: 'partyC', fundsKeeper: 'partyD', fundsAccount: '示例账户' });
    const of = (id: string) => owned.clauses.find((x) => x.id === id)?.text;
    expect(of('ownership.partyFree')).toBe('各方共同完成的发明创造，申请专利的权利归丙方；该方取得专利权的，其他各方可以免费实施该专利。');
    expect([of('funds.keeper'), of('funds.account')]).toEqual([expect.stringContaining('由丁方设立专门账户'), '专门账户：示例账户。']);
    expect(owned.answers.has('releaseDays')).toBe(false);
    const draft = { furtherParties: [{ partyId: 'c' }, { partyId: 'd' }], fields: { patentOwner: 'partyC', equipment: 'partyB' } };
    expect(moveFurther(draft, written('KF-HZ'), 0, 1).fields).toEqual({ patentOwner: 'partyD', equipment: 'partyB' });
    expect(removeFurther(draft, written('KF-HZ'), 0).fields).toEqual({ equipment: 'partyB' });
  });
  it('what 丁方 puts in is added up under its name', () => {
    const further: Further = [c(), { role: '合作方', party: company(1) }];
    const of = (kindDValue: string) =>
      buildContract(written('KF-HZ'), withFurther(further, { typed: { ...typed, kindDValue } })).problems.filter((p) => p.key.startsWith('kind'));
    expect(of('20')).toEqual([]);
    expect(of('30')).toMatchObject([{ key: 'kindSum', field: 'kindDValue', params: { sum: '20.00', total: '30.00' } }]);
    expect(of('30')[0]?.params?.['label']).toContain('丁方');
  });
  it('names them in the head, and says what each does, puts in and gets, row by row', () => {
    expect(plainLines(built.document)).toContainEqual(
      expect.stringContaining(
        '示例种业股份有限公司（以下称甲方）、示例农业研究所（以下称乙方）、示例丙种业有限公司（以下称丙方）与示例丁种业有限公司（以下称丁方）就合作研究开发',
      ),
    );
    expect([says('roles.otherC'), says('roles.otherD')]).toEqual(['丙方承担下列研究开发工作：', '丁方承担下列研究开发工作：']);
    expect(says('invest.totalAll')).toContain('各方的投资合计人民币170.00元');
    const table = built.document.blocks.find((b) => b.kind === 'table' && runText(b.rows[0]![0]!.runs) === '当事人');
    expect(table?.kind === 'table' ? table.rows.slice(1).map((r) => r.map((x) => runText(x.runs))) : []).toEqual([
      ['甲方　示例种业股份有限公司', '100.00', '/', '100.00', '50%'],
      ['乙方　示例农业研究所', '/', '/', '/', '20%'],
      ['丙方　示例丙种业有限公司', '50.00', '/', '50.00', '20%'],
      ['丁方　示例丁种业有限公司', '/', '20.00', '20.00', '10%'],
      ['合计', '150.00', '20.00', '170.00', '100%'],
    ]);
    expect(says('release.waiveAll')).toContain('由其余各方共同申请');
  });
  it('has a copy for each party at least where nobody says how many', () => {
    const { copies: _, ...open } = typed;
    const { answers } = buildContract(written('KF-HZ'), withFurther([c(), c()], { typed: open }));
    expect([answers.get('copies')?.value, answers.get('copiesEach')?.value]).toEqual(['10', '2']);
  });
  it('as it was locked is told apart from records that moved since: the party by its name', () => {
    const set = written('KF-HZ');
    const now = withFurther([c({ address: '示例市新址' }), { role: '合作方', party: company(1) }], { typed });
    expect(movedSince(built.text, set, withFurther([c(), { role: '合作方', party: company(1) }], { typed }))).toEqual([]);
    expect(movedSince(built.text, set, now)).toMatchObject([{ name: { zh: '丙方（合作方） · 住所地' }, now: '示例市新址' }]);
  });
});

it('a co-owner licenses with party B: its share, its account, and both bound', () => {
  const typed = { coShareB: '0.6', coShareC: '0.4', coPay: 'each' };
  const { clauses: printed } = buildContract(written('XK-ZL'), withFurther([{ role: '共有权利人', party: company(0) }], { typed }));
  const of = (id: string) => printed.find((x) => x.id === id)?.text;
  expect(of('coowners.whoC')).toContain('丙方示例丙种业有限公司是本合同标的权利的共有权利人');
  expect(of('coowners.accountC')).toBe('丙方收款账户：户名示例丙种业有限公司，开户银行示例银行，账号62220。丙方就其收到的款项向甲方开具发票。');
  expect(of('coowners.liable')).toContain('承担连带责任');
  expect(
    buildContract(written('XK-ZL'), withFurther([]))
      .text.toc.entries.map((e) => e.text)
      .join(),
  ).not.toContain('共有权利人');
});

describe('the clause language', () => {
  const base = (lines: string) =>
    parseClauses({ file: 'x.txt', text: `合同 KF-X\n名称 某合同\n版本 1\n甲方 委托人\n乙方 开发人\n${lines}` }, () => undefined).faults.map(
      (f) => `${f.line}:${f.column} ${f.key}`,
    );
  const body = (when: string, text: string, head = '丙方 共同委托人') =>
    base(
      `${head}\n首部\n  {parties}订立本合同。\n步骤 a 一 | One\n  栏 cash* 金额\n    名 某方的钱 | Money\n  栏 x 单行\n    名 甲 | A\n条 one 第一\n  款 one.a${when === '' ? '' : `\n    当 ${when}`}\n    文 {x}${text}\n  款 one.b*\n    文 某方{party*.name}付{cash*|money}元。`,
    );
  it.each([
    ['', '。', []],
    ['有丙方 且 非 有丁方', '与{partyC.name}。', []],
    ['partyC 是 共同委托人', '共{cash*+cash*|money}元。', ['17:8 sumOfOther'].slice(1)],
    ['有乙方', '。', ['16:7 conditionParty']],
    ['partyC 是 见证人', '。', ['16:16 noChoice']],
    ['', '{cash*|money}', ['16:10 eachOutside']],
    ['', '{party*.name}', ['16:10 eachOutside']],
  ] as [string, string, string[]][])('%j %j → %j', (when, text, want) => expect(body(when, text)).toEqual(want));
  it('a text without a line 丙方 knows no further parties, and says where one is used', () => {
    expect(body('有丙方', '。', '标的 不限').filter((f) => f.endsWith('noFurther'))).toEqual(['16:7 noFurther', '19:9 noFurther']);
    expect(
      base('丙方 甲、甲\n首部\n  x\n步骤 a 一\n  栏 x 单行\n    名 甲\n条 one 第一\n  款 one.a\n    文 {x}').filter((f) => f.endsWith('furtherRoles')),
    ).toEqual(['6:4 furtherRoles']);
  });
});

describe('parties of a draft', () => {
  const set = written('KF-HZ');
  const of = {
    furtherParties: [
      { partyId: 'c', role: '合作方' },
      { partyId: 'd', role: '合作方', signatory: '示例签字人' },
    ],
    fields: { projectName: '项目', tasksC: '小试', kindDValue: '20', shareA: '0.5' },
    clauseTexts: { 'roles.otherC': '丙方承担小试，资金{cashC|money}元，由{partyC.name}负责。', 'roles.both': '丙方与乙方共同研究。' },
  };
  it('a party that is moved takes along what was answered and worded for it', () => {
    const moved = moveFurther(of, set, 0, 1);
    expect(moved).toEqual({
      furtherParties: [of.furtherParties[1], of.furtherParties[0]],
      fields: { projectName: '项目', shareA: '0.5', tasksD: '小试', kindCValue: '20' },
      clauseTexts: { 'roles.otherD': '丁方承担小试，资金{cashD|money}元，由{partyD.name}负责。', 'roles.both': '丙方与乙方共同研究。' },
    });
    expect(moveFurther({ ...of, ...moved }, set, 1, -1)).toEqual(of);
    expect(moveFurther(of, set, 0, -1)).toEqual({});
  });
  it('one that is taken out takes its answers with it; the next closes up', () =>
    expect(removeFurther(of, set, 0)).toEqual({
      furtherParties: [of.furtherParties[1]],
      fields: { projectName: '项目', shareA: '0.5', kindCValue: '20' },
      clauseTexts: { 'roles.both': '丙方与乙方共同研究。' },
    }));
  it('there are eight at most, and what is taken back leaves no trace', () => {
    const six = { furtherParties: Array.from({ length: 6 }, (_, i) => ({ partyId: `p${i}` })) };
    expect(addFurther(six, {})).toMatchObject({ key: 'contract.partiesMost', params: { most: 8 } });
    expect(addFurther({}, { partyId: 'c' })).toEqual({ furtherParties: [{ partyId: 'c' }] });
    expect(changeFurther(of, 1, { signatory: undefined }).furtherParties![1]).toEqual({ partyId: 'd', role: '合作方' });
  });
});

describe('the deal of a contract with further parties', () => {
  const f = r017();
  const owned = { ...f, rights: f.rights.map((r) => ({ ...r, owner: `${f.seller!.name}、示例大学` })) };
  const version = { ...f.contracts.at(-1)!, kind: 'XK-ZL', state: 'draft' as const };
  const found = (more: object) =>
    findingKeys(
      checkContract({ ...owned, otherParties: [{ id: 'u', name: '示例大学' }] }, { ...version, ...more }, rulesOn('2026-05-28'), {
        licenseMode: 'sole',
        copies: '6',
        copiesEach: '2',
      }),
    );
  it('a co-owner is offered, and consents by signing as 丙方', () => {
    expect(coOwnersOf(owned)).toEqual(['示例大学']);
    expect([found({}).includes('contract.coOwners'), found({ furtherParties: [{ partyId: 'u', role: '共有权利人' }] }).includes('contract.coOwners')]).toEqual([
      true,
      false,
    ]);
  });
  it('copies for each of three are more than for each of two', () =>
    expect([
      found({}).includes('contract.copiesOver'),
      found({ furtherParties: [{ partyId: 'u' }, { partyId: 'v' }] }).includes('contract.copiesOver'),
    ]).toEqual([false, true]));
});

describe('a text of four on its way', () => {
  const further = [c(), { role: '合作方', party: company(1) }];
  const made = contractDocx(written('KF-HZ'), withFurther(further, { typed: { ...THREE, shareB: '0.2', shareD: '0.1' } }));
  if (!made.ok) throw new Error(made.error.key);
  it('comes back from the other side as it went: no card, and its content id', () => {
    const back = readRevised(made.value.bytes);
    if (!back.ok) throw new Error(back.error.key);
    expect([back.value.contentId, back.value.unread]).toEqual([made.value.contentId, []]);
    expect(cardsOf(ourLines(made.value.document.blocks), back.value.lines, FACES)).toEqual([]);
  });
  it('that somebody else wrote is read with all its parties and their shares', () => {
    const head = '甲方：示例一公司\n乙方：示例二公司\n丙方：示例三大学\n丁方：示例四（香港）有限公司\n';
    expect(partiesIn(head).map((p) => p.label)).toEqual(['甲方', '乙方', '丙方', '丁方']);
    const shares = (d: number) => partsOfWhole(`${head}收益由甲方分得40%，乙方分得30%，丙方分得20%，丁方分得${d}%。`)?.sum;
    expect([shares(10), shares(15)]).toEqual([undefined, '105%']);
  });
});
