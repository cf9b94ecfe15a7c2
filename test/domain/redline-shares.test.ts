/** What the other side wrote into the table of shares and the data of further parties: accepted it is in the next version, or it says why not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { FACES } from '../../renderer/documents/docx-look.ts';
import { readRevised } from '../../renderer/documents/revised/read-revised.ts';
import { buildContract, type ContractInput } from '../../shared/domain/contract/build.ts';
import { inSeveral } from '../../shared/domain/contract/several.ts';
import { heldBack } from '../../shared/domain/redline/cards-agreed.ts';
import { leftByHand, makeNext, unconfirmedFields } from '../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard } from '../../shared/domain/redline/cards-kept.ts';
import { outcomeOf, printedBy } from '../../shared/domain/redline/cards-next.ts';
import type { Outcome } from '../../shared/domain/redline/cards-shapes.ts';
import { fieldsOf, sourcesOfLines, withValues } from '../../shared/domain/redline/cards-values.ts';
import { cardsOf } from '../../shared/domain/redline/cards.ts';
import { ourLines, type OurLine, type TheirLine } from '../../shared/domain/redline/clauses.ts';
import { isRefusal } from '../../shared/result.ts';
import { clauses, parsed } from '../documents/clause-files.ts';
import { fullAnswers } from '../documents/kinds-fixture.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { randomRuns } from '../support/random.ts';
import { asTheirs, theirLine } from './redline-world.ts';

const party = (i: number) => ({ id: `f${i}`, name: `示例${'丙丁'[i]}种业有限公司`, address: '示例市', phone: '020-0000', contact: `联系人${i}` });
const FURTHER = [0, 1].map((i) => ({ role: '合作方', party: party(i) }));
const SHARES = { shareA: '0.4', shareB: '0.3', shareC: '0.1', shareD: '0.2' };
const MONEY = { cashA: '500000', cashB: '', cashC: '120000', cashD: '80000', kindAValue: '', kindBValue: '300000', kindCValue: '', kindDValue: '20000' };
const KINDS = { kindA: '', kindB: '样机：300000元', kindC: '', kindD: '设备：20000元' };

const WRITTEN = parsed('KF-HZ').set as ReturnType<typeof clauses>;
const SET = inSeveral(WRITTEN, 2);
const TYPED: Record<string, string> = { ...fullAnswers(SET), ...SHARES, ...MONEY, ...KINDS };
const inputOf = (typed: Record<string, string>, further = FURTHER): ContractInput => {
  const { sources } = licenceInput();
  return licenceInput({ typed, sources: { ...sources, further } });
};
const linesOf = (input: ContractInput): OurLine[] => ourLines(buildContract(SET, input).document.blocks);
const OURS = linesOf(inputOf(TYPED));
const SOURCES = sourcesOfLines(SET, {}, OURS);
const FIELDS = fieldsOf(SET);
const ANSWERS = Object.fromEntries([...buildContract(SET, inputOf(TYPED)).answers].map(([k, a]) => [k, a.value]));
const { buyer, seller } = inputOf(TYPED).sources;
const RECORDS = { instalments: [], paid: new Set<string>(), contributors: [], buyer: buyer!, seller: seller!, further: FURTHER.map((f) => f.party) };

const cardsFor = (theirs: readonly TheirLine[], decision: ChangeCard['decision'] = 'accept'): ChangeCard[] =>
  cardsOf(OURS, theirs, FACES).map((c, n) => ({ ...withValues(c, SOURCES, FIELDS), id: `c${n}`, n: n + 1, ...(decision ? { decision } : {}) }));
const outcome = (cards: readonly ChangeCard[]): Outcome =>
  outcomeOf(cards, { answers: ANSWERS, fields: TYPED, clauseTexts: {}, set: SET, lines: OURS, records: RECORDS }, SOURCES, FIELDS, printedBy(FIELDS));
const row = (start: string): number => {
  const at = OURS.findIndex((l) => l.id.startsWith('table:') && l.text.startsWith(start) && l.text.split('\t').length === 5);
  expect(at).toBeGreaterThan(0);
  return at;
};
/** Their file with some cells of the table of shares written otherwise. */
function written(...edits: (readonly [start: string, column: number, cell: string])[]): TheirLine[] {
  const theirs = asTheirs(OURS);
  for (const [start, column, cell] of edits) {
    const at = row(start);
    theirs[at] = theirLine(theirs[at]!.text.split('\t').with(column, cell).join('\t'), 'table');
  }
  return theirs;
}
const why = (done: Outcome) => done.byHand.map((h) => h.why);

describe('the table of shares', () => {
  it('乙方 30 → 25 %, 丙方 10 → 15 %, as their .docx brings it: both questions have the new answer', () => {
    const made = contractDocx(WRITTEN, inputOf({ ...TYPED, shareB: '0.25', shareC: '0.15' }));
    const back = made.ok ? readRevised(made.value.bytes) : made;
    if (!back.ok) throw new Error(back.error.key);
    const cards = cardsFor(back.value.lines);
    expect(cards.map((c) => [c.keys.includes('shareB') ? 'B' : 'C', c.values])).toEqual([
      ['B', [{ key: 'shareB', now: '0.25', said: '25%' }]],
      ['C', [{ key: 'shareC', now: '0.15', said: '15%' }]],
    ]);
    const done = outcome(cards);
    expect([done.byHand, done.fields]).toEqual([[], { ...TYPED, shareB: '0.25', shareC: '0.15' }]);
  });

  it('whatever shares and amounts they gave everywhere, the next version reads line by line as theirs', () => {
    const share = fc.constantFrom('0.05', '0.125', '0.3', '0.6');
    const yuan = fc.integer({ min: 1, max: 9_000_000 }).map(String);
    const some = fc.record({ ...Object.fromEntries(Object.keys(SHARES).map((k) => [k, share])), cashA: yuan, kindBValue: yuan }, { requiredKeys: [] });
    fc.assert(
      fc.property(some, (changed) => {
        const theirs = linesOf(inputOf({ ...TYPED, ...(changed as Record<string, string>) }));
        const done = outcome(cardsFor(asTheirs(theirs)));
        expect(done.byHand).toEqual([]);
        expect(linesOf({ ...inputOf(done.fields), clauseTexts: done.clauseTexts }).map((l) => l.text)).toEqual(theirs.map((l) => l.text));
      }),
      randomRuns(60),
    );
  });

  it('refused, nothing changes; in our own words, ours are taken', () => {
    const theirs = written(['乙方', 4, '25%']);
    expect(outcome(cardsFor(theirs, 'refuse')).fields).toEqual(TYPED);
    const [card] = cardsFor(theirs);
    const own = { ...card!, decision: 'counter' as const, counter: card!.theirs!.replace('25%', '28 %') };
    expect([outcome([own]).byHand, outcome([own]).fields['shareB']]).toEqual([[], '0.28']);
  });

  it.each([
    ['an amount that its clause says otherwise', [['丙方', 1, '130,000.00']], 'elsewhere', ['cashC']],
    ['a sum that its parts do not make', [['合计', 4, '95%']], 'sum', []],
    ['a sum in a row', [['丙方', 3, '990,000.00']], 'sum', ['cashC']],
    ['another name', [['丙方', 0, '丙方　示例戊种业有限公司']], 'identity', ['cashC']],
    ['a share in words', [['丙方', 4, '由各方另行商定']], 'unreadable', ['shareC']],
    ['another head', [['当事人', 4, '收益份额']], 'frame', []],
  ] as const)('%s is not taken over, says so, and stays unconfirmed on the version', (_, edits, reason, unsure) => {
    const cards = cardsFor(written(...edits));
    const done = outcome(cards);
    expect([why(done), done.fields]).toEqual([[reason], TYPED]);
    const world = { deal: { id: 'd' }, versions: [], answered: { id: 'k1', version: 1, kind: 'KF-HZ' }, outcome: done, newId: 'k2' };
    const made = makeNext({ id: 'r', dealId: 'd', contractId: 'k1' }, cards, world);
    if (isRefusal(made)) throw new Error(made.key);
    const kept = cards.map((c): ChangeCard => Object.assign({ ...c }, ...made.map((e) => (e.op === 'set' && e.id === c.id ? e.fields : {}))));
    expect(leftByHand(kept).map((c) => c.byHand)).toEqual([reason]);
    expect(unconfirmedFields(kept)).toEqual(expect.arrayContaining([...unsure]));
  });

  it('a row of another party, put in or taken out, is no row we can give', () => {
    const more = asTheirs(OURS);
    more.splice(row('丁方') + 1, 0, theirLine('戊方　示例戊种业有限公司\t/\t/\t/\t5%', 'table'));
    expect(why(outcome(cardsFor(more)))).toEqual(['parties']);
    const less = asTheirs(OURS);
    less.splice(row('丁方'), 1);
    expect(why(outcome(cardsFor(less)))).toEqual(['parties']);
  });
});

describe('data of further parties', () => {
  const panel = (start: string, from: string, to: string): Outcome => {
    const theirs = asTheirs(OURS);
    const at = OURS.findIndex((l) => l.id.startsWith('table:3:') && l.text.startsWith(start));
    expect(theirs[at]?.text).toContain(from);
    theirs[at] = theirLine(theirs[at]!.text.replace(from, to), 'table');
    return outcome(cardsFor(theirs));
  };
  it('of 丁方 go into its record, the contact into the interview, and who it is stays', () => {
    const phone = panel('项目联系人', '020-0000', '020-1111');
    expect([phone.byHand, phone.records.parties]).toEqual([[], [{ id: 'f1', fields: { phone: '020-1111' } }]]);
    const address = panel('住所地', '示例市', '示例市新址');
    expect([address.byHand, address.records.parties]).toEqual([[], [{ id: 'f1', fields: { address: '示例市新址' } }]]);
    const contact = panel('项目联系人', ANSWERS['contactD']!, '联系人戊');
    expect([contact.byHand, contact.fields['contactD'], contact.records.parties]).toEqual([[], '联系人戊', []]);
    expect(why(panel('丁方', '示例丁', '示例戊'))).toEqual(['identity']);
  });
});

describe('a card says what will become of the field', () => {
  it('printed in two clauses and changed in one it stays; changed in both it follows', () => {
    const key = 'curingDays';
    const printing = [...SOURCES].filter(([, s]) => 'template' in s && s.template.includes(`{${key}}`)).map(([id]) => id);
    expect(printing.length).toBeGreaterThan(1);
    const theirs = (ids: readonly string[]): TheirLine[] =>
      asTheirs(OURS.map((l) => (ids.includes(l.id) ? { ...l, text: l.text.replace(`${ANSWERS[key]}日`, '61日') } : l)));
    const one = cardsFor(theirs(printing.slice(0, 1)), undefined);
    expect(one).toMatchObject([{ values: [{ key, now: '61' }] }]);
    expect([...heldBack(one[0]!, one, SOURCES, FIELDS)]).toEqual([key]);
    expect(outcome(one.map((c) => ({ ...c, decision: 'accept' as const }))).fields[key]).toBe(TYPED[key]);
    const all = cardsFor(theirs(printing), undefined);
    expect(all.map((c) => [...heldBack(c, all, SOURCES, FIELDS)])).toEqual(printing.map(() => []));
    const refused = all.map((c, i) => (i === 0 ? c : { ...c, decision: 'refuse' as const }));
    expect([...heldBack(refused[0]!, refused, SOURCES, FIELDS)]).toEqual([key]);
  });
});
