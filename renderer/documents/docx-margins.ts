/** What stands above and below the text on every page of a .docx: mark, header, page numbers. */
import type { ISectionOptions, ParagraphChild } from 'docx';
import { Footer, Header, PageNumber, Paragraph, TextRun } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { HEADING } from './docx-look.ts';
import { text } from './docx-text.ts';
import { legalXml } from '../../shared/sheet/xml.ts';

/** `mark` goes across the page and before the header: the drawing may be lost in copying, the word is not. */
function headerOf(header: string, mark: string): Header {
  const shown = [mark, header].filter((t) => t !== '').join(' · ');
  return new Header({ children: [new Paragraph({ style: 'Header', children: [...(mark === '' ? [] : [watermark(mark)]), ...text(shown)] })] });
}

function watermark(mark: string): TextWatermark {
  const width = Math.min(460, 40 + [...mark].length * 42);
  return new TextWatermark({ text: legalXml(mark), font: HEADING, width, height: 54, color: '#d0d0d0', opacity: 0.5 });
}

const counted = () => new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'] });
const footer = (...children: ParagraphChild[]): Footer => new Footer({ children: [new Paragraph({ style: 'Footer', children })] });

/** `several`: nothing on the first page, whose footer cannot know what follows in every program; numbers from the second on. */
export function marginsOf({
  header,
  watermark: mark,
  pageNumbers,
}: Pick<DocumentModel, 'header' | 'watermark' | 'pageNumbers'>): Pick<ISectionOptions, 'headers' | 'footers'> {
  const above = () => headerOf(header, mark);
  if (pageNumbers === false) return { headers: { default: above() }, footers: { default: footer() } };
  const below = { default: footer(counted()) };
  if (pageNumbers === true) return { headers: { default: above() }, footers: below };
  return { headers: { default: above(), first: above() }, footers: { ...below, first: footer() } };
}
