/** Check digits of the identifiers people type in. Input is taken as typed; spaces, dots and dashes do not matter. */

const PATENT_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export type PatentKind = 'invention' | 'utility' | 'design';
export type PatentNumber = { ok: true; text: string; kind: PatentKind; year: number } | { ok: false; fault: 'shape' | 'kind' | 'check' };

const KINDS: Record<string, PatentKind> = { 1: 'invention', 2: 'utility', 3: 'design', 8: 'invention', 9: 'utility' };

/** Check digit of a patent application number's 8 or 12 digits: Σ d·w mod 11, 10 → X (专利申请号标准). */
export function patentCheckDigit(digits: string): string {
  const sum = [...digits].reduce((s, d, i) => s + Number(d) * PATENT_WEIGHTS[i]!, 0) % 11;
  return sum === 10 ? 'X' : String(sum);
}

/** Reads `ZL202010000000.7`, `2020 1 0000000.7` or the 8-digit form before October 2003; `text` is the dotted number without ZL. */
export function parsePatentNumber(input: string): PatentNumber {
  const bare = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-·]/g, '')
    .replace(/^(ZL|CN)/, '');
  const m = /^(\d{12}|\d{8})\.?([\dX])$/.exec(bare);
  if (!m || (bare.includes('.') && bare.indexOf('.') !== m[1]!.length)) return { ok: false, fault: 'shape' };
  const digits = m[1]!;
  const kind = KINDS[digits.length === 12 ? digits[4]! : digits[2]!];
  if (!kind) return { ok: false, fault: 'kind' };
  if (patentCheckDigit(digits) !== m[2]) return { ok: false, fault: 'check' };
  const yy = Number(digits.slice(0, 2));
  const year = digits.length === 12 ? Number(digits.slice(0, 4)) : 1900 + yy + (yy < 85 ? 100 : 0);
  return { ok: true, text: `${digits}.${m[2]}`, kind, year };
}

/** Check character of a 统一社会信用代码's first 17 (GB 32100-2015). */
export function usccCheckChar(first17: string): string {
  const sum = [...first17].reduce((s, ch, i) => s + USCC_ALPHABET.indexOf(ch) * USCC_WEIGHTS[i]!, 0);
  return USCC_ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** How many characters a typed 统一社会信用代码 has, where they are not 18: what is missing is said before its check character. */
export function usccLength(input: string): number | undefined {
  const { length } = input.normalize('NFKC').trim();
  return length === 18 ? undefined : length;
}

/** Whether an 18-character 统一社会信用代码 has the right letters and check character. */
export function isUscc(input: string): boolean {
  const code = input.normalize('NFKC').toUpperCase().trim();
  if (code.length !== 18 || [...code].some((ch) => !USCC_ALPHABET.includes(ch))) return false;
  return usccCheckChar(code.slice(0, 17)) === code[17];
}

/** Whether somebody could call it: the first number written has 7 to 15 digits (E.164), however they are set apart. */
export function isPhone(input: string): boolean {
  const [first = ''] = input.normalize('NFKC').split(/[、,;/]|转|ext/i);
  const { length } = first.replace(/\D/g, '');
  return length >= 7 && length <= 15;
}

/** Whether an 18-character resident identity number passes its check digit (GB 11643-1999). */
export function isResidentId(input: string): boolean {
  const id = input.normalize('NFKC').toUpperCase().trim();
  if (!/^\d{17}[\dX]$/.test(id)) return false;
  const sum = RESIDENT_WEIGHTS.reduce((s, w, i) => s + w * Number(id[i]), 0) % 11;
  return '10X98765432'[sum] === id[17];
}
