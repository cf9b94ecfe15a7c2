/** One file of every maker of .docx, .xlsx, .csv and .zip this program has, by name. */
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { formDocument } from '../../renderer/documents/filing-pack.ts';
import { leaveSiteDocument } from '../../renderer/documents/leave-site.ts';
import { minutesDocx } from '../../renderer/documents/minutes-docx.ts';
import { noticeDocx } from '../../renderer/documents/notice-docx.ts';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { summaryPaper } from '../../renderer/documents/redline-paper.ts';
import { tableToCsv, tableToXlsx, type TableExport } from '../../shared/sheet/table-xlsx.ts';
import { worksheetDocx } from '../../renderer/documents/worksheet-docx.ts';
import { worksheetXlsx } from '../../renderer/documents/worksheet-xlsx.ts';
import { figuresOf } from '../../renderer/features/valuation/compute.ts';
import { noteOf } from '../../renderer/features/valuation/note.ts';
import { bookOf } from '../../renderer/features/valuation/workbook.ts';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { listColumns } from '../../electron/cli/draft-list.ts';
import { templateOf } from '../../electron/cli/draft-sheets.ts';
import { loadWords } from '../../electron/cli/resources.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { buildPaper } from '../../shared/domain/contract/paper.ts';
import { summaryOf } from '../../shared/domain/redline/summary.ts';
import { isRefusal, type Refusal, type Result } from '../../shared/result.ts';
import { APPRAISAL_SHEET, DEAL_FILE, WITH_METHODS, chineseWords } from '../valuation/worksheet-rows.ts';
import { clauses, parsed } from './clause-files.ts';
import { kindInput } from './kinds-fixture.ts';
import { paperSources, typedFor } from './papers-fixture.ts';
import { MINUTES, NOTICE, PACK, SHEET } from './small-papers-fixture.ts';

const good = <T>(made: Result<T, { key: string }>): T => {
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
const sure = <T extends object>(found: T | Refusal): T => {
  if (isRefusal(found)) throw new Error(JSON.stringify(found));
  return found;
};

const WATERMARK = '示例';
const DAY = '2026-11-22T08:00:00Z';
/** One white dot. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

function contractFiles(): Record<string, Uint8Array> {
  const set = clauses('ZR-RG');
  const full = buildContract(set, kindInput(set)).document;
  const bare = buildContract(set, kindInput(set, {}, { typed: {} })).document;
  const first = full.blocks.find((b) => b.kind === 'clause')!;
  const notes = [{ clause: first.id, author: '示例经办人', date: DAY, text: '请核对。\n第二行。' }];
  const redline = { old: bare, next: full, by: { author: '示例经办人', date: DAY }, title: '修订对照', header: '修订对照' };
  return {
    'contract.docx': good(contractDocx(set, kindInput(set, {}, { copy: 'signing', contractNo: '示例-2026-001', signedOn: '2026-11-28' }))).bytes,
    'draft.docx': blocksToDocx({ ...full, watermark: WATERMARK, notes }),
    'redline.docx': redlineDocx(redline),
    'summary.docx': blocksToDocx(summaryPaper({ ...redline, name: '示例_修订对照.docx' }, summaryOf(bare, full)).paper),
  };
}

function paperFiles(): Record<string, Uint8Array> {
  const { set } = parsed('SPB');
  if (set?.flavour !== 'paper') throw new Error('SPB');
  return {
    'approval.docx': blocksToDocx(buildPaper(set, { typed: typedFor('SPB'), sources: paperSources('SPB'), watermark: WATERMARK }).document),
    'minutes.docx': good(minutesDocx(MINUTES)).bytes,
    'notice.docx': good(noticeDocx({ ...NOTICE, watermark: WATERMARK })).bytes,
    'leave.docx': blocksToDocx(LEAVE),
  };
}

const LEAVE: DocumentModel = leaveSiteDocument({
  dealName: '示例项目',
  contractNo: '示例-2026-001',
  day: '2026-11-28',
  lines: [
    { group: 'seller', what: 'seal', says: '示例农业研究所', state: 'ok', findings: [] },
    { group: 'paper', what: 'pages', says: '', state: 'open', findings: [] },
  ],
  promises: [{ id: 'p', by: '示例经办人', what: '补齐附件', dueOn: '2026-12-01' }],
  words: { line: (l) => l.what, group: (g) => g, state: (s) => s, finding: (f) => f.message.key },
  ourName: '示例农业研究所',
  theirName: '示例种业股份有限公司',
  watermark: '',
});

async function worksheetFiles(): Promise<Record<string, Uint8Array>> {
  const words = await chineseWords();
  const note = noteOf(words, DEAL_FILE, WITH_METHODS, sure(figuresOf(WITH_METHODS)), WATERMARK);
  // what the screen draws, drawn: the first of them, the others leave their captions
  const first = note.blocks.find((b) => b.kind === 'picture');
  const drawn = note.blocks.map((b) => (b === first && b.kind === 'picture' ? { ...b, png: DOT } : b));
  return {
    'worksheet.docx': good(worksheetDocx(SHEET)).bytes,
    'note.docx': blocksToDocx({ ...note, blocks: drawn }),
    'worksheet.xlsx': worksheetXlsx(sure(bookOf(words, DEAL_FILE, WITH_METHODS, sure(figuresOf(WITH_METHODS))))),
    'appraisal.xlsx': worksheetXlsx(sure(bookOf(words, DEAL_FILE, APPRAISAL_SHEET, sure(figuresOf(APPRAISAL_SHEET))))),
  };
}

async function tableFiles(): Promise<Record<string, Uint8Array>> {
  const set = clauses('KF-WT');
  const list: TableExport = {
    title: '清单',
    sheet: '清单',
    columns: [
      { header: '合同编号', width: 18, kind: 'text' },
      { header: '合同金额（元）', width: 16, kind: 'money' },
      { header: '签订日期', width: 13, kind: 'day' },
    ],
    rows: [['示例-2026-001', '1500000.00', '2026-11-28']],
    contentId: 'x',
    band: WATERMARK,
  };
  return {
    'table.xlsx': tableToXlsx(list),
    'table.csv': tableToCsv(list),
    'list.xlsx': tableToXlsx(templateOf(set, listColumns(set, 'zh'), await loadWords('zh'))),
  };
}

/** By name, its end says what it is. */
export async function everyFile(): Promise<Record<string, Uint8Array>> {
  return { ...contractFiles(), ...paperFiles(), ...(await worksheetFiles()), ...(await tableFiles()), 'form.docx': blocksToDocx(formDocument(PACK)) };
}
