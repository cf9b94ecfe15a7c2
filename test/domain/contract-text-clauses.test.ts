/** Contracts of every kind as this program writes them, with all questions answered: nothing false is found in them. */
import { describe, expect, it } from 'vitest';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { detailOf } from '../../shared/domain/contract-text/proposed.ts';
import { readingOf } from '../../shared/domain/contract-text/reading.ts';
import { monopolyPhrases } from '../../shared/domain/checks/monopoly.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { registeredAs } from '../../shared/domain/contract/kinds.ts';
import { sampleUscc } from '../../shared/domain/samples.ts';
import { CODES, parsed, textOf } from '../documents/clause-files.ts';
import { kindInput } from '../documents/kinds-fixture.ts';
import { rulesOn } from './support.ts';

const rules = rulesOn('2026-11-22');
const CONTRACTS = CODES.flatMap((code) => {
  const { set } = parsed(code);
  return set?.flavour === 'contract' ? [set] : [];
});

/** The fixture's answers are not all possible ones: codes without a check digit, no contract number yet, a penalty of 40 %. */
const sound = (text: string): string =>
  text
    .replace(/9144\d{4}MA\d{7}\w{2}|91440600MA0000002Y/g, sampleUscc('91', 2))
    .replaceAll('12440000MB2C00001X', sampleUscc('12', 1))
    .replace(/＿{3,}/g, '示例-001')
    .replaceAll('40%', '20%');

describe('our own contracts', () => {
  const main = CONTRACTS.filter((set) => registeredAs(set.kind) !== undefined);
  it('there are all of them', () => expect(main.length).toBeGreaterThanOrEqual(21));
  it.each(main.map((set) => [set.kind, set] as const))('%s: nothing is found, and it is read as what it is', (kind, set) => {
    const text = sound(plainLines(buildContract(set, kindInput(set)).document).join('\n'));
    const found = checkContractText({ contractId: 'c', text }, rules);
    expect(found.map((f) => [f.level, detailOf(f), f.quote?.text ?? ''])).toEqual([]);
    expect(readingOf(text).kind?.slice(0, 2)).toBe(registeredAs(kind)!.slice(0, 2));
  });
  it('a letter of intent says that it is none', () => {
    const set = CONTRACTS.find((s) => s.kind === 'YX')!;
    const text = sound(plainLines(buildContract(set, kindInput(set)).document).join('\n'));
    expect(checkContractText({ contractId: 'c', text }, rules).map(detailOf)).toEqual(['intentOnly']);
  });
});

describe('the words of every clause file', () => {
  it.each(CODES)('%s names none of the six situations', (code) => {
    const said = textOf(`${code}.txt`)
      .split('\n')
      .filter((line) => !/^\s*(#|提示|注|名|来源)/.test(line))
      .join('\n');
    expect(monopolyPhrases(said).map((m) => `${m.code} ${m.hit.text}`)).toEqual([]);
  });
});
