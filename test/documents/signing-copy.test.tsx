/** Which file is signed: Word file and PDF have one name, and the screens say whose pages are counted. */
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractFileName, keptDocx } from '../../renderer/documents/contract-docx.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { clauses } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';

const { text, document } = buildContract(clauses('XK-ZL'), licenceInput());
const plain = (html: string): string => html.replace(/<[^>]+>/g, '');
beforeAll(async () => (await import('../../renderer/app/i18n.ts')).startI18n('zh'));

describe('the signing copy', () => {
  it('has one name as Word file and as PDF: contract number and version', () => {
    const name = (copy: 'signing' | 'draft') => {
      const marks = { version: 3, copy, watermark: '', ...(copy === 'signing' ? { contractNo: 'SL-2026-017' } : {}) };
      const word = keptDocx(text, marks);
      if (!word.ok) throw new Error(word.error.key);
      expect(contractFileName(text, marks, 'pdf')).toBe(word.value.name.replace(/docx$/, 'pdf'));
      return word.value.name;
    };
    expect(name('signing')).toMatch(/_签署稿 SL-2026-017 v3\.docx$/);
    expect(name('draft')).toMatch(/_讨论稿 v3\.docx$/);
  });

  it('is the PDF where pages are counted, or the file that was brought in', async () => {
    const { PageBasis } = await import('../../renderer/features/signing/PageBasis.tsx');
    expect(plain(renderToStaticMarkup(<PageBasis locked={{ model: document }} />))).toMatch(/锁定版的页数按签署稿 PDF 计.*\.docx/);
    expect(plain(renderToStaticMarkup(<PageBasis locked={{ file: { id: 'a', name: '示例合同.pdf' } }} />))).toMatch(/锁定版的页数按“示例合同\.pdf”计/);
    expect(renderToStaticMarkup(<PageBasis locked={null} />)).toBe('');
  });

  it('made as a Word file says that the PDF is the one to sign', async () => {
    const { WhichToSign } = await import('../../renderer/features/contracts/WhichToSign.tsx');
    const said = (...kinds: string[]) => plain(renderToStaticMarkup(<WhichToSign kinds={kinds} />));
    expect(said('contract-signing', 'contract-signing-pdf')).toMatch(/签署请打印 PDF.*\.docx/);
    expect(said('contract-draft', 'contract-signing-pdf')).toBe('');
  });
});
