/** A place for every party's seal: 甲方, 乙方, and each further one. What stands on the paper itself only a person can see. */
import { partiesIn, type TextParty } from '../contract-text/parties.ts';
import type { Say } from '../contract-text/say.ts';
import type { Finding } from '../finding.ts';
import { plainName } from '../names.ts';

const SEAL_WORD = /盖章|公章|签章|签字|签名|（章）|\(章\)/;
/** 甲方 of 甲方（委托方）; the label itself where it has none. */
const shortOf = (label: string): string[] => [...new Set([...(label.match(/[甲乙丙丁戊]方/g) ?? []), ...label.split(/[（）()／/]/).filter((x) => x !== '')])];

export function sealPlaceFindings(text: string, say: Say): Finding[] {
  const page = signaturePage(text);
  const heads = named(partiesIn(text));
  if (heads.length < 2) return [];
  if (page === undefined) return [say('precheck.noSignaturePage', undefined)];
  const at = text.slice(page);
  return heads
    .filter((p) => p.start < page)
    .filter(
      (p) =>
        !at.split('\n').some((line) => SEAL_WORD.test(line) && (shortOf(p.label).some((l) => line.includes(l)) || plainName(line).includes(plainName(p.name)))),
    )
    .map((p) => say('precheck.sealMissing', { text: p.name, start: p.start, end: p.end }, { party: p.name }));
}

/** Each name once. */
const named = (parties: readonly TextParty[]): TextParty[] =>
  parties.filter((p, i, all) => all.findIndex((q) => plainName(q.name) === plainName(p.name)) === i);

/** Where the signatures begin: the first line after the last article's begin that names a party and a seal. */
function signaturePage(text: string): number | undefined {
  const last =
    [...text.matchAll(/^[ \t　]*(?:第[一二三四五六七八九十百]{1,4}条|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、．]|\d{1,2}\.(?!\d))/gm)].at(-1)?.index ?? 0;
  const found = [...text.matchAll(/^[^\n]{0,60}(?:盖章|公章|签章|签字|签名|[（(]章[）)])[^\n]{0,60}$/gm)].find(
    (m) => m.index > last && !/生效|之日起|[。；]/.test(m[0]),
  );
  return found?.index;
}
