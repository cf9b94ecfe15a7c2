/** Decisions become the next version: accepted everywhere it says what they wrote, refused everywhere it says what we wrote. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../shared/domain/contract/clause-set.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { bearsOn, confirmFields, makeNext, decide, openCards, unconfirmedFields } from '../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard, Decision } from '../../shared/domain/redline/cards-kept.ts';
import { outcomeOf, printedBy } from '../../shared/domain/redline/cards-next.ts';
import type { Outcome } from '../../shared/domain/redline/cards-shapes.ts';
import type { Records } from '../../shared/domain/redline/cards-rows.ts';
import { fieldsOf, sourcesOfLines, withValues } from '../../shared/domain/redline/cards-values.ts';
import { cardsOf } from '../../shared/domain/redline/cards.ts';
import { ourLines, splitNumber, type OurLine, type TheirLine } from '../../shared/domain/redline/clauses.ts';
import { isRefusal } from '../../shared/result.ts';
import { clauses } from '../documents/clause-files.ts';
import { kindInput } from '../documents/kinds-fixture.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { randomRuns } from '../support/random.ts';
import { FORMAL, SUBSTANTIVE } from './redline-edits.ts';
import { asTheirs, dice, licence, licenceLines, theirLine } from './redline-world.ts';

const SET = clauses('XK-ZL');
const FIELDS = fieldsOf(SET);
const BUILT = licence();
const OURS = licenceLines();
const SOURCES = sourcesOfLines(SET, {}, OURS);
const ANSWERS = Object.fromEntries([...BUILT.answers].map(([k, a]) => [k, a.value]));
const INPUT = licenceInput();
const { instalments, buyer, seller, contributors = [] } = INPUT.sources;
const RECORDS: Records = { instalments, paid: new Set(), contributors, ...(buyer ? { buyer } : {}), ...(seller ? { seller } : {}) };
/** Fields that conditions of clauses ask about. */
const HINGES = new Set(SET.articles.flatMap((a) => a.clauses.flatMap((c) => keysOf(c.when))));

function cardsFor(theirs: readonly TheirLine[], decision?: Decision, counter?: string): ChangeCard[] {
  return cardsOf(OURS, theirs).map((c, n) => ({
    ...withValues(c, SOURCES, FIELDS),
    id: `c${n}`,
    n: n + 1,
    ...(decision ? { decision } : {}),
    ...(counter ? { counter } : {}),
  }));
}
const outcome = (cards: readonly ChangeCard[]): Outcome =>
  outcomeOf(cards, { answers: ANSWERS, fields: INPUT.typed, clauseTexts: {}, set: SET, lines: OURS, records: RECORDS }, SOURCES, FIELDS, printedBy(FIELDS));
const linesNext = ({ fields, clauseTexts }: Outcome): OurLine[] => ourLines(buildContract(SET, { ...INPUT, typed: fields, clauseTexts }).document.blocks);
function keysOf(when: Condition | undefined): string[] {
  if (when === undefined) return [];
  if ('has' in when) return [when.has];
  if ('is' in when) return [when.is[0]];
  if ('not' in when) return keysOf(when.not);
  return ('all' in when ? when.all : when.any).flatMap(keysOf);
}

/** Words without numbers and spaces: a clause left out renumbers its neighbours, an article left empty says 无, and the items of a list end as a list ends. */
const words = (lines: readonly { text: string }[]): string[] =>
  lines.map((l) => splitNumber(l.text).text.replace(/\s|[；;。]$/g, '')).filter((t) => t !== '' && t !== '无');

const edit = (change: Readonly<Record<string, (text: string) => string>>): TheirLine[] =>
  asTheirs(OURS).map((line, i) => {
    const by = change[OURS[i]!.id];
    return by ? theirLine(by(line.text)) : line;
  });

describe('values flow back into the interview', () => {
  const theirs = edit({
    'fee.entry': (t) => t.replace('1,500,000.00', '1,200,000.00').replace('壹佰伍拾万元整', '壹佰贰拾万元整'),
    'fee.royalty': (t) => t.replace('2.5%', '２％'),
    'grant.term': (t) => t.replace('2031年11月30日', '2029年11月30日'),
    'grant.mode': (t) => t.replace('排他', '独占'),
    'fee.once': (t) => t.replace('30日', '六十日'),
    'start.days': (t) => t.replace(/\d+日/, '90日'),
    'grant.territory': (t) => t.replace('（不含港澳台地区）', '及东盟各国'),
  });
  const cards = cardsFor(theirs, 'accept');

  it('amount, rate, day, kind of licence, count and words are found with their fields', () => {
    expect(Object.fromEntries(cards.flatMap((c) => c.values).map((v) => [v.key, v.now]))).toEqual({
      fixedFee: '1200000',
      royaltyRate: '0.02',
      termTo: '2029-11-30',
      licenseMode: 'exclusive',
      startDays: '90',
      territory: '中华人民共和国境内及东盟各国',
    });
  });

  it('the clauses stay as they are written where only values changed, and their wording is taken where they wrote another', () => {
    const { fields, clauseTexts, byHand } = outcome(cards);
    expect(byHand).toEqual([]);
    expect(fields).toMatchObject({ fixedFee: '1200000', licenseMode: 'exclusive', startDays: '90' });
    expect(Object.keys(clauseTexts).sort()).toEqual(['fee.once', 'fee.royalty']);
    expect(clauseTexts['fee.once']).toContain('六十日');
  });

  it('a field printed in two clauses is taken over only where both say the same', () => {
    const one = (n: string) => (t: string) => t.replace(/催告后30日/, `催告后${n}日`);
    const both = outcome(cardsFor(edit({ 'start.idle': one('60'), 'end.grounds': one('60') }), 'accept'));
    expect([both.fields['curingDays'], both.clauseTexts]).toEqual(['60', {}]);
    const apart = outcome(cardsFor(edit({ 'start.idle': one('60') }), 'accept'));
    expect(apart.fields['curingDays']).toBeUndefined();
    expect(apart.clauseTexts['start.idle']).toContain('催告后60日内');
  });

  it('figures and words that disagree are a conflict, and are not taken over', () => {
    const [card] = cardsFor(edit({ 'fee.entry': (t) => t.replace('1,500,000.00', '1,200,000.00') }), 'accept');
    expect(card!.values).toMatchObject([{ key: 'fixedFee', conflict: true }]);
    expect(unconfirmedFields([card!])).toEqual(['fixedFee']);
    expect(outcome([card!]).fields['fixedFee']).toBeUndefined();
  });
});

describe('laws', () => {
  const clausesOnly = OURS.flatMap((l, i) => (l.kind === 'clause' && l.text.length > 12 ? [i] : []));
  const edited = (seed: number, edits: number): { theirs: TheirLine[] } => {
    const roll = dice(seed);
    const kinds = [...Object.values(SUBSTANTIVE).map((s) => s.edit), ...Object.values(FORMAL)];
    const theirs = asTheirs(OURS);
    const done = new Set<number>();
    for (let n = 0; n < edits; n++) {
      const i = clausesOnly[roll(clausesOnly.length)]!;
      const next = done.has(i) ? null : kinds[roll(kinds.length)]!(OURS[i]!.text, roll);
      if (next === null || next.trim() === '') continue;
      theirs[i] = theirLine(`${OURS[i]!.no} ${next}`);
      done.add(i);
    }
    // a clause taken out, and one put in behind another
    if (roll(2) === 1) theirs.splice(clausesOnly[roll(clausesOnly.length)]!, 1);
    return { theirs };
  };
  const any = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 25 }));

  it('accepted everywhere, the next version says what they wrote', () => {
    fc.assert(
      fc.property(any, ([seed, edits]) => {
        const { theirs } = edited(seed, edits);
        const cards = cardsFor(theirs, 'accept');
        const done = outcome(cards);
        const conflicts = new Set(cards.filter((c) => c.values.some((v) => v.conflict)).map((c) => c.id));
        // a field that other clauses hang on changes them along: the screen names them
        const hinges = Object.keys(done.fields).some((key) => HINGES.has(key) && done.fields[key] !== ANSWERS[key]);
        fc.pre(conflicts.size === 0 && done.byHand.length === 0 && !hinges);
        // tables and the cover follow the fields they print
        const said = words(linesNext(done).filter((l) => l.kind !== 'row'));
        expect(said.join('\n')).toBe(words(theirs.filter((l) => l.place !== 'table')).join('\n'));
      }),
      randomRuns(80),
    );
  });

  it('refused or parked everywhere, it says what we wrote', () => {
    fc.assert(
      fc.property(any, fc.constantFrom<Decision>('refuse', 'park'), ([seed, edits], decision) => {
        const { theirs } = edited(seed, edits);
        expect(linesNext(outcome(cardsFor(theirs, decision)))).toEqual(OURS);
      }),
      randomRuns(40),
    );
  });
});

describe('what is put in, taken out, written anew', () => {
  it('an added clause stands behind its neighbour, a list keeps its places, a removed clause is left out', () => {
    const theirs = asTheirs(OURS);
    const at = (id: string): number => OURS.findIndex((l) => l.id === id);
    // from the end, so that the places before stay
    theirs.splice(at('breach.scope') + 1, 0, theirLine('14.4 任何一方违约造成对方商誉受损的，另行消除影响。'));
    theirs.splice(at('competition.free'), 1);
    theirs.splice(at('material.list.4'), 1);
    theirs[at('material.list.2')] = theirLine('（2） 处理装置总装图两套；');
    const next = linesNext(outcome(cardsFor(theirs, 'accept')));
    const text = next.map((l) => l.text).join('\n');
    expect(text).toContain('处理装置总装图两套；');
    expect(text).not.toContain('操作与维护手册');
    expect(text).not.toContain('不限制任何一方在许可专利基础上');
    expect(next.find((l) => l.id === 'breach.scope')!.text).toMatch(/受到的损失。\n任何一方违约造成对方商誉受损的，另行消除影响。$/);
  });

  it('what the registers decide cannot be given to the next version: it is named with its reason', () => {
    const i = OURS.findIndex((l) => l.id.startsWith('table:') && l.text.startsWith('申请号'));
    const theirs = asTheirs(OURS);
    theirs[i] = theirLine(theirs[i]!.text.replace(/\d(?=\t)/, '9').replace(/月\d+日/, '月28日'), 'table');
    const cards = cardsFor(theirs, 'accept');
    expect(cards).toHaveLength(1);
    expect(outcome(cards).byHand).toEqual([{ id: cards[0]!.id, why: 'register' }]);
  });

  it('a counter of one’s own words is printed as it is; braces in it are no placeholders', () => {
    const cards = cardsFor(edit({ 'grant.sublicense': (t) => t.replace('不得', '可以') }), 'counter', '甲方经乙方书面同意可以{fixedFee}许可第三人实施。');
    expect(linesNext(outcome(cards)).map((l) => l.text)).toContain('甲方经乙方书面同意可以｛fixedFee｝许可第三人实施。');
  });

  it('what was written anew keeps its fields unconfirmed until it is decided', () => {
    const theirs = edit({ 'fee.audit': () => '8.1 帐目公开，每岁一稽，差额逾什一者买方认其费。' });
    const cards = cardsFor(theirs);
    expect(cards).toMatchObject([{ group: 'unaligned', keys: ['auditTimes', 'auditGap'] }]);
    expect(unconfirmedFields(cards)).toEqual(['auditTimes', 'auditGap']);
    expect(unconfirmedFields([{ ...cards[0]!, decision: 'park' }])).toEqual(['auditTimes', 'auditGap']);
    expect(unconfirmedFields([{ ...cards[0]!, decision: 'refuse' }])).toEqual([]);
    expect(confirmFields([{ ...cards[0]!, decision: 'park' }])).toMatchObject([{ table: 'changeCards', fields: { confirmed: true } }]);
    expect(unconfirmedFields([{ ...cards[0]!, decision: 'park', confirmed: true }])).toEqual([]);
  });

  it('later versions of the kind take unconfirmed fields along; what was confirmed, or is about another agreement, is left behind', () => {
    const theirs = edit({ 'fee.audit': () => '8.1 帐目公开，每岁一稽，差额逾什一者买方认其费。' });
    const parked = [{ ...cardsFor(theirs)[0]!, decision: 'park' as const }];
    const file = { id: 'r', dealId: 'd', contractId: 'k1', nextId: 'k2', done: true };
    const versions = [1, 2, 3].map((version) => ({ id: `k${version}`, version, kind: 'XK-ZL' }));
    const beside = { id: 'b', version: 4, kind: 'BC' };
    const on = (cards: readonly ChangeCard[]): string[] =>
      [{ id: 'k0', version: 0, kind: 'XK-ZL' }, ...versions, beside].filter((c) => bearsOn(file, cards, c, versions)).map((c) => c.id);
    expect(on(parked)).toEqual(['k1', 'k2', 'k3']);
    expect(on(parked.map((c) => ({ ...c, confirmed: true })))).toEqual(['k1', 'k2']);
  });
});

describe('deciding', () => {
  const file = { id: 'r', dealId: 'd' };
  const cards = cardsFor(edit({ 'grant.sublicense': (t) => t.replace('不得', '得') }));
  const world = {
    deal: { id: 'd' },
    versions: [{ id: 'k1', version: 3 }],
    answered: { id: 'k1', version: 3, kind: 'XK-ZL', kindChosenBy: '示例经理', kindReason: '交付的是使用权', clauses: '合同 XK-ZL' },
    outcome: outcome([]),
    newId: 'k2',
  };
  it('a counter needs words, and nothing is decided on a file that is done', () => {
    expect(decide(file, cards, 'counter', ' ')).toMatchObject({ key: 'backIn.noWords' });
    expect(decide({ ...file, done: true }, cards, 'accept')).toMatchObject({ key: 'backIn.done' });
    expect(decide(file, cards, 'accept')).toMatchObject([{ op: 'set', table: 'changeCards', fields: { decision: 'accept' } }]);
  });
  it('the next version waits for every card', () => {
    expect(openCards(cards)).toHaveLength(1);
    expect(makeNext(file, cards, world)).toMatchObject({ key: 'backIn.open' });
    const made = makeNext(
      file,
      cards.map((c) => ({ ...c, decision: 'refuse' as const })),
      world,
    );
    if (isRefusal(made)) throw new Error(made.key);
    expect(made).toMatchObject([
      { op: 'make', table: 'contracts', row: { ...world.answered, id: 'k2', version: 4, state: 'draft' } },
      { op: 'set', table: 'returnedFiles', fields: { done: true, nextId: 'k2' } },
    ]);
  });
});

describe('questions behind the words', () => {
  const secret = clauses('ZR-MM');
  const full = kindInput(secret, { furtherScope: '' });
  const built = buildContract(secret, full);
  const ours = ourLines(built.document.blocks);
  const fields = fieldsOf(secret);
  const sources = sourcesOfLines(secret, {}, ours);
  const answers = Object.fromEntries([...built.answers].map(([k, a]) => [k, a.value]));
  /** Each clause as its change has it, all of it accepted. */
  const taken = (change: Readonly<Record<string, (text: string) => string>>, decision: Decision = 'accept', counter?: string) => {
    const theirs = asTheirs(ours).flatMap((line, i) => {
      const said = change[ours[i]!.id]?.(ours[i]!.text);
      return said === undefined ? [line] : said === '' ? [] : [theirLine(`${ours[i]!.no} ${said}`)];
    });
    const cards = cardsOf(ours, theirs).map((c, n) => ({
      ...withValues(c, sources, fields),
      id: `c${n}`,
      n: n + 1,
      decision,
      ...(counter ? { counter } : {}),
    }));
    const done = outcomeOf(
      cards,
      { answers, fields: full.typed, clauseTexts: {}, set: secret, lines: ours, records: { instalments: [], paid: new Set(), contributors: [] } },
      sources,
      fields,
      printedBy(fields),
    );
    return {
      cards,
      done,
      doubts: done.doubts.flatMap((d) => d.keys),
      next: ourLines(buildContract(secret, { ...full, typed: done.fields, clauseTexts: done.clauseTexts }).document.blocks),
    };
  };

  it('words that say the contrary leave the question unconfirmed on the next version until somebody confirms it', () => {
    const { cards, done } = taken({
      'further.none': (t) => t.replace('没有需要', '有需要'),
      'keep.none': (t) => t.replace('不再', '再'),
      'filing.buyer': (t) => t.replace('不得', '得'),
    });
    expect(done.doubts).toEqual([
      { id: 'c0', keys: ['keepUse'] },
      { id: 'c1', keys: ['filing'] },
      { id: 'c2', keys: ['further'] },
    ]);
    const made = makeNext({ id: 'r', dealId: 'd' }, cards, { deal: { id: 'd' }, versions: [{ id: 'k1' }], answered: { id: 'k1' }, outcome: done, newId: 'k2' });
    if (isRefusal(made)) throw new Error(made.key);
    const kept = cards.map((c): ChangeCard => ({
      ...c,
      ...made.flatMap((e) => (e.op === 'set' && e.table === 'changeCards' && e.id === c.id ? [e.fields] : []))[0],
    }));
    expect(unconfirmedFields(kept)).toEqual(['keepUse', 'filing', 'further']);
    expect(confirmFields(kept).map((e) => e.op === 'set' && e.fields)).toEqual([{ confirmed: true }, { confirmed: true }, { confirmed: true }]);
    expect(unconfirmedFields(kept.map((c) => ({ ...c, confirmed: true })))).toEqual([]);
  });

  it('a clause taken out or countered leaves its question unconfirmed too; what is only dressed otherwise, refused, or hangs on no choice does not', () => {
    expect(taken({ 'filing.buyer': () => '' }).doubts).toEqual(['filing']);
    expect(taken({ 'filing.buyer': (t) => t.replace('不得', '得') }, 'counter', '双方均可以申请专利。').doubts).toEqual(['filing']);
    expect(taken({ 'filing.buyer': (t) => t.replace('不得', '得') }, 'refuse').doubts).toEqual([]);
    expect(taken({ 'filing.buyer': (t) => t.replaceAll('，', ',') }).doubts).toEqual([]);
    expect(taken({ 'prior.clean': (t) => t.replace('没有许可', '可能许可') }).doubts).toEqual([]);
  });

  it('the words of another answer are that answer, with what it asks for; where more hangs on it, the question is unconfirmed', () => {
    const textOf = (id: string): string => secret.articles.flatMap((a) => a.clauses).find((c) => c.id === id)!.text;
    const { done, next } = taken({
      'filing.buyer': () => textOf('filing.nobody'),
      'further.none': () => textOf('further.buyer').replace('{furtherScope}', '中试放大，六个月'),
    });
    expect(done.fields).toMatchObject({ filing: 'nobody', further: 'buyer', furtherScope: '中试放大，六个月' });
    expect([done.clauseTexts, done.doubts, done.byHand]).toEqual([{}, [], []]);
    expect(next.map((l) => l.id)).toEqual(expect.arrayContaining(['filing.nobody', 'further.buyer']));
    const sole = clauses('XK-ZL')
      .articles.flatMap((a) => a.clauses)
      .find((c) => c.id === 'grant.ordinary')!;
    expect(outcome(cardsFor(edit({ 'grant.sole': () => sole.text }), 'accept')).doubts).toMatchObject([{ keys: ['licenseMode'] }]);
  });

  it('a printed choice is unconfirmed where they wrote what no answer prints, or turned it round from beside it', () => {
    const doubts = (change: Parameters<typeof edit>[0]): string[] => outcome(cardsFor(edit(change), 'accept')).doubts.flatMap((d) => d.keys);
    expect(doubts({ 'grant.mode': (t) => t.replace('排他', '共享') })).toEqual(['licenseMode']);
    expect(doubts({ 'grant.mode': (t) => t.replace('排他', '独占') })).toEqual([]);
    expect(doubts({ 'start.idle': (t) => t.replace('无正当理由', '有正当理由') })).toEqual([]);
    expect(doubts({ 'grant.mode': (t) => t.replace('为排他', '不为排他') })).toEqual(['licenseMode']);
    expect(doubts({ 'grant.mode': (t) => `不得认为${t}` })).toEqual(['licenseMode']);
  });
});
