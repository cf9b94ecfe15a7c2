/** 待办变更登记 and 待办注销登记: both sides signed what the registration does not say yet. */
import type { DealFile } from '../deal-file.ts';
import { latestFiling } from '../deal-file.ts';
import { unreflected } from '../followup-content.ts';
import { step, WARN, type Clock } from './clock.ts';

/** Open from the day the agreement was signed or took effect; no text at hand names a last day, so none is made up. */
export function followupClocks(f: DealFile): Clock[] {
  const filing = latestFiling(f);
  if (!filing) return [];
  return unreflected(f, filing).map(({ kind, contract, on }) => ({
    key: `clock.${kind}:${contract.id}`,
    kind: kind === 'change' ? 'changeReport' : 'cancelReport',
    name: '',
    where: { table: 'filings', id: filing.id, field: 'state' },
    from: on,
    missing: 'noDeadline',
    basis: 'unconfirmed',
    steps: [step(kind === 'change' ? 'changeReport' : 'cancelReport', { day: on })],
    warn: WARN,
  }));
}
