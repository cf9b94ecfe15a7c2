/** What a file says of itself that answers no version of the deal. */
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { RevisedText } from '../../../../shared/domain/redline/clauses.ts';
import { clausesFor, KINDS } from '../../../documents/clauses.ts';

export type UnknownFile = {
  /** this program made it, though it is no version of this deal */ ours: boolean;
  /** the kind its title names; '' where it names none of ours */ kind: string;
  /** it names another kind than the version it is to be compared with */ differs: boolean;
};

/** A title stands on the cover or above the text, far before any clause could quote one. */
const TITLE_AMONG = 40;

export function unknownFile({ lines, contentId, mark }: RevisedText, contract: Contract): UnknownFile {
  // an institute's own text may have a title of its own
  const own = [clausesFor(contract).title, kindTitle(contract)];
  const titles = new Set([...own, ...KINDS.map((k) => k.title)].filter((title) => title !== ''));
  const kind = lines
    .filter((l) => l.place !== 'margin' && l.text.trim() !== '')
    .slice(0, TITLE_AMONG)
    .map((l) => l.text.replace(/\s+/g, ''))
    .find((text) => titles.has(text));
  return { ours: contentId !== undefined || mark !== undefined, kind: kind ?? '', differs: kind !== undefined && !own.includes(kind) };
}

const kindTitle = ({ kind }: Contract): string => KINDS.find((k) => k.code === kind)?.title ?? '';
