/** What stands above and below the text on every page of a .docx: mark, header, page numbers. */
import type { ISectionOptions, ParagraphChild } from 'docx';
import { BuilderElement, Footer, Header, PageNumber, Paragraph, Run, TextRun } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { HEADING } from './docx-look.ts';
import { text } from './docx-text.ts';
import { legalXml } from './xml.ts';

/** `mark` goes across the page and before the header: the drawing may be lost in copying, the word is not. */
function headerOf(header: string, mark: string): Header {
  const shown = [mark, header].filter((t) => t !== '').join(' · ');
  return new Header({ children: [new Paragraph({ style: 'Header', children: [...(mark === '' ? [] : [watermark(mark)]), ...text(shown)] })] });
}

function watermark(mark: string): TextWatermark {
  const width = Math.min(460, 40 + [...mark].length * 42);
  return new TextWatermark({ text: legalXml(mark), font: HEADING, width, height: 54, color: '#d0d0d0', opacity: 0.5 });
}

const PARAGRAPH = { style: 'Footer' };
const counted = () => new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'] });
const footer = (...children: ParagraphChild[]): Footer => new Footer({ children: [new Paragraph({ ...PARAGRAPH, children })] });

const sign = (type: 'begin' | 'separate' | 'end'): Run =>
  new Run({ children: [new BuilderElement({ name: 'w:fldChar', attributes: { type: { key: 'w:fldCharType', value: type } } })] });
const code = (words: string): Run =>
  new Run({ children: [new BuilderElement({ name: 'w:instrText', attributes: { space: { key: 'xml:space', value: 'preserve' } } }).addChildElement(words)] });
const field = (name: string): Run[] => [sign('begin'), code(` ${name} `), sign('separate'), new Run({ text: '1' }), sign('end')];

/** Says nothing on a paper of one page. Where such fields are not worked out, the first page stays without a number. */
const ifSeveral = (): Run[] => [
  sign('begin'),
  code(' IF '),
  ...field('NUMPAGES'),
  code(' > 1 "第 '),
  ...field('PAGE'),
  code(' 页　共 '),
  ...field('NUMPAGES'),
  code(' 页" "" '),
  sign('separate'),
  sign('end'),
];

export function marginsOf({
  header,
  watermark: mark,
  pageNumbers,
}: Pick<DocumentModel, 'header' | 'watermark' | 'pageNumbers'>): Pick<ISectionOptions, 'headers' | 'footers'> {
  const above = () => headerOf(header, mark);
  if (pageNumbers === false) return { headers: { default: above() }, footers: { default: footer() } };
  const below = { default: footer(counted()) };
  if (pageNumbers === true) return { headers: { default: above() }, footers: below };
  return { headers: { default: above(), first: above() }, footers: { ...below, first: footer(...ifSeveral()) } };
}
