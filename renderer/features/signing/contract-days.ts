import type { Signing } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';

/** How the contract says it takes effect: with the last seal (the usual way) or on a day it names. */
export function contractDays(file: DealFile, signing: Signing): 'seal' | 'day' {
  const contract = file.contracts.find((c) => c.id === signing.contractId);
  return contract?.fields?.['effective'] === 'day' ? 'day' : 'seal';
}
