/** 批注 to the other side stand in the margin of a draft's Word file; those of the house stand in no part of any file. */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../../renderer/documents/contract-input.ts';
import { keptDocx } from '../../renderer/documents/contract-docx.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { ClauseNote, Contract } from '../../shared/domain/contract.ts';
import { emptyDealFile } from '../../shared/domain/deal-file.ts';
import { clauses } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';
import { convert } from './office.ts';

const contract: Contract = { id: 'c', dealId: 'd', version: 2, kind: 'XK-ZL', state: 'draft' };
const note = (id: string, more: Partial<ClauseNote>): ClauseNote => ({
  id,
  dealId: 'd',
  contractId: 'c',
  clauseId: 'grant.territory',
  audience: 'other',
  by: '示例经理',
  writtenOn: '2026-05-01T02:00:00.000Z',
  text: `示例批注${id}`,
  ...more,
});
const NOTES = [
  note('对方看', {}),
  note('同一条\n第二行', {}),
  note('内部', { audience: 'internal' }),
  note('没有说给谁', { audience: undefined }),
  note('已办结', { settledOn: '2026-05-02' }),
  note('移走', { archived: true }),
  note('别的版本', { contractId: 'other' }),
  note('没有的条款', { clauseId: 'none.such' }),
];
const file = { ...emptyDealFile({ id: 'd' }), contracts: [contract], clauseNotes: NOTES };
const { text } = buildContract(clauses('XK-ZL'), licenceInput());
function partsOf(copy: 'draft' | 'signing'): Record<string, string> {
  const made = keptDocx(text, { ...marksOf(file, contract, copy, ''), contractNo: 'SL-1' });
  if (!made.ok) throw new Error(made.error.key);
  return Object.fromEntries(Object.entries(unzipSync(made.value.bytes)).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

describe('notes to a clause', () => {
  it('hang on their clause in the draft, with who and when', () => {
    const parts = partsOf('draft');
    expect(parts['word/comments.xml']).toMatch(/w:author="示例经理"[^>]*w:date="2026-05-01T02:00:00.000Z"[\s\S]*示例批注对方看/);
    const [, commented] = /<w:commentRangeStart w:id="0"\/>([\s\S]*?)<w:commentRangeEnd w:id="0"\/>/.exec(parts['word/document.xml']!)!;
    expect(commented!.replace(/<[^>]+>/g, '')).toContain('许可地域');
    expect(parts['word/_rels/document.xml.rels']).toContain('Target="comments.xml"');
    expect(parts['[Content_Types].xml']).toContain('/word/comments.xml');
  });

  it('that are not for the other side stand in no part, and none at all in the signing copy', () => {
    for (const [path, xml] of Object.entries(partsOf('draft')))
      for (const word of ['内部', '没有说给谁', '已办结', '移走', '别的版本', '没有的条款'])
        expect(xml.includes(`示例批注${word}`), `${path}: ${word}`).toBe(false);
    const signing = partsOf('signing');
    expect(Object.keys(signing)).not.toContain('word/comments.xml');
    expect(Object.values(signing).join('')).not.toContain('示例批注');
  });

  it('are read by LibreOffice as annotations', () => {
    const made = keptDocx(text, marksOf(file, contract, 'draft', ''));
    if (!made.ok) throw new Error(made.error.key);
    const content = readFileSync(convert(made.value.bytes, 'docx', 'fodt'), 'utf8');
    const annotations = [...content.matchAll(/<office:annotation [\s\S]*?<\/office:annotation>/g)].map((m) =>
      m[0].replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    );
    expect(annotations).toHaveLength(2);
    for (const words of [/示例经理 .*示例批注对方看/, /示例经理 .*示例批注同一条 第二行/]) expect(annotations).toContainEqual(expect.stringMatching(words));
  });
});
