import type { TFunction } from 'i18next';
import { rolesIn } from '../../../shared/domain/contract/kinds.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';

/** What heads one of the two sides of a paper, on the screen and on the sheet: the roles of that contract, whatever else the deal is about. */
export const sideTitle = (t: TFunction<'signing'>, file: DealFile, contract: Contract | undefined, side: 'seller' | 'buyer'): string =>
  t(`side.${side}`, { context: rolesIn(contract?.kind, file.deal.route) });
