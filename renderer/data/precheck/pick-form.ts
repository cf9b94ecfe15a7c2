/** A form chosen from a file or dropped with its contract: JSON, or a sheet with the names of its fields. It is read, looked at, and not kept. */
import type { RegisterForm } from '../../../shared/domain/codes.ts';
import { formInJson, strangeField, type FormFile } from '../../../shared/domain/precheck/form-file.ts';
import { formInSheet } from '../../../shared/domain/precheck/form-sheet.ts';
import { runDocument } from '../../workers/documents.ts';
import { discardFiles } from '../discard-file.ts';
import { pickFiles, readVaultFile, tooBig } from '../vault.ts';

export type PickedForm = { name: string; handed: FormFile };
/** `refused`: key of the words, with what they name. */
type NotRead = { refused: string; params?: Record<string, string | number> };

/** Null where the person changes their mind. */
export async function pickForm(form: RegisterForm): Promise<PickedForm | NotRead | null> {
  const [file] = await pickFiles(['any']);
  if (!file) return null;
  try {
    return await formIn(file, () => readVaultFile(file.hash), form);
  } finally {
    await discardFiles([file]);
  }
}

/** What a form is kept in, by its name: it may be dropped together with its contract. */
export const mayBeForm = ({ name }: Pick<File, 'name'>): boolean => /\.(json|xlsx|xls|csv)$/i.test(name);

/** A form that was dropped on the window. */
export const droppedForm = (file: File, form: RegisterForm): Promise<PickedForm | NotRead> =>
  formIn(file, async () => new Uint8Array(await file.arrayBuffer()), form);

async function formIn(file: { name: string; size: number }, bytes: () => Promise<Uint8Array>, form: RegisterForm): Promise<PickedForm | NotRead> {
  const big = tooBig(file);
  if (big) return { refused: 'refusal:file.tooBig', ...(big.params ? { params: big.params } : {}) };
  const read = await readForm(file.name, await bytes(), form);
  if ('refused' in read) return read;
  const strange = strangeField(read.form, form);
  return strange === undefined ? { name: file.name, handed: read } : { refused: 'cli:notAField', params: { name: strange } };
}

const NO_FORM: NotRead = { refused: 'precheck:lines.noFields' };

async function readForm(name: string, bytes: Uint8Array, form: RegisterForm): Promise<FormFile | NotRead> {
  if (/\.json$/i.test(name)) return formInJson(parsed(bytes)) ?? NO_FORM;
  const table = await runDocument({ kind: 'read-table', bytes, name });
  if (!table.ok) return { refused: `documents:error.${table.error.key}`, ...(table.error.params ? { params: table.error.params } : {}) };
  const found = formInSheet(
    table.value.lines.map((l) => l.cells),
    form,
  );
  if (!found) return NO_FORM;
  const [strange] = found.strange;
  return strange === undefined ? { form: found.values } : { refused: 'cli:notAField', params: { name: strange } };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
