/** A right as the worksheet names it: kind, name, number and filing day, as far as its record has them. */
import type { TFunction } from 'i18next';
import { parsePatentNumber } from '../../../shared/ids.ts';
import type { Right } from '../../../shared/domain/portfolio.ts';
import { parseDay } from '../../../shared/time.ts';

/** A granted patent's number with ZL; of an application, or what is no patent number, as it stands. */
export function numberWords(right: Right): string {
  const bare = (right.number ?? '').replace(/^ZL\s*/i, '').trim();
  return bare !== '' && right.kind !== 'application' && parsePatentNumber(bare).ok ? `ZL ${bare}` : bare;
}

export function rightWords(t: TFunction, right: Right): string {
  const kind = right.kind ? t(`portfolio:rightKind.${right.kind}`) : '';
  const named = right.name ? t('valuation:default.right', { kind, name: right.name }) : kind;
  const filed = parseDay(right.filedOn);
  const detail = [numberWords(right), filed === undefined ? '' : t('valuation:default.filed', { day: filed })].filter(Boolean).join(t('ui:comma'));
  return detail === '' ? named : t('valuation:default.rightDetail', { right: named, detail });
}
