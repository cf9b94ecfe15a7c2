/** Worksheets to type in, in the profile under measurement; and as little as a form of so many fields can be. */
import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { commitBulk } from '../../renderer/data/bulk.ts';
import { commit } from '../../renderer/data/commit.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved } from '../../renderer/data/save-state.ts';
import { newId } from '../../renderer/data/store.ts';
import type { AppliedMethod } from '../../shared/domain/deal.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { OFFICE_ID } from '../../shared/domain/party.ts';

const many = (n: number, of: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => of(i));
const flows = (n: number): AppliedMethod['request'] => ({
  ebit: many(n, (i) => String(100 + i)),
  depreciation: many(n, () => '10'),
  capex: many(n, () => '15'),
  workingCapitalChange: many(n, () => '4'),
  taxRate: '25%',
  discountRate: '10%',
  timing: 'mid',
});
const PARTIES = 10;

/** The forms that are measured: one as people have it, and the largest ones. `at` is the cell that is typed in. */
export const FORMS: readonly (AppliedMethod & { at: string })[] = [
  { id: 'usual', method: 'dcf', money: '万元', request: flows(5), at: 'ebit.2' },
  { id: 'flows', method: 'dcf', money: '万元', request: flows(120), at: 'ebit.60' },
  {
    id: 'payments',
    method: 'payment-value',
    money: '万元',
    request: {
      revenues: many(120, (i) => String(1_000 + 37 * i)),
      royaltyRates: many(120, () => '5%'),
      annualMinimums: many(120, () => '20'),
      annualCaps: many(120, (i) => String(100 + i)),
      milestones: Array.from({ length: 30 }, (_, i) => ({ amount: String(50 + i), year: String(i), probability: '60%' })),
      upfront: '100',
      sellerRate: '18%',
      buyerRate: '12%',
    },
    at: 'revenues.60',
  },
  {
    id: 'shares',
    method: 'cap-table',
    money: '万元',
    request: {
      // the one that is typed in has room for seven digits more
      holders: Array.from({ length: 20 }, (_, i) => ({ name: `示例${i + 1}`, shares: i === 9 ? '9' : String(1_000_003 + 17 * i) })),
      poolShares: '500001',
      rounds: Array.from({ length: 8 }, (_, j) => ({
        preMoney: String(Math.round(8_000 * 1.7 ** j)),
        poolAdded: '3%',
        investments: Array.from({ length: 8 }, (__, i) => ({ name: `示例投资方${j + 1}-${i + 1}`, cash: String(Math.round(100 + 10 * i * 1.5 ** j)) })),
        safes: Array.from({ length: 8 }, (__, i) => ({
          name: `示例先投方${j + 1}-${i + 1}`,
          amount: String(20 + i),
          cap: String(Math.round(3_000 * 1.7 ** j) + i),
        })),
      })),
    },
    at: 'holders.9.shares',
  },
  {
    id: 'coalitions',
    method: 'shapley',
    money: '万元',
    request: { players: many(PARTIES, (i) => `示例${i + 1}`), worths: many(2 ** PARTIES - 1, (i) => String((i * 37) % 991)) },
    at: 'worths.60',
  },
];

/** One deal with a worksheet that has them all. */
export async function fillForms(): Promise<void> {
  await openWorkspace('work');
  await commit({ intent: 'office.new' }, async (read) => [
    (await read.get('office', OFFICE_ID))
      ? set('office', OFFICE_ID, { name: '示例单位', userName: '示例经理' })
      : make('office', { id: OFFICE_ID, name: '示例单位', userName: '示例经理', role: 'seller' }),
  ]);
  const dealId = newId();
  await commitBulk({ intent: 'import', origin: 'import' }, [
    make('deals', { id: dealId, name: '示例装置', route: 'license', role: 'seller' }),
    make('worksheets', {
      id: newId(),
      dealId,
      version: 1,
      name: '许可费节省法测算',
      method: 'royalty',
      purpose: '许可',
      valueType: '谈判参考（投资价值角度）',
      baseDate: '2026-06-30',
      revenues: ['3000000', '5000000', '8000000', '9000000', '9000000'],
      inputs: { royaltyRate: { value: '0.05' }, discountRate: { value: '0.15' } },
      applied: FORMS.map(({ id, method, money, request }) => ({ id, method, money, request })),
    }),
  ]);
  await allSaved();
}

function Bare({ label }: { label: string }) {
  const [text, setText] = useState('');
  return <input aria-label={label} value={text} onChange={(e) => setText(e.target.value)} />;
}

let root: Root | undefined;
/** A form of `n` controlled inputs and nothing else. */
export function showBare(n: number): void {
  root ??= createRoot(document.getElementById('root')!);
  root.render(Array.from({ length: n }, (_, i) => <Bare key={i} label={`bare ${i}`} />));
}
