/** Whether whoever licenses or transfers a right is whom it belongs to (民法典 art. 870; 专利法 art. 14 on co-owners). */
import type { DealFile } from '../deal-file.ts';
import { finding, type Finding } from '../finding.ts';
import { sameName } from '../names.ts';
import type { Right } from '../portfolio.ts';
import { filled } from './blank.ts';

/** Names in one field; a comma inside a foreign company's name (Co., Ltd.) does not part it. */
const ownersIn = (text: string): string[] =>
  text
    .split(/[、;；/|\n]+|[，,]\s*(?=[\u4e00-\u9fff])/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** A paper of the deal or its achievement that is called a consent or an authorisation. */
const isConsent = (name: string): boolean => /同意|授权书|共有人?协议|consent|authori[sz]ation/i.test(name);

/** Who owns the deal's rights together with its seller, each once. */
export const coOwnersOf = (f: DealFile): string[] => [
  ...new Set(
    f.rights
      .filter((r) => (f.deal.rightIds ?? []).includes(r.id))
      .flatMap((r) => ownersIn(r.owner ?? ''))
      .filter((name) => !sameName(name, f.seller?.name) && !sameName(name, f.buyer?.name)),
  ),
];

/** `ordinary`: one co-owner may grant a 普通许可 alone, so that it is only asked after. `joined`: further parties, who consent by signing. */
export function checkOwners(f: DealFile, rights: readonly Right[], ordinary: boolean, joined: readonly (string | undefined)[] = []): Finding[] {
  const seller = f.seller?.name;
  const consent = f.attachments.some((a) => a.archived !== true && isConsent(a.name ?? ''));
  if (!filled(seller) || consent) return [];
  return rights.flatMap((r) => {
    if (!filled(r.owner) || sameName(r.owner, seller)) return [];
    const where = { table: 'rights' as const, id: r.id, field: 'owner' };
    const others = ownersIn(r.owner!).filter((name) => ![seller, ...joined].some((n) => sameName(name, n)));
    if (others.length === 0) return [];
    const params = { name: r.name ?? r.number ?? '', seller: seller!, owner: r.owner!, others: others.join('、') };
    if (!ownersIn(r.owner!).some((name) => sameName(name, seller))) return [finding('contract.ownerDiffers', where, { params })];
    return [finding('contract.coOwners', where, { params, level: ordinary ? 'ask' : 'must' })];
  });
}
