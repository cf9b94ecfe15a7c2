/** Whether a deal is set up: parties, object, route, role; and that nobody is abroad without a halt. */
import type { RuleBook } from '../../rules/engine.ts';
import { isHugeAmount, isNegativeAmount, yuanWords } from '../../bounds.ts';
import type { DealFile } from '../deal-file.ts';
import { finding, type Finding } from '../finding.ts';
import { sameName } from '../names.ts';
import { filled } from './blank.ts';
import { checkParty } from './party.ts';
import { checkAchievement } from './portfolio.ts';

export function checkDeal(f: DealFile, rules: RuleBook): Finding[] {
  const { deal } = f;
  const at = (field: string) => ({ table: 'deals' as const, id: deal.id, field });
  const out: Finding[] = [];
  if (!f.seller) out.push(finding('deal.sellerMissing', at('sellerId')));
  if (!f.buyer) out.push(finding('deal.buyerMissing', at('buyerId')));
  if (f.seller && f.buyer && (f.seller.id === f.buyer.id || (filled(f.seller.name) && sameName(f.seller.name, f.buyer.name))))
    out.push(finding('deal.sameParty', at('buyerId')));
  if (!filled(deal.object) && !filled(deal.name) && !f.achievement) out.push(finding('deal.objectMissing', at('object')));
  if (deal.route === undefined) out.push(finding('deal.routeMissing', at('route')));
  if (deal.role === undefined) out.push(finding('deal.roleMissing', at('role')));
  if ((deal.route === 'license' || deal.route === 'transfer') && (deal.rightIds ?? []).length === 0) out.push(finding('deal.rightMissing', at('rightIds')));
  // the people who made it have first refusal (民法典 art. 847)
  if (deal.route === 'transfer') out.push(finding('contract.inventorFirst', at('route')));
  for (const field of ['expectedInput', 'expectedOutput'] as const) {
    const params = { field, amount: yuanWords(deal[field]) };
    if (isNegativeAmount(deal[field])) out.push(finding('deal.amountNegative', at(field), { params }));
    else if (isHugeAmount(deal[field])) out.push(finding('deal.amountHuge', at(field), { params }));
  }
  for (const party of [f.seller, f.buyer]) if (party) out.push(...checkParty(party));
  if (f.achievement)
    out.push(
      ...checkAchievement(
        { achievement: f.achievement, rights: f.rights.filter((r) => r.achievementId === f.achievement!.id), contributors: f.contributors },
        rules,
      ),
    );
  return out;
}
