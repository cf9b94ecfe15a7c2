/** Pairs of contract and form against the key that was written with them: every planted ground with its words or its field, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GROUNDS, type Ground } from '../../shared/domain/precheck/grounds.ts';
import type { HandedIn } from '../../shared/domain/precheck/as-deal.ts';
import { precheck, type Precheck, type PrecheckLine } from '../../shared/domain/precheck/precheck.ts';
import { form, json, lists, rulesOn } from './support.ts';

type Expected = { code: Ground; level: 'must' | 'ask'; words?: string; field?: string };
type Pair = { file: string; on: string; kind: string | null; grounds: Expected[]; flags: string[] };

const FOLDER = new URL('../../resources/exercises/precheck/', import.meta.url);
const pairs = (json('exercises/precheck/key.json') as { items: Pair[] }).items;
const given = (file: string): HandedIn => ({
  ...(json(`exercises/precheck/${file}.json`) as Omit<HandedIn, 'text'>),
  text: readFileSync(new URL(`${file}.txt`, FOLDER), 'utf8'),
});
const checked = (pair: Pair): Precheck => precheck(given(pair.file), { form, lists }, rulesOn(pair.on));

const answers = (want: Expected, { ground, finding, clause, field }: PrecheckLine): boolean =>
  ground === want.code &&
  finding.level === want.level &&
  (want.words === undefined || clause?.words.includes(want.words) === true || (finding.quote?.text ?? '').includes(want.words)) &&
  (want.field === undefined || field?.key === want.field);
const told = ({ ground, finding, clause, field }: PrecheckLine) => [ground, finding.level, finding.message.key, clause?.words ?? field?.key ?? ''].join(' ');

describe('pairs of contract and form', () => {
  it('every ground is planted at least twice, in at least thirty pairs', () => {
    const planted = pairs.flatMap((p) => p.grounds.map((g) => g.code));
    expect(pairs.length).toBeGreaterThanOrEqual(30);
    expect(GROUNDS.filter((g) => planted.filter((c) => c === g).length < 2)).toEqual([]);
  });
  it.each(pairs)('$file', (pair) => {
    const result = checked(pair);
    const grounded = result.lines.filter((l) => l.ground !== undefined);
    const missed = pair.grounds.filter((g) => !grounded.some((l) => answers(g, l)));
    const alarms = grounded.filter((l) => !pair.grounds.some((g) => g.code === l.ground && (g.level === l.finding.level || l.finding.level === 'ask')));
    expect({ missed, alarms: alarms.map(told) }).toEqual({ missed: [], alarms: [] });
    expect(result.flags.map((f) => f.message.key.slice('flag.'.length)).filter((x, i, all) => all.indexOf(x) === i)).toEqual(pair.flags);
    expect(result.class?.kind ?? null).toBe(pair.kind);
  });
});

/** The other exercises were written for the check of the text alone: what they say of signing, effect and papers is in order. */
describe('contracts written for something else', () => {
  const folders = [new URL('../../resources/exercises/contracts/', import.meta.url), new URL('./short-contracts/', import.meta.url)];
  const texts = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.endsWith('.txt') ? [{ name, text: readFileSync(new URL(name, folder), 'utf8') }] : [])),
  );

  it('no check of the pre-check itself raises a false alarm, and only goods for sale are taken for hidden equipment', () => {
    expect(texts.length).toBe(24);
    const alarms = texts.flatMap(({ name, text }) => {
      const found = precheck({ text }, { form, lists }, rulesOn('2026-11-22'));
      const own = [...found.lines.map((l) => l.finding), ...found.flags].filter((f) => /^(precheck|flag)\./.test(f.message.key));
      return own.map((f) => `${name} ${f.message.key}`);
    });
    expect(alarms).toEqual(['03-名为开发.txt flag.equipmentHidden']);
  });
});
