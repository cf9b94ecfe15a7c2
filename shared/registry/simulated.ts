/**
 * The simulated registry (模拟登记端) must not be able to make anything that looks official: its numbers begin 990000,
 * every page and reply says what it is, and the 正式库 neither files with it nor takes a number from it.
 */
import type { Workspace } from '../bridge.ts';
import { refuse, type Refusal } from '../result.ts';

export const SIMULATED_REGISTRY = 'simulated';
export const SIMULATED_PREFIX = '990000';
/** stands on every page, file and reply of the simulated registry */
export const SIMULATED_NOTICE = '模拟·实训用，非官方登记证明';
export const SIMULATED_RECEIPT = '模拟登记回执';

const HOUSE_RULE = '模拟登记端与正式库分开（本软件规则）';

/** Whether a register number (spaces and dashes do not matter) is one the simulated registry gives. */
export function isSimulatedNumber(registerNo: string): boolean {
  return registerNo
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .startsWith(SIMULATED_PREFIX);
}

/** Whether a registration is a simulated one: its registry said so, or its number, typed or sent, is one of theirs. */
export const isSimulated = (of: { simulated?: boolean; registerNo?: string } | undefined): boolean =>
  of?.simulated === true || isSimulatedNumber(of?.registerNo ?? '');

/** The 正式库 does not file with the simulated registry: its answers could never be taken in. Null where it may. */
export function mayFileWith(workspace: Workspace, registry: { id: string; simulated?: boolean }): Refusal | null {
  const simulated = registry.simulated === true || registry.id === SIMULATED_REGISTRY;
  return workspace === 'work' && simulated ? refuse('registry.simulatedInWork', { source: HOUSE_RULE, field: 'registry' }) : null;
}

/** The 正式库 refuses a simulated register number, whether typed in or sent by a registry. Null where it may stand. */
export function mayHoldNumber(workspace: Workspace, registerNo: string): Refusal | null {
  return workspace === 'work' && isSimulatedNumber(registerNo)
    ? refuse('registry.simulatedNumber', { params: { number: registerNo }, source: HOUSE_RULE, field: 'registerNo' })
    : null;
}

/** The n-th number of a year: 990000, four digits of year, six of serial. */
export function simulatedNumber(year: number, serial: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial > 999_999) throw new Error(`serial out of range: ${serial}`);
  return `${SIMULATED_PREFIX}${String(year).padStart(4, '0')}${String(serial).padStart(6, '0')}`;
}
