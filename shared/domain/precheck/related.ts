/** Signs that seller and buyer are related: declared, or the same person, code, address or telephone. */
import { isUscc } from '../../ids.ts';
import { plainName } from '../names.ts';
import type { Party } from '../party.ts';

export type Related = { why: 'declared' | 'same' | 'rep' | 'code' | 'address' | 'phone'; value: string };

/** The organisation code in a credit code (places 9–17): branches have their own, a renamed unit keeps it. */
const organisation = (uscc: string | undefined): string | undefined => (uscc !== undefined && isUscc(uscc) ? uscc.slice(8, 17) : undefined);
const digits = (phone: string | undefined): string | undefined => {
  const plain = (phone ?? '').replace(/\D/g, '');
  return plain.length >= 7 ? plain : undefined;
};
const plainAddress = (address: string | undefined): string | undefined => {
  const plain = plainName(address);
  return plain.length >= 6 ? plain : undefined;
};
const named = (name: string | undefined): string | undefined => (plainName(name) === '' ? undefined : plainName(name));

/** `declared`: the form or the deal says so itself. */
export function relatedBy(seller: Party | undefined, buyer: Party | undefined, declared: boolean): Related[] {
  const out: Related[] = declared ? [{ why: 'declared', value: '' }] : [];
  if (!seller || !buyer) return out;
  if (named(seller.name) !== undefined && named(seller.name) === named(buyer.name)) out.push({ why: 'same', value: buyer.name ?? '' });
  const pairs: [Related['why'], (p: Party) => string | undefined, (p: Party) => string | undefined][] = [
    ['rep', (p) => named(p.legalRep), (p) => p.legalRep],
    ['code', (p) => organisation(p.uscc), (p) => p.uscc],
    ['address', (p) => plainAddress(p.address), (p) => p.address],
    ['phone', (p) => digits(p.phone), (p) => p.phone],
  ];
  for (const [why, plain, shown] of pairs) {
    const mine = plain(seller);
    if (mine !== undefined && mine === plain(buyer)) out.push({ why, value: shown(buyer) ?? '' });
  }
  return out;
}
