/** Every kind of contract the program drafts, printed and read again by the pre-check: of its own class, and nothing it would come back for. */
import { describe, expect, it } from 'vitest';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { groupOf, registeredAs } from '../../shared/domain/contract/kinds.ts';
import { groupOfKind } from '../../shared/domain/precheck/class-words.ts';
import { precheck } from '../../shared/domain/precheck/precheck.ts';
import { form, lists, rulesOn } from '../domain/support.ts';
import { CODES, clauses } from './clause-files.ts';
import { kindInput } from './kinds-fixture.ts';

const KINDS = CODES.filter((code) => /^(KF|ZR|XK|ZX|FW|SY)(-|$)/.test(code) && groupOf(code) !== 'beside');

describe('the program’s own contracts', () => {
  it('are of many kinds', () => expect(KINDS.length).toBeGreaterThan(18));
  it.each(KINDS)('%s', (code) => {
    const text = plainLines(buildContract(clauses(code), kindInput(clauses(code))).document).join('\n');
    const found = precheck({ text }, { form, lists }, rulesOn('2026-06-10'));
    expect(found.lines.filter((l) => l.ground !== undefined).map((l) => l.finding.key)).toEqual([]);
    expect([found.class?.excluded, found.class?.ways, found.flags]).toEqual([[], [], []]);
    expect(found.class?.conditions.filter((c) => c.says === 'against')).toEqual([]);
    const kind = registeredAs(code)!;
    expect(groupOfKind(found.class!.kind!)).toBe(groupOfKind(kind as Parameters<typeof groupOfKind>[0]));
  });
});
