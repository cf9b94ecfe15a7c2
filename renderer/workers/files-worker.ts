/** Files off the window's thread: opening a sheet, the dry run of an import, a foreign contract's text, a table to Excel. */
import { proposeFromText, type ContractProposal } from '../../shared/domain/contract/proposal.ts';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { planImport, type ImportPlan } from '../../shared/domain/import/plan.ts';
import { matchTemplate, recogniseTemplate, TEMPLATES, type Mapping, type Match, type TemplateName } from '../../shared/domain/import/templates.ts';
import { ok, type Result } from '../../shared/result.ts';
import { rulesAt } from '../data/rules.ts';
import type { DocumentError } from '../documents/document-error.ts';
import type { ReadTable } from '../documents/read-table.ts';
import type { TableExport } from '../documents/table-xlsx.ts';

export type OpenedTable = Omit<ReadTable, 'lines'> & { count: number; head: ReadTable['lines']; match: Match | null };
export type ReadContract = { text: string; pages: number | null; tracked: boolean; hidden: boolean; scannedPages: number[]; contentId?: string; proposal: ContractProposal; findings: Finding[] };

/** What can be asked, and what each answers. */
export type FileWork = {
  /** the sheet stays in the worker for the plan that follows */
  open: { ask: { bytes: Uint8Array; sheet?: string; template?: TemplateName }; answer: Result<OpenedTable, DocumentError> };
  plan: { ask: { match: Match; mapping: Mapping; keys: string[]; names: string[] }; answer: ImportPlan };
  contract: { ask: { bytes: Uint8Array; us?: string; contractId: string }; answer: Result<ReadContract, DocumentError> };
  export: { ask: { table: TableExport }; answer: Uint8Array };
};
export type FileKind = keyof FileWork;
export type FileRequest = { [K in FileKind]: { call: number; kind: K; ask: FileWork[K]['ask'] } }[FileKind];
export type FileReply = { call: number; answer: unknown } | { call: number; failed: string } | { call: number; progress: [number, number] };

const HEAD = 20;
let lines: ReadTable['lines'] = [];
const tell = (reply: FileReply): void => postMessage(reply);

async function open({ bytes, sheet, template }: FileWork['open']['ask'], call: number): Promise<FileWork['open']['answer']> {
  const { readTable } = await import('../documents/read-table.ts');
  const read = readTable(bytes, { ...(sheet === undefined ? {} : { sheet }), onRows: (n) => tell({ call, progress: [n, 0] }) });
  if (!read.ok) return read;
  lines = read.value.lines;
  const match = (template ? matchTemplate(lines, TEMPLATES[template]) : recogniseTemplate(lines)) ?? null;
  const { lines: _all, ...table } = read.value;
  return ok({ ...table, count: lines.length, head: lines.slice(0, HEAD), match });
}

async function contract({ bytes, us, contractId }: FileWork['contract']['ask'], call: number): Promise<FileWork['contract']['answer']> {
  const pdf = bytes[0] === 0x25 && bytes[1] === 0x50;
  const read = pdf ? await readPdf(bytes, call) : await readDocx(bytes);
  if (!read.ok) return read;
  const { text } = read.value;
  return ok({ ...read.value, proposal: proposeFromText(text, us === undefined ? undefined : { name: us }), findings: checkContractText({ contractId, text }, rulesAt()) });
}

type Text = Omit<ReadContract, 'proposal' | 'findings'>;

async function readPdf(bytes: Uint8Array, call: number): Promise<Result<Text, DocumentError>> {
  const { readPdfText } = await import('../documents/read-pdf.ts');
  const read = await readPdfText(bytes, { onPage: (done, total) => tell({ call, progress: [done, total] }) });
  return read.ok ? ok({ text: read.value.text, pages: read.value.pageCount, tracked: false, hidden: false, scannedPages: read.value.scannedPages }) : read;
}

async function readDocx(bytes: Uint8Array): Promise<Result<Text, DocumentError>> {
  const { readDocxText } = await import('../documents/read-docx.ts');
  const read = readDocxText(bytes);
  if (!read.ok) return read;
  const { text, tracked, hidden, contentId } = read.value;
  return ok({ text, pages: null, tracked, hidden, scannedPages: [], ...(contentId ? { contentId } : {}) });
}

async function answer(request: FileRequest): Promise<unknown> {
  const { call } = request;
  switch (request.kind) {
    case 'open': return open(request.ask, call);
    case 'contract': return contract(request.ask, call);
    case 'plan': {
      const { match, mapping, keys, names } = request.ask;
      return planImport(lines, match, mapping, { keys: new Set(keys), names: new Set(names) }, (done, total) => tell({ call, progress: [done, total] }));
    }
    case 'export': return (await import('../documents/table-xlsx.ts')).tableToXlsx(request.ask.table);
  }
}

addEventListener('message', (e: MessageEvent<FileRequest>) => {
  const { call } = e.data;
  answer(e.data).then((a) => tell({ call, answer: a }), (error: unknown) => tell({ call, failed: error instanceof Error ? error.message : String(error) }));
});
