/** The licence of R-017 in its third round: 排他, 150 万 + 2.5 %, five years. Everything in it is 示例. */
import type { ContractInput } from '../../shared/domain/contract/build.ts';

/** Words that exist only in internal fields: no part of any produced file may hold them. */
export const INTERNAL = ['底线一百九十万不可再让', '对方急于赶春播'];

export const licenceInput = (more: Partial<ContractInput> = {}): ContractInput => ({
  typed: {
    objectNote: '以低温等离子体处理种子表面，在不损伤种胚的条件下提高发芽势；处理腔与进料机构联动，可连续作业。',
    products: '采用许可专利的种子处理设备及经其处理的商品种子',
    materials: '专利说明书及附图全文\n处理装置总装图与零部件图一套\n工艺参数表（处理功率、时间、气压）；\n操作与维护手册。',
    guidance: '设备安装调试、工艺参数设定和操作人员培训。',
    guidanceDays: '20',
    indicators: '处理能力不低于 500 千克/小时\n发芽势较未处理对照提高不低于 8 个百分点\n种胚损伤率不高于 0.5%',
    improvements: 'own',
    priorPractice: '乙方仅用于试验研究，未进行生产经营性实施。',
    terms: '净销售额：不含税销售收入扣除退货和销售折让后的余额\n发芽势：按国家标准规定的方法测得的初期发芽百分率',
    annexes: '专利证书复印件\n技术资料清单',
    signPlace: '广东省佛山市',
  },
  clauseTexts: {},
  sources: {
    deal: { id: 'deal-1', name: '低温等离子体种子处理装置专利实施许可', note: INTERNAL[0] },
    seller: { id: 'p-1', name: '示例农业研究所', uscc: '12440000MB2C00001X', kind: 'institute', address: '广东省广州市示例区示例路 1 号', legalRep: '法定代表人甲', contact: '联系人乙', phone: '020-00000001', zip: '510000', email: 'seller@example.invalid', bank: '示例银行广州分行', bankAccount: '0000 0000 0000 0001' },
    buyer: { id: 'p-2', name: '示例种业股份有限公司', uscc: '91440600MA0000002Y', kind: 'enterprise', address: '广东省佛山市示例区示例大道 2 号', legalRep: '法定代表人丙', contact: '联系人丁', phone: '0757-00000002', zip: '528000', email: 'buyer@example.invalid', note: INTERNAL[1] },
    rights: [
      { right: { id: 'r-1', kind: 'invention', name: '低温等离子体种子处理装置', number: '202010000000.7', applicant: '示例农业研究所', owner: '示例农业研究所', inventors: '完成人甲、完成人乙、完成人丙', filedOn: '2020-01-02', grantedOn: '2022-05-06', feePaidTo: '2027-01-02', status: 'inForce' }, expiresOn: '2040-01-02' },
      { right: { id: 'r-2', kind: 'secret', name: '电极配方' } },
    ],
    round: { id: 'round-3', no: 3, licenseMode: 'sole', territory: '中华人民共和国境内（不含港澳台地区）', termFrom: '2026-12-01', termTo: '2031-11-30', entryFee: '1500000', royaltyRate: '0.025', walkAway: '1900000', internalNote: INTERNAL[0] },
    instalments: [],
  },
  version: 3,
  copy: 'draft',
  ...more,
});
