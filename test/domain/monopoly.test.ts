/** The six situations of art. 10 against sentences as contracts word them; and that what we ourselves propose names none. */
import { describe, expect, it } from 'vitest';
import { monopolyPhrases } from '../../shared/domain/checks/monopoly.ts';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import findings from '../../resources/locales/zh/findings.json';
import proposals from '../../resources/codes/proposed-clauses.json';
import { rulesOn } from './support.ts';
import { SENTENCES } from './contract-sentences.ts';

const codes = (text: string): string[] => monopolyPhrases(text).map((m) => m.code);

describe('sentences of contracts', () => {
  it.each(SENTENCES)('%s', (sentence, ...wanted) => {
    for (const text of [`第九条 ${sentence}。`, `前文。\n${sentence}；\n后文。`]) expect([...new Set(codes(text))].toSorted()).toEqual(wanted);
    for (const { hit } of monopolyPhrases(`第九条 ${sentence}。`)) expect(`第九条 ${sentence}。`.slice(hit.start, hit.end)).toBe(hit.text);
  });
  it('are told with the article, the reason and a clause to put there instead', () => {
    const found = checkContractText({ contractId: 'c', text: '技术许可合同\n第九条 乙方不得对技术进行改进。' }, rulesOn('2026-05-28'));
    const one = found.find((f) => f.message.key === 'text.monopoly')!;
    expect(one).toMatchObject({
      level: 'must',
      quote: { text: '第九条 乙方不得对技术进行改进' },
      source: { article: expect.stringContaining('第八百五十条') as string },
    });
    // the ground a registry returns it with (火炬中心 2021-01-13), in its words
    for (const m of [findings.message.text.monopoly, findings.message.contract.monopoly]) expect(m).toContain('非法垄断技术、妨碍技术进步');
    expect(findings.pattern.M1).toContain('再研发');
    expect(findings.remedy.M1).toContain('对等');
    expect(proposals.items.filter((i) => i.code.startsWith('monopoly.')).map((i) => i.code)).toEqual(Object.keys(findings.remedy).map((c) => `monopoly.${c}`));
  });
});
