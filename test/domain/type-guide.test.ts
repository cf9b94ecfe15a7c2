/** The type guide: every run of answers ends with a kind that can be drafted or with why there is none; money alone decides nothing. */
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeList } from '../../shared/domain/codes.ts';
import { kindByContent } from '../../shared/domain/contract-text/kind.ts';
import { adviceOf, answered, asked, deliveredBy, QUESTIONS, type GuideAnswers, type Question } from '../../shared/domain/type-guide.ts';
import { json } from './support.ts';

type Words = {
  reason: Record<string, string>;
  otherwise: Record<string, string>;
  question: Record<string, string>;
  answer: Record<string, Record<string, string>>;
};
const words = ['zh', 'en'].map((lang) => json(`locales/${lang}/guide.json`) as Words);
const consequences = codeList.parse(json('codes/kind-consequences.json'));
const snippets = (json('exercises/snippets.json') as { items: { id: string; kind: string; delivered: string; text: string }[] }).items;

const answering = (given: GuideAnswers): GuideAnswers => {
  let a: GuideAnswers = {};
  for (const [q, v] of Object.entries(given)) a = answered(a, q as Question, v);
  return a;
};
const kinds = (given: GuideAnswers): string[] => adviceOf(answering({ settled: 'yes', ...given }))?.kinds ?? ['?'];

describe('the kinds', () => {
  it.each([
    [{ delivered: 'newResult', mastered: 'no', research: 'one' }, ['KF-WT']],
    [{ delivered: 'newResult', mastered: 'no', research: 'both' }, ['KF-HZ']],
    [{ delivered: 'newResult', mastered: 'pilot', research: 'one' }, ['KF-ZH', 'KF-WT']],
    [{ delivered: 'newResult', mastered: 'yes', existing: 'patent' }, ['XK-ZL']],
    [{ delivered: 'assign', existing: 'application' }, ['ZR-SQ']],
    [{ delivered: 'assign', existing: 'none' }, ['FW-YB']],
    [{ delivered: 'useRight', existing: 'secret' }, ['XK-MM']],
    [{ delivered: 'useRight', existing: 'patent', pay: 'afterUse' }, ['SY-FF', 'XK-ZL']],
    [{ delivered: 'advice', carries: 'report' }, ['ZX']],
    [{ delivered: 'advice', carries: 'implements' }, ['FW-YB']],
    [{ delivered: 'problem', goods: 'yes' }, []],
    [{ delivered: 'teach', trainees: 'named' }, ['FW-PX']],
    [{ delivered: 'teach', trainees: 'sales' }, []],
    [{ delivered: 'introduce' }, ['FW-ZJ']],
    [{ delivered: 'shares', existing: 'software', gain: 'shared' }, ['ZR-RG']],
    [{ delivered: 'shares', existing: 'patent', gain: 'fixed' }, ['ZR-ZL']],
  ] as [GuideAnswers, string[]][])('%j → %j', (given, want) => expect(kinds(given)).toEqual(want));
  it('a letter of intent cannot be registered, and that is confirmed', () => {
    expect(adviceOf({ settled: 'no' })).toMatchObject({ kinds: ['YX'], consequences: 'intent' });
    const register = consequences.items.find((i) => i.code === 'intent')!.children!.find((c) => c.code === 'register')!;
    expect([register.name.startsWith('不能认定登记'), register.status]).toEqual([true, 'confirmed']);
  });
});

describe('journey J2, step 1', () => {
  const licence: GuideAnswers = { settled: 'yes', delivered: 'useRight', existing: 'patent' };
  it('money for tests in a licence does not make it a joint development, and the guide says why', () => {
    const found = adviceOf(answering({ ...licence, pay: 'tests' }))!;
    expect(found.kinds).toEqual(['XK-ZL']);
    expect(found.reasons).toContain('testsMoney');
    expect(words[0]!.reason['testsMoney']).toContain('不等于合作开发');
    expect(found.otherwise).toContain('researchTogether');
  });
  it('however it is paid, the money never changes what else decides', () => {
    const value = fc.record({
      delivered: fc.constantFrom(...QUESTIONS.delivered),
      existing: fc.constantFrom(...QUESTIONS.existing),
      mastered: fc.constantFrom(...QUESTIONS.mastered),
    });
    fc.assert(
      fc.property(value, fc.constantFrom('once', 'instalments', 'royalty', 'tests'), (given, pay) => {
        const rest = { research: 'one', carries: 'report', goods: 'no', trainees: 'named', gain: 'shared' } as const;
        const all = { settled: 'yes', ...given, ...rest } as GuideAnswers;
        expect(kinds({ ...all, pay: pay as 'once' })).toEqual(kinds(all));
      }),
    );
  });
});

describe('every run of answers', () => {
  const runs = fc.infiniteStream(fc.nat(20));
  it('ends in an advice with words in both languages, kinds that can be drafted, and consequences with their source', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(runs, (chances) => {
        let a: GuideAnswers = {};
        for (let q: Question | undefined; (q = asked(a).find((x) => a[x] === undefined)) !== undefined;) {
          const values: readonly string[] = QUESTIONS[q];
          a = answered(a, q, values[chances.next().value! % values.length]!);
          for (const w of words) expect(`${w.question[q]}${w.answer[q]![a[q]!]}`).not.toContain('undefined');
        }
        const found = adviceOf(a)!;
        expect(found).toBeDefined();
        for (const kind of found.kinds) expect([kind, existsSync(new URL(`../../resources/clauses/${kind}.txt`, import.meta.url))]).toEqual([kind, true]);
        for (const w of words) {
          expect(found.reasons.filter((r) => w.reason[r] === undefined)).toEqual([]);
          expect(found.otherwise.filter((r) => w.otherwise[r] === undefined)).toEqual([]);
        }
        expect(found.reasons.length * found.otherwise.length).toBeGreaterThan(0);
        expect(consequences.items.map((i) => i.code)).toContain(found.consequences);
        ends.add(found.kinds.join());
      }),
      { numRuns: 1500 },
    );
    expect(ends.size).toBeGreaterThan(18);
  });
  it('nothing said of tax or registration is without a source, and what was not seen is 待确认', () => {
    // 116号 carries the relief to licences of five years and more, and says nothing of other kinds
    const cites = consequences.items.filter((i) => i.children!.some((c) => JSON.stringify(c).includes('财税〔2015〕116号')));
    expect(cites.map((i) => i.code)).toEqual(['license']);
    for (const c of consequences.items.flatMap((i) => i.children ?? [])) {
      const { source, en } = c as { source?: string; en?: string };
      expect([c.name, (source ?? '').length > 3, (en ?? '').length > 8]).toEqual([c.name, true, true]);
      if (source!.includes('未见')) expect([c.name, c.status]).toEqual([c.name, '待确认']);
    }
  });
  it('a changed answer drops what no longer arises', () =>
    expect(answered(answering({ settled: 'yes', delivered: 'newResult', mastered: 'no', research: 'both' }), 'delivered', 'advice')).toEqual({
      settled: 'yes',
      delivered: 'advice',
    }));
});

it.each(snippets)('a passage like $id begins the guide where it belongs', ({ text, delivered }) =>
  expect(deliveredBy(kindByContent(text)!.kind)).toBe(delivered),
);

describe('a pasted sentence', () => {
  it.each([
    ['甲乙双方共同投入人员和经费，共同研究开发新型催化剂，研究开发成果共有。', 'KF-HZ'],
    ['双方共同投入人员、设备和研究开发经费，研究开发成果归双方共有。', 'KF-HZ'],
    ['乙方以其持有的专利权作价三百万元，占目标公司注册资本百分之三十。', 'ZR-RG'],
    ['以技术秘密评估作价200万元，占公司股权的20%', 'ZR-RG'],
    ['甲方委托乙方研究开发新型催化剂，研究开发经费五十万元，研究开发成果归双方共有。', 'KF-WT'],
    ['甲方委托乙方研制装置，成果归双方共有。甲方委托乙方研发配方，成果由双方共有。', 'KF-WT'],
    ['乙方将其专利权转让给甲方，专利权自登记之日起转移，转让价三百万元。', 'ZR-ZL'],
  ])('%s is %s', (text, kind) => expect(kindByContent(text)?.kind).toBe(kind));
});
