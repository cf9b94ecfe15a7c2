/** Clause texts as a person edits them: `{territory}` is shown as `{许可地域}`, and turned back when saved. */
import { interviewFields, type ClauseSet } from '../../../shared/domain/contract/clause-set.ts';

const PLACEHOLDER = /\{([A-Za-z][\w.:]*)(?:\|(\w+))?\}/g;
const HOW: Record<string, string> = { money: '数字', words: '大写', percent: '百分比', date: '日期' };
const PARTIES: Record<string, string> = { 'partyA.name': '甲方名称', 'partyB.name': '乙方名称', item: '逐项' };

function names(set: ClauseSet): { shown: (key: string, how: string | undefined) => string; stored: Map<string, string> } {
  const labels = new Map(interviewFields(set).map((f) => [f.key, f.label.zh]));
  set.articles.forEach((a) => labels.set(`ref:${a.id}`, `条号 ${a.title}`));
  const shown = (key: string, how: string | undefined): string => {
    const label = labels.get(key) ?? PARTIES[key] ?? key;
    return `{${label}${how && HOW[how] ? `·${HOW[how]}` : ''}}`;
  };
  const stored = new Map<string, string>();
  for (const text of set.articles.flatMap((a) => a.clauses.map((c) => c.text))) {
    for (const m of text.matchAll(PLACEHOLDER)) stored.set(shown(m[1]!, m[2]), m[0]);
  }
  for (const key of [...labels.keys(), ...Object.keys(PARTIES)]) if (!stored.has(shown(key, undefined))) stored.set(shown(key, undefined), `{${key}}`);
  return { shown, stored };
}

export function wordingOf(set: ClauseSet): { toShown: (text: string) => string; toStored: (text: string) => string } {
  const { shown, stored } = names(set);
  return {
    toShown: (text) => text.replace(PLACEHOLDER, (_all, key: string, how: string | undefined) => shown(key, how)),
    // braces nobody knows stay as typed: the check for leftovers finds them
    toStored: (text) => text.replace(/\{[^{}]{1,60}\}/g, (m) => stored.get(m) ?? m),
  };
}
