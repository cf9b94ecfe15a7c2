/** What the other side put elsewhere, named otherwise or wrote into the tables: accepted it stands so in the next version, refused nothing moved. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arranged, headingId, orderOf, stepped } from '../../shared/domain/contract/arrange.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import type { Instalment } from '../../shared/domain/contract.ts';
import { confirmFields, leftByHand, makeNext } from '../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard, Decision } from '../../shared/domain/redline/cards-kept.ts';
import { outcomeOf, printedBy } from '../../shared/domain/redline/cards-next.ts';
import type { Outcome } from '../../shared/domain/redline/cards-shapes.ts';
import type { Records } from '../../shared/domain/redline/cards-rows.ts';
import { fieldsOf, sourcesOfLines, withValues } from '../../shared/domain/redline/cards-values.ts';
import { cardsOf } from '../../shared/domain/redline/cards.ts';
import { ourLines, splitNumber, type OurLine, type TheirLine } from '../../shared/domain/redline/clauses.ts';
import { isRefusal } from '../../shared/result.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { randomRuns } from '../support/random.ts';
import { FORMAL, SUBSTANTIVE } from './redline-edits.ts';
import { asTheirs, dice, theirLine } from './redline-world.ts';

const SET = clauses('XK-ZL');
const FIELDS = fieldsOf(SET);
const NODES: Instalment[] = [
  { id: 'i1', dealId: 'd', name: '首付款', dueOn: '2026-12-31', condition: '合同生效', amount: '500000' },
  { id: 'i2', dealId: 'd', name: '样机验收款', dueOn: '2027-06-30', condition: '样机验收合格', amount: '600000' },
  { id: 'i3', dealId: 'd', name: '尾款', dueOn: '2027-12-31', condition: '质保期届满', amount: '400000' },
];

type Said = { set: ClauseSet; input: ContractInput };
const said = (instalments: readonly Instalment[] = NODES): Said => {
  const input = licenceInput();
  return { set: SET, input: { ...input, typed: { ...input.typed, payKind: 'instalments' }, sources: { ...input.sources, instalments } } };
};
const linesOf = ({ set, input }: Said): OurLine[] => ourLines(buildContract(set, input).document.blocks);
const OURS = linesOf(said());
const SOURCES = sourcesOfLines(SET, {}, OURS);
const ANSWERS = Object.fromEntries([...buildContract(SET, said().input).answers].map(([k, a]) => [k, a.value]));
const RECORDS: Records = {
  instalments: NODES,
  paid: new Set(['i1']),
  contributors: said().input.sources.contributors ?? [],
  buyer: said().input.sources.buyer!,
  seller: said().input.sources.seller!,
};

function cardsFor(theirs: readonly TheirLine[], decision?: Decision): ChangeCard[] {
  return cardsOf(OURS, theirs).map((c, n) => ({ ...withValues(c, SOURCES, FIELDS), id: `c${n}`, n: n + 1, ...(decision ? { decision } : {}) }));
}
const outcome = (cards: readonly ChangeCard[]): Outcome =>
  outcomeOf(
    cards,
    { answers: ANSWERS, fields: said().input.typed, clauseTexts: {}, set: SET, lines: OURS, records: RECORDS },
    SOURCES,
    FIELDS,
    printedBy(FIELDS),
  );
/** The next version as it is printed: its own order, headings, wordings, and the records as they are then. */
function printed({ fields, clauseTexts, order, headings, records }: Outcome): OurLine[] {
  const { input } = said(records.nodes?.map((node, i) => ({ ...node, id: node.id ?? `new${i}`, dealId: 'd' })) ?? NODES);
  const of = <R extends { id: string }>(row: R, list: readonly { id: string; fields: object }[]): R => ({
    ...row,
    ...list.find((e) => e.id === row.id)?.fields,
  });
  const { buyer, seller } = input.sources;
  const sources = { ...input.sources, buyer: of(buyer!, records.parties), seller: of(seller!, records.parties) };
  return linesOf({
    set: arranged(SET, { ...(order ? { order } : {}), ...(headings ? { headings } : {}) }),
    input: { ...input, typed: fields, clauseTexts, sources },
  });
}
const words = (lines: readonly OurLine[]): string => lines.map((l) => `${l.no} ${l.text}`).join('\n');

describe('order', () => {
  it('an order names each article and clause once, whatever it leaves out or does not know', () => {
    const all = orderOf(SET);
    fc.assert(
      fc.property(fc.shuffledSubarray(all), fc.array(fc.string({ maxLength: 6 })), (some, unknown) => {
        const set = arranged(SET, { order: [...unknown, ...some, ...some] });
        expect(orderOf(set).toSorted()).toEqual(all.toSorted());
        expect(set.articles.every((a) => SET.articles.some((b) => b.id === a.id))).toBe(true);
      }),
      randomRuns(200),
    );
  });

  it('a step up and the step down again lead back', () => {
    const printedIds = new Set(OURS.map((l) => l.id));
    fc.assert(
      fc.property(fc.constantFrom(...orderOf(SET).filter((id) => printedIds.has(id))), fc.constantFrom<-1 | 1>(-1, 1), (id, by) => {
        const there = stepped(SET, printedIds, id, by);
        if (!there) return;
        const back = stepped(arranged(SET, { order: there }), printedIds, id, by === 1 ? -1 : 1);
        const shown = (order: readonly string[]): string[] => order.filter((x) => x.startsWith('heading:') || printedIds.has(x));
        expect(shown(back!)).toEqual(shown(orderOf(SET)));
      }),
      randomRuns(100),
    );
  });

  it('numbers and cross-references follow', () => {
    const built = (set: ClauseSet): string => words(linesOf({ ...said(), set }));
    const fee = /第[一二三四五六七八九十]+条 许可使用费及支付/.exec(built(SET).replaceAll('\n', ' '))![0].slice(0, 3);
    const ids = SET.articles.map((a) => a.id);
    const order = [...ids.filter((id) => id !== 'fee'), 'fee'].map(headingId);
    const moved = built(arranged(SET, { order: order.flatMap((h) => [h, ...SET.articles.find((a) => headingId(a.id) === h)!.clauses.map((c) => c.id)]) }));
    expect(built(SET)).toContain(`${fee} 许可使用费及支付`);
    expect(moved).toMatch(/第二十三条 许可使用费及支付/);
    expect(moved).toMatch(/23\.1 /);
  });
});

/** Their version: articles and clauses moved, headings renamed, payment nodes changed; printed as ours is. */
function edited(seed: number, edits: { moves: number; headings: number; rows: number }): { theirs: OurLine[]; nodes: Instalment[] } {
  const roll = dice(seed);
  const shown = new Set(OURS.map((l) => l.id));
  let order = orderOf(SET);
  for (let n = 0; n < edits.moves; n++) {
    const set = arranged(SET, { order });
    if (roll(2) === 0) {
      const articles = set.articles.map((a) => [headingId(a.id), ...a.clauses.map((c) => c.id)]);
      const [one] = articles.splice(roll(articles.length), 1);
      articles.splice(roll(articles.length + 1), 0, one!);
      order = articles.flat();
    } else {
      const some = order.filter((id) => shown.has(id) && !id.startsWith('heading:'));
      const id = some[roll(some.length)]!;
      const left = order.filter((x) => x !== id);
      const places = left.flatMap((x, i) => (shown.has(x) ? [i + 1] : []));
      order = left.toSpliced(places[roll(places.length)]!, 0, id);
    }
  }
  const headings: Record<string, string> = {};
  for (let n = 0; n < edits.headings; n++) {
    const { id, title } = SET.articles[roll(SET.articles.length)]!;
    headings[id] = roll(2) === 0 ? `${title}的约定` : `关于${title}`;
  }
  let nodes = NODES.map((i) => ({ ...i }));
  for (let n = 0; n < edits.rows; n++) {
    const at = roll(nodes.length);
    const how = roll(5);
    if (how === 0)
      nodes.splice(at + 1, 0, {
        id: `t${n}`,
        dealId: 'd',
        name: `第${n + 2}次进度款`,
        condition: `完成第${n + 2}次中期检查`,
        dueOn: '2027-09-30',
        amount: String(10_000 * (1 + roll(40))),
      });
    else if (how === 1 && nodes.length > 2) nodes = nodes.filter((i, k) => k !== at || i.id === 'i1');
    else if (how === 2) nodes[at]!.amount = String(100_000 + 1000 * roll(300));
    else if (how === 3) nodes[at]!.dueOn = `2028-0${1 + roll(9)}-15`;
    else nodes[at]!.condition = `${nodes[at]!.condition}且双方签署确认单`;
  }
  const { input } = said(nodes);
  return { theirs: linesOf({ set: arranged(SET, { order, headings }), input }), nodes };
}

/** Fields that conditions of clauses ask about. */
const HINGES = new Set(SET.articles.flatMap((a) => a.clauses.flatMap((c) => [...JSON.stringify(c.when ?? '').matchAll(/"(\w+)"/g)].map((m) => m[1]!))));
/** Words without numbers, spaces and the stop at the end of an item of a list. */
const bare = (lines: readonly { text: string }[]): string => lines.map((l) => splitNumber(l.text).text.replace(/\s|[；;。]$/g, '')).join('\n');

/** Of a heading in other words under which nothing of its own is left nobody can tell which it was. */
const namedAnewAndEmptied = (theirs: readonly OurLine[]): boolean => {
  const titles = new Set(SET.articles.map((a) => a.title));
  const own = new Map(SET.articles.map((a) => [a.id, new Set(a.clauses.map((c) => c.id))]));
  return theirs.some(
    (l) => l.kind === 'heading' && own.has(l.article) && !titles.has(l.text) && !theirs.some((c) => c.article === l.article && own.get(l.article)?.has(c.id)),
  );
};

describe('laws', () => {
  const any = fc.tuple(fc.nat(), fc.record({ moves: fc.nat({ max: 6 }), headings: fc.nat({ max: 4 }), rows: fc.nat({ max: 4 }) }));

  it('accepted everywhere, the next version reads line by line as theirs', () => {
    fc.assert(
      fc.property(any, ([seed, edits]) => {
        const { theirs } = edited(seed, edits);
        fc.pre(!namedAnewAndEmptied(theirs));
        const done = outcome(cardsFor(asTheirs(theirs), 'accept'));
        expect(done.byHand).toEqual([]);
        expect(words(printed(done))).toBe(words(theirs));
      }),
      randomRuns(120),
    );
  });

  it('clauses moved and written otherwise in one file are both', () => {
    const kinds = [...Object.values(SUBSTANTIVE).map((e) => e.edit), ...Object.values(FORMAL)];
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 4 }), fc.nat({ max: 10 }), (seed, moves, edits) => {
        const roll = dice(seed);
        const { theirs } = edited(seed, { moves, headings: 0, rows: 0 });
        const lines = asTheirs(theirs);
        const some = theirs.flatMap((l, i) => (l.kind === 'clause' && l.text.length > 12 ? [i] : []));
        for (let n = 0; n < edits; n++) {
          const i = some.splice(roll(some.length), 1)[0]!;
          const next = kinds[roll(kinds.length)]!(theirs[i]!.text, roll);
          if (next !== null && next.trim() !== '') lines[i] = theirLine(`${theirs[i]!.no} ${next}`);
        }
        const cards = cardsFor(lines, 'accept');
        const done = outcome(cards);
        const hinges = Object.keys(done.fields).some((key) => HINGES.has(key) && (done.fields[key] ?? '') !== (ANSWERS[key] ?? ''));
        fc.pre(!hinges && done.byHand.length === 0 && !cards.some((c) => c.values.some((v) => v.conflict)));
        expect(bare(printed(done).filter((l) => l.kind !== 'row'))).toBe(bare(lines.filter((l) => l.place !== 'table')));
      }),
      randomRuns(80),
    );
  });

  it('refused or parked everywhere, it is ours', () => {
    fc.assert(
      fc.property(any, fc.constantFrom<Decision>('refuse', 'park'), ([seed, edits], decision) => {
        const done = outcome(cardsFor(asTheirs(edited(seed, edits).theirs), decision));
        expect([done.order, done.headings, done.records]).toEqual([undefined, undefined, { gone: [], parties: [], contributors: [] }]);
        expect(printed(done)).toEqual(OURS);
      }),
      randomRuns(60),
    );
  });
});

describe('what is taken over goes where it is kept', () => {
  const row = (id: string): number => OURS.findIndex((l) => SOURCES.get(l.id) !== undefined && l.text.startsWith(id));
  const accepted = (by: (lines: TheirLine[]) => void): { cards: ChangeCard[]; done: Outcome } => {
    const theirs = asTheirs(OURS);
    by(theirs);
    const cards = cardsFor(theirs, 'accept');
    return { cards, done: outcome(cards) };
  };
  const replaced = (start: string, from: string | RegExp, to: string) => (lines: TheirLine[]) => {
    const i = row(start);
    expect(lines[i]!.text).toMatch(from);
    lines[i] = theirLine(lines[i]!.text.replace(from, to), 'table');
  };

  it('a payment node’s name, condition, day and amount; the others stay as their records have them', () => {
    const { done } = accepted(replaced('2\t样机验收款', /2027年6月30日\t样机验收合格\t600,000.00/, '2027年8月31日\t样机经双方验收\t550,000.00'));
    expect(done.byHand).toEqual([]);
    expect(done.records).toEqual({
      nodes: NODES.map(({ dealId: _deal, ...n }) => (n.id === 'i2' ? { ...n, dueOn: '2027-08-31', condition: '样机经双方验收', amount: '550000' } : n)),
      gone: [],
      parties: [],
      contributors: [],
    });
  });

  it('a payment node against which money came in is not taken out; a day or an amount that cannot be read is named', () => {
    const gone = accepted((lines) => void lines.splice(row('1\t首付款'), 1));
    expect([gone.done.byHand.map((h) => h.why), gone.done.records.nodes]).toEqual([['paid'], undefined]);
    const late = accepted(replaced('3\t尾款', '2027年12月31日', '质保期届满之日'));
    expect([late.done.byHand.map((h) => h.why), late.done.records.nodes]).toEqual([['unreadable'], undefined]);
  });

  it('a party’s postcode and address go into its record, the contact into the interview where it is asked; who it is stays', () => {
    const zip = accepted(replaced('邮政编码', '528000', '528001'));
    expect([zip.done.byHand, zip.done.records.parties]).toEqual([[], [{ id: 'p-2', fields: { zip: '528001' } }]]);
    const contact = accepted(replaced('项目联系人', '联系人丁', '联系人戊'));
    expect([contact.done.byHand, contact.done.fields['contactA'], contact.done.records.parties]).toEqual([[], '联系人戊', []]);
    const code = accepted(replaced('统一社会信用代码', /91440600MA0000002Y/, '91440600MA0000003Y'));
    expect([code.done.byHand.map((h) => h.why), code.done.records.parties]).toEqual([['identity'], []]);
  });

  it('a record changed since the text was sent is not written over', () => {
    const i = row('2\t样机验收款');
    const theirs = asTheirs(OURS);
    theirs[i] = theirLine(theirs[i]!.text.replace('600,000.00', '550,000.00'), 'table');
    const records = { ...RECORDS, instalments: NODES.map((n) => (n.id === 'i2' ? { ...n, amount: '700000' } : n)) };
    const before = { answers: ANSWERS, fields: {}, clauseTexts: {}, set: SET, lines: OURS, records };
    const done = outcomeOf(cardsFor(theirs, 'accept'), before, SOURCES, FIELDS, printedBy(FIELDS));
    expect([done.byHand.map((h) => h.why), done.records.nodes]).toEqual([['since'], undefined]);
  });

  it('words put behind a clause that is taken out are not lost with it', () => {
    const at = OURS.findIndex((l) => l.id === 'competition.free');
    const { cards } = accepted((lines) => void lines.splice(at, 1));
    const added: ChangeCard = {
      ...cards[0]!,
      id: 'a',
      change: 'added',
      lines: [],
      after: 'competition.free',
      behind: ['competition.free'],
      ours: '',
      theirs: '10.1 双方各自研发互不干涉。',
    };
    expect(outcome([...cards, added]).clauseTexts['competition.free']).toBe('双方各自研发互不干涉。');
  });

  it('the next version keeps order and headings, the nodes become records, and what is left to a person is marked on its card', () => {
    const { theirs } = edited(7, { moves: 2, headings: 2, rows: 0 });
    const lines = asTheirs(theirs);
    const patent = lines.findIndex((l) => l.place === 'table' && l.text.startsWith('申请号'));
    lines[patent] = theirLine(lines[patent]!.text.replace('202010000000', '202010000009'), 'table');
    const behind = lines.findIndex((l) => l.text.startsWith('3\t尾款'));
    lines.splice(behind + 1, 0, theirLine('4\t质保金\t2028年12月31日\t质保期满\t50,000.00', 'table'));
    const cards = cardsFor(lines, 'accept');
    const done = outcome(cards);
    const world = {
      deal: { id: 'd' },
      versions: [{ id: 'k1', version: 1 }],
      answered: { id: 'k1', version: 1, kind: 'XK-ZL' },
      outcome: done,
      newId: 'k2',
      nodeIds: ['n4'],
    };
    const made = makeNext({ id: 'r', dealId: 'd', contractId: 'k1' }, cards, world);
    if (isRefusal(made)) throw new Error(made.key);
    expect(made[0]).toMatchObject({ op: 'make', table: 'contracts', row: { id: 'k2', order: done.order, headings: done.headings } });
    expect(made.filter((e) => e.table === 'instalments')).toMatchObject([
      ...NODES.map(({ id }, i) => ({ op: 'set', id, fields: { n: i + 1 } })),
      { op: 'make', row: { id: 'n4', dealId: 'd', n: 4, name: '质保金', dueOn: '2028-12-31', condition: '质保期满', amount: '50000' } },
    ]);
    expect(made.filter((e) => e.table === 'changeCards')).toMatchObject([{ op: 'set', fields: { byHand: 'register' } }]);
    const left = cards.map((c) => (done.byHand.some((h) => h.id === c.id) ? { ...c, byHand: 'register' } : c));
    expect([leftByHand(cards), leftByHand(left)].map((l) => l.length)).toEqual([0, 1]);
    expect(confirmFields(left)).toHaveLength(1);
  });
});
