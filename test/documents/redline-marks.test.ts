/** A comparison made in the 示例库 says so on every page, whatever is decided on its revisions; a file that answers no version says what it is. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import type { RevisedText } from '../../shared/domain/redline/clauses.ts';
import { summaryOf } from '../../shared/domain/redline/summary.ts';
import { clausesFor } from '../../renderer/documents/clauses.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { blocksToPrintDocument } from '../../renderer/documents/print-page.tsx';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { paperOfVersion, redlineOf } from '../../renderer/documents/redline-input.ts';
import { summaryPaper } from '../../renderer/documents/redline-paper.ts';
import { readRevised } from '../../renderer/documents/revised/read-revised.ts';
import { unknownFile } from '../../renderer/features/contracts/back-in/unknown-file.ts';
import { r017, rulesOn } from '../domain/support.ts';
import { licenceInput } from './licence-fixture.ts';
import { parts } from './office.ts';

const file = r017();
const version = (n: number, signPlace: string) => {
  const contract: Contract = { id: `c${n}`, dealId: file.deal.id, version: n, kind: 'XK-ZL', state: 'draft', fields: { signPlace } };
  return { contract, paper: paperOfVersion(file, contract, rulesOn('2026-11-22'))! };
};
const [old, next] = [version(1, '广东省广州市'), version(2, '广东省珠海市')];
const compared = (watermark: string) => redlineOf(file, old, next, '2026-11-22T08:00:00.000Z', watermark);
const headers = (bytes: Uint8Array): string[] => Object.entries(parts(bytes)).flatMap(([name, xml]) => (/^word\/header\d+\.xml$/.test(name) ? [xml] : []));

describe('the mark of the 示例库 on a comparison', () => {
  it('is in every header of the Word file, beside no revision, and the content stays the same content', () => {
    const marked = headers(redlineDocx(compared('示例')));
    expect(marked.length).toBeGreaterThan(0);
    for (const xml of marked) {
      expect(xml).toMatch(/<v:textpath[^>]*string="示例"/);
      expect(xml).toContain('示例 · 修订对照');
      expect(xml).not.toMatch(/<w:(ins|del|moveFrom|moveTo) /);
    }
    expect(headers(redlineDocx(compared(''))).join('')).not.toContain('示例');
    expect(compared('示例').next.contentId).toBe(next.paper.contentId);
  });

  it('is on every page of the summary', () => {
    const summary = summaryOf(old.paper, next.paper);
    const printed = (watermark: string) => renderToStaticMarkup(blocksToPrintDocument(summaryPaper(compared(watermark), summary).paper));
    expect(printed('实训')).toContain('data-watermark="实训"');
    expect(printed('')).not.toContain('data-watermark');
  });
});

describe('a file that answers no version of the deal', () => {
  const read = (kind: string): RevisedText => {
    const made = readRevised(blocksToDocx(buildContract(clausesFor({ kind }), licenceInput()).document));
    if (!made.ok) throw new Error(made.error.key);
    return made.value;
  };
  const licence = next.contract;

  it('is ours where it carries a content id, in its properties or above its pages', () => {
    const { contentId: _, ...marked } = read('XK-ZL');
    const { mark: __, ...bare } = marked;
    expect([read('XK-ZL'), marked, bare].map((f) => unknownFile(f, licence).ours)).toEqual([true, true, false]);
  });

  it('is told by its title, and told apart from a version of another kind', () => {
    expect(unknownFile(read('XK-ZL'), licence)).toEqual({ ours: true, kind: '专利实施许可合同', differs: false });
    expect(unknownFile(read('KF-WT'), licence)).toEqual({ ours: true, kind: '技术开发（委托）合同', differs: true });
    // only a title names a kind, not a sentence that speaks of one
    const line = { before: '', number: '', place: 'body' as const, touches: [], remarks: [], fonts: [], hidden: false };
    expect(unknownFile({ lines: [{ ...line, text: '双方另行订立技术服务合同。' }], unread: [] }, licence)).toEqual({ ours: false, kind: '', differs: false });
  });
});
