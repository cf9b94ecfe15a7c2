/** The day a contract's validity ends, where its form and the signed contract may say otherwise. */
import { parseDay } from '../time.ts';
import { latestSigning, type DealFile } from './deal-file.ts';
import type { Filing } from './filing.ts';
import { finding, isSettled, type Finding } from './finding.ts';

/** `other` is what the one that does not count says. */
export type Validity = { day: string; by: 'contract' | 'form'; other?: string };

/** A value of the form that is not the signed contract's. It is not frozen before it is mended, or the reason written. */
export const contractDiffers = (filing: Pick<Filing, 'id'>, key: string, params: { field: string; form: string; contract: string }): Finding => ({
  ...finding('filing.contractDiffers', { table: 'filings', id: filing.id, field: `form.${key}` }, { params }),
  answerable: true,
});

/** The signed contract's day counts; the form's where there is no other, or where the reason it differs is written. `written`: as the form has it. */
export function validityEnd(file: DealFile, filing: Pick<Filing, 'id'> | undefined, written: string | undefined): Validity | undefined {
  const said = parseDay(latestSigning(file)?.validTo);
  const typed = parseDay(written);
  if (said === undefined) return typed === undefined ? undefined : { day: typed, by: 'form' };
  if (!filing || typed === undefined || typed === said) return { day: said, by: 'contract' };
  const reasoned = isSettled(contractDiffers(filing, 'validTo', { field: '', form: typed, contract: said }), file.answers);
  return reasoned ? { day: typed, by: 'form', other: said } : { day: said, by: 'contract', other: typed };
}
