/** A document in a frame that is made once, against the same document made whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../renderer/documents/docx-body.ts';
import { blocksToDocx, madeWhole } from '../../renderer/documents/docx.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { twoPapers } from '../support/random-papers.ts';
import { randomRuns } from '../support/random.ts';
import { clauses } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';
import { parts } from './office.ts';

const same = (document: DocumentModel): void => {
  const [ours, whole] = [blocksToDocx(document), madeWhole(document, bodyOf(document.blocks, document.notes))];
  expect(parts(ours)).toEqual(parts(whole));
  expect(Buffer.from(ours).equals(Buffer.from(whole))).toBe(true);
};

const words = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('示例合同', 'a <b> & "c"', '$& $1 $$', 'é', '讨论稿 v3', 'KezhuanPlaceOfTitle', 'KezhuanPlaceOfHeader') },
  { weight: 1, arbitrary: fc.constantFrom('', '两\n行', '\r', '\u0000', ' ') },
);

describe('the frame of a document', () => {
  it('gives the same bytes as a document made whole, whatever was made before it', () => {
    fc.assert(
      fc.property(
        twoPapers,
        fc.record({ title: words, contentId: words, header: words, watermark: fc.constantFrom('', '实训', '讨论稿') }),
        fc.constantFrom(true, false, 'several' as const),
        fc.constantFrom('contract' as const, 'paper' as const),
        ([old, next], marks, pageNumbers, kind) => {
          for (const document of [next, old]) same({ ...document, ...marks, pageNumbers, kind });
        },
      ),
      randomRuns(60),
    );
  });

  it('holds for a contract with notes after one without', () => {
    const { document } = buildContract(clauses('XK-ZL'), licenceInput());
    const notes = [{ clause: document.blocks.find((b) => b.kind === 'clause')!.id, author: '示例经办人', date: '2026-11-22T08:00:00Z', text: '请核对。' }];
    for (const more of [{}, { notes: [] }, { notes }, {}, { title: 'Ａ' }]) same({ ...document, ...more });
  });
});
