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

/** `ordinary`: one co-owner may grant a 普通许可 alone, so that it is only asked after. */
export function checkOwners(f: DealFile, rights: readonly Right[], ordinary: boolean): Finding[] {
  const seller = f.seller?.name;
  const consent = f.attachments.some((a) => a.archived !== true && isConsent(a.name ?? ''));
  if (!filled(seller) || consent) return [];
  return rights.flatMap((r) => {
    if (!filled(r.owner) || sameName(r.owner, seller)) return [];
    const where = { table: 'rights' as const, id: r.id, field: 'owner' };
    const others = ownersIn(r.owner!).filter((name) => !sameName(name, seller));
    if (others.length === 0) return [];
    const params = { name: r.name ?? r.number ?? '', seller: seller!, owner: r.owner!, others: others.join('、') };
    if (others.length === ownersIn(r.owner!).length) return [finding('contract.ownerDiffers', where, { params })];
    return [finding('contract.coOwners', where, { params, level: ordinary ? 'ask' : 'must' })];
  });
}
