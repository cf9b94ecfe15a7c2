/** Records found by the number on their paper: the contract's, the patent's. */
import type { Right } from '../../../shared/domain/portfolio.ts';
import type { Signing } from '../../../shared/domain/contract.ts';
import type { Route } from '../../session/route.ts';
import { foldText } from '../derive.ts';
import { db } from '../store.ts';

export type FoundNumber = { key: string; table: 'rights' | 'signings'; number: string; to: Route };

/** A number has figures; a word is no reason to read every signing. */
const FIGURES = /\d{2}/;
const bare = (text: string): string => foldText(text).replace(/\s|^zl/g, '');

/** The first few whose number begins with (patents) or contains (contracts) what was typed; `ZL` and spaces do not count. */
export async function searchNumbers(text: string, limit: number): Promise<FoundNumber[]> {
  const want = bare(text);
  if (!FIGURES.test(want)) return [];
  const [rights, signings] = await Promise.all([
    db().rights.where('number').startsWithIgnoreCase(want).limit(limit).toArray() as Promise<Right[]>,
    db()
      .signings.filter((s) => bare((s as Signing).contractNo ?? '').includes(want))
      .limit(limit)
      .toArray() as Promise<Signing[]>,
  ]);
  return [
    ...signings.flatMap((s) =>
      s.dealId && s.contractNo
        ? [{ key: `signings/${s.id}`, table: 'signings' as const, number: s.contractNo, to: { room: 'deals' as const, id: s.dealId, tab: 'signing' } }]
        : [],
    ),
    ...rights.flatMap((r) =>
      r.achievementId && r.number
        ? [
            {
              key: `rights/${r.id}`,
              table: 'rights' as const,
              number: r.number,
              to: { room: 'portfolio' as const, id: r.achievementId, focus: `rights/${r.id}/number` },
            },
          ]
        : [],
    ),
  ];
}
