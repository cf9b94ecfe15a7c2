/** Files the other side sent back, and the cards of one. */
import type { ChangeCard, ReturnedFile } from '../../../shared/domain/redline/cards-kept.ts';
import { rowById, rowsBy } from './read.ts';

/** Newest first. Index: `dealId` of returned files and of their cards. */
export async function returnedFiles(dealId: string): Promise<{ file: ReturnedFile; cards: ChangeCard[] }[]> {
  const [files, cards] = await Promise.all([rowsBy('returnedFiles', 'dealId', dealId), rowsBy('changeCards', 'dealId', dealId)]);
  return files.toReversed().map((file) => ({ file, cards: cards.filter((c) => c.returnedId === file.id) }));
}

/** One file with its cards in the order of the text. Index: primary key, `returnedId`. */
export async function returnedFile(id: string): Promise<{ file: ReturnedFile; cards: ChangeCard[] } | undefined> {
  const file = await rowById('returnedFiles', id);
  return file && { file, cards: (await rowsBy('changeCards', 'returnedId', id)).toSorted((a, b) => a.n - b.n) };
}
