import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import { lineOf } from '../../../shared/domain/contract-versions.ts';
import { groupOf, KIND_GROUPS } from '../../../shared/domain/contract/kinds.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { KINDS } from '../../documents/clauses.ts';
import { useKindTitle } from '../../documents/kind-title.ts';

/** 技术开发（委托）合同; 他方文本 of a text from elsewhere. */
export function useKindName(): (contract: Pick<Contract, 'kind'>) => string {
  const { t } = useTranslation('contracts');
  const title = useKindTitle();
  return useCallback((c) => (c.kind === 'foreign' ? t('kind.foreign') : title(lineOf(c))), [t, title]);
}

/** Every kind of contract by group, for a list to choose from. */
export function useKindOptions() {
  const { t } = useTranslation('contracts');
  const title = useKindTitle();
  return KIND_GROUPS.map((group) => ({
    label: t(`group.${group}`),
    title: group,
    options: KINDS.filter((k) => k.flavour === 'contract' && groupOf(k.code) === group).map((k) => ({ value: k.code, label: title(k.code) })),
  }));
}

/** 第 2 版; with its kind where the deal has contracts of several, each with a first version. */
export function useVersionName(file: DealFile): (contract: Contract) => string {
  const { t } = useTranslation('contracts');
  const kindName = useKindName();
  const mixed = new Set(file.contracts.map(lineOf)).size > 1;
  return (c) => (mixed ? t('versionOf', { n: c.version ?? 1, kind: kindName(c) }) : t('version', { n: c.version ?? 1 }));
}
