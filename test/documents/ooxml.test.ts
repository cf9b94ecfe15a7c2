/** Every kind of file this program writes, against the schemas of ECMA-376 as the Open XML SDK knows them. */
import validate from '@ooxml-tools/validate';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { buildPaper } from '../../shared/domain/contract/paper.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { tableToXlsx } from '../../shared/sheet/table-xlsx.ts';
import { twoPapers } from '../support/random-papers.ts';
import { randomRuns } from '../support/random.ts';
import { clauses, CODES, parsed } from './clause-files.ts';
import { everyFile } from './every-file.ts';
import { fullAnswers, kindInput } from './kinds-fixture.ts';
import { licenceInput } from './licence-fixture.ts';
import { parts } from './office.ts';

const faults = async (bytes: Uint8Array, format: 'docx' | 'xlsx' = 'docx'): Promise<string[]> => [
  ...(await validate(bytes, format, 'Office2019')).map((f) => `${f.path?.partUri ?? ''} ${f.path?.xpath ?? ''}: ${f.description}`),
  ...(format === 'docx' ? looseEnds(parts(bytes)) : []),
];

const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map((m) => m[1]!);
const twice = (list: readonly string[]): string[] => list.filter((x, i) => list.indexOf(x) !== i);

/** What the schemas do not ask: that every reference leads somewhere and nothing is named twice. */
function looseEnds(held: Record<string, string>): string[] {
  const body = held['word/document.xml']!;
  const bookmarks = all(body, /<w:bookmarkStart [^>]*w:name="([^"]+)"/g);
  const related = held['word/_rels/document.xml.rels']!;
  return [
    ...twice(bookmarks).map((x) => `bookmark twice: ${x}`),
    ...twice(all(body, /<w:bookmarkStart [^>]*w:id="([^"]+)"/g)).map((x) => `bookmark id twice: ${x}`),
    ...twice(all(body, /<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange) w:id="([^"]+)"/g)).map((x) => `revision id twice: ${x}`),
    ...all(body, /w:anchor="([^"]+)"/g)
      .filter((x) => !bookmarks.includes(x))
      .map((x) => `no bookmark ${x}`),
    ...all(body, / r:(?:id|embed)="([^"]+)"/g)
      .filter((x) => !related.includes(`Id="${x}"`))
      .map((x) => `no relation ${x}`),
    ...all(related, /Target="([^"]+)"/g)
      .filter((x) => held[`word/${x}`] === undefined)
      .map((x) => `no part ${x}`),
    ...all(held['[Content_Types].xml']!, /PartName="\/([^"]+)"/g)
      .filter((x) => held[x] === undefined)
      .map((x) => `no part ${x}`),
  ];
}
const by = { author: '示例经办人', date: '2026-11-22T08:00:00Z' };
const redline = (old: DocumentModel, next: DocumentModel): Uint8Array => redlineDocx({ old, next, by, title: '修订对照', header: '修订对照' });

/** The file with one of its parts written otherwise. */
const broken = (bytes: Uint8Array, part: string, edit: (xml: string) => string): Uint8Array =>
  zipSync({ ...unzipSync(bytes), [part]: strToU8(edit(parts(bytes)[part]!)) });

const PAPERS = CODES.flatMap((code) => {
  const { set } = parsed(code);
  return set?.flavour === 'paper' ? [{ code, set }] : [];
});
const CONTRACTS = CODES.flatMap((code) => {
  const { set } = parsed(code);
  return set?.flavour === 'contract' ? [{ code, set }] : [];
});

describe('the schema of Office files', () => {
  it.each(CONTRACTS)(
    'holds for a contract of kind $code: draft, signing copy, and the comparison with nothing answered',
    async ({ set }) => {
      const full = buildContract(set, kindInput(set)).document;
      const signing = buildContract(set, kindInput(set, {}, { copy: 'signing', contractNo: '示例-1', watermark: '示例' })).document;
      const bare = buildContract(set, kindInput(set, {}, { typed: {} })).document;
      const notes = full.blocks
        .flatMap((b) => (b.kind === 'clause' ? [{ clause: b.id, author: '示例经办人', date: by.date, text: '请核对。\n第二行。' }] : []))
        .slice(0, 2);
      for (const bytes of [blocksToDocx({ ...full, notes }), blocksToDocx(signing), blocksToDocx(bare), redline(bare, full)])
        expect(await faults(bytes)).toEqual([]);
    },
    120_000,
  );

  it.each(PAPERS)(
    'holds for the paper $code',
    async ({ set }) => {
      const { sources } = licenceInput();
      for (const typed of [{}, fullAnswers({ ...clauses('XK-ZL'), steps: set.steps })])
        expect(await faults(blocksToDocx(buildPaper(set, { typed, sources, watermark: '示例' }).document))).toEqual([]);
    },
    60_000,
  );

  it('holds for random papers and their comparisons', async () => {
    await fc.assert(
      fc.asyncProperty(twoPapers, async ([old, next]) => {
        expect(await faults(redline(old, next))).toEqual([]);
        expect(await faults(blocksToDocx({ ...next, watermark: '实训' }))).toEqual([]);
      }),
      randomRuns(12),
    );
  }, 240_000);

  it('holds for a file of every other maker: papers, minutes, notice, worksheets, tables, a filing', async () => {
    const found: Record<string, string[]> = {};
    for (const [name, bytes] of Object.entries(await everyFile())) {
      const format = /\.(docx|xlsx)$/.exec(name)?.[1];
      if (format) found[name] = await faults(bytes, format as 'docx' | 'xlsx');
    }
    expect(Object.keys(found).length).toBeGreaterThan(12);
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
  }, 120_000);

  it('holds for a table with text that reads like a formula', async () => {
    const columns = (['text', 'money', 'number', 'day'] as const).map((kind) => ({ header: kind, width: 12, kind }));
    const table = { title: '台账', sheet: '台账', columns, rows: [['=1+1', '1500000.00', '3', '2026-11-22']], contentId: 'x', band: '示例' };
    const bytes = tableToXlsx(table);
    expect(await faults(bytes, 'xlsx')).toEqual([]);
    // the checker reads spreadsheets too, not only Word files
    expect(
      await faults(
        broken(bytes, 'xl/worksheets/sheet1.xml', (xml) => xml.replace('<sheetData>', '<sheetDatum/><sheetData>')),
        'xlsx',
      ),
    ).not.toEqual([]);
    const entries = (['text', 'money', 'number', 'day', 'rate', 'whole'] as const).map((kind) => ({
      header: kind,
      width: 12,
      kind,
      entry: { prompt: '提示 & “话”' },
    }));
    const chosen = { header: '选项', width: 12, kind: 'text' as const, entry: { oneOf: ['一次总算、一次总付', 'Lump sum, at once'] } };
    const list = {
      title: '清单',
      sheet: '清单',
      columns: [...entries, chosen],
      rows: [],
      contentId: 'x',
      band: '示例',
      fillIn: { rows: 1000, lists: '候选值' },
    };
    expect(await faults(tableToXlsx({ ...list, second: { sheet: '选项', columns, rows: [] } }), 'xlsx')).toEqual([]);
  });

  it('finds what is broken: a wrong order, an unknown element, an id twice, a reference to nothing', async () => {
    const [{ set }] = CONTRACTS as [(typeof CONTRACTS)[number]];
    const good = blocksToDocx(buildContract(set, kindInput(set)).document);
    const body = 'word/document.xml';
    const edits: ((xml: string) => string)[] = [
      (xml) => xml.replace(/(<w:pStyle [^>]*\/>)(<w:keepNext\/>)/, '$2$1'),
      (xml) => xml.replace('<w:tblGrid>', '<w:tblGird/><w:tblGrid>'),
      (xml) => xml.replace(/(<w:bookmarkStart w:name=")_Toc000002"/, '$1_Toc000001"'),
      (xml) => xml.replace(/w:anchor="[^"]+"/, 'w:anchor="_Toc999999"'),
      (xml) => xml.replace('w:val="center"', 'w:val="middle"'),
    ];
    for (const edit of edits) {
      const bad = broken(good, body, edit);
      expect(parts(bad)[body], String(edit)).not.toBe(parts(good)[body]);
      expect(await faults(bad), String(edit)).not.toEqual([]);
    }
  });
});
