/** Where a paper says that an answer is kept, there is a field of that record. */
import { describe, expect, it } from 'vitest';
import { RECORD_PATHS, recordValues } from '../../shared/domain/contract/answers.ts';
import { sourcesOf } from '../../renderer/documents/contract-input.ts';
import { placeOfPath } from '../../shared/domain/contract/path-place.ts';
import { emptyDealFile, signedContract } from '../../shared/domain/deal-file.ts';
import { TABLES } from '../../shared/domain/tables.ts';
import { rulesOn, signed } from './support.ts';

const full = signed();
const bare = emptyDealFile({ id: 'd' });
const columns = (table: string): readonly string[] => Object.keys((TABLES as unknown as Record<string, { shape: object }>)[table]!.shape);

describe('the place of an answer', () => {
  it.each(RECORD_PATHS)('%s is a field of a record that is there, or of one to be begun', (path) => {
    for (const f of [full, bare]) {
      const where = placeOfPath(path, f)!;
      expect([path, where?.table]).not.toEqual([path, undefined]);
      if (where.id !== '') expect([where.table, columns(where.table)]).toEqual([where.table, expect.arrayContaining([where.field!.split('.')[0]])]);
    }
  });

  it('another value there is another answer on the paper', () => {
    const value = (f: typeof full, path: string) => recordValues(sourcesOf(f, signedContract(f), rulesOn('2026-06-01')))[path];
    const { table, id, field } = placeOfPath('contract.no', full)!;
    expect([table, id]).toEqual(['signings', 's1']);
    expect(value({ ...full, signings: [{ ...full.signings[0]!, [field!]: 'SL-9' }] }, 'contract.no')).toBe('SL-9');
    const phone = placeOfPath('buyer.contactPhone', full)!;
    expect(value({ ...full, buyer: { ...full.buyer!, [phone.field!]: '000-示例' } }, 'buyer.contactPhone')).toContain('000-示例');
  });

  it('a contract that lacks its right, a datum of one, or its instalments leads to where each is filled in', () => {
    expect(placeOfPath('deal.rightIds', bare)).toEqual({ table: 'deals', id: 'd', field: 'rightIds' });
    expect(placeOfPath('rights.owner', full)).toEqual({ table: 'rights', id: full.rights[0]!.id, field: 'owner' });
    expect(placeOfPath('instalments', { ...full, instalments: [] })).toEqual({ table: 'instalments', id: '', field: 'add' });
    expect(placeOfPath('instalments', { ...full, instalments: [{ id: 'i' }] })).toEqual({ table: 'instalments', id: 'i', field: 'amount' });
  });
});
