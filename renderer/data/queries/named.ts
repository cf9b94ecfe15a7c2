/** What the record on a page is called, for a line that is read elsewhere. */
import type { Route } from '../../session/route.ts';
import { rowById } from './read.ts';

/** Empty where the page is of no record, or nobody has named it. Index: primary key. */
export async function nameAt({ room, id }: Route): Promise<string> {
  switch (room) {
    case 'deals': {
      const deal = await rowById('deals', id);
      return deal?.name || deal?.no || '';
    }
    case 'parties':
      return (await rowById('parties', id))?.name ?? '';
    case 'portfolio':
      return (await rowById('achievements', id))?.title ?? '';
    case 'demands':
      return (await rowById('demands', id))?.title ?? '';
    default:
      return '';
  }
}
