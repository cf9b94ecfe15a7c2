import { canonicalJson, sha256Hex } from '../../../shared/change/chain.ts';
import type { Json } from '../../../shared/change/change.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { METHODS_VERSION } from '../../../shared/valuation/method.ts';

/** Names what a workbook is made from: the worksheet as it stands, its object, and the arithmetic. Used in a round or not, it is the same. */
export function bookId(file: DealFile, sheet: Worksheet): string {
  const from = { sheet: { ...sheet, frozen: undefined }, object: file.deal.name ?? '', engine: METHODS_VERSION };
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify(from)) as Json));
}
