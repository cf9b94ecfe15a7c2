/** Their file against ours: what is aligned, what moved, what became of every line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLines } from '../../shared/domain/redline/align-lines.ts';
import { cardsOf } from '../../shared/domain/redline/cards.ts';
import type { TheirLine } from '../../shared/domain/redline/clauses.ts';
import { randomRuns } from '../support/random.ts';
import { SUBSTANTIVE } from './redline-edits.ts';
import { asTheirs, dice, licenceLines, theirLine } from './redline-world.ts';

const OURS = licenceLines();
function clause(id: string): number {
  const at = OURS.findIndex((l) => l.id === id);
  if (at === -1) throw new Error(`${id} is not printed`);
  return at;
}
const edited = (change: (lines: TheirLine[]) => void) => {
  const lines = asTheirs(OURS);
  change(lines);
  return cardsOf(OURS, lines);
};
const told = (cards: ReturnType<typeof cardsOf>) => cards.map((c) => [c.group, c.change, c.lines.length === 1 ? c.lines[0] : c.lines.length]);

describe('what the other side did', () => {
  it('nothing: no card', () => {
    expect(edited(() => {})).toEqual([]);
  });

  it('nothing, in a word processor that counts the clauses by itself: no card', () => {
    const counted = OURS.map((l) => ({ ...theirLine(l.text, l.kind === 'row' ? 'table' : 'body'), number: l.no }));
    expect(cardsOf(OURS, counted)).toEqual([]);
  });

  it('an untracked figure and a removed 不', () => {
    const cards = edited((l) => {
      l[clause('fee.entry')] = theirLine(l[clause('fee.entry')]!.text.replace('1,500,000.00', '1,200,000.00').replace('壹佰伍拾', '壹佰贰拾'));
      l[clause('grant.sublicense')] = theirLine(l[clause('grant.sublicense')]!.text.replace('不得', '得'));
    });
    expect(told(cards)).toEqual([
      ['substantive', 'changed', 'grant.sublicense'],
      ['substantive', 'changed', 'fee.entry'],
    ]);
    expect(cards.map((c) => [c.reasons[0], c.tracked])).toEqual([
      ['negation', 'untracked'],
      ['amount', 'untracked'],
    ]);
  });

  it('a tracked change is told with who and when, one of two tracked is partly', () => {
    const i = clause('grant.mode');
    const was = asTheirs(OURS)[i]!.text;
    const line = (before: string): TheirLine => ({
      ...theirLine(was.replace('排他', '独占'), 'body', before),
      touches: [{ op: 'ins', by: '示例种业', at: '2026-11-01T09:00:00Z', text: '独占' }],
    });
    expect(edited((l) => void (l[i] = line(was)))).toMatchObject([{ tracked: 'tracked', by: '示例种业', at: '2026-11-01T09:00:00Z', reasons: ['grant'] }]);
    expect(edited((l) => void (l[i] = line(was.replace('本合同的', '合同之'))))).toMatchObject([{ tracked: 'partly' }]);
  });

  it('an article moved to the end is one card, and its neighbours are not reported', () => {
    const from = OURS.findIndex((l) => l.id === 'heading:breach');
    const count = OURS.filter((l) => l.article === 'breach').length;
    const cards = edited((l) => {
      const moved = l.splice(from, count);
      l.splice(l.length - 5, 0, ...moved);
    });
    expect(told(cards)).toEqual([['moved', 'moved', count]]);
  });

  it('renumbered articles are not reported, nor references that follow them', () => {
    const cards = edited((l) => {
      const at = clause('heading:fee');
      const added = [theirLine('第六条 质量要求'), theirLine('6.1 乙方提供的样品应当经双方封样，封样之后作为质量验收的依据。')];
      l.splice(at, 0, ...added);
      const no =
        '第一条 第二条 第三条 第四条 第五条 第六条 第七条 第八条 第九条 第十条 第十一条 第十二条 第十三条 第十四条 第十五条 第十六条 第十七条 第十八条 第十九条 第二十条 第二十一条 第二十二条 第二十三条 第二十四条'.split(
          ' ',
        );
      for (let k = at + 2; k < l.length; k++)
        l[k] = theirLine(l[k]!.text.replace(/第[一二三四五六七八九十]+条/g, (m) => (no.indexOf(m) >= 5 ? no[no.indexOf(m) + 1]! : m)));
    });
    expect(told(cards).filter((c) => c[0] !== 'formal')).toEqual([['substantive', 'added', 0]]);
    expect(cards.filter((c) => c.group === 'formal').flatMap((c) => c.reasons)).not.toContain('wording');
  });

  it('a clause cut in two and two grown together keep their partners', () => {
    const i = clause('breach.secret');
    const cut = clause('upkeep.defence');
    const cards = edited((l) => {
      const both = l.splice(i - 1, 2);
      l.splice(i - 1, 0, theirLine(both[0]!.text + both[1]!.text.replace(/^[\d.]+ /, '')));
      const text = l[cut]!.text;
      const half = text.indexOf('许可专利全部');
      l.splice(cut, 1, theirLine(text.slice(0, half)), theirLine(text.slice(half)));
    });
    expect(cards.filter((c) => c.group === 'substantive' || c.group === 'unaligned')).toEqual([]);
  });

  it('a clause written anew stays side by side with ours', () => {
    const i = clause('dispute.court');
    const cards = edited((l) => void (l[i] = theirLine('凡涉及本协议之一切纠纷，任一当事人均得诉诸原告所在地法院裁断。')));
    expect(told(cards)).toEqual([['unaligned', 'rewritten', 'dispute.court']]);
    expect(cards[0]!.theirs).toContain('原告所在地法院');
  });

  it('a clause of the same matter and other terms is not taken for ours', () => {
    const i = clause('fee.audit');
    const other = '甲方每年向乙方提供经会计师事务所审核的许可产品销售报表，审核费用由甲方承担，乙方不再自行查账。';
    expect(told(edited((l) => void (l[i] = theirLine(other))))).toEqual([['unaligned', 'rewritten', 'fee.audit']]);
    // half of it kept, it is ours, changed
    const half = asTheirs(OURS)[i]!.text.replace(/查账费用由乙方承担.*$/, '查账费用由双方各半。');
    expect(told(edited((l) => void (l[i] = theirLine(half))))).toEqual([['substantive', 'changed', 'fee.audit']]);
  });

  it('a clause taken out with revisions is told as tracked, one taken out silently as untracked', () => {
    const i = clause('competition.free');
    const gone = asTheirs(OURS)[i]!;
    const touch = { op: 'del' as const, by: '丁', at: '2026-11-02T00:00:00Z', text: gone.text };
    expect(edited((l) => void (l[i] = { ...theirLine('', 'body', gone.text), touches: [touch] }))).toMatchObject([
      { change: 'removed', tracked: 'tracked', by: '丁' },
    ]);
    expect(edited((l) => void l.splice(i, 1))).toMatchObject([{ change: 'removed', tracked: 'untracked', lines: ['competition.free'] }]);
  });

  it('a comment without a change is a card of its own, hidden words are never formal', () => {
    const i = clause('start.days');
    const remark = { by: '丁', at: '', text: '请改为 180 日', about: '日内' };
    expect(edited((l) => void (l[i] = { ...l[i]!, remarks: [remark] }))).toMatchObject([{ group: 'comment', remarks: [remark] }]);
    expect(edited((l) => void (l[i] = { ...l[i]!, hidden: true }))).toMatchObject([{ group: 'substantive', reasons: ['hidden'] }]);
  });
});

describe('laws', () => {
  const lines = fc.array(fc.constantFrom(...OURS.map((l) => ({ text: l.text, kind: l.kind }))), { maxLength: 40 });
  it('every line of either side is in exactly one pair or one gap', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const { pairs, gaps } = alignLines(a, b);
        const of = (side: 'ours' | 'theirs'): number[] => [...pairs, ...gaps].flatMap((x) => x[side]).sort((x, y) => x - y);
        expect(of('ours')).toEqual([...a.keys()]);
        expect(of('theirs')).toEqual([...b.keys()]);
      }),
      randomRuns(200),
    );
  });

  it('whatever is changed in substance anywhere has a card about its line, whatever else moved or changed', () => {
    const kinds = Object.values(SUBSTANTIVE);
    const clauses = OURS.flatMap((l, i) => (l.kind === 'clause' && l.text.length > 12 ? [i] : []));
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 25 }), fc.boolean(), (seed, edits, move) => {
        const roll = dice(seed);
        const theirs = asTheirs(OURS);
        const touched = new Set<string>();
        for (let n = 0; n < edits; n++) {
          const i = clauses[roll(clauses.length)]!;
          const next = touched.has(OURS[i]!.id) ? null : kinds[roll(kinds.length)]!.edit(OURS[i]!.text, roll);
          if (next === null || next.trim() === '') continue;
          theirs[i] = theirLine(`${OURS[i]!.no} ${next}`);
          touched.add(OURS[i]!.id);
        }
        if (move) theirs.splice(10 + roll(80), 0, ...theirs.splice(30 + roll(60), 1));
        const cards = cardsOf(OURS, theirs);
        const about = new Set(cards.filter((c) => c.group === 'substantive' || c.group === 'unaligned').flatMap((c) => c.lines));
        expect([...touched].filter((id) => !about.has(id))).toEqual([]);
      }),
      randomRuns(60),
    );
  });
});
