/** A paper's name by its content. */
import { canonicalJson, sha256Hex } from '../../change/chain.ts';
import { asJson, type DocumentModel } from './blocks.ts';

/** Names the content by what is printed; a mark across the page is no part of it. */
export function withContentId(document: Omit<DocumentModel, 'contentId'>): DocumentModel {
  const draft = { ...document, contentId: '' };
  return { ...draft, contentId: sha256Hex(canonicalJson(asJson({ ...draft, watermark: '' }))) };
}
