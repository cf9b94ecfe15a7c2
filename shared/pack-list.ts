/**
 * The list that lies in a filing pack: what is in it and the SHA-256 of each file, in the form `sha256sum -c` reads, so that a pack can be
 * checked without this program. Both sides of the bridge know it: the window writes it, the main process reads it back.
 */
export const PACK_LIST = '00 目录与校验.txt';
const FIRST_LINE = '科转台申报材料目录 1';

export type ListedFile = { name: string; sha256: string };

/** `head` are lines for people; `files` in the order of the pack, names with `/` below a folder. */
export function packList(head: readonly string[], files: readonly ListedFile[]): string {
  const lines = [FIRST_LINE, ...head, '', 'SHA-256 与文件（可用 sha256sum -c 核对）：', ...files.map((f) => `${f.sha256}  ${f.name}`)];
  return `${lines.map((l) => l.replace(/[\r\n]+/g, ' ')).join('\n')}\n`;
}

/** Null where the text is no list of a pack. Windows line ends and a byte order mark, as an editor leaves them, do not matter. */
export function readPackList(text: string): ListedFile[] | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines[0] !== FIRST_LINE) return null;
  return lines.flatMap((l) => {
    const m = /^([0-9a-f]{64}) [ *](.+)$/s.exec(l);
    return m ? [{ sha256: m[1]!, name: m[2]! }] : [];
  });
}
