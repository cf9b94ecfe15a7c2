/** What the smaller papers and a filing's pack are made from. Everything is 示例. */
import type { PackInput, PackSource } from '../../renderer/documents/filing-pack.ts';
import { sharedRound, type MinutesInput } from '../../renderer/documents/minutes-docx.ts';
import type { NoticeInput } from '../../renderer/documents/notice-docx.ts';
import type { WorksheetInputs } from '../../renderer/documents/worksheet-docx.ts';
import { licenceInput } from './licence-fixture.ts';

export const NOTICE: NoticeInput = {
  notice: {
    id: 'n',
    price: '1500000',
    royaltyRate: '0.025',
    startOn: '2026-11-01',
    endOn: '2026-11-15',
    place: '本单位公告栏和官网',
    contact: '成果转化办公室，020-00000001',
  },
  achievementName: '低温等离子体种子处理装置',
  wayName: '专利实施许可（排他）',
  otherParty: '示例种业股份有限公司',
  otherPartyLabel: '拟被许可方',
  officeName: '示例农业研究所',
  periodText: '15 日',
  pricingRoute: 'agreed',
};
export const SHEET: WorksheetInputs = {
  worksheet: {
    id: 'w',
    version: 2,
    name: 'R-017 许可费测算',
    purpose: '许可谈判',
    valueType: '谈判参考（投资价值角度）',
    baseDate: '2026-11-01',
    preparedOn: '2026-11-03',
    preparer: '编制人甲',
    reviewer: '复核人乙',
    rejected: '成本法：历史投入不能反映收益。',
  },
  objectName: '低温等离子体种子处理装置',
  methodName: '收益法·许可费节省',
  inputs: [
    { label: '折现率', value: '15%', source: '同业访谈', sourceDate: '2026-10-20', grade: '估计' },
    { label: '许可费率', value: '5%', source: '假设', grade: '假设' },
  ],
  steps: [
    { label: '第 1 年许可费', formula: '收入 × 费率', substituted: '300 × 5%', result: '15.00 万元' },
    { label: '现值', formula: 'Σ 许可费 ÷ (1+r)^t', substituted: '15.00÷1.15 + …', result: '106.35 万元' },
  ],
  years: {
    headers: ['年', '收入（万元）', '许可费（万元）', '折现系数', '现值（万元）'],
    rows: [
      ['1', '300', '15.00', '0.8696', '13.04'],
      ['2', '500', '25.00', '0.7561', '18.90'],
    ],
  },
  results: [
    { label: '现值（折现率 15%）', value: '106.35 万元' },
    { label: '区间（12%～20%）', value: '92.80～115.93 万元' },
  ],
  rules: [{ text: '折现率参考区间', source: '内部规则包', confirmed: false }],
  warnings: ['折现率来自访谈，未经核实'],
};
export const ROUND = licenceInput().sources.round!;
export const MINUTES: MinutesInput = {
  dealName: '低温等离子体种子处理装置专利实施许可',
  round: sharedRound({ ...ROUND, heldOn: '2026-11-10', place: '佛山', attendees: '联系人乙、联系人丁', minutes: '双方同意排他许可。\n五年。' }),
  ourName: '示例农业研究所',
  theirName: '示例种业股份有限公司',
  modeName: '排他许可',
  outcomeName: '达成一致',
};
export const PACK: PackInput = {
  projectName: '低温等离子体种子处理装置专利实施许可',
  contractNo: '示例-2026-001',
  frozenHash: 'ab'.repeat(32),
  version: 1,
  rulePack: 'gd-2026',
  watermark: '示例',
  fields: [
    { key: 'totalAmount', label: '合同成交总额（元）', value: '1500000.00' },
    { key: 'payMethod', label: '支付方式', value: 'RMTC', shown: '提成支付附加预付入门费' },
    { key: 'projectName', label: '项目名称', value: '=恶意' },
  ],
};
const file = (kind: PackSource['kind'], name: string, n: number, more: Partial<PackSource> = {}): PackSource => ({
  kind,
  name,
  sha256: String(n).padStart(64, '0'),
  size: n,
  ...more,
});
export const PACK_FILES: PackSource[] = [
  file('right', '../../etc/示例专利证书.PNG', 1),
  file('contract', '第二页.png', 2),
  file('contract', '合同(1)(2).pdf', 3),
  file('form', '登记表.docx', 4),
  file('form', '登记表.pdf', 5),
  file('commitment', '登记承诺书.docx', 6, { unsigned: true, remark: '措辞为本软件拟定，待确认' }),
  file('text', '无后缀', 7),
];
