/** Under which published ground of refusal (resources/codes/refusal-reasons, R01–R13) a finding would come back from the registry. */
import type { Finding } from '../finding.ts';
import type { FindingName } from '../finding-catalogue.ts';

export const GROUNDS = ['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11', 'R12', 'R13'] as const;
export type Ground = (typeof GROUNDS)[number];

const NAMES: Readonly<Record<Ground, readonly FindingName[]>> = {
  R01: [
    'text.empty',
    'text.intentOnly',
    'text.oralForm',
    'text.effectBeforeSigning',
    'precheck.effectCondition',
    'precheck.notYetEffective',
    'precheck.oral',
    'signing.none',
    'signing.signedOnMissing',
    'signing.effectiveMissing',
    'signing.conditionOpen',
    'signing.inFuture',
    'filing.beforeEffect',
  ],
  R02: [
    'text.notTechnical',
    'text.kindUnknown',
    'text.noInnovation',
    'text.notYetMade',
    'text.publicDomain',
    'text.notThisKind',
    'text.guaranteedReturn',
    'text.onlyPays',
  ],
  R03: [
    'text.priceMissing',
    'text.partyMissing',
    'text.partyDiffers',
    'text.amountWords',
    'text.instalmentSum',
    'text.instalmentShare',
    'text.totalsDiffer',
    'text.rowsSum',
    'text.productDiffers',
    'text.partsOver',
    'text.foreignCurrency',
    'precheck.amountUnfounded',
    'precheck.dayDiffers',
    'precheck.codeDiffers',
    'contract.priceMissing',
    'contract.titleMissing',
    'deal.sellerMissing',
    'deal.buyerMissing',
    'deal.objectMissing',
    'filing.fieldMissing',
    'filing.amountZero',
    'filing.amountUnread',
    'filing.amountDiffers',
    'filing.technicalOver',
    'text.technicalOver',
    'filing.buyerDiffers',
    'filing.contractDiffers',
    'filing.unitSlip',
  ],
  R04: ['text.partyAbroad', 'text.exportWaived', 'filing.abroad', 'party.abroad', 'precheck.approvalMissing', 'precheck.permitMissing'],
  R05: ['text.titleDiffers', 'filing.typeDiffers', 'filing.titleDiffers'],
  R06: ['text.monopoly', 'contract.monopoly', 'text.coOwner', 'contract.coOwners', 'contract.ownerDiffers', 'text.personSeller'],
  R07: [
    'filing.proofMissing',
    'text.patentNumber',
    'text.patentYear',
    'text.rightEnded',
    'right.notInForce',
    'right.expired',
    'text.innerUnit',
    'signing.authorityMissing',
    'signing.proofMissing',
    'precheck.translationMissing',
    'precheck.paperCopy',
    'contract.patentMissing',
  ],
  R08: ['text.sealDiffers', 'signing.sealMissing', 'signing.sealDiffers', 'signing.sealKindMissing', 'precheck.sealMissing', 'precheck.noSignaturePage'],
  R09: ['text.stateSecret', 'achievement.stateSecretWords', 'deal.sameParty'],
  R10: ['filing.afterValidity', 'text.termOver', 'precheck.termEnded'],
  R11: ['filing.equipmentIncluded', 'filing.technicalDiffers', 'filing.splitDiffers', 'filing.carrierReason', 'text.nonTechnical'],
  R12: ['filing.wrongOffice', 'filing.pointReason'],
  R13: ['filing.duplicate', 'filing.notSeller'],
};
const GROUND_OF: ReadonlyMap<string, Ground> = new Map(GROUNDS.flatMap((g) => NAMES[g].map((name) => [name, g] as const)));

/** Undefined for what no registry returns a filing for: clauses the law leaves to the parties, tax, form. */
export function groundOf({ message }: Pick<Finding, 'message'>): Ground | undefined {
  // of the clauses art. 845 lists only the object is a ground of its own
  if (message.key === 'text.clauseMissing') return message.params?.['clause'] === 'object' ? 'R03' : undefined;
  return GROUND_OF.get(message.key);
}
