/** What a file is by how it begins, and what its name says it is: names lie. No file is judged by its name alone. */

/** `word` names the kind on screen (`refusal:file.kind.<word>`). */
type Named = { mime: string; content: FileContent; word: FileWord };
export type FileContent =
  'pdf' | 'jpeg' | 'png' | 'gif' | 'bmp' | 'webp' | 'tiff' | 'heic' | 'zip' | 'ole' | 'web' | 'rtf' | 'program' | 'text' | 'empty' | 'other';
export type FileWord = FileContent | 'docx' | 'xlsx' | 'pptx' | 'ofd';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
/** What may be kept as a document and handed to another program, by extension. Nothing here can run by itself. */
const NAMED: Readonly<Record<string, Named>> = {
  docx: { mime: `${OFFICE}wordprocessingml.document`, content: 'zip', word: 'docx' },
  xlsx: { mime: `${OFFICE}spreadsheetml.sheet`, content: 'zip', word: 'xlsx' },
  pptx: { mime: `${OFFICE}presentationml.presentation`, content: 'zip', word: 'pptx' },
  doc: { mime: 'application/msword', content: 'ole', word: 'ole' },
  xls: { mime: 'application/vnd.ms-excel', content: 'ole', word: 'ole' },
  wps: { mime: 'application/vnd.ms-works', content: 'ole', word: 'ole' },
  et: { mime: 'application/vnd.ms-excel', content: 'ole', word: 'ole' },
  pdf: { mime: 'application/pdf', content: 'pdf', word: 'pdf' },
  ofd: { mime: 'application/ofd', content: 'zip', word: 'ofd' },
  png: { mime: 'image/png', content: 'png', word: 'png' },
  jpg: { mime: 'image/jpeg', content: 'jpeg', word: 'jpeg' },
  jpeg: { mime: 'image/jpeg', content: 'jpeg', word: 'jpeg' },
  gif: { mime: 'image/gif', content: 'gif', word: 'gif' },
  bmp: { mime: 'image/bmp', content: 'bmp', word: 'bmp' },
  tif: { mime: 'image/tiff', content: 'tiff', word: 'tiff' },
  tiff: { mime: 'image/tiff', content: 'tiff', word: 'tiff' },
  webp: { mime: 'image/webp', content: 'webp', word: 'webp' },
  csv: { mime: 'text/csv', content: 'text', word: 'text' },
  txt: { mime: 'text/plain', content: 'text', word: 'text' },
  json: { mime: 'application/json', content: 'text', word: 'text' },
  zip: { mime: 'application/zip', content: 'zip', word: 'zip' },
};

/** By the extension of a name; undefined where it promises nothing that is known. */
export function namedKind(name: string): Named | undefined {
  const extension = /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(NAMED, extension) ? NAMED[extension] : undefined;
}

/** The extension that stands for a kind of file; undefined where none does. */
export const extensionOfKind = (mime: string | undefined): string | undefined => Object.entries(NAMED).find(([, kind]) => kind.mime === mime)?.[0];

/** Pictures this program shows itself. Chats send one under the name of another: a picture is a picture. */
const SHOWN: readonly FileContent[] = ['jpeg', 'png', 'gif', 'bmp', 'webp'];
export const isShownPicture = (content: FileContent): boolean => SHOWN.includes(content);

/** Whether content of this kind may stand under this name's kind. */
export const keepsItsWord = (named: Named, content: FileContent): boolean =>
  named.content === content || (isShownPicture(named.content) && isShownPicture(content)) || (named.content === 'text' && content === 'web');

const STARTS: readonly (readonly [FileContent, ...number[]])[] = [
  ['pdf', 0x25, 0x50, 0x44, 0x46],
  ['jpeg', 0xff, 0xd8, 0xff],
  ['png', 0x89, 0x50, 0x4e, 0x47],
  ['gif', 0x47, 0x49, 0x46, 0x38],
  ['tiff', 0x49, 0x49, 0x2a, 0x00],
  ['tiff', 0x4d, 0x4d, 0x00, 0x2a],
  ['zip', 0x50, 0x4b, 0x03, 0x04],
  ['ole', 0xd0, 0xcf, 0x11, 0xe0],
  ['rtf', 0x7b, 0x5c, 0x72, 0x74, 0x66],
  ['program', 0x7f, 0x45, 0x4c, 0x46],
];

/** How many bytes from its beginning tell what a file is. */
export const TELLING_BYTES = 1024;

/** What a file is by its first bytes. */
export function contentOf(beginning: Uint8Array): FileContent {
  if (beginning.length === 0) return 'empty';
  const at = (offset: number, words: string): boolean => [...words].every((c, i) => beginning[offset + i] === c.charCodeAt(0));
  const known = STARTS.find(([, ...start]) => start.every((byte, i) => beginning[i] === byte))?.[0];
  if (known) return known;
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp';
  // two letters begin many texts; the four reserved bytes of a bitmap are zero
  if (at(0, 'BM') && beginning.length > 26 && beginning.subarray(6, 10).every((b) => b === 0)) return 'bmp';
  if (at(4, 'ftyp') && ['heic', 'heix', 'mif1', 'msf1', 'heif', 'avif'].some((brand) => at(8, brand))) return 'heic';
  const [first, second] = beginning;
  // UTF-16 has zeros where plain text has none
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'text';
  if (beginning.subarray(0, TELLING_BYTES).includes(0)) return at(0, 'MZ') ? 'program' : 'other';
  const words = String.fromCharCode(...beginning.subarray(0, TELLING_BYTES)).replace(/^\u00ef\u00bb\u00bf/, '');
  if (/^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b/i.test(words)) return 'web';
  // eslint-disable-next-line no-control-regex -- signs no text has
  return /[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(words) ? 'other' : 'text';
}
