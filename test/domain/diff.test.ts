import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText, type Piece } from '../../shared/domain/redline/diff.ts';
import { randomRuns } from '../support/random.ts';

const said = (pieces: readonly Piece[], ...ops: Piece['op'][]): string =>
  pieces
    .filter((p) => ops.includes(p.op))
    .map((p) => p.text)
    .join('');
const marked = (old: string, next: string): string =>
  diffText(old, next)
    .map(({ op, text }) => (op === 'same' ? text : op === 'del' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

const WORDS = [
  '甲方',
  '乙方',
  '不',
  '不得',
  '应当',
  '许可',
  '转让',
  '，',
  '。',
  '；',
  '\n',
  '1,800,000.00元',
  '壹佰捌拾万元整',
  '2026年3月12日',
  '3%',
  'ZL202310000001.2',
  '的',
  '技术',
  '改进成果',
  '𠮷',
];
const contractish = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((w) => w.join(''));
/** A text and the same text after some cuts, additions and moves. */
const edited = fc
  .tuple(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 80 }),
    fc.array(fc.tuple(fc.nat(80), fc.nat(6), fc.array(fc.constantFrom(...WORDS), { maxLength: 5 })), { maxLength: 6 }),
  )
  .map(([words, edits]) => {
    const next = [...words];
    for (const [at, cut, put] of edits) next.splice(at % (next.length + 1), cut, ...put);
    return [words.join(''), next.join('')] as const;
  });

describe('the marked text of two wordings', () => {
  it('holds the old text in what stays and goes, the new one in what stays and comes', () => {
    const law = (old: string, next: string): void => {
      const pieces = diffText(old, next);
      expect(said(pieces, 'same', 'del')).toBe(old);
      expect(said(pieces, 'same', 'ins')).toBe(next);
      expect(pieces.every((p) => p.text !== '')).toBe(true);
      pieces.forEach((p, i) => {
        expect(pieces[i + 1]?.op).not.toBe(p.op);
        if (p.op === 'ins') expect(pieces[i + 1]?.op).not.toBe('del');
      });
    };
    fc.assert(
      fc.property(edited, ([old, next]) => law(old, next)),
      randomRuns(400),
    );
    fc.assert(fc.property(contractish, contractish, law), randomRuns(200));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }), law), randomRuns(200));
    for (const one of ['', '甲方']) law(one, one);
  });

  it.each([
    [
      '许可使用费为人民币1,800,000.00元（壹佰捌拾万元整）。',
      '许可使用费为人民币1,200,000.00元（壹佰贰拾万元整）。',
      '许可使用费为人民币[-1,800,000.00元-]{+1,200,000.00元+}（[-壹佰捌拾万元整-]{+壹佰贰拾万元整+}）。',
    ],
    ['按销售额的3%提成', '按销售额的2.5%提成', '按销售额的[-3%-]{+2.5%+}提成'],
    ['自2026年3月12日起五年', '自2026年3月21日起三年', '自[-2026年3月12日-]{+2026年3月21日+}起[-五年-]{+三年+}'],
    ['乙方不得向第三人转让', '乙方得向第三人转让', '乙方[-不-]得向第三人转让'],
    ['乙方不承担赔偿责任，但不影响解除', '乙方承担全部赔偿责任，但影响解除', '乙方[-不-]承担{+全部+}赔偿责任，但[-不-]影响解除'],
    ['独占许可', '排他许可', '[-独占-]{+排他+}许可'],
    ['甲方、乙方签署', '甲方、乙方、丙方签署', '甲方、乙方{+、丙方+}签署'],
    ['一、交付图纸。二、培训。', '一、交付图纸。三、验收。二、培训。', '一、交付图纸。{+三、验收。+}二、培训。'],
    ['改进成果归改进方所有', '改进成果无偿归甲方享有', '改进成果{+无偿+}归[-改进方所-]{+甲方享+}有'],
    ['依照第六条第2款', '依照第七条第2款', '依照[-第六条-]{+第七条+}第2款'],
    ['专利号ZL202310000001.2', '专利号ZL202310000002.0', '专利号[-ZL202310000001.2-]{+ZL202310000002.0+}'],
  ])('%s → %s', (old, next, expected) => {
    expect(marked(old, next)).toBe(expected);
  });

  it('folds the scraps between two parts of a rewritten phrase, and keeps what stayed of a sentence', () => {
    expect(marked('由甲方所在地人民法院管辖', '提交广州仲裁委员会仲裁')).toBe('[-由甲方所在地人民法院管辖-]{+提交广州仲裁委员会仲裁+}');
    expect(marked('乙方应当在收到通知后及时书面答复。逾期视为同意。', '乙方应当收悉后立即答复。逾期视为同意。')).toMatch(/^乙方应当.*答复。逾期视为同意。$/);
  });

  it('parts a long text that was rewritten at the sentences that stayed', () => {
    const sentence = (n: number, word: string): string => `${word.repeat(12)}第${n}句${word.repeat(12)}。`;
    const stayed = Array.from({ length: 40 }, (_, i) => `这一句原样保留编号${i}。`);
    const text = (word: string): string => stayed.map((s, i) => sentence(i, word) + s).join('');
    const pieces = diffText(text('甲'), text('丙'));
    for (const one of stayed) expect(pieces.some((p) => p.op === 'same' && p.text.includes(one.slice(0, -1)))).toBe(true);
  });

  it('answers for texts with nothing in common, long as they are', () => {
    const [old, next] = ['子', '丑'].map((c) => Array.from({ length: 50_000 }, (_, i) => String.fromCodePoint(c.codePointAt(0)! + (i % 97))).join(''));
    expect(said(diffText(old!, next!), 'same', 'ins')).toBe(next);
  });
});
