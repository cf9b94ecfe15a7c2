/** Rule packs and calendars kept in this workspace. */
import { setRuleRows, type RuleRows } from '../rules.ts';
import { watch } from '../watch.ts';
import { newestRows } from './read.ts';

/** Newest first. Index: primary key (a few rows). */
export async function ruleRows(): Promise<RuleRows> {
  const [packs, calendars] = await Promise.all([newestRows('rulePacks'), newestRows('calendars')]);
  return { packs: packs.filter((p) => p.archived !== true), calendars: calendars.filter((c) => c.archived !== true) };
}

let stop: (() => void) | null = null;
/** Before a workspace is left: nothing is asked of a store that is closed. */
export function leaveRules(): void {
  stop?.();
  stop = null;
  setRuleRows({ packs: [], calendars: [] });
}

/** Takes the rules of the workspace that was just opened, and every change of them until the next is opened. */
export async function followRules(): Promise<void> {
  setRuleRows(await ruleRows());
  stop = watch(ruleRows, setRuleRows);
}
