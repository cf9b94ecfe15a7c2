/** From a frozen form to a pack on disk: the papers are made and kept in the vault, then everything is written where the person chooses. */
import { latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import { formLines, type FilledForm } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { ProducedDocument } from '../../../shared/domain/contract.ts';
import { make } from '../../../shared/domain/edit.ts';
import { isRefusal, refuse, type Refusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { commit } from '../../data/commit.ts';
import { writePack, type WrittenPack } from '../../data/pack.ts';
import { newId } from '../../data/store.ts';
import { storeFile } from '../../data/vault.ts';
import { formCsv, formDocument, formJson, LIST_FILE, packPlan, type PackInput, type PackSource } from '../../documents/filing-pack.ts';
import { docxOf } from '../../documents/make.ts';
import { pdfOf } from '../../documents/print-pdf.tsx';
import { notePack } from './edit-filing.ts';
import { packFiles, type MadeSource } from './pack-files.ts';

type Watch = { report: (done: number, total?: number | null) => void; signal: AbortSignal };
export type PackMade = { written: WrittenPack; textMissing: boolean; gaps: number };
type Of = { file: DealFile; filing: Filing; form: FilledForm; rules: RuleBook; watermark: string };

const inputOf = ({ file, filing, form, watermark }: Of): PackInput => ({
  projectName: filing.form?.['projectName'] ?? '',
  contractNo: latestSigning(file)?.contractNo ?? '',
  frozenHash: filing.frozenHash ?? '',
  version: filing.version ?? 1,
  rulePack: filing.rulePack ?? '',
  watermark,
  fields: formLines(form),
});

/** The form in its four shapes. */
async function formFiles(input: PackInput): Promise<MadeSource[]> {
  const document = formDocument(input);
  return [
    { kind: 'form', name: '登记表.docx', bytes: await docxOf(document) },
    { kind: 'form', name: '登记表.pdf', bytes: await pdfOf(document) },
    { kind: 'form', name: '登记表.json', bytes: new TextEncoder().encode(formJson(input)) },
    { kind: 'table', name: '逐栏填报表.csv', bytes: formCsv(input) },
  ];
}

/** Null where the person gave it up. Refused without a signed scan, with a file that is gone or damaged, or where the disk takes no more. */
export async function makePack(of: Of, as: 'folder' | 'zip', { report, signal }: Watch): Promise<PackMade | null | Refusal> {
  const { file, filing, rules, watermark } = of;
  const input = inputOf(of);
  const { kept, made, textMissing, gaps } = await packFiles(file, filing, rules, watermark);
  // before anything is made: without the scan there is no pack
  if (!kept.some((s) => s.kind === 'contract')) return refuse('filing.noScan', { field: 'scanIds', source: '科技部火炬中心 2021-01-13 答复' });
  const stored: PackSource[] = [];
  const rows: ProducedDocument[] = [];
  for (const { bytes, ...source } of [...(await formFiles(input)), ...made]) {
    if (signal.aborted) return null;
    stored.push({ ...source, ...(await keep(source.name, bytes, of, rows)) });
  }
  const plan = packPlan(input, [...stored, ...kept]);
  if (!plan.ok) return refuse(`documents.${plan.error.key}`, { params: plan.error.params ?? {} });
  const list = await keep(LIST_FILE, new TextEncoder().encode(plan.value.list), of, rows);
  const noted = await commit({ intent: 'filing.packFile', note: plan.value.name }, async (read) => {
    // the same content made again is the file that is there
    const known = new Set((await read.by('documents', 'sourceId', filing.id)).map((d) => d.hash));
    return rows.filter((row) => !known.has(row.hash)).map((row) => make('documents', row));
  });
  if (isRefusal(noted)) return noted;
  const files = [{ name: LIST_FILE, hash: list.sha256 }, ...plan.value.entries.map((e) => ({ name: e.name, hash: e.sha256 }))];
  const written = await writePack({ as, name: plan.value.name, files }, { report, signal });
  if (written === null || isRefusal(written)) return written;
  const done = await notePack(filing.id, list.sha256);
  return isRefusal(done) ? done : { written, textMissing, gaps };
}

/** Into the vault, with the row that says from what it was made. */
async function keep(name: string, bytes: Uint8Array, { file, filing }: Of, rows: ProducedDocument[]): Promise<{ sha256: string; size: number }> {
  const stored = await storeFile({ name, bytes });
  if (!stored) throw new Error('the file was not stored');
  rows.push({
    id: newId(),
    dealId: file.deal.id,
    kind: name === '登记表.docx' ? 'filing-form' : 'filing-pack',
    name,
    hash: stored.hash,
    contentId: filing.frozenHash ?? '',
    sourceTable: 'filings',
    sourceId: filing.id,
    madeOn: new Date().toISOString(),
    size: stored.size,
    mime: stored.mime,
  });
  return { sha256: stored.hash, size: stored.size };
}
