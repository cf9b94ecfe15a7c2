/** Plain text out of bytes: UTF-8 with or without its mark, GBK, UTF-16 of either order; and whether it is text at all. */

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
/** `damagedLine`: the first line (from 1) where a character is lost. */
export type Decoded = { text: string; encoding: Encoding; damagedLine?: number };

/** UTF-8 is strict enough to be tried first: GBK text of any length is not valid UTF-8. */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = wideOrder(bytes);
  if (wide) return strictly(bytes, wide) ?? damaged(bytes, wide);
  const utf8 = strictly(bytes, 'utf-8');
  if (utf8) return utf8;
  // UTF-8 with a few broken bytes often reads as sound GBK, of other characters
  const mended = damaged(bytes, 'utf-8');
  if (mostlyRead(mended.text)) return mended;
  return strictly(bytes, 'gb18030') ?? damaged(bytes, 'gb18030');
}

function strictly(bytes: Uint8Array, encoding: Encoding): Decoded | undefined {
  try {
    return said(new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\ufeff/, ''), encoding);
  } catch {
    return undefined;
  }
}

const damaged = (bytes: Uint8Array, encoding: Encoding): Decoded => said(new TextDecoder(encoding).decode(bytes), encoding);

/** The sign for a lost character also stands in sound files, where a program before ours lost it. */
function said(text: string, encoding: Encoding): Decoded {
  const at = text.indexOf('\ufffd');
  return at === -1 ? { text, encoding } : { text, encoding, damagedLine: text.slice(0, at).split(/\r\n?|\n/).length };
}

/** Of what is not ASCII, at least nine characters in ten were found: GBK read as UTF-8 leaves next to none. */
function mostlyRead(text: string): boolean {
  let lost = 0;
  let read = 0;
  for (const ch of text) {
    if (ch === '\ufffd') lost++;
    else if (ch > '\u07ff') read++;
  }
  return read >= 9 * lost;
}

/** UTF-16 by its mark, or by the empty halves of its digits and line ends, which nearly all stand on one side (一 is 4E00). */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length % 2 !== 0) return undefined;
  const empty = [0, 0];
  for (const [i, b] of bytes.subarray(0, 65_536).entries()) if (b === 0) empty[i % 2]!++;
  const [most, least] = [Math.max(...empty), Math.min(...empty)];
  if (most < 3 || most < 4 * least) return undefined;
  return empty[0] === least ? 'utf-16le' : 'utf-16be';
}

/** Files of other programs: they decode, but what a person would read is not what stands there. */
const OTHER_KINDS = /^\s*(\{\\rtf|<\?xml|<!doctype|<html|<table|<meta|<head|mime-version:|%!ps)|^[^]{0,1024}%PDF-\d/i;
/** Signs no text has; the one that ended files in the days of DOS may stand at the end. */
// eslint-disable-next-line no-control-regex
const NOT_TEXT = /[\0-\x08\x0e-\x1f](?!$)|[\0-\x08\x0e-\x19\x1b-\x1f]$/;

/** Whether this is text a person wrote, and not a picture, a program or the markup of another program. */
export const isPlainText = (text: string): boolean => !NOT_TEXT.test(text) && !OTHER_KINDS.test(text);
