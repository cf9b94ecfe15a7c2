import { useMemo } from 'react';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { bearsOn, unconfirmedFields } from '../../../../shared/domain/redline/cards-decide.ts';
import { useObserve } from '../../../data/observe.ts';
import { returnedFiles } from '../../../data/queries/returned.ts';

/** Fields of a version that the other side's files leave unconfirmed. */
export function useUnconfirmed({ deal, contracts }: DealFile, contract: Contract): ReadonlySet<string> {
  const all = useObserve(() => returnedFiles(deal.id), [deal.id]);
  return useMemo(() => {
    const here = (all ?? []).filter(({ file, cards }) => bearsOn(file, cards, contract, contracts));
    return new Set(unconfirmedFields(here.flatMap((f) => f.cards)));
  }, [all, contract, contracts]);
}
