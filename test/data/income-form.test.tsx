/** 技术性收入核定 on screen: once it is on its way, its receipts are read, and read as money. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Followup } from '../../shared/domain/followup.ts';
import { Office } from './office.ts';

it('takes no receipt any more once it is handed in, and keeps the amounts to the right', async () => {
  const office = await Office.open();
  const { startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('zh');
  const { IncomeForm } = await import('../../renderer/features/registration/followups/IncomeForm.tsx');
  const shown = (state: Followup['state']): string =>
    renderToStaticMarkup(
      <IncomeForm
        file={{ deal: { id: 'd' }, contracts: [], signings: [], pricings: [], notices: [], instalments: [], filings: [], receipts: [] } as never}
        filing={{ id: 'f', state: 'registered' }}
        followup={{ id: 'u', kind: 'income', state, rows: [{ on: '2026-06-02', amount: '120000', note: '首期' }] } as Followup}
      />,
    );
  const [open, frozen] = [shown('draft'), shown('submitted')];
  expect([open.includes('加一笔到账'), frozen.includes('加一笔到账')]).toEqual([true, false]);
  expect(frozen).toMatch(/<th scope="col" class="right">[^<]*金额/);
  expect(frozen).toMatch(/class="grid-shown grid-figure"[^>]*>120,000\.00</);
  await office.close();
});
