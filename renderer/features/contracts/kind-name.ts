import type { TFunction } from 'i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import { KINDS } from '../../documents/clauses.ts';

const NAMES = new Map(KINDS.map((k) => [k.code, k.title]));

/** 技术开发（委托）合同; the code itself of a kind this program does not know. */
export const kindName = (t: TFunction<'contracts'>, { kind = 'XK-ZL' }: Pick<Contract, 'kind'>): string =>
  kind === 'foreign' ? t('kind.foreign') : (NAMES.get(kind) ?? kind);
