import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import { lineOf } from '../../../shared/domain/contract-versions.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { KINDS } from '../../documents/clauses.ts';

const NAMES = new Map(KINDS.map((k) => [k.code, k.title]));

/** 技术开发（委托）合同; the code itself of a kind this program does not know. */
export const kindName = (t: TFunction<'contracts'>, { kind = 'XK-ZL' }: Pick<Contract, 'kind'>): string =>
  kind === 'foreign' ? t('kind.foreign') : (NAMES.get(kind) ?? kind);

/** 第 2 版; with its kind where the deal has contracts of several, each with a first version. */
export function useVersionName(file: DealFile): (contract: Contract) => string {
  const { t } = useTranslation('contracts');
  const mixed = new Set(file.contracts.map(lineOf)).size > 1;
  return (c) => (mixed ? t('versionOf', { n: c.version ?? 1, kind: kindName(t, c) }) : t('version', { n: c.version ?? 1 }));
}
