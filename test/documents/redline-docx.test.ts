import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLines, type DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { arranged, headingId } from '../../shared/domain/contract/arrange.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { summaryOf } from '../../shared/domain/redline/summary.ts';
import { madeWhole } from '../../renderer/documents/docx.ts';
import { blocksOf, marksOf } from '../../renderer/documents/docx-body.ts';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { legalXml } from '../../shared/sheet/xml.ts';
import { decided, marksIn, type Structure } from '../support/revisions.ts';
import { twoPapers } from '../support/random-papers.ts';
import { randomRuns } from '../support/random.ts';
import { clauses } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';

const by = { author: '示例经办人', date: '2026-11-22T08:00:00Z' };
const redline = (old: DocumentModel, next: DocumentModel): Uint8Array => redlineDocx({ old, next, by, title: '修订对照', header: '修订对照' });
/** As the document itself is written, without what is only there to hold a heading, and the one empty line a comparison ends with. */
const structure = (document: DocumentModel): Structure => [
  ...decided(madeWhole(document, blocksOf(document.blocks, marksOf(document.blocks), 'field').flat()), 'accept'),
  '',
];
const lines = (of: Structure): string[] => of.flat(3).filter((line) => line.replaceAll('\f', '').trim() !== '');
const printed = (document: DocumentModel): string[] =>
  plainLines(document)
    .map(legalXml)
    .filter((l) => l.trim() !== '');

describe('a comparison as native revisions', () => {
  it('accepted is the new document, refused the old one, line by line and table by table', () => {
    fc.assert(
      fc.property(twoPapers, ([old, next]) => {
        const bytes = redline(old, next);
        expect(decided(bytes, 'accept')).toEqual(structure(next));
        expect(decided(bytes, 'refuse')).toEqual(structure(old));
        // a cover and the signatures are laid out in cells, which plainLines tells as lines
        const laidOut = (document: DocumentModel): boolean => document.blocks.some((b) => b.kind === 'cover' || b.kind === 'signatures');
        if (laidOut(old) || laidOut(next)) return;
        expect(lines(decided(bytes, 'accept'))).toEqual(printed(next));
        expect(lines(decided(bytes, 'refuse'))).toEqual(printed(old));
      }),
      randomRuns(80),
    );
  }, 120_000);

  it('annexes come and go with their pages', () => {
    const listing = (annexes: string): DocumentModel => buildContract(clauses('XK-ZL'), licenceInput({ typed: { ...licenceInput().typed, annexes } })).document;
    const [none, certificate, both, said] = ['', '专利证书复印件', '专利证书复印件\n技术资料清单', '专利证书复印件：见登记簿副本。\n技术资料清单'].map(listing);
    for (const [old, next] of [
      [none!, both!],
      [both!, none!],
      [certificate!, both!],
      [both!, said!],
    ] as const) {
      const bytes = redline(old, next);
      expect(decided(bytes, 'accept')).toEqual(structure(next));
      expect(decided(bytes, 'refuse')).toEqual(structure(old));
    }
  });

  it('an article and a clause put elsewhere are native moves, a heading in other words a revision; renumbering is none', () => {
    const set = clauses('XK-ZL');
    const flat = set.articles.map((a) => [headingId(a.id), ...a.clauses.map((c) => c.id)]);
    const at = (id: string): number => set.articles.findIndex((a) => a.id === id);
    const [article] = flat.splice(at('dispute'), 1);
    flat.splice(at('fee'), 0, article!);
    const order = flat.flat().filter((id) => id !== 'grant.sublicense');
    order.splice(order.indexOf('breach.licensor') + 1, 0, 'grant.sublicense');
    const [old, next] = [set, arranged(set, { order, headings: { breach: '违约及其责任' } })].map((s) => buildContract(s, licenceInput()).document);
    const bytes = redline(old!, next!);
    expect(decided(bytes, 'accept')).toEqual(structure(next!));
    expect(decided(bytes, 'refuse')).toEqual(structure(old!));
    expect(Object.keys(marksIn(bytes)).toSorted()).toEqual(expect.arrayContaining(['moveFrom', 'moveTo']));
    const { changes } = summaryOf(old!, next!);
    const told = changes.map((c) => `${c.how} ${c.pieces.map((p) => p.text).join('')}`.slice(0, 14));
    expect(told).toContain('moved 争议的解决');
    expect(told.some((x) => x.startsWith('moved 甲方不得许可'))).toBe(true);
    expect(told).toContain('changed 违约及其责任');
  });

  it('marks nothing where nothing changed', () => {
    fc.assert(
      fc.property(twoPapers, ([old]) => {
        expect(marksIn(redline(old, { ...old, header: '讨论稿 v2' }))).toEqual({});
      }),
      randomRuns(20),
    );
  });
});
