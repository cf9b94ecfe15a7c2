/** Every kind of contract built: from what the records know, and from answers of any kind. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { plainLines, runText } from '../../shared/domain/contract/blocks.ts';
import { buildContract, type ContractInput } from '../../shared/domain/contract/build.ts';
import { interviewFields, type ClauseSet, type InterviewField } from '../../shared/domain/contract/clause-set.ts';
import { groupOf, isMainKind, kindProposed, registeredAs } from '../../shared/domain/contract/kinds.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import { contentIdOf, keptText, textToKeep } from '../../shared/domain/contract/text.ts';
import { lists } from '../domain/support.ts';
import { randomRuns } from '../support/random.ts';
import { clauses, CODES, parsed } from './clause-files.ts';
import { kindInput } from './kinds-fixture.ts';
import { licenceInput } from './licence-fixture.ts';

const KINDS = CODES.filter((code) => parsed(code).set?.flavour === 'contract');
const right = (kind: 'application' | 'secret' | 'software' | 'layout' | 'variety') => ({
  right: { id: kind, kind, name: `示例${kind}`, number: `2026-${kind}`, owner: '示例农业研究所', filedOn: '2025-01-02', status: 'inForce' as const },
});
const input = (more: Partial<ContractInput> = {}): ContractInput => {
  const base = licenceInput({ typed: {}, ...more });
  const rights = [...base.sources.rights, ...(['application', 'secret', 'software', 'layout', 'variety'] as const).map(right)];
  return { ...base, sources: { ...base.sources, rights } };
};

describe('a part of the fixed sum that is not technical', () => {
  const paid = KINDS.filter((code) => interviewFields(clauses(code)).some((f) => f.key === 'payKind' && f.choices?.some((c) => c.value === 'royalty')));
  it('is asked for only where there is a fixed sum', () => {
    expect(paid.length).toBeGreaterThan(10);
    for (const code of paid) {
      const asked = (payKind: string) =>
        buildContract(clauses(code), input({ typed: { payKind, trigger: 'pass', afterUse: 'license' } })).answers.has('nonTechnical');
      const ever = interviewFields(clauses(code)).some((f) => f.key === 'nonTechnical');
      expect([code, asked('royalty'), asked('once'), asked('entryRoyalty')]).toEqual([code, false, ever, ever]);
    }
  });
});

describe('what a person wrote', () => {
  it('ends as a sentence in every clause of every kind, with a full stop of its own or without', () => {
    for (const code of KINDS)
      for (const end of ['', '。']) {
        const own = Object.fromEntries(interviewFields(clauses(code)).flatMap((f) => (f.type === 'line' ? [[f.key, `示例约定${end}`]] : [])));
        const base = kindInput(clauses(code));
        const { document } = buildContract(clauses(code), { ...base, typed: { ...base.typed, ...own } });
        for (const block of document.blocks) if (block.kind === 'clause') expect(runText(block.runs), `${code} ${block.no}`).toMatch(/(?<![。；])[。；：]$/);
      }
  });
});

/** Faults of the words themselves; what the answers say wrong together is another matter. */
const OF_THE_WORDS = ['missing', 'blank', 'unreadable', 'unknown', 'count', 'badReference', 'placeholder', 'keywordTwice', 'imprint'];

/** Something a person could answer a question with. */
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
        return fc.integer({ min: field.min ?? 0, max: 999 }).map(String);
      case 'lines':
        return fc.array(fc.constantFrom('第一项', '第二项：说明', '第三项｜一｜二'), { minLength: 1, maxLength: 3 }).map((l) => l.join('\n'));
      default:
        return fc.constantFrom('某项内容', '另一项内容。');
    }
  };
  // what a record knows or the program proposes is there until somebody takes it away
  return field.required || field.from !== undefined || field.suggest !== undefined ? some() : fc.oneof(some(), fc.constant(''));
}
const answers = (set: ClauseSet): fc.Arbitrary<Record<string, string>> =>
  fc.tuple(...interviewFields(set).map((f) => answerTo(f).map((v) => [f.key, v] as const))).map((pairs) => Object.fromEntries(pairs));

describe.each(KINDS)('%s', (code) => {
  const set = clauses(code);
  it('is built from the records of a deal, with its questions open and nothing unreadable', () => {
    const { document, problems, text } = buildContract(set, input());
    expect(document.title).toBe(set.title);
    expect(problems.filter((p) => ['unknown', 'unreadable', 'placeholder', 'keywordTwice', 'imprint', 'noPatent', 'noRight', 'count'].includes(p.key))).toEqual(
      [],
    );
    // what is printed is kept as it is, and found again
    const kept = textToKeep(text);
    expect(keptText({ lockedText: kept, lockedHash: contentIdOf(text) })).toEqual(JSON.parse(kept.text));
  });
  it('says whatever is answered: no blank, no brace, every reference to something printed', () => {
    fc.assert(
      fc.property(answers(set), (typed) => {
        const { document, problems, clauses: printed } = buildContract(set, input({ typed }));
        expect(problems.filter((p) => OF_THE_WORDS.includes(p.key))).toEqual([]);
        const lines = plainLines(document);
        expect(lines.filter((l) => /[{}]|undefined|null|NaN/.test(l))).toEqual([]);
        // 第3.2款 names a clause that stands there
        const numbers = new Set(printed.map((c) => c.no));
        const named = lines.flatMap((l) => [...l.matchAll(/第(\d+\.\d+)款/g)].map((m) => m[1]!));
        expect(named.filter((n) => !numbers.has(n))).toEqual([]);
      }),
      randomRuns(25),
    );
  });
});

it('a locked licence of before is the text it was: content ids and lines of the program that had it as JSON', () => {
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
  const built = (more: Partial<ContractInput>) => {
    // annexes had no pages then
    const { contentId, document } = buildContract(clauses('XK-ZL'), licenceInput({ annexPages: false, ...more }));
    return [contentId.slice(0, 16), sha(plainLines(document).join('\n'))];
  };
  const other = { payKind: 'once', effective: 'day', effectiveDay: '2026-12-12', licenseMode: 'sole', dispute: 'arbitration', arbitrator: '示例仲裁委员会' };
  expect([built({}), built({ typed: {} }), built({ typed: other })]).toEqual([
    ['496df8ff99181766', '9497acc1b84173c5'],
    ['d8bece8f81c72148', '14521ebe4c85594d'],
    ['d810bb2b52309b4c', '6b29d12d555d8428'],
  ]);
});

it('money is looked at by what the kind asks: 经费 and 报酬 make the total', () => {
  const typed = { payKind: 'once', fixedFee: '100', researchFunds: '70', researchReward: '20' };
  const keys = (more: object) => buildContract(clauses('KF-WT'), input({ typed: { ...typed, ...more } })).problems.map((p) => p.key);
  expect([keys({}).includes('partsSum'), keys({ researchReward: '30' }).includes('partsSum')]).toEqual([true, false]);
});

it('a kind that cannot be registered says so among its notes; the cover has only what is asked', () => {
  const letter = buildContract(clauses('YX'), input());
  expect(letter.text.notes.items.at(-1)).toContain('登记');
  const labels = (code: string) => buildContract(clauses(code), input()).text.cover.map((l) => l.label);
  expect(labels('XK-ZL')).toContain('有效期限');
  expect(labels('ZR-ZL')).not.toContain('有效期限');
});

it('a kind without its right refuses the signing copy, and names the right', () => {
  const base = input();
  const without = { ...base, copy: 'signing' as const, contractNo: 'X-1', sources: { ...base.sources, rights: [] } };
  const keys = (code: string) =>
    buildContract(clauses(code), without).problems.flatMap((p) => (p.key === 'noRight' || p.key === 'noPatent' ? [p.params?.['kind'] ?? p.key] : []));
  expect([keys('ZR-ZL'), keys('XK-RZ'), keys('ZR-MM'), keys('KF-WT')]).toEqual([['noPatent'], ['计算机软件著作权'], ['技术秘密'], []]);
  expect(contractDocx(clauses('XK-RZ'), without).ok).toBe(false);
});

it('a right that lacks a datum is named by its record and the datum, also where it is not the first', () => {
  const base = input();
  const whole = { id: 'r1', kind: 'secret' as const, name: '示例工艺', owner: '示例所' };
  const rights = [{ right: whole }, { right: { id: 'r2', kind: 'secret' as const, name: '示例配方' } }];
  const { problems } = buildContract(clauses('ZR-MM'), { ...base, sources: { ...base.sources, rights } });
  expect(problems.filter((p) => p.key === 'secretData').map((p) => [p.id, p.field])).toEqual([['r2', 'rights.owner']]);
});

it('a reference to a clause prints its number, which moves with what is printed; one left out is named by its article', () => {
  const text = printClauses(clauses('BM'))
    .replace(
      /^条 /m,
      '条 first 第一\n  款 first.a\n    当 mode 是 x\n    文 先。\n  款 first.b\n    文 见{ref:first.c}和{ref:first.a}。\n  款 first.c\n    文 后。\n条 ',
    )
    .replace(/^步骤 /m, '步骤 m 选 | Choose\n  栏 mode 选择\n    名 选 | Choose\n    选 x 甲 | A\n    选 y 乙 | B\n步骤 ');
  const { set, faults } = parseClauses({ file: 'BM.txt', text }, () => undefined);
  expect(faults).toEqual([]);
  const says = (mode: string) => buildContract(set as ClauseSet, input({ typed: { mode } })).clauses.find((c) => c.id === 'first.b')!;
  expect([says('x'), says('y')].map((c) => [c.no, c.text])).toEqual([
    ['1.2', '见第1.3款和第1.1款。'],
    ['1.1', '见第1.2款和第一条。'],
  ]);
});

describe('a kind by its code', () => {
  it('stands in a group, and is registered under a code the list of types has', () => {
    const known = new Set(
      JSON.stringify(lists['contract-types'])
        .match(/"code":"[^"]+"/g)!
        .map((m) => m.slice(8, -1)),
    );
    expect(
      KINDS.filter((k) => groupOf(k) !== 'beside')
        .map((k) => [k, known.has(registeredAs(k)!)] as const)
        .filter(([, is]) => !is),
    ).toEqual([]);
    expect(KINDS.filter((k) => groupOf(k) === 'beside').map((k) => [k, registeredAs(k), isMainKind(k)])).toEqual(
      KINDS.filter((k) => groupOf(k) === 'beside').map((k) => [k, undefined, false]),
    );
  });
  it('is proposed by the route and the rights of the deal', () => {
    const by = (route: Parameters<typeof kindProposed>[0], ...kinds: string[]) =>
      kindProposed(
        route,
        kinds.map((kind) => ({ kind })),
      );
    expect([by('license', 'invention', 'secret'), by('license', 'secret'), by('transfer', 'software'), by('development', 'invention'), by(undefined)]).toEqual([
      'XK-ZL',
      'XK-MM',
      'ZR-RZ',
      'KF-WT',
      'XK-ZL',
    ]);
    for (const route of ['transfer', 'license', 'equity', 'development', 'consulting', 'service', 'training', 'brokering'] as const)
      for (const kind of ['invention', 'application', 'secret', 'software', 'layout', 'variety']) expect(CODES).toContain(by(route, kind));
  });
});
