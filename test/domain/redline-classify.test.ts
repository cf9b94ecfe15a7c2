/** Generated edits of the shipped clauses: everything that says something else is found, what only looks else is not called so. */
import { describe, expect, it } from 'vitest';
import { classify } from '../../shared/domain/redline/classify.ts';
import { CODES, parsed } from '../documents/clause-files.ts';
import { SEED } from '../support/random.ts';
import { FORMAL, SUBSTANTIVE, type EditOf } from './redline-edits.ts';
import { dice, licenceLines, pick } from './redline-world.ts';

const EACH = 60;
/** The licence as it is printed, and the wording of every clause of every contract kind that comes with the program. */
const TEXTS = [...licenceLines().map((l) => l.text), ...CODES.flatMap(clauseTexts)];

function clauseTexts(code: string): string[] {
  const { set } = parsed(code);
  return set?.flavour === 'contract' ? set.articles.flatMap((a) => a.clauses.map((c) => c.text)) : [];
}

/** So many edits of one kind, over clauses chosen by seed among those that can be edited so. */
function corpus(edit: EditOf, seed: number): { ours: string; theirs: string }[] {
  const roll = dice(seed);
  const fit = TEXTS.filter((text) => [1, 2, 3].some((n) => edit(text, dice(n)) !== null));
  const made: { ours: string; theirs: string }[] = [];
  for (let tries = 0; made.length < EACH && tries < EACH * 400; tries++) {
    const ours = pick(roll, fit);
    const theirs = edit(ours, roll);
    if (theirs !== null && theirs !== ours) made.push({ ours, theirs });
  }
  return made;
}

describe(`edits by seed ${SEED}`, () => {
  it.each(Object.entries(SUBSTANTIVE))('%s: all found, with their reason', (_, { edit, reason }) => {
    const made = corpus(edit, SEED);
    expect(made.length).toBe(EACH);
    const missed = made.filter(({ ours, theirs }) => {
      const judged = classify(ours, theirs);
      return judged.kind !== 'substantive' || (reason !== null && !judged.reasons.includes(reason as never));
    });
    expect(missed).toEqual([]);
  });

  it('of the formal ones no more than 2 % are called substantive, and none is lost', () => {
    const made = Object.entries(FORMAL).flatMap(([name, edit]) => corpus(edit, SEED).map((m) => ({ name, ...m })));
    const counts = new Map(made.map((m) => [m.name, made.filter((x) => x.name === m.name).length]));
    expect([...counts.values()].filter((n) => n < EACH)).toEqual([]);
    expect(counts.size).toBe(Object.keys(FORMAL).length);
    const judged = made.map((m) => ({ ...m, kind: classify(m.ours, m.theirs).kind }));
    expect(judged.filter((j) => j.kind === 'same')).toEqual([]);
    const wrong = judged.filter((j) => j.kind === 'substantive');
    console.log(`formal called substantive: ${wrong.length} of ${made.length}`, wrong.slice(0, 5));
    expect(wrong.length / made.length).toBeLessThanOrEqual(0.02);
  });
});

it('every single negation of every clause is found when it is taken out', () => {
  const all = TEXTS.flatMap((ours) =>
    [...ours.matchAll(/不得|不|未|无|非|除外|没有|禁止/g)].map((m) => ({ ours, theirs: ours.slice(0, m.index) + ours.slice(m.index + m[0].length) })),
  );
  expect(all.length).toBeGreaterThan(60);
  const missed = all.filter(({ ours, theirs }) => {
    const judged = classify(ours, theirs);
    return judged.kind !== 'substantive' || judged.reasons[0] !== 'negation';
  });
  expect(missed).toEqual([]);
});

describe('single cases', () => {
  const kind = (a: string, b: string): string => classify(a, b).kind;
  it.each([
    ['甲方不得转让。', '甲方得转让。'],
    ['违约金为2.5%。', '违约金为25%。'],
    ['期限为3、5年。', '期限为35年。'],
    ['面积10²米', '面积102米'],
    ['功率5mW', '功率5MW'],
    ['温度-5度', '温度5度'],
    ['于2026.1交付', '于2026.10交付'],
    ['按第6.1款', '按第6.10款'],
    ['比例为3:7', '比例为3,7'],
    ['甲方应当迅速的答复', '甲方应当迅速地答复'],
    ['期限三五年', '期限三、五年'],
    ['乙方交付', '乙方⟦U+202E⟧交付'],
  ])('%s → %s is substantive', (a, b) => {
    expect(kind(a, b)).toBe('substantive');
  });
  it.each([
    ['（大写：壹佰伍拾万元整）', '(大写:壹佰伍拾万元整)'],
    ['人民币1,500,000.00元', '人民币 1500000 元'],
    ['“许可产品”', '"许可产品"'],
    ['2026—2031年', '2026-2031年'],
    ['按PCT程序', '按 pct 程序'],
    ['甲方、乙方各执一份。', '甲方，乙方各执一份'],
  ])('%s → %s is formal', (a, b) => {
    expect(kind(a, b)).toBe('formal');
  });
  it('a reference that follows its renumbered article is formal, one that does not is not', () => {
    expect(classify('按第六条支付。', '按第七条支付。', new Map([['第六条', '第七条']])).kind).toBe('formal');
    expect(classify('按第六条支付。', '按第八条支付。', new Map([['第六条', '第七条']]))).toMatchObject({ kind: 'substantive', reasons: ['reference'] });
  });
});
