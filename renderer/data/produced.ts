/** Files the program made: into the vault, a row that says from what, and what can be done with them afterwards. */
import type { ProducedDocument } from '../../shared/domain/contract.ts';
import { make } from '../../shared/domain/edit.ts';
import type { TableName } from '../../shared/domain/tables.ts';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { call } from './bridge-call.ts';
import { commit } from './commit.ts';
import { newId } from './store.ts';
import { copyVaultFile, openVaultFile, saveVaultFileAs, storeFile } from './vault.ts';

const MOST_NAME = 200;
export type Made = { dealId: string; kind: string; name: string; bytes: Uint8Array; contentId: string; sourceTable: TableName; sourceId: string };

/** Characters no file system takes, out; so that 专利/许可 does not become a folder. What is too long is cut before its extension. */
export function fileName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_');
  const extension = /\.\w{1,9}$/.exec(plain)?.[0] ?? '';
  return plain.length <= MOST_NAME ? plain : plain.slice(0, MOST_NAME - extension.length).replace(/[\ud800-\udbff]$/, '') + extension;
}

/** Keeps the bytes and notes what they were made from. The same content made again is a new row over the same file. */
export async function keepMade(made: Made, intent: string): Promise<ProducedDocument | Refusal> {
  const name = fileName(made.name);
  const file = await storeFile({ name, bytes: made.bytes });
  if (!file) throw new Error('the file was not stored');
  const row: ProducedDocument = {
    id: newId(),
    dealId: made.dealId,
    kind: made.kind,
    name,
    hash: file.hash,
    contentId: made.contentId,
    sourceTable: made.sourceTable,
    sourceId: made.sourceId,
    madeOn: new Date().toISOString(),
    size: file.size,
    mime: file.mime,
  };
  const done = await commit({ intent, note: name }, () => [make('documents', row)]);
  return isRefusal(done) ? done : row;
}

/** 打开, 复制文件, and 另存 which then shows the folder. */
export function fileActions(file: { hash?: string; name?: string }): { onOpen: () => void; onCopy: () => void; onSaveAs: () => void } {
  const [hash, name] = [file.hash ?? '', file.name ?? ''];
  return {
    onOpen: () => void openVaultFile(hash, name),
    onCopy: () => void copyVaultFile(hash, name),
    onSaveAs: () =>
      void saveVaultFileAs(hash, name).then((saved) => {
        if (saved) return call('file.reveal', { handle: saved.handle });
        return null;
      }),
  };
}
