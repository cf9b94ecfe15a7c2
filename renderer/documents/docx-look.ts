/** What every .docx of ours shares: page, faces, styles, compatibility. Sizes in half points, lengths in twentieths of a point. */
import type { IBorderOptions, IParagraphStyleOptions, IPropertiesOptions, IStylesOptions } from 'docx';
import { DocumentDefaults } from 'docx';
import { XML_HEAD } from '../../shared/sheet/xml.ts';

/** A4 with 26 mm at the sides. */
export const PAGE = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1588, right: 1474, bottom: 1418, left: 1474, header: 850, footer: 794, gutter: 0 },
};
/** The same sides, less above and below: an approval sheet is one page. */
export const ONE_PAGE = { ...PAGE, margin: { ...PAGE.margin, top: 1134, bottom: 1021, header: 567, footer: 567 } };
export const TEXT_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

const TITLE = '方正小标宋简体';
export const HEADING = '黑体';
const BODY = '仿宋';
/** The faces of Chinese text in every file of ours. */
export const FACES: readonly string[] = [TITLE, HEADING, BODY];

/** Latin letters and figures in Times New Roman; Chinese by eastAsia name, which is what Word and WPS go by. */
export const face = (chinese: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: chinese, cs: 'Times New Roman' });

export const LINE: IBorderOptions = { style: 'single', size: 4, space: 0, color: 'auto' };
export const NO_LINE: IBorderOptions = { ...LINE, style: 'nil' };

type Look = Pick<IParagraphStyleOptions, 'paragraph' | 'run'>;
const style = (id: string, name: string, look: Look): IParagraphStyleOptions => ({ id, name, basedOn: 'Normal', quickFormat: true, ...look });
const heading = (level: 1 | 2, size: number, before: number, after: number): IParagraphStyleOptions => ({
  ...style(`Heading${level}`, `heading ${level}`, {
    paragraph: { keepNext: true, keepLines: true, spacing: { before, after }, alignment: 'left', outlineLevel: level - 1 },
    run: { font: face(HEADING), size },
  }),
  next: 'Normal',
});

/** On one sheet the lines stand at a fixed distance, whatever face takes the place of another. */
const LINES = {
  many: { text: { line: 360, lineRule: 'auto' }, cell: { line: 276, lineRule: 'auto' } },
  one: { text: { line: 430, lineRule: 'exact' }, cell: { line: 300, lineRule: 'exact' } },
} as const;

/** A function: made at import it would pull the package into the window, where nothing is written. */
export const styles = (sheets: keyof typeof LINES): IStylesOptions => ({
  // in place of the package's own set: it holds blue headings and a dozen styles no document of ours uses
  importedStyles: [new DocumentDefaults({ run: { font: face(BODY), size: 24, language: { value: 'en-US', eastAsia: 'zh-CN', bidirectional: 'ar-SA' } } })],
  paragraphStyles: [
    { id: 'Normal', name: 'Normal', quickFormat: true, paragraph: { spacing: LINES[sheets].text, alignment: 'both' } },
    style('Title', 'Title', {
      paragraph: { keepNext: true, spacing: { before: 240, after: 240, line: 240, lineRule: 'auto' }, alignment: 'center' },
      run: { font: face(TITLE), size: 44 },
    }),
    style('Subtitle', 'Subtitle', { paragraph: { spacing: { after: 200, line: 240, lineRule: 'auto' }, alignment: 'center' }, run: { size: 24 } }),
    heading(1, 26, 200, 60),
    heading(2, 24, 120, 40),
    style('TOC1', 'toc 1', { paragraph: { spacing: { line: 380, lineRule: 'exact' }, alignment: 'left' }, run: { size: 24 } }),
    style('TocTitle', 'Kezhuan Toc Title', {
      paragraph: { spacing: { before: 120, after: 240 }, alignment: 'center' },
      run: { font: face(HEADING), size: 32 },
    }),
    style('Cell', 'Kezhuan Cell', { paragraph: { spacing: { before: 40, after: 40, ...LINES[sheets].cell }, alignment: 'left' }, run: { size: 21 } }),
    style('Small', 'Kezhuan Small', { paragraph: { spacing: { line: 300, lineRule: 'auto' } }, run: { size: 18 } }),
    style('Header', 'header', { paragraph: { spacing: { line: 240, lineRule: 'auto' }, alignment: 'right' }, run: { size: 18 } }),
    style('Footer', 'footer', { paragraph: { spacing: { line: 240, lineRule: 'auto' }, alignment: 'center' }, run: { size: 18 } }),
  ],
});

/** Mode 15: without it Word opens the file in 兼容模式. No updateFields: it makes Word ask a question at every opening. */
export const COMPATIBILITY: IPropertiesOptions['compatibility'] = {
  version: 15,
  spaceForUnderline: true,
  balanceSingleByteDoubleByteWidth: true,
  doNotLeaveBackslashAlone: true,
  underlineTrailingSpaces: true,
  doNotExpandShiftReturn: true,
  adjustLineHeightInTable: true,
  useFELayout: true,
};

const font = (name: string, alternative: string, panose: string): string =>
  `<w:font w:name="${name}"><w:altName w:val="${alternative}"/><w:panose1 w:val="${panose}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`;

/**
 * Fall-backs by other names the same faces go by, then by panose: a missing 小标宋 becomes 宋体, never a Latin face.
 * Written out because the package's font table only knows fonts whose files are embedded.
 */
export const FONT_TABLE = `${XML_HEAD}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${font(TITLE, '宋体', '02010600030101010101')}${font(HEADING, 'SimHei', '02010609060101010101')}${font(BODY, 'FangSong', '02010609060101010101')}<w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;
