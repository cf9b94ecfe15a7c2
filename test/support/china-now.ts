/** What the program calls today and now: China's, whatever zone this machine is in. */
import { chinaDay, chinaMinute } from '../../shared/time.ts';

/** `2026-11-22`, as days are kept. */
export const chinaToday = (): string => chinaDay(new Date().toISOString())!;
/** `14:05`, as a portal in China would show it. */
export const chinaClock = (): string => chinaMinute(new Date().toISOString()).slice(11);
