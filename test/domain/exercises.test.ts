/** The exercises against their answer keys: every planted fault found with its words, and nothing else; each snippet its kind. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { cuesIn, kindByContent } from '../../shared/domain/contract-text/kind.ts';
import { readingOf } from '../../shared/domain/contract-text/reading.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { json, rulesOn } from './support.ts';

type Expected = { check: string; level: string; detail?: string; quote?: string };
type Exercise = { file: string; kind: string | null; findings: Expected[] };
type Snippet = { id: string; kind: string; words: string[]; text: string };

const FOLDER = new URL('../../resources/exercises/contracts/', import.meta.url);
const contracts = (json('exercises/contracts.json') as { items: Exercise[] }).items;
const snippets = (json('exercises/snippets.json') as { items: Snippet[] }).items;
const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');
const rules = rulesOn('2026-11-22');

const DETAILS = ['clause', 'duty', 'matter', 'code', 'other', 'why'];
const told = ({ level, message, quote }: Finding): Expected => {
  const detail = DETAILS.map((d) => message.params?.[d]).find((d) => d !== undefined);
  return { check: message.key, level, ...(detail === undefined ? {} : { detail: String(detail) }), ...(quote ? { quote: quote.text } : {}) };
};
const inOrder = (list: Expected[]): string[] => list.map((x) => JSON.stringify([x.check, x.level, x.detail ?? '', x.quote ?? ''])).toSorted();

describe('twelve faulty contracts', () => {
  it('the key names every file, and says plainly that it is an example', () => {
    expect(contracts.map((c) => c.file)).toEqual(readdirSync(FOLDER).toSorted());
    expect(contracts).toHaveLength(12);
    for (const { file } of contracts) expect(textOf(file)).toMatch(/^（示例练习文本/);
  });
  it.each(contracts)('$file: exactly the faults of the key', ({ file, kind, findings }) => {
    const text = textOf(file);
    const found = checkContractText({ contractId: 'c', text }, rules);
    expect(inOrder(found.map(told))).toEqual(inOrder(findings));
    expect(readingOf(text).kind ?? null).toBe(kind);
    for (const f of found) if (f.quote) expect(text.slice(f.quote.start, f.quote.end)).toBe(f.quote.text);
  });
  it('every class of fault stands somewhere', () => {
    const all = new Set(contracts.flatMap((c) => c.findings.map((f) => `${f.check}${f.check === 'text.monopoly' ? ` ${f.detail}` : ''}`)));
    expect([...all]).toEqual(
      expect.arrayContaining([
        ...['M1', 'M2', 'M3', 'M4', 'M5', 'M6'].map((code) => `text.monopoly ${code}`),
        ...['clauseMissing', 'silentDefault', 'dutyMissing', 'onlyPays', 'notTechnical', 'notThisKind', 'titleDiffers', 'publicDomain', 'rightEnded'].map(
          (k) => `text.${k}`,
        ),
        ...['amountWords', 'instalmentSum', 'partsOver', 'taxSum', 'nonTechnical'].map((k) => `text.${k}`),
        ...['dateImpossible', 'dateOrder', 'effectBeforeSigning', 'termBeyondPatent', 'repealedLaw', 'oldRules', 'imprint'].map((k) => `text.${k}`),
      ]),
    );
  });
});

describe('ten snippets', () => {
  it.each(snippets)('$id is $kind', ({ text, kind, words }) => {
    expect(kindByContent(text)?.kind).toBe(kind);
    const said = cuesIn(text)[0]!
      .words.map((w) => w.text)
      .join('／');
    for (const w of words) expect(said).toContain(w);
  });
  it('are ten of ten kinds', () => expect(new Set(snippets.map((s) => s.kind)).size).toBe(10));
});
