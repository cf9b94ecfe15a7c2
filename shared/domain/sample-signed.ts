/**
 * A second deal of the 示例库, already signed: the tour's last steps (登记表, 逐栏助手, 模拟登记端) need a deal whose contract
 * is locked and scanned, and R-017 stands before that. Its days lie shortly before the day it is made, so that it never expires.
 */
import { addDays, addMonths } from '../time.ts';
import { make, type Edit } from './edit.ts';
import { SAMPLE_IDS, sampleWorksheet } from './sample-deal.ts';
import { SAMPLE_FIRM, SAMPLE_INSTITUTE } from './samples.ts';

export const SIGNED_IDS = {
  achievement: 'sample-achievement-6',
  patent: 'sample-signed-patent',
  deal: 'sample-signed-deal',
  worksheet: 'sample-signed-worksheet',
  round: 'sample-signed-round',
  pricing: 'sample-signed-pricing',
  notice: 'sample-signed-notice',
  contract: 'sample-signed-contract',
  signing: 'sample-signed-signing',
  scan: 'sample-signed-scan',
} as const;

const SIGNED_NAME = '甘蔗微胶囊保鲜工艺';
const S = { sample: true } as const;
const PRICE = '600000';
const RATE = '0.02';

const feePaidTo = (today: string): string => addMonths('2020-05-10', 12 * (Number(today.slice(0, 4)) - 2019));

/** From the rights to the signed paper without its scan: what the records say, as of `today`. The text is locked and scanned afterwards. */
export function signedSampleDeal(today: string): Edit[] {
  const signedOn = addDays(today, -7);
  const of = { ...S, dealId: SIGNED_IDS.deal };
  return [
    make('rights', {
      id: SIGNED_IDS.patent,
      ...S,
      achievementId: SIGNED_IDS.achievement,
      kind: 'invention',
      name: '一种甘蔗微胶囊保鲜方法',
      number: '201919918296.5',
      applicant: SAMPLE_INSTITUTE,
      owner: SAMPLE_INSTITUTE,
      inventors: '完成人甲、完成人丙',
      filedOn: '2019-05-10',
      grantedOn: '2021-08-20',
      feePaidTo: feePaidTo(today),
      status: 'inForce',
    }),
    ...(['甲', '丙'] as const).map((name, i) =>
      make('contributors', {
        id: `sample-signed-contributor-${i + 1}`,
        ...S,
        achievementId: SIGNED_IDS.achievement,
        name: `完成人${name}`,
        share: i === 0 ? '0.6' : '0.4',
        role: '完成人',
      }),
    ),
    make('deals', {
      id: SIGNED_IDS.deal,
      ...S,
      no: '2026-002',
      name: SIGNED_NAME,
      route: 'license',
      role: 'seller',
      achievementId: SIGNED_IDS.achievement,
      sellerId: SAMPLE_IDS.institute,
      buyerId: SAMPLE_IDS.firm,
      rightIds: [SIGNED_IDS.patent],
      object: '甘蔗微胶囊保鲜工艺的专利实施许可',
      startedOn: addDays(today, -100),
      startedFrom: 'achievement',
      keeper: '示例经理',
      isRelated: false,
      techField: '09',
      socioEconomic: '09',
      serviceIndustry: '05',
      planSource: 'JHW',
      expectedInput: '800000',
      expectedOutput: '30000000',
      rulePack: 'gd-2026',
    }),
    sampleWorksheet(
      {
        id: SIGNED_IDS.worksheet,
        dealId: SIGNED_IDS.deal,
        name: `${SIGNED_NAME}（示例）`,
        object: '发明专利“一种甘蔗微胶囊保鲜方法”（201919918296.5，申请日 2019-05-10）的五年实施许可',
        baseDate: addDays(today, -100),
        preparedOn: addDays(today, -99),
      },
      { legalEnd: '2039-05-10', filedOn: '2019-05-10', contractEnd: addMonths(signedOn, 60), feePaidTo: feePaidTo(today) },
    ),
    make('rounds', {
      id: SIGNED_IDS.round,
      ...of,
      no: 1,
      heldOn: addDays(today, -90),
      offeredBy: 'us',
      licenseMode: 'ordinary',
      entryFee: PRICE,
      royaltyRate: RATE,
      royaltyBase: '许可产品净销售额',
      years: 5,
      territory: '中国境内（不含港澳台地区）',
      termFrom: signedOn,
      termTo: addDays(addMonths(signedOn, 60), -1),
      place: '佛山',
      attendees: '示例经理、示例联系人乙',
      outcome: 'agreed',
      worksheetId: SIGNED_IDS.worksheet,
      minutes: '普通许可五年，60 万元加净销售额 2% 提成；改进成果归改进方（示例）。',
    }),
    make('pricings', {
      id: SIGNED_IDS.pricing,
      ...of,
      route: 'agreed',
      decidedOn: addDays(today, -80),
      decidedBy: '所务会',
      meeting: '所务会（示例）',
      basis: '许可费节省法测算区间与谈判记录',
      price: PRICE,
      royaltyRate: RATE,
      worksheetId: SIGNED_IDS.worksheet,
    }),
    make('notices', {
      id: SIGNED_IDS.notice,
      ...of,
      title: SIGNED_NAME,
      price: PRICE,
      royaltyRate: RATE,
      place: '本单位公告栏与网站',
      startOn: addDays(today, -75),
      endOn: addDays(today, -40),
      contact: '示例联系人甲',
      closedOn: addDays(today, -38),
      result: '公示期内无异议（示例）',
      draft: false,
    }),
    make('contracts', { id: SIGNED_IDS.contract, ...of, version: 1, kind: 'XK-ZL', title: SIGNED_NAME, roundId: SIGNED_IDS.round, fields: {}, state: 'draft' }),
    make('signings', {
      id: SIGNED_IDS.signing,
      ...of,
      contractId: SIGNED_IDS.contract,
      contractNo: 'SL-2026-002',
      signedOn,
      effectiveOn: signedOn,
      validFrom: signedOn,
      validTo: addDays(addMonths(signedOn, 60), -1),
      place: '佛山',
      sellerSignatory: '示例负责人甲',
      sellerAuthority: '法定代表人',
      buyerSignatory: '示例负责人乙',
      buyerAuthority: '法定代表人',
      sellerSealKind: '合同专用章',
      sellerSealName: SAMPLE_INSTITUTE,
      buyerSealKind: '合同专用章',
      buyerSealName: SAMPLE_FIRM,
      crossPageSeal: true,
      copies: 6,
      copiesCounted: 6,
    }),
  ];
}
