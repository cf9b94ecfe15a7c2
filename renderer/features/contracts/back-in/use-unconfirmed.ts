import { useMemo } from 'react';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { ChangeCard } from '../../../../shared/domain/redline/cards-kept.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { bearsOn, leftByHand, unconfirmedFields } from '../../../../shared/domain/redline/cards-decide.ts';
import { useObserve } from '../../../data/observe.ts';
import { returnedFiles } from '../../../data/queries/returned.ts';

/** Fields of a version that the other side's files leave unconfirmed, and what was accepted of them but is not in it. */
export function useUnconfirmed({ deal, contracts }: DealFile, contract: Contract): { fields: ReadonlySet<string>; left: readonly ChangeCard[] } {
  const all = useObserve(() => returnedFiles(deal.id), [deal.id]);
  return useMemo(() => {
    const here = (all ?? []).filter(({ file, cards }) => bearsOn(file, cards, contract, contracts));
    const cards = here.flatMap((f) => f.cards);
    return { fields: new Set(unconfirmedFields(cards)), left: leftByHand(cards) };
  }, [all, contract, contracts]);
}
