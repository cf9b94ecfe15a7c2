/** 价格走廊 of one worksheet: floor, anchors and ceiling proposed from its methods, each with what it is linked to (valuation.md 2.13). */
import { isRefusal, type Refusal } from '../result.ts';
import { roleOf } from './approach.ts';
import { priceCorridor } from './deal/corridor.ts';
import { valueBy, type MethodResult } from './method.ts';
import { yuanOf, type WeighLine } from './weigh.ts';

/** A figure in 元 and the line it comes from; of a method that answers both reserves, which of them. */
export type CorridorLink = { line: WeighLine; value: number; of: 'cost' | 'minimumFee' | 'sellerReserve' | 'anchor' | 'buyerReserve' };
export type Corridor = {
  floors: CorridorLink[];
  anchors: CorridorLink[];
  ceilings: CorridorLink[];
  floor?: CorridorLink;
  ceiling?: CorridorLink;
  /** only where floor, anchor and ceiling are all there */
  answer?: MethodResult | Refusal;
  /** a cost or minimum fee above the seller's reserve: the reserve is the greater of them by its own rule */
  overReserve: CorridorLink[];
};

const most = (links: readonly CorridorLink[]): CorridorLink | undefined =>
  links.reduce<CorridorLink | undefined>((best, l) => (best && best.value >= l.value ? best : l), undefined);
const least = (links: readonly CorridorLink[]): CorridorLink | undefined =>
  links.reduce<CorridorLink | undefined>((best, l) => (best && best.value <= l.value ? best : l), undefined);

function reservesOf(line: WeighLine): CorridorLink[] {
  const { answer } = line;
  if (!answer || isRefusal(answer) || !('outputs' in answer)) return [];
  return (['sellerReserve', 'buyerReserve'] as const).flatMap((of) => {
    const x = answer.outputs[of];
    return x === undefined ? [] : [{ line, of, value: yuanOf(x, answer.money) }];
  });
}

/**
 * Floor: the seller's reserve; without one the highest minimum fee, without that the highest cost. Anchors: royalty and
 * market. Ceiling: the lowest buyer's reserve. `nameOf` names the sheet a figure is linked to.
 */
export function corridorOf(lines: readonly WeighLine[], nameOf: (link: CorridorLink) => string): Corridor {
  const links = lines.flatMap((line): CorridorLink[] => {
    const { place } = roleOf(line.method);
    if (place === 'reserves') return reservesOf(line);
    if (place === undefined || line.value === undefined) return [];
    return [{ line, value: line.value, of: place === 'anchor' ? 'anchor' : line.method === 'minimum-fee' ? 'minimumFee' : 'cost' }];
  });
  const by = (of: CorridorLink['of']): CorridorLink[] => links.filter((l) => l.of === of);
  const [anchors, ceilings, reserve] = [by('anchor'), by('buyerReserve'), most(by('sellerReserve'))];
  const floors = [...by('sellerReserve'), ...by('minimumFee'), ...by('cost')];
  const floor = reserve ?? most(by('minimumFee')) ?? most(by('cost'));
  const ceiling = least(ceilings);
  const linked = (link: CorridorLink) => ({ value: link.value, sheet: nameOf(link).slice(0, 100) });
  return {
    floors,
    anchors,
    ceilings,
    ...(floor ? { floor } : {}),
    ...(ceiling ? { ceiling } : {}),
    ...(floor && ceiling && anchors.length > 0
      ? { answer: valueBy(priceCorridor, { money: '元', floor: linked(floor), anchors: anchors.slice(0, 10).map(linked), ceiling: linked(ceiling) }) }
      : {}),
    overReserve: reserve ? by('minimumFee').filter((l) => l.value > reserve.value) : [],
  };
}
