/** Papers made on the spot: blank PDFs of any number of pages, one under a password, and files that are not what they are called. */

const pdf = (objects: readonly string[], trailer: string): Uint8Array =>
  new TextEncoder().encode(`%PDF-1.4\n${objects.map((o, i) => `${i + 1} 0 obj${o}endobj\n`).join('')}trailer<</Root 1 0 R${trailer}>>\n%%EOF\n`);

/** One thick line, as a PDF draws it. */
const INK = '0 g 90 760 300 6 re f';

/** Blank A4 pages, the first `inked` of them with a line of ink; `mark` makes two of the same length differ. */
export function blankPdf(pages: number, mark = '', trailer = '', inked = 0): Uint8Array {
  const kids = Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`).join(' ');
  return pdf(
    [
      `<</Type/Catalog/Pages 2 0 R/Mark(${mark})>>`,
      `<</Type/Pages/Kids[${kids}]/Count ${pages}>>`,
      ...Array.from({ length: pages }, (_, i) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]${i < inked ? `/Contents ${pages + 3} 0 R` : ''}>>`),
      ...(inked > 0 ? [`<</Length ${INK.length}>>\nstream\n${INK}\nendstream\n`] : []),
    ],
    trailer,
  );
}

/** One page with a line of ASCII text, as a program prints it. */
export function textPdf(line: string): Uint8Array {
  const drawn = `BT /F1 14 Tf 72 760 Td (${line}) Tj ET`;
  return pdf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      `<</Length ${drawn.length}>>\nstream\n${drawn}\nendstream\n`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ],
    '',
  );
}

/** Opens with a password only. */
export const lockedPdf = (): Uint8Array =>
  blankPdf(1, '', `/ID[<${'0'.repeat(32)}><${'0'.repeat(32)}>]/Encrypt<</Filter/Standard/V 1/R 2/O<${'1'.repeat(64)}>/U<${'2'.repeat(64)}>/P -4>>`);

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
/** What is no proof, and what is said of it. */
export const NO_PROOF: readonly (readonly [name: string, bytes: Uint8Array, key: string, words: RegExp])[] = [
  ['空.pdf', new Uint8Array(0), 'file.empty', /“空\.pdf”是空文件（0 字节），没有放入/],
  ['空.png', new Uint8Array(0), 'file.empty', /“空\.png”是空文件/],
  ['文字.pdf', text('公示期满无异议'), 'file.other', /“文字\.pdf”的名字说是 PDF，内容其实是纯文字，没有放入/],
  ['网页.jpg', text('<!DOCTYPE html><html><body>公示</body></html>'), 'file.other', /“网页\.jpg”的名字说是 JPG 图片，内容其实是网页/],
  ['断.pdf', text('%PDF-1.4\n1 0 obj<<'), 'file.damaged', /“断\.pdf”已损坏，打不开/],
  ['密.pdf', lockedPdf(), 'file.password', /“密\.pdf”设了密码/],
  ['断.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3), 'file.damaged', /“断\.png”已损坏/],
  ['无页.pdf', blankPdf(0), 'file.noPage', /“无页\.pdf”里一页也没有/],
  ['说明.txt', text('公示期满无异议'), 'file.notProof', /“说明\.txt”是纯文字，不能作/],
  ['断.docx', Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3), 'file.damaged', /“断\.docx”/],
];
