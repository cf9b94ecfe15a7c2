import type { Contract } from '../../../../shared/domain/contract.ts';
import { unconfirmedFields } from '../../../../shared/domain/redline/cards-decide.ts';
import { useObserve } from '../../../data/observe.ts';
import { returnedFiles } from '../../../data/queries/returned.ts';

const NONE: ReadonlySet<string> = new Set();

/** Fields of a version that the other side's file leaves unconfirmed: of the version it answers, and of the one made of it. */
export function useUnconfirmed({ id, dealId = '' }: Contract): ReadonlySet<string> {
  return (
    useObserve(async () => {
      const here = (await returnedFiles(dealId)).filter(({ file }) => file.contractId === id || file.nextId === id);
      return new Set(unconfirmedFields(here.flatMap((f) => f.cards)));
    }, [id, dealId]) ?? NONE
  );
}
