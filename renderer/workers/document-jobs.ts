/** What the documents worker can do. Runs equally on a page or in Node, so tests need no worker. */
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import type { ContractText, Marks } from '../../shared/domain/contract/text.ts';
import type { ImportPlan } from '../../shared/domain/import/plan.ts';
import { planImport } from '../../shared/domain/import/plan.ts';
import type { Mapping, Match } from '../../shared/domain/import/templates.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { OurLine, RevisedText, TheirLine } from '../../shared/domain/redline/clauses.ts';
import type { ValuedCard } from '../../shared/domain/redline/cards-values.ts';
import type { ContractFile } from '../documents/contract-docx.ts';
import { contractDocx, keptDocx } from '../documents/contract-docx.ts';
import type { DocumentError } from '../documents/document-error.ts';
import { blocksToDocx } from '../documents/docx.ts';
import { redlineDocx, type Redline } from '../documents/redline-docx.ts';
import type { Inspected } from '../documents/inspect-file.ts';
import type { ReadContract } from '../documents/read-contract.ts';
import { readContract } from '../documents/read-contract.ts';
import type { ReadTable } from '../documents/read-table.ts';
import { readTable } from '../documents/read-table.ts';
import type { TableExport } from '../../shared/sheet/table-xlsx.ts';
import { tableToCsv, tableToXlsx } from '../../shared/sheet/table-xlsx.ts';
import type { WorksheetBook } from '../documents/worksheet-xlsx.ts';
import { worksheetXlsx } from '../documents/worksheet-xlsx.ts';

export type Progress = { done: number; /** undefined where the end is not known yet */ total?: number };

export type DocumentJob =
  | { kind: 'contract'; set: ClauseSet; input: ContractInput }
  | { kind: 'kept-contract'; text: ContractText; marks: Marks }
  | { kind: 'docx'; document: DocumentModel }
  | { kind: 'redline'; redline: Redline }
  | { kind: 'table-xlsx'; table: TableExport }
  | { kind: 'worksheet-xlsx'; book: WorksheetBook }
  | { kind: 'table-csv'; table: TableExport }
  | { kind: 'read-contract'; bytes: Uint8Array; name: string }
  | { kind: 'read-revised'; bytes: Uint8Array }
  | { kind: 'compare-revised'; ours: readonly OurLine[]; theirs: readonly TheirLine[]; set: ClauseSet; own: Readonly<Record<string, string>> }
  | { kind: 'inspect-file'; bytes: Uint8Array; name: string }
  | { kind: 'pdf-pictures'; bytes: Uint8Array }
  | { kind: 'read-table'; bytes: Uint8Array; name?: string; sheet?: string }
  | {
      kind: 'plan-import';
      table: ReadTable;
      match: Match;
      mapping: Mapping;
      keys: readonly string[];
      names: readonly string[];
      today: string;
      taken: readonly number[];
    };

type Outcomes = {
  contract: ContractFile;
  'kept-contract': ContractFile;
  docx: Uint8Array<ArrayBuffer>;
  redline: Uint8Array<ArrayBuffer>;
  'table-xlsx': Uint8Array<ArrayBuffer>;
  'worksheet-xlsx': Uint8Array<ArrayBuffer>;
  'table-csv': Uint8Array;
  'read-contract': ReadContract;
  'read-revised': RevisedText;
  'compare-revised': ValuedCard[];
  'inspect-file': Inspected;
  'pdf-pictures': Blob[];
  'read-table': ReadTable;
  'plan-import': ImportPlan;
};
export type JobResult<J extends DocumentJob> = Result<Outcomes[J['kind']], DocumentError>;

export type JobTools = { onProgress?: (progress: Progress) => void };

export async function doJob<J extends DocumentJob>(job: J, tools: JobTools = {}): Promise<JobResult<J>> {
  return (await perform(job, tools)) as JobResult<J>;
}

async function perform(job: DocumentJob, { onProgress }: JobTools): Promise<Result<Outcomes[keyof Outcomes], DocumentError>> {
  switch (job.kind) {
    case 'contract':
      return contractDocx(job.set, job.input);
    case 'kept-contract':
      return keptDocx(job.text, job.marks);
    case 'docx':
      return ok(blocksToDocx(job.document));
    case 'redline':
      return ok(redlineDocx(job.redline));
    case 'table-xlsx':
      return ok(tableToXlsx(job.table));
    case 'worksheet-xlsx':
      return ok(worksheetXlsx(job.book));
    case 'table-csv':
      return ok(tableToCsv(job.table));
    case 'read-contract':
      return readContract(job.bytes, { name: job.name, onPage: (done, total) => onProgress?.({ done, total }) });
    case 'read-revised': {
      const { readRevised } = await import('../documents/revised/read-revised.ts');
      return readRevised(job.bytes);
    }
    case 'compare-revised': {
      const { compareRevised } = await import('../documents/revised/compare-revised.ts');
      return ok(compareRevised(job.ours, job.theirs, job.set, job.own));
    }
    case 'inspect-file': {
      const { inspectFile } = await import('../documents/inspect-file.ts');
      return inspectFile(job.bytes, job.name);
    }
    case 'pdf-pictures': {
      const { drawPdf } = await import('../documents/draw-pdf.ts');
      return drawPdf(job.bytes, (done, total) => onProgress?.({ done, total }));
    }
    case 'read-table':
      return readTable(job.bytes, { name: job.name, sheet: job.sheet, onRows: (done) => onProgress?.({ done }) });
    case 'plan-import': {
      const existing = { keys: new Set(job.keys), names: new Set(job.names), today: job.today, taken: new Set(job.taken) };
      return ok(planImport(job.table.lines, job.match, job.mapping, existing, (done, total) => onProgress?.({ done, total })));
    }
    default:
      return assertNever(job);
  }
}
