import { expect, it } from 'vitest';
import { signedSampleDeal, SIGNED_IDS } from '../../shared/domain/sample-signed.ts';
import { sampleDeal } from '../../shared/domain/sample-deal.ts';
import { TABLES } from '../../shared/domain/tables.ts';

it.each(['2026-11-22', '2028-02-29', '2031-01-01'])('the signed sample deal made on %s has rows its tables take, and days in their order', (today) => {
  const rows = [...sampleDeal(), ...signedSampleDeal(today)].map((e) => {
    if (e.op !== 'make') throw new Error('the sample only makes rows');
    TABLES[e.table].parse(e.row);
    return e;
  });
  const row = (id: string) => rows.find((e) => e.row.id === id)!.row as unknown as Record<string, string>;
  const days = [
    row(SIGNED_IDS.round)['heldOn'],
    row(SIGNED_IDS.pricing)['decidedOn'],
    row(SIGNED_IDS.notice)['startOn'],
    row(SIGNED_IDS.notice)['endOn'],
    row(SIGNED_IDS.notice)['closedOn'],
    row(SIGNED_IDS.signing)['signedOn'],
    today,
    row(SIGNED_IDS.signing)['validTo'],
  ];
  expect(days).toEqual([...days].sort());
  expect(new Set(rows.map((e) => `${e.table}/${e.row.id}`)).size).toBe(rows.length);
});
