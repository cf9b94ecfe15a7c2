/** A contract as it comes from the other side, with three faults planted for the tour: amount, grant-back, repealed law. */
import { SAMPLE_FIRM, SAMPLE_INSTITUTE, sampleUscc } from './samples.ts';

export const SAMPLE_FAULTS = ['text.amountWords', 'text.monopoly', 'text.repealedLaw'] as const;

/** Plain text of a 专利实施许可合同 between the two 示例 parties. Beside the three faults it passes the pre-check. */
export const sampleContractText = (): string => `专利实施许可合同

合同编号：示例2026-001
项目名称：低温等离子体种子处理装置

甲方（被许可方）：${SAMPLE_FIRM}
统一社会信用代码：${sampleUscc('91', 2)}
法定代表人：示例负责人乙
乙方（许可方）：${SAMPLE_INSTITUTE}
统一社会信用代码：${sampleUscc('12', 1)}
法定代表人：示例负责人甲

签订日期：2026年5月20日
签订地点：广东省佛山市

根据《中华人民共和国合同法》的有关规定，双方就乙方许可甲方实施其专利一事，经协商一致，签订本合同。

第一条 许可的专利
专利名称：一种低温等离子体种子处理装置；专利权人：${SAMPLE_INSTITUTE}；专利号：ZL202010000000.7；申请日：2020年1月2日；专利权有效期限至2040年1月2日。
第二条 许可内容、方式和范围
乙方许可甲方在中国境内以排他实施许可的方式实施上述专利，制造、使用、销售许可产品。未经乙方书面同意，甲方不得再许可第三人。
第三条 履行期限
许可期限自2026年6月1日起至2031年5月31日止。
第四条 技术资料与指导
乙方应于合同生效后三十日内交付技术资料，并提供必要的技术指导。
第五条 许可使用费
甲方向乙方支付入门费人民币壹佰捌拾万元整（¥1,500,000.00）；并按许可产品净销售额的2.5%逐年提成。乙方有权查阅与提成有关的账目。上述金额均含税。
第六条 保密
双方对因本合同知悉的对方技术秘密负有保密义务，期限至公开之日止。
第七条 验收
验收标准：处理量不低于500 kg/h；验收方法：连续运行八小时的现场测试。
第八条 保证与侵权责任
乙方保证其为所提供技术的合法拥有者。甲方按约定实施专利被控侵权的，由乙方承担责任。
第九条 后续改进
甲方或者乙方在合同期限内完成的改进成果无偿归甲方所有。
第十条 违约责任
一方违约的，应当赔偿对方因此受到的损失。
第十一条 名词和术语
本合同所称许可产品，是指实施上述专利制造的种子处理装置。
第十二条 争议解决
因本合同发生的争议，由被告住所地人民法院管辖。
第十三条 生效
本合同自2026年5月25日起生效，一式四份。

甲方（盖章）：${SAMPLE_FIRM}
乙方（盖章）：${SAMPLE_INSTITUTE}
`;
