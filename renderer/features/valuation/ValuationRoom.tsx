import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { worksheetGate } from '../../../shared/domain/checks/worksheet.ts';
import { isRefusal } from '../../../shared/result.ts';
import { DealLines } from '../../data/DealLines.tsx';
import { useObserve } from '../../data/observe.ts';
import { worksheetRows, type WorksheetRow } from '../../data/queries/valuation.ts';
import { useMethods } from '../../data/use-methods.ts';
import { useMoney } from '../../ui/Money.tsx';
import type { Column } from '../../ui/table/column.ts';
import { figuresOf } from './compute.ts';
import { DealValuation } from './DealValuation.tsx';
import { openSheet } from './open-sheet.ts';

type Line = WorksheetRow & { value: string; range: string; met: string };

/** 估值 over all deals; as a tab of a deal, that deal's worksheets. */
export function ValuationRoom({ dealId }: { dealId?: string }) {
  return dealId === undefined ? <AllWorksheets /> : <DealValuation dealId={dealId} />;
}

function AllWorksheets() {
  const { t } = useTranslation('valuation');
  const money = useMoney();
  const rows = useObserve(worksheetRows, []);
  const methods = useMethods((rows ?? []).some((r) => (r.sheet.applied ?? []).length > 0));
  const lines = useMemo(
    () =>
      rows?.map((row): Line => {
        const f = figuresOf(row.sheet);
        const gate = worksheetGate(row.sheet, methods, { ...(row.deal ? { deal: row.deal } : {}), rights: row.rights });
        const band = isRefusal(f) || !(row.sheet.lowRate || row.sheet.highRate) ? undefined : f.result.band;
        return {
          ...row,
          value: isRefusal(f) ? '' : money.figure(f.result.value),
          range: band ? `${money.figure(band.min)}–${money.figure(band.max)}` : '',
          met: `${gate.filter((g) => g.met).length}/${gate.length}`,
        };
      }),
    [rows, money, methods],
  );
  const columns = useMemo(
    (): Column<Line>[] => [
      { key: 'deal', header: t('col.deal'), value: (r) => r.deal?.name ?? t('noDeal'), width: 4, filter: 'text' },
      { key: 'version', header: t('col.version'), value: (r) => t('version', { n: r.sheet.version ?? 1 }), width: 1.2 },
      { key: 'baseDate', header: t('col.baseDate'), value: (r) => r.sheet.baseDate, width: 1.6 },
      {
        key: 'value',
        header: t('col.value', { unit: money.unit }),
        value: (r) => r.value.replace(/,/g, ''),
        cell: (r) => r.value,
        width: 1.8,
        align: 'right',
        sort: 'number',
        figure: 'money',
      },
      { key: 'range', header: t('col.range', { unit: money.unit }), value: (r) => r.range, width: 2.2, align: 'right', sort: false },
      { key: 'met', header: t('col.gate'), value: (r) => r.met, width: 1, align: 'right', hideBelow: 800 },
      {
        key: 'state',
        header: t('col.state'),
        value: (r) => (r.rounds.length > 0 ? t('usedBy', { rounds: r.rounds.join(t('ui:comma')) }) : t(r.sheet.frozen === true ? 'locked' : 'draft')),
        width: 1.8,
        filter: 'choice',
      },
      { key: 'preparer', header: t('col.preparer'), value: (r) => r.sheet.preparer, width: 1.2, hideBelow: 900, filter: 'choice' },
    ],
    [t, money],
  );
  return <DealLines words="valuation" columns={columns} rows={lines} rowKey={(r) => r.sheet.id} onOpen={openSheet} note={t('roomBanner')} />;
}
