/** A kind with the rights it needs, all its questions answered. Everything in it is 示例. */
import { expect } from 'vitest';
import { clausesOf } from '../../renderer/documents/clauses.ts';
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import type { ClauseSet, RightsNeeded } from '../../shared/domain/contract/clause-set.ts';
import { kindInput } from './kinds-fixture.ts';
import { licenceInput } from './licence-fixture.ts';

type Right = ContractInput['sources']['rights'][number];
const licence = licenceInput().sources.rights;
const other = (kind: NonNullable<Right['right']['kind']>): Right[] => [
  {
    right: { id: 'r-9', kind, name: '示例处理装置', number: '202010000000.7', owner: '示例农业研究所', filedOn: '2025-01-02', inventors: '完成人甲' },
    expiresOn: '2045-01-02',
  },
];
const RIGHTS: Record<RightsNeeded, readonly Right[]> = {
  any: licence,
  patent: licence,
  application: other('application'),
  secret: other('secret'),
  software: other('software'),
  layout: other('layout'),
  variety: other('variety'),
};

export const setOf = (code: string): ClauseSet => clausesOf(code) ?? expect.fail(`${code} cannot be read`);
export const input = (set: ClauseSet, chosen: Record<string, string> = {}): ContractInput => {
  const made = kindInput(set, chosen);
  return { ...made, sources: { ...made.sources, rights: RIGHTS[set.rights] } };
};
