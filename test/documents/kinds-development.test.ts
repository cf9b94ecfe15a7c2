import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindByContent, kindByTitle } from '../../shared/domain/contract-text/kind.ts';
import { isMainKind } from '../../shared/domain/contract/kinds.ts';
import { monopolyPhrases } from '../../shared/domain/checks/monopoly.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';
import { articleNumber } from '../../shared/domain/contract/fill.ts';
import { clauses } from './clause-files.ts';
import { sourcesOf } from '../../renderer/documents/contract-input.ts';
import { signed } from '../domain/support.ts';
import { randomRuns } from '../support/random.ts';
import { KINDS } from './kinds-outline.ts';
import { addedUp, allClauses, faultsIn, fullAnswers, kindInput, offered, saysNothing, variations } from './kinds-fixture.ts';

const CODES = Object.keys(KINDS);

const CONFIRMED: Readonly<Record<string, (article: number) => boolean>> = {
  民法典: (n) => (n >= 843 && n <= 887) || (n >= 961 && n <= 966),
  技术合同司法解释: (n) => [10, 14, 15, 17, 19, 22, 25, 28, 36, 37, 38, 39, 40, 41].includes(n),
  专利法: (n) => [10, 14, 42].includes(n),
  促进科技成果转化法: (n) => [16, 18, 21, 40, 43, 44, 45].includes(n),
  科学技术进步法: (n) => n === 34,
};
const PILOT = '国科发区〔2020〕128号';

/** 民法典第859条、第861条: a law whose articles the domain's sources confirm. */
function isConfirmed(source: string): boolean {
  const [, law = '', articles = ''] = /^([^第]+)((?:、?第\d+条)+)$/.exec(source) ?? [];
  return source === PILOT || (articles !== '' && [...articles.matchAll(/\d+/g)].every((m) => CONFIRMED[law]?.(Number(m[0])) === true));
}

describe.each(CODES)('%s', (code) => {
  const set = clauses(code);

  it('has the articles of its outline in their order, and nothing is left to mend with full answers', () => {
    const built = buildContract(set, kindInput(set));
    expect(built.problems).toEqual([]);
    expect(built.text.body.flatMap((b) => (b.kind === 'heading' ? [b.text] : []))).toEqual(KINDS[code]!.map((t, i) => `${articleNumber(i + 1)} ${t}`));
    const numbers = built.document.blocks.flatMap((b) => (b.kind === 'clause' && !b.no.startsWith('（') ? [b.no] : []));
    expect(numbers).toEqual([...numbers].sort((a, b) => order(a) - order(b)));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('prints every clause for some answer, and reads well whichever answer is changed', () => {
    const seen = new Set<string>();
    for (const chosen of variations(set)) {
      const built = buildContract(set, kindInput(set, chosen));
      const why = JSON.stringify(chosen);
      expect(faultsIn(built), why).toEqual([]);
      expect(built.problems, why).toEqual([]);
      for (const c of built.clauses) seen.add(c.id);
    }
    expect(
      allClauses(set)
        .map((c) => c.id)
        .filter((id) => !seen.has(id)),
    ).toEqual([]);
  });

  it('reads as well with every other wording it offers', () => {
    const most = Math.max(0, ...allClauses(set).map((c) => c.alternatives?.length ?? 0));
    for (let n = 0; n < most; n++) {
      const clauseTexts = offered(set, n);
      const printed = new Set<string>();
      for (const chosen of variations(set)) {
        const built = buildContract(set, kindInput(set, chosen, { clauseTexts }));
        expect(faultsIn(built), `${n} ${JSON.stringify(chosen)}`).toEqual([]);
        expect(built.problems, `${n} ${JSON.stringify(chosen)}`).toEqual([]);
        for (const c of built.clauses) if (c.own) printed.add(c.id);
      }
      expect([...printed].sort()).toEqual(Object.keys(clauseTexts).sort());
    }
    for (const c of allClauses(set)) for (const a of c.alternatives ?? []) expect(a.text, c.id).not.toBe(c.text);
  });

  it('asks, hints and guides in both languages', () => {
    const said: unknown[] = [];
    // every pair of words in the set, whatever it stands under
    JSON.parse(JSON.stringify(set), (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'zh' in value && 'en' in value) said.push(value.en);
      return value;
    });
    expect(said.length).toBeGreaterThan(interviewFields(set).length);
    expect(said.filter((en) => typeof en !== 'string' || en === '' || /\p{Script=Han}/u.test(en))).toEqual([]);
  });

  it('cites as confirmed only articles that are, and marks the rest 待确认', () => {
    const cited = [...allClauses(set), ...set.articles.flatMap((a) => (a.silent ? [a.silent] : []))].filter(
      (c) => c.source !== undefined && c.confirmed !== false,
    );
    expect(cited.flatMap((c) => c.source!.split('；')).filter((source) => !isConfirmed(source))).toEqual([]);
  });

  it('offers no wording that restrains competition in technology', () => {
    const printed = interviewFields(set).flatMap((f) => (f.choices ?? []).map((c) => c.print));
    const wordings = [...allClauses(set).flatMap((c) => [c.text, ...(c.alternatives ?? []).map((a) => a.text)]), ...printed];
    expect(wordings.filter((words) => monopolyPhrases(words).length > 0)).toEqual([]);
  });

  it('shows a blank only where an answer is required, and names each of those when nothing is answered', () => {
    const blank = Object.fromEntries(interviewFields(set).map((f) => [f.key, '']));
    const built = buildContract(set, kindInput(set, {}, { typed: blank }));
    const required = interviewFields(set).filter((f) => f.required && built.answers.has(f.key));
    expect(built.problems.map((p) => [p.key, p.field])).toEqual(required.map((f) => ['missing', f.key]));
    const empty = built.document.blocks.filter(saysNothing).length;
    expect(set.articles.filter((a) => !built.clauses.some((c) => c.article === a.id))).toHaveLength(empty);
    for (const a of set.articles) if (a.silent) expect(a.silent.source, a.id).toBeTruthy();
  });

  it('reads well whatever is answered and whatever is not', () => {
    const fields = interviewFields(set);
    const some = fc.record(
      Object.fromEntries(
        fields.map((f) => {
          const full = fullAnswers(set)[f.key]!;
          const values = f.choices ? f.choices.map((c) => c.value) : [full];
          return [f.key, fc.constantFrom(...values, ...(f.required ? [] : ['']))];
        }),
      ),
    );
    fc.assert(
      fc.property(some, (typed) => {
        const built = buildContract(set, kindInput(set, {}, { typed: addedUp(typed) }));
        expect(faultsIn(built)).toEqual([]);
        expect(built.problems).toEqual([]);
      }),
      randomRuns(100),
    );
  });
});

describe('development, services and what stands around them', () => {
  const built = (code: string, chosen: Record<string, string>) => buildContract(clauses(code), kindInput(clauses(code), chosen));
  const text = (code: string, chosen: Record<string, string> = {}): string => plainLines(built(code, chosen).document).join('\n');

  it.each(CODES.filter((code) => isMainKind(code)))('is taken for what it is by its title and by what it says: %s', (code) => {
    const said = text(code);
    expect([kindByTitle(said)?.kind, kindByContent(said)?.kind]).toEqual([code, code]);
  });

  it('keeps research funds and remuneration apart, and wants them to make the total', () => {
    const said = text('KF-WT', { fixedFee: '600000', researchFunds: '480000', researchReward: '120000' });
    expect(said).toContain('总额为人民币600,000.00元（大写：陆拾万元整）');
    expect(said).toContain('研究开发经费为人民币480,000.00元（大写：肆拾捌万元整），研究开发报酬为人民币120,000.00元（大写：壹拾贰万元整）');
    expect(text('KF-WT', { researchReward: '' })).toContain('全部为研究开发经费，计人民币600,000.00元');
    expect(built('KF-WT', { researchFunds: '480000', researchReward: '100000' }).problems.map((p) => p.key)).toEqual(['partsSum']);
  });

  it('names what the law supplies where the parties left risk, ownership, costs and decisions open', () => {
    const sources = (code: string, chosen: Record<string, string>): Record<string, string | undefined> =>
      Object.fromEntries(built(code, chosen).silent.map((a) => [a.article, a.source]));
    expect(
      sources('KF-WT', { riskShare: '', patentOwner: '', secretUse: '', background: '', guidance: '', improvements: '', inputs: '', cooperation: '' }),
    ).toEqual({ input: '民法典第852条', risk: '民法典第858条', ownership: '民法典第859条、第861条', guidance: '民法典第853条', improvement: '民法典第875条' });
    const open = { patentOwner: '', soleOwner: '', secretUse: '', background: '', publishDays: '', shareA: '' };
    expect(sources('KF-HZ', { ...open, riskShare: '' })).toEqual({ risk: '民法典第858条', ownership: '民法典第860条、第861条' });
    expect(sources('ZX', { decisionRisk: '', newByA: '', newByB: '', reportUse: '' })).toEqual({ decision: '民法典第881条', results: '民法典第885条' });
    expect(sources('FW-YB', { costBearer: '', consumables: '' })).toEqual({ costs: '民法典第886条' });
    expect(sources('FW-PX', { siteBy: '', siteList: '', materials: '' })).toEqual({ site: '技术合同司法解释第37条' });
  });

  it('knows the contract that a supplement or a termination is about', () => {
    const file = signed();
    const beside = { id: 'c9', dealId: file.deal.id, version: 1, kind: 'BC', title: '补充协议' };
    const set = clauses('BC');
    const sources = sourcesOf({ ...file, contracts: [...file.contracts, beside] }, beside);
    const { answers } = buildContract(set, { ...kindInput(set), typed: {}, sources });
    expect(['originalName', 'originalNo', 'originalDay'].map((key) => answers.get(key))).toEqual([
      { value: file.contracts.at(-1)!.title, from: 'record', path: 'contract.title' },
      { value: file.signings.at(-1)!.contractNo, from: 'record', path: 'contract.no' },
      { value: file.signings.at(-1)!.signedOn, from: 'record', path: 'contract.signedOn' },
    ]);
  });

  it('lets a person sign for the contributors, who has neither a seal nor a legal representative', () => {
    const set = clauses('FQ');
    const { sources } = kindInput(set);
    const person = { id: 'p-9', kind: 'person' as const, name: '完成人甲' };
    const { text: made } = buildContract(set, kindInput(set, {}, { sources: { ...sources, buyer: person } }));
    expect(made.parties.map((p) => [p.role, p.lines.map((l) => l.label)])).toEqual([
      ['甲方（完成人）（签字）', ['日期']],
      ['乙方（赋权单位）（盖章）', ['法定代表人（负责人）或者授权代表（签字）', '日期']],
    ]);
  });

  it('pays a broker only for what it brought about, whoever bears the costs', () => {
    const said = text('FW-ZJ', { feeKind: 'rate', brokerRate: '0.03', costBearer: 'principal', costCap: '30000' });
    expect(said).toContain('按照下列金额的3%支付报酬');
    expect(said).toContain('乙方未促成合同成立的，不得请求支付报酬。');
    expect(said).toContain('累计不超过人民币30,000.00元（大写：叁万元整）');
    expect(said).toContain('绕开乙方直接与第三人订立合同的，应当按照第三条的约定向乙方支付报酬');
    expect(said).not.toContain('600,000.00');
  });

  it('says on its face that a letter of intent cannot be registered, and no other kind of contract does', () => {
    expect(text('YX')).toMatch(/不能作为技术合同认定登记/);
    expect(CODES.filter((code) => clauses(code).notRegistrable !== undefined)).toEqual(['YX', 'FQ']);
  });
});

const order = (no: string): number => {
  const [article, clause] = no.split('.').map(Number);
  return article! * 1000 + clause!;
};
