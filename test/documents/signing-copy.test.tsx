/** Which file is signed: Word file and PDF have one name, and the screens say whose pages are counted. */
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { contractFileName, keptDocx } from '../../renderer/documents/contract-docx.ts';
import { contractSays } from '../../renderer/documents/contract-says.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { emptyDealFile } from '../../shared/domain/deal-file.ts';
import { Machine } from '../data/machine.ts';
import { rulesOn } from '../domain/support.ts';
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

  it('waits for what must be mended until the version is locked, and for its number; the PDF is named for the copy it is', async () => {
    const machine = await Machine.make();
    onTestFinished(() => machine.scrap());
    const office = await machine.start();
    await office.open.openWorkspace('work');
    onTestFinished(() => office.store.db().close());
    (await import('../../renderer/app/i18n.ts')).startI18n('zh');
    const { MakeContract } = await import('../../renderer/features/contracts/MakeContract.tsx');
    const shown = (state: 'draft' | 'sent' | 'locked', must: number, contractNo?: string) => {
      const contract = { id: 'c', dealId: 'd', version: 1, kind: 'XK-ZL', state, ...(state === 'draft' ? {} : { lockedHash: '0'.repeat(64) }) };
      const file = {
        ...emptyDealFile({ id: 'd', name: '示例项目' }),
        contracts: [contract],
        signings: contractNo ? [{ id: 's', contractId: 'c', contractNo }] : [],
      };
      const rules = rulesOn('2026-11-22');
      const html = renderToStaticMarkup(<MakeContract file={file} contract={contract} rules={rules} says={contractSays(file, contract, rules)} must={must} />);
      const button = (make: string) => html.match(new RegExp(`<button[^>]*data-make="contract-${make}".*?</button>`))![0];
      const signing = button('signing');
      return { disabled: / disabled=""/.test(signing), why: /title="([^"]*)"/.exec(signing)?.[1] ?? '', pdf: plain(button('pdf')) };
    };
    for (const state of ['draft', 'sent'] as const) {
      expect(shown(state, 2)).toEqual({ disabled: true, why: expect.stringContaining('还有 2 处必须修改'), pdf: '生成 PDF（讨论稿）' });
      expect(shown(state, 0)).toEqual({ disabled: false, why: expect.stringContaining('还没有锁定'), pdf: '生成 PDF（讨论稿）' });
    }
    expect(shown('locked', 2)).toEqual({ disabled: false, why: expect.stringContaining('还没有合同编号'), pdf: '生成 PDF（讨论稿）' });
    expect(shown('locked', 2, 'SL-2026-017')).toEqual({ disabled: false, why: '', pdf: '生成 PDF（签署稿）' });
  });
});
