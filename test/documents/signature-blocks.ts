/** Who signs a paper, in the order of the paper. */
import type { DocumentModel, SignatureParty } from '../../shared/domain/contract/blocks.ts';

export const signaturesOf = ({ blocks }: DocumentModel): SignatureParty[] => blocks.flatMap((b) => (b.kind === 'signatures' ? b.parties : []));
