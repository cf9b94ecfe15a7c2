import type { SignatureParty } from '../../shared/domain/contract/blocks.ts';

/** Characters of a label behind which a hand still has room in half the width of a page. */
const ROOM = 16;

/** Whether one signs below the line, because its label leaves no room behind it. */
export const signsBelow = ({ label, value }: SignatureParty['lines'][number]): boolean => value.trim() === '' && [...label].length > ROOM;
