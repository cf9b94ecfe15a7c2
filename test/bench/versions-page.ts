/** A deal whose worksheet went through many versions, each with further methods: in the profile under measurement. */
import { commitBulk } from '../../renderer/data/bulk.ts';
import { commit } from '../../renderer/data/commit.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved } from '../../renderer/data/save-state.ts';
import { newId } from '../../renderer/data/store.ts';
import type { AppliedMethod } from '../../shared/domain/deal.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { OFFICE_ID } from '../../shared/domain/party.ts';

const APPLIED: AppliedMethod[] = [
  {
    id: 'fee',
    method: 'minimum-fee',
    money: '万元',
    request: { bookCost: '100', newness: '80%', sellerCapacity: '1', buyerCapacity: '1' },
    weight: '0.3',
    weightReason: '示例',
  },
  { id: 'dcf', method: 'dcf', money: '万元', request: { flows: ['100', '120', '150'], discountRate: '15%' }, weight: '0', weightReason: '示例' },
  { id: 'reserves', method: 'reserve-prices', money: '万元', request: { sellerAlternative: '60', buyerWith: '200', buyerAlternative: '20' } },
];

/** One deal with `n` versions and a round for every tenth of them. */
export async function fillVersions(n: number): Promise<void> {
  await openWorkspace('work');
  await commit({ intent: 'office.new' }, async (read) => [
    (await read.get('office', OFFICE_ID))
      ? set('office', OFFICE_ID, { name: '示例单位', userName: '示例经理' })
      : make('office', { id: OFFICE_ID, name: '示例单位', userName: '示例经理', role: 'seller' }),
  ]);
  const dealId = newId();
  const versions = Array.from({ length: n }, (_, i) => ({
    id: newId(),
    dealId,
    version: i + 1,
    name: '许可费节省法测算',
    method: 'royalty' as const,
    purpose: '许可',
    valueType: '谈判参考（投资价值角度）',
    baseDate: '2026-06-30',
    object: '示例装置的排他许可。'.repeat(20),
    revenues: ['3000000', '5000000', '8000000', '9000000', '9000000'],
    inputs: {
      royaltyRate: { value: '0.05', source: '示例', sourceDate: '2026-06-30', grade: 'estimate' as const },
      discountRate: { value: String(0.1 + (i % 100) / 1000), source: '示例', sourceDate: '2026-06-30', grade: 'estimate' as const },
    },
    lowRate: '0.08',
    highRate: '0.25',
    royaltyWeight: '0.7',
    royaltyWeightReason: '示例',
    applied: APPLIED,
  }));
  await commitBulk({ intent: 'import', origin: 'import' }, [
    make('deals', { id: dealId, name: '示例装置', route: 'license', role: 'seller' }),
    ...versions.map((v) => make('worksheets', v)),
    ...versions.filter((_, i) => i % 10 === 0).map((v, i) => make('rounds', { id: newId(), dealId, no: i + 1, worksheetId: v.id })),
  ]);
  await allSaved();
}
