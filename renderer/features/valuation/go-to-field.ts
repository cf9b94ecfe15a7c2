import { useEffect } from 'react';
import { focusField } from '../../ui/focus-field.ts';
import { useRoute } from '../../session/route.ts';
import { writeView } from '../../session/view-state.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';

/** Fields of an applied method that stand in the 综合 and not in the method's own form. */
const IN_PANEL = new Set(['weight', 'weightReason', 'low', 'high']);

/** Rows folded under 更多参数 until they are used. */
const FOLDED = new Set(['firstPeriodEnd', 'legalEnd', 'contractEnd', 'maintenance', 'tabYears']);
/** Whether 更多参数 of a deal's worksheets is open. */
export const moreView = (sheet: Worksheet): string => `valuation.more.${sheet.dealId ?? ''}`;

/** Opens the method or the fold a field belongs to, where it belongs to one. */
export function openMethodOf(sheet: Worksheet, field: string): void {
  const [head, id, path] = field.split('/');
  if (FOLDED.has(head!)) writeView(moreView(sheet), true);
  if (head === 'applied' && id !== undefined && !IN_PANEL.has(path ?? '')) writeView(`methods.${sheet.dealId ?? ''}`, id);
}

/** Puts the cursor in a worksheet's field. */
export function goToField(sheet: Worksheet, field: string): void {
  openMethodOf(sheet, field);
  focusField(document.body, `worksheets/${sheet.id}/${field}`);
}

/** A field called from elsewhere (缺什么) may stand in a method that is folded: it is opened. */
export function useOpenCalled(sheet: Worksheet): void {
  const { focus } = useRoute();
  useEffect(() => {
    const own = `worksheets/${sheet.id}/`;
    if (focus?.startsWith(own)) openMethodOf(sheet, focus.slice(own.length));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each call, whatever becomes of the worksheet meanwhile
  }, [focus]);
}
