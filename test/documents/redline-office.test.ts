import { describe, expect, it } from 'vitest';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { Block, DocumentModel, Run } from '../../shared/domain/contract/blocks.ts';
import { articleNumber } from '../../shared/domain/contract/fill.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { officeDecides } from '../support/office-revisions.ts';
import { marksIn } from '../support/revisions.ts';
import { clauses } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';

const SET = clauses('XK-ZL');
const by = { author: '示例经办人', date: '2026-11-22T08:00:00Z' };

/** What a round does to a contract: another price, a negation out, a clause reworded, one new, one left out, one moved, an address, a row more. */
function nextRound(old: DocumentModel): DocumentModel {
  const words: [string, string][] = [
    ['1,500,000.00', '1,200,000.00'],
    ['壹佰伍拾万', '壹佰贰拾万'],
    ['不得', ''],
    ['三十日', '二十个工作日'],
    ['佛山市', '珠海市'],
    ['书面通知', '以书面形式并附理由通知'],
  ];
  const reworded = (text: string): string => words.reduce((t, [was, now]) => t.replace(was, now), text);
  const runs = (list: Run[]): Run[] => list.map((r) => ({ ...r, text: reworded(r.text) }));
  const blocks = old.blocks.map((b): Block => {
    if (b.kind === 'clause') return { ...b, runs: runs(b.runs) };
    if (b.kind === 'table') return { ...b, rows: [...b.rows, b.rows[0]!].map((row) => row.map((c) => ({ ...c, runs: runs(c.runs) }))) };
    return b;
  });
  const clauseAt = blocks.flatMap((b, i) => (b.kind === 'clause' ? [i] : []));
  blocks.splice(clauseAt[30]!, 1);
  blocks.splice(clauseAt[8]!, 0, ...blocks.splice(clauseAt[20]!, 1));
  // reworded on the way; LibreOffice gives what follows such a clause its list, so it moves within its article
  const [moved] = blocks.splice(clauseAt[5]!, 1) as [Extract<Block, { kind: 'clause' }>];
  blocks.splice(clauseAt[3]!, 0, { ...moved, runs: moved.runs.map((r) => ({ ...r, text: r.text.replace(/[应当将的]/, '（另行）') })) });
  blocks.splice(clauseAt[3]!, 0, { kind: 'clause', id: 'new', no: '1.9', runs: [{ text: '双方各自承担履行本合同所生的税费。' }] });
  const third = blocks.findIndex((b) => b.kind === 'heading' && b.text.startsWith('第三条'));
  blocks.splice(
    third,
    0,
    { kind: 'heading', id: 'tax', level: 1, text: '第三条 税费' },
    { kind: 'clause', id: 'tax.a', no: '', runs: [{ text: '税费由双方依法各自缴纳。' }] },
  );
  return { ...old, contentId: 'b'.repeat(64), blocks: renumbered(blocks) };
}

/** As a new version is printed: articles and clauses counted again. */
function renumbered(blocks: readonly Block[]): Block[] {
  let [article, clause] = [0, 0];
  return blocks.map((b): Block => {
    if (b.kind === 'heading') {
      [article, clause] = [article + 1, 0];
      return { ...b, text: b.text.replace(/^第.{1,4}条/, articleNumber(article)) };
    }
    return b.kind === 'clause' && !b.no.startsWith('（') ? { ...b, no: `${article}.${++clause}` } : b;
  });
}

describe('a comparison in LibreOffice', () => {
  it('accepted reads as the new version, refused as the old one', () => {
    const old = buildContract(SET, licenceInput()).document;
    const next = nextRound(old);
    const bytes = redlineDocx({ old, next, by, title: '修订对照', header: '修订对照' });
    const marks = marksIn(bytes);
    for (const kind of ['ins', 'del', 'moveFrom', 'moveTo']) expect(marks[kind], kind).toBeGreaterThan(0);
    const text = (document: DocumentModel): string[] => officeDecides(blocksToDocx(document), 'accept');
    expect(officeDecides(bytes, 'accept')).toEqual(text(next));
    expect(officeDecides(bytes, 'refuse')).toEqual(text(old));
  }, 180_000);
});
