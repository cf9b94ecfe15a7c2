/** The exercises against their answer keys: every planted fault found with its words, and nothing else; each snippet its kind. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { cuesIn, kindByContent } from '../../shared/domain/contract-text/kind.ts';
import { readingOf } from '../../shared/domain/contract-text/reading.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { json, rulesOn } from './support.ts';

type Expected = { check: string; level: string; detail?: string; quote?: string };
type Place = { quote: string; why: string };
type Exercise = { file: string; kind: string | null; findings: Expected[]; traps?: Place[]; beyond?: Place[] };
type Snippet = { id: string; kind: string; words: string[]; text: string };

const FOLDER = new URL('../../resources/exercises/contracts/', import.meta.url);
const contracts = (json('exercises/contracts.json') as { items: Exercise[] }).items;
/** Shorter ones, one class of fault beside the other; not for classes. */
const SHORT = new URL('./short-contracts/', import.meta.url);
const short = (JSON.parse(readFileSync(new URL('key.json', SHORT), 'utf8')) as { items: Exercise[] }).items;
const every = [...contracts.map((c) => ({ ...c, folder: FOLDER, set: 'exercise' })), ...short.map((c) => ({ ...c, folder: SHORT, set: 'short' }))];
const snippets = (json('exercises/snippets.json') as { items: Snippet[] }).items;
const textOf = (file: string, folder = FOLDER): string => readFileSync(new URL(file, folder), 'utf8');
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
  it.each(every)('$set $file: exactly the faults of the key', ({ file, folder, kind, findings }) => {
    const text = textOf(file, folder);
    const found = checkContractText({ contractId: 'c', text }, rules);
    expect(inOrder(found.map(told))).toEqual(inOrder(findings));
    expect(readingOf(text).kind ?? null).toBe(kind);
    for (const f of found) if (f.quote) expect(text.slice(f.quote.start, f.quote.end)).toBe(f.quote.text);
  });
  it.each(contracts)('$file: what only looks wrong is not told, and what only a person sees is named', ({ file, traps = [], beyond = [] }) => {
    const text = textOf(file);
    const told = checkContractText({ contractId: 'c', text }, rules).flatMap((f) => (f.quote ? [f.quote] : []));
    expect(traps.length).toBeGreaterThan(0);
    for (const { quote } of [...traps, ...beyond]) {
      const start = text.indexOf(quote);
      expect([quote, start >= 0]).toEqual([quote, true]);
      expect(told.filter((q) => q.start < start + quote.length && q.end > start)).toEqual([]);
    }
  });
  it('are as long as contracts met in practice', () => {
    for (const { file } of contracts) expect([file, textOf(file).length > 1500]).toEqual([file, true]);
  });
  it('every class of fault stands somewhere', () => {
    const all = new Set(every.flatMap((c) => c.findings.map((f) => `${f.check}${f.check === 'text.monopoly' ? ` ${f.detail}` : ''}`)));
    expect([...all]).toEqual(
      expect.arrayContaining([
        ...['M1', 'M2', 'M3', 'M4', 'M5', 'M6'].map((code) => `text.monopoly ${code}`),
        ...['clauseMissing', 'silentDefault', 'dutyMissing', 'onlyPays', 'notTechnical', 'notThisKind', 'titleDiffers', 'publicDomain', 'rightEnded'].map(
          (k) => `text.${k}`,
        ),
        ...['amountWords', 'instalmentSum', 'instalmentShare', 'partsOver', 'rowsSum', 'productDiffers', 'taxSum', 'nonTechnical', 'technicalOver'].map(
          (k) => `text.${k}`,
        ),
        ...['sharesSum', 'depositHigh', 'exemptSpecial', 'exemptAlone', 'exclusiveKept', 'unrecorded', 'coOwner', 'patentYear', 'patentNumber'].map(
          (k) => `text.${k}`,
        ),
        ...['partyAbroad', 'exportWaived', 'foreignPrevails', 'disputeBoth', 'noSuchArticle', 'noSuchAnnex', 'dayAfterTerm', 'innerUnit'].map(
          (k) => `text.${k}`,
        ),
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
