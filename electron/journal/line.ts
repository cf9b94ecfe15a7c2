/** One line of the journal: `<seq>|<crc32c>|<json>\n`. The sum covers the number too: a flipped digit must not pass. */
import { crc32c } from './crc32c.ts';

const BAR = 0x7c;
const CRC_DIGITS = 8;
const MAX_SEQ_DIGITS = 15;

function sum(seqText: Uint8Array, json: Uint8Array, from = 0, to = json.length): number {
  return crc32c(json, from, to, crc32c(seqText));
}

/** The bytes of a line, newline included. Line 0 is a header. `json` must be one line. */
export function encodeLine(seq: number, json: string): Buffer {
  const body = Buffer.from(json, 'utf8');
  const number = Buffer.from(String(seq), 'latin1');
  const crc = sum(number, body).toString(16).padStart(CRC_DIGITS, '0');
  return Buffer.concat([number, Buffer.from(`|${crc}|`, 'latin1'), body, Buffer.from('\n')]);
}

/** Where the JSON of a whole line begins, and its seq; null where the line is damaged. `to` is the newline's place. */
export function checkLine(bytes: Uint8Array, from: number, to: number): { seq: number; json: number } | null {
  let seq = 0;
  let i = from;
  for (; i < to && bytes[i] !== BAR; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9 || i - from >= MAX_SEQ_DIGITS) return null;
    seq = seq * 10 + digit;
  }
  const digits = i - from;
  const json = i + CRC_DIGITS + 2;
  if (digits === 0 || (digits > 1 && bytes[from] === 0x30) || json > to || bytes[json - 1] !== BAR) return null;
  let crc = 0;
  for (let k = i + 1; k < json - 1; k++) {
    const c = bytes[k]!;
    const digit = c >= 0x30 && c <= 0x39 ? c - 0x30 : c >= 0x61 && c <= 0x66 ? c - 0x57 : -1;
    if (digit < 0) return null;
    crc = crc * 16 + digit;
  }
  return sum(bytes.subarray(from, i), bytes, json, to) === crc ? { seq, json } : null;
}

/** The number a damaged line seems to carry: a hint for the report, never a fact. */
export function seemingSeq(bytes: Uint8Array): number | null {
  const text = /^([1-9]\d{0,14})\|/.exec(Buffer.from(bytes.subarray(0, 17)).toString('latin1'));
  return text === null ? null : Number(text[1]);
}
