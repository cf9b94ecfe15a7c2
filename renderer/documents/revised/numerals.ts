/** Numbers as a word processor prints them before a paragraph (ST_NumberFormat). */

const DIGITS = '〇一二三四五六七八九';

/** 1–9999 as 一, 十二, 一百零三. */
function chinese(n: number, zero = '零'): string {
  const places = ['', '十', '百', '千'];
  const figures = [...String(n)].map(Number);
  let out = '';
  let gap = false;
  figures.forEach((d, i) => {
    const place = places[figures.length - 1 - i] ?? '';
    if (d === 0) gap = true;
    else {
      out += (gap ? zero : '') + (d === 1 && place === '十' && out === '' ? '' : DIGITS[d]!) + place;
      gap = false;
    }
  });
  return out || zero;
}

function roman(n: number): string {
  const parts: [number, string][] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let left = Math.min(n, 3999);
  return parts
    .map(([value, sign]) => {
      const times = Math.floor(left / value);
      left -= times * value;
      return sign.repeat(times);
    })
    .join('');
}

/** a … z, aa, bb: Word repeats the letter. */
const letter = (n: number): string => String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.min(8, 1 + Math.floor((n - 1) / 26)));

/** `n` in a format of the standard; a format not known here is printed in decimal figures. */
export function numeral(n: number, format: string): string {
  if (n < 1 || n > 9999) return String(n);
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
      return chinese(n);
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return [...String(n)].map((d) => DIGITS[Number(d)]).join('');
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'[(n - 1) % 10]!;
    case 'lowerLetter':
      return letter(n);
    case 'upperLetter':
      return letter(n).toUpperCase();
    case 'lowerRoman':
      return roman(n);
    case 'upperRoman':
      return roman(n).toUpperCase();
    case 'decimalZero':
      return String(n).padStart(2, '0');
    case 'decimalFullWidth':
      return String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return n <= 20 ? String.fromCharCode(0x245f + n) : String(n);
    default:
      return String(n);
  }
}
