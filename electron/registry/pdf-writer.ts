/**
 * A PDF of text and lines, without a browser and without a font of our own: Chinese in the predefined character collection
 * Adobe-GB1 (every reader brings a face for it), Latin in Helvetica. Each carries its Unicode, so text can be searched and
 * copied; signs beyond the basic plane have no place in the collection and are the caller's to replace. Same pages, same bytes: no date, no chance.
 */

/** Points, origin bottom left; A4. */
export const A4 = { width: 595.28, height: 841.89 };

/** Advance of ASCII 32…126 in Helvetica, thousandths of the size (Adobe's metrics of the standard 14 fonts). */
const LATIN = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584,
  556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278,
  469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260,
  334, 584,
];
const isLatin = (sign: string): boolean => sign >= ' ' && sign <= '~';
const advance = (sign: string): number => (isLatin(sign) ? LATIN[sign.charCodeAt(0) - 32]! : 1000);

/** Width in points. */
export const textWidth = (text: string, size: number): number => [...text].reduce((sum, sign) => sum + advance(sign), 0) * (size / 1000);

/** Breaks at any sign that does not fit; words of Latin letters stay whole where they can. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.match(/[!-~]+|[^!-~]/gu) ?? []) {
      const pieces = textWidth(word, size) > width ? [...word] : [word];
      for (const piece of pieces) {
        if (line !== '' && textWidth(line + piece, size) > width) {
          lines.push(line.trimEnd());
          line = piece === ' ' ? '' : piece;
        } else line += piece;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** Shade of grey from 0 (black) to 1; `turn` in degrees about the text's beginning. */
export type Ink = { grey?: number; bold?: boolean; turn?: number };
export type PdfPage = { text(x: number, y: number, size: number, words: string, ink?: Ink): void; line(x1: number, y1: number, x2: number, y2: number): void };
export type Pdf = { page(): PdfPage; bytes(): Uint8Array };

const number = (n: number): string => String(Math.round(n * 100) / 100);
const hex16 = (unit: number): string => unit.toString(16).toUpperCase().padStart(4, '0');
const utf16 = (text: string): string => Array.from({ length: text.length }, (_, i) => hex16(text.charCodeAt(i))).join('');
const latinText = (text: string): string => `(${text.replace(/[\\()]/g, '\\$&')})`;

export function newPdf(title: string): Pdf {
  const pages: string[][] = [];
  const used = new Set<string>();
  return {
    page() {
      const content: string[] = [];
      pages.push(content);
      return {
        text(x, y, size, words, { grey = 0, bold = false, turn = 0 } = {}) {
          const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
          const runs = words.match(/[ -~]+|[^ -~]+/gu) ?? [];
          const shown = runs.map((run) => {
            if (isLatin(run[0]!)) return `/L ${number(size)} Tf ${latinText(run)} Tj`;
            for (const sign of run) used.add(sign);
            return `/H ${number(size)} Tf <${utf16(run)}> Tj`;
          });
          // a stroke around each sign thickens it: no second face is needed
          const thick = bold ? `${number(grey)} G ${number(size / 40)} w 2 Tr ` : '0 Tr ';
          content.push(
            `BT ${number(grey)} g ${thick}${[cos, sin, -sin, cos].map((n) => n.toFixed(5)).join(' ')} ${number(x)} ${number(y)} Tm ${shown.join(' ')} ET`,
          );
        },
        line(x1, y1, x2, y2) {
          content.push(`0.75 G 0.5 w ${number(x1)} ${number(y1)} m ${number(x2)} ${number(y2)} l S`);
        },
      };
    },
    bytes: () => file(title, pages, [...used].sort()),
  };
}

/** From the codes of the content back to Unicode: they are UTF-16 already, and readers that know the collection less well need it said. */
function toUnicode(signs: readonly string[]): string {
  const blocks: string[] = [];
  for (let i = 0; i < signs.length; i += 100) {
    const part = signs.slice(i, i + 100);
    blocks.push(`${part.length} beginbfchar\n${part.map((sign) => `<${utf16(sign)}> <${utf16(sign)}>`).join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

const FACE = 'STSong-Light';
function file(title: string, pages: readonly (readonly string[])[], signs: readonly string[]): Uint8Array {
  const stream = (text: string): string => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const firstPage = 8;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>',
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${firstPage + 2 * i} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Font /Subtype /Type0 /BaseFont /${FACE}-UniGB-UTF16-H /Encoding /UniGB-UTF16-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${FACE} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 6 0 R >>`,
    `<< /Type /FontDescriptor /FontName /${FACE} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`,
    stream(toUnicode(signs)),
    ...pages.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] /Resources << /Font << /L 3 0 R /H 4 0 R >> >> /Contents ${firstPage + 2 * i + 1} 0 R >>`,
      stream(content.join('\n')),
    ]),
    `<< /Title <FEFF${utf16(title)}> >>`,
  ];
  let text = '%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
