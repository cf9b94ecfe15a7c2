/** A place for every party's seal: 甲方, 乙方, and each further one. What stands on the paper itself only a person can see. */
import { partiesIn, type TextParty } from '../contract-text/parties.ts';
import type { Say } from '../contract-text/say.ts';
import type { Finding } from '../finding.ts';
import { plainName } from '../names.ts';

const SEAL_WORD = /盖章|公章|签章|签字|签名|（章）|\(章\)|signature|seal/i;
/** 本合同自双方签字之日起生效。 is no place to sign. */
const PROSE = /[。；]|之日|生效/;
const ARTICLE = /^[ \t　]*(?:第[一二三四五六七八九十百]{1,4}条|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、．]|\d{1,2}\.(?!\d))/gm;
/** Lines below a party's name in which its place to sign may follow. */
const BELOW = 3;

/** 甲方 of 甲方（委托方）, and its other names. */
const labelsOf = (label: string): string[] => [...(label.match(/[甲乙丙丁戊]方/g) ?? []), ...label.split(/[（）()／/]/).filter((x) => x !== '')];

export function sealPlaceFindings(text: string, say: Say): Finding[] {
  const last = [...text.matchAll(ARTICLE)].at(-1)?.index ?? 0;
  const heads = eachOnce(partiesIn(text)).filter((p) => p.start < last);
  if (heads.length < 2) return [];
  const lines = text
    .slice(last)
    .split('\n')
    .map((line) => (PROSE.test(line) ? '' : line));
  if (!lines.some((line) => SEAL_WORD.test(line))) return [say('precheck.noSignaturePage', undefined)];
  const names = (p: TextParty, line: string): boolean => labelsOf(p.label).some((l) => line.includes(l)) || plainName(line).includes(plainName(p.name));
  const hasPlace = (p: TextParty): boolean => lines.some((line, i) => names(p, line) && lines.slice(i, i + 1 + BELOW).some((l) => SEAL_WORD.test(l)));
  return heads.filter((p) => !hasPlace(p)).map((p) => say('precheck.sealMissing', { text: p.name, start: p.start, end: p.end }, { party: p.name }));
}

const eachOnce = (parties: readonly TextParty[]): TextParty[] =>
  parties.filter((p, i, all) => all.findIndex((q) => plainName(q.name) === plainName(p.name)) === i);
