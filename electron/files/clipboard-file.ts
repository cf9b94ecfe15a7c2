import path from 'node:path';
import * as electron from 'electron';
import { fileClip } from './file-clip.ts';

/** Electron up to 44 wrote raw formats by name; 45 takes them as clipboard items. */
type OldClipboard = { writeBuffer(format: string, bytes: Buffer): void };

/** Puts a file on the clipboard, so that it can be pasted into a folder or a message. */
export async function putFileOnClipboard(file: string): Promise<void> {
  const { format, bytes } = fileClip(path.resolve(file), process.platform);
  const { clipboard } = electron;
  const old = clipboard as unknown as Partial<OldClipboard>;
  if (typeof old.writeBuffer === 'function') return old.writeBuffer(format, bytes);
  const mime = `electron application/osclipboard;format="${format}"`;
  await clipboard.write([new electron.ClipboardItem({ [mime]: new Blob([new Uint8Array(bytes)]) })]);
}
