/** Everything of a .docx but its text: the package makes it once for each look, and a document's own words are filled in. */
import type { Document, FileChild } from 'docx';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { partsOf, withText } from './docx-parts.ts';
import { legalXml, xmlText } from '../../shared/sheet/xml.ts';

type Words = Pick<DocumentModel, 'title' | 'contentId' | 'header'>;
type Frame = { made: Document; parts: Readonly<Record<string, string>> };

const PLACES: Words = { title: 'KezhuanPlaceOfTitle', contentId: 'KezhuanPlaceOfContentId', header: 'KezhuanPlaceOfHeader' };
const ANY = new RegExp(Object.values(PLACES).join('|'), 'g');
/** A mark may be typed by a person; looks of one run are few. */
const MOST = 8;
const frames = new Map<string, Frame>();

/** Notes and pictures have parts of their own, and words that are missing or of several lines another form: they are made whole. */
const fits = ({ title, contentId, header, notes = [], blocks }: DocumentModel): boolean =>
  notes.length === 0 && !blocks.some((b) => b.kind === 'picture') && [title, contentId, header].every((words) => /^.+$/.test(legalXml(words)));

/** The parts as `make` would have them made for this document alone; null where they have to be. */
export function framedParts(
  document: DocumentModel,
  children: readonly FileChild[],
  make: (document: DocumentModel) => Document,
): Record<string, string> | null {
  if (!fits(document)) return null;
  const look = JSON.stringify([document.kind, document.watermark, document.pageNumbers]);
  let frame = frames.get(look);
  if (!frame) {
    if (frames.size === MOST) frames.clear();
    const made = make({ ...document, ...PLACES });
    frame = { made, parts: partsOf(made) };
    frames.set(look, frame);
  }
  const words: Record<string, string> = Object.fromEntries((['title', 'contentId', 'header'] as const).map((key) => [PLACES[key], xmlText(document[key])]));
  const own = Object.entries(frame.parts).map(([path, xml]) => [path, xml.replace(ANY, (place) => words[place]!)] as const);
  return withText(Object.fromEntries(own), children, frame.made);
}
