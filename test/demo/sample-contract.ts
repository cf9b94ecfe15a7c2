/** A licence drafted "elsewhere", with three faults for the tour to find: words and digits of the price differ, improvements go to 甲方 for nothing, and it cites the repealed 合同法. */
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';

const LINES = [
  '合同编号：示例-来稿-001',
  '项目名称：低温等离子体种子处理装置专利实施许可',
  '甲方（被许可人）：示例种业股份有限公司',
  '乙方（许可人）：示例农业研究所',
  '签订时间：2026年11月20日',
  '签订地点：广东省佛山市',
  '有效期限：2026年12月1日至2031年11月30日',
];
const ARTICLES: [string, string[]][] = [
  [
    '第一条 许可的专利',
    [
      '1.1 乙方许可甲方实施的专利为：发明专利“低温等离子体种子处理装置”，专利号ZL202010000000.7，申请日2020年1月2日，专利权人为示例农业研究所，专利权届满日2040年1月2日。',
    ],
  ],
  ['第二条 许可方式与范围', ['2.1 本合同的许可方式为排他实施许可。', '2.2 许可期限自2026年12月1日起至2031年11月30日止，许可地域为中华人民共和国境内。']],
  ['第三条 技术资料与指导', ['3.1 乙方应当自本合同生效之日起30日内交付专利说明书、装置总装图和操作手册，并提供20人日的技术指导。']],
  [
    '第四条 许可使用费',
    [
      '4.1 入门费为人民币1,500,000.00元（大写：壹佰伍拾捌万元整），甲方自本合同生效之日起30日内付清。',
      '4.2 甲方另按许可产品不含税净销售额的2.5%向乙方支付提成，每年结算一次，乙方有权查阅有关账目。',
    ],
  ],
  ['第五条 验收', ['5.1 处理能力不低于500千克/小时，发芽势较未处理对照提高不低于8个百分点。']],
  ['第六条 后续改进', ['6.1 乙方在本专利基础上完成的改进成果无偿归甲方所有，乙方不得另行收费。']],
  ['第七条 保密', ['7.1 双方对履行中知悉的对方未公开的技术信息和经营信息承担保密义务，期限十年。']],
  [
    '第八条 违约责任',
    ['8.1 任何一方违反本合同的，依照《中华人民共和国合同法》的有关规定承担违约责任。', '8.2 甲方逾期付款的，每逾期一日按逾期金额的0.03%支付违约金。'],
  ],
  ['第九条 争议的解决', ['9.1 因本合同发生的争议，协商不成的，向乙方住所地有管辖权的人民法院起诉。']],
  ['第十条 份数与生效', ['10.1 本合同一式六份，双方各执两份，其余用于办理认定登记和备案。', '10.2 本合同自双方签字并盖章之日起生效。']],
];

export function foreignContract(): DocumentModel {
  const blocks: Block[] = [
    { kind: 'title', text: '专利实施许可合同' },
    ...LINES.map((l) => paragraph(l)),
    paragraph('甲乙双方就上述专利的实施许可，经协商一致，订立本合同。（本文件为示例来稿）', { indent: true }),
    ...ARTICLES.flatMap(([title, clauses], i): Block[] => [
      { kind: 'heading', id: `a${i + 1}`, level: 1, text: title },
      ...clauses.map((c) => paragraph(c, { indent: true })),
    ]),
    {
      kind: 'signatures',
      parties: [
        {
          role: '甲方（盖章）',
          name: '示例种业股份有限公司',
          keyword: '',
          lines: [
            { label: '代表', value: '' },
            { label: '日期', value: '' },
          ],
        },
        {
          role: '乙方（盖章）',
          name: '示例农业研究所',
          keyword: '',
          lines: [
            { label: '代表', value: '' },
            { label: '日期', value: '' },
          ],
        },
      ],
    },
  ];
  return { kind: 'contract', title: '专利实施许可合同（示例来稿）', contentId: '', header: '示例来稿', pageNumbers: true, watermark: '', blocks };
}
