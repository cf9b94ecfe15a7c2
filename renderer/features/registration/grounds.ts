/** A registry's coded ground without a field: where in the deal it is mended. Codes are those of resources/codes/refusal-reasons. */
import { latestContract, latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing, Reason } from '../../../shared/domain/filing.ts';
import type { Route } from '../../session/route.ts';

type Ground = { name: 'signing' | 'contract' | 'form' | 'split' | 'rights' | 'deal'; to: Route };

/** Said of the buyer's side alone. */
const OF_BUYER = /买方|甲方|受让|被许可|委托方|委托人/;
const OF_SELLER = /卖方|乙方|让与|许可方|许可人|受托|研究开发人/;

export function groundOf(file: DealFile, filing: Filing, { code, text: said = '' }: Reason): Ground | undefined {
  const signing = latestSigning(file);
  const tab = (name: string, focus?: string): Route => ({ room: 'deals', id: file.deal.id, tab: name, ...(focus ? { focus } : {}) });
  const paper = (field: string): Ground => ({ name: 'signing', to: tab('signing', signing && `signings/${signing.id}/${field}`) });
  const text = (field?: string): Ground => {
    const contract = latestContract(file);
    return { name: 'contract', to: tab('contract', contract && field ? `contracts/${contract.id}/fields.${field}` : undefined) };
  };
  const form = (field: string): Ground => ({ name: 'form', to: tab('registration', `filings/${filing.id}/form.${field}`) });
  switch (code) {
    case 'R01':
      return paper('effectiveOn');
    case 'R02':
      return { name: 'deal', to: tab('setup', `deals/${file.deal.id}/route`) };
    case 'R03':
      return text('fixedFee');
    case 'R05':
      return form('projectName');
    case 'R06':
      return text();
    case 'R07':
      return file.deal.achievementId ? { name: 'rights', to: { room: 'portfolio', id: file.deal.achievementId } } : undefined;
    case 'R08':
      return paper(OF_BUYER.test(said) && !OF_SELLER.test(said.replace(/被许可[方人]/g, '')) ? 'buyerSealName' : 'sellerSealName');
    case 'R10':
      return paper('validTo');
    case 'R11':
      return { name: 'split', to: tab('registration', `filings/${filing.id}/splits`) };
    case 'R13':
      return { name: 'deal', to: tab('setup', `deals/${file.deal.id}/role`) };
    default:
      return undefined;
  }
}
