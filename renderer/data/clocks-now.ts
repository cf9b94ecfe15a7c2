/** The clocks of one deal today, each filing's by the rule pack it was begun with. */
import type { Clock } from '../../shared/domain/clocks/clock.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { rulesAt, rulesNamed } from './rules.ts';

export const dealClocksNow = (file: DealFile, day: string): Clock[] =>
  clocksOf(file, rulesAt(day, file.seller?.region), day, (name) => rulesNamed(name, day, file.seller?.region));
