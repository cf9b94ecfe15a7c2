/** How a text shows that it meets a condition of recognition (resources/codes/recognition-rules.json), or says the contrary. */
import type { ContractKind } from '../contract-text/kind.ts';

type Sign = { yes?: RegExp; no?: RegExp };

/** A condition without words here can only be judged by a person; it stays 未写明. */
export const SIGNS: Readonly<Record<string, Sign>> = {
  'KF.1': {
    yes: /(?:研究开发|开发|研发|研制|共同研究)[^。\n]{0,80}(?:指标|不(?:超过|低于|高于|大于|小于|少于)|达到|降低|提高|以上|以内)|技术(?:目标|指标)[^。\n]{4,}/,
  },
  'KF.2': {
    yes: /(?:均未|尚未|都没有|均没有|还没有|未被双方|尚不)[^。；\n]{0,10}掌握/,
    no: /(?:已经?|均已)[^。；，\n]{0,8}(?:掌握|(?:研发|研制|开发)(?:完成|成功))/,
  },
  'KF.3': {
    yes: /创新|首次|区别于现有|优于现有|不同于现有|(?:均未|尚未)[^。；\n]{0,10}掌握|新(?:方法|工艺|产品|材料|算法|模型|品种|系统)/,
    no: /(?:现有|原有|已有|已批量生产|定型)[^。；\n]{0,12}(?:改型|规格变更|外观改造)|配方的?(?:一般)?调整/,
  },
  'KF.n1': { yes: /(?:现有|原有|已有|已批量生产|定型)[^。；\n]{0,12}(?:改型|规格变更|外观改造)|材料配方的?(?:一般)?调整/ },
  'KF.n2': { yes: /(?:单纯|仅)[^。；\n]{0,10}揭示[^。；\n]{0,10}规律|软科学研究/ },
  'KF.n3': { yes: /(?:已投产|已商品化)[^。；\n]{0,12}(?:生产|供货)|常规生产/ },
  'ZR.1': {
    yes: /(?:专利号|登记号|申请号|品种权号)|(?:已经?|均已)[^。；\n]{0,20}(?:授权|完成|试制|中试|投产|使用|掌握|实施)/,
    no: /(?:技术|成果|工艺|方案|专利|软件|配方)[^，。；\n]{0,16}(?:尚待|有待|正在|将要|拟)(?:研究|研发|开发)|(?:尚未|还没有)(?:研发|研制|开发)?(?:完成|成功|定型)/,
  },
  'ZR.2': { yes: /完整|可以实施|能够(?:操作|实施|生产)|连续(?:生产|运行)|中试|投产|合格/ },
  'ZR.3': { yes: /(?:知识产权|专利权|专利申请权|技术秘密|著作权|改进|成果)[^。；\n]{0,20}(?:归|属于|所有|共有|享有)/ },
  'ZR.4': { yes: /(?:证书|登记簿副本|权利证明|著录项目)/ },
  'ZR.5': { yes: /不为公众(?:所)?知悉/ },
  'ZR.n1': {
    yes: /(?:参数|内容|方案|工艺|技术|配方)[^，。；\n]{0,12}已[^。；\n]{0,32}(?:公开发表|为公众所知悉|进入公有领域|成为公知)|(?:专利权|权利)[^，。；\n]{0,12}已[^，。；\n]{0,12}(?:终止|失效|届满)/,
  },
  'ZR.n2': {
    yes: /(?:技术|成果|工艺|方案|软件|配方)[^，。；\n]{0,16}(?:尚待|有待|正在|将要|拟)(?:研究|研发|开发)|(?:尚未|还没有)(?:研发|研制|开发)(?:完成|成功)/,
  },
  'ZR.n3': { yes: /转让[^。；\n]{0,12}(?:商标|域名)/ },
  'ZX.1': { yes: /(?:就|针对|关于)[^。；\n]{2,40}(?:项目|方案|路线|技术)[^。；\n]{0,40}(?:咨询|论证|评价|预测|分析)|咨询(?:内容|课题|项目)/ },
  'ZX.2': { yes: /(?:分析|论证|评价|预测|比较|调查)/ },
  'ZX.3': { yes: /(?:咨询|论证|评价|预测|调查|评估)(?:报告|意见)/ },
  'ZX.n1': { yes: /经济分析|法律(?:咨询|顾问|意见)|市场(?:调查|营销)|财务(?:分析|顾问)/ },
  'ZX.n2': { yes: /(?:设备|仪器|原材料|配套产品)(?:的)?(?:选购|采购|购买)(?:咨询|建议|方案)/ },
  'ZX.n3': { yes: /(?:指导|负责)[^，。；\n]{0,12}(?:安装|调试|实施|投运)|施工图设计/ },
  'ZX.n4': { yes: /建设工程[^。；\n]{0,16}(?:前期)?论证/ },
  'FW.1': { yes: /特定(?:的)?技术问题|解决[^。；\n]{2,30}(?:问题|难题)/ },
  'FW.2': { yes: /(?:改进|改良|优化|提高|降低|节约|减少|保护环境|安全)[^。；\n]{0,20}(?:结构|工艺|质量|成本|能耗|效率|效益|次品率|强度|排放|参数)/ },
  'FW.3': {
    yes: /(?:不低于|不高于|不少于|不超过|达到|降到|以上|以下|以内)[^。；\n第]{0,20}(?:[\d一二三四五六七八九十百]|百分之)|(?:百分之|[\d.]+\s*[%％])[^。；\n]{0,8}(?:以上|以下|以内)/,
  },
  'FW.4': { no: /(?:专利权|技术秘密|专利申请权)[^。；\n]{0,10}(?:转让|让与|许可)(?:给|甲方|委托)/ },
  'FW.n1': { yes: /(?:一般|常规)(?:加工|修理|安装|测绘|印刷)|标准化?测试|来料加工|代加工|广告(?:制作|发布)/ },
  'FW.n2': { yes: /承揽|定作(?:物|人)|建设工程|施工(?:单位|总承包)/ },
  'FW-PX.1': { yes: /(?:讲授|传授|培训)[^。；\n]{0,40}(?:技术|检测|工艺|方法)/, no: /职业素养|企业文化|礼仪/ },
  'FW-PX.2': { yes: /(?:指定|从事)[^。；\n]{0,20}(?:技术人员|工程师|检测|研发)/, no: /全体员工|新入职/ },
  'FW-PX.n1': { yes: /素质(?:教育|培训)?|文化(?:学习|补习)|职业技能(?:培训|鉴定)|办公软件/ },
  'FW-PX.n2': { yes: /为销售[^。；\n]{0,24}(?:产品|设备|机)|(?:产品|设备|软件)的?[^，。；\n]{0,8}(?:性能|功能)[^，。；\n]{0,10}(?:使用|操作)/ },
  'FW-PX.n3': { yes: /(?:开发|转让|许可)合同[^。；\n]{0,12}(?:附带|包含)[^。；\n]{0,8}培训/ },
  'FW-ZJ.1': { yes: /促成[^。；\n]{0,40}(?:转让|许可|开发|合作|合同|交易)/ },
  'FW-ZJ.2': { yes: /[“《][^”》]{3,40}[”》]|(?:专利|成果|技术|项目)[^。；\n]{0,16}(?:的)?(?:转让|许可|开发|合作)/ },
};

/** Which group of the conditions a kind is held against. */
export function groupOfKind(kind: ContractKind): 'KF' | 'ZR' | 'ZX' | 'FW' | 'FW-PX' | 'FW-ZJ' {
  if (kind === 'FW-PX' || kind === 'FW-ZJ') return kind;
  if (kind.startsWith('FW')) return 'FW';
  if (kind.startsWith('KF')) return 'KF';
  return kind.startsWith('ZX') ? 'ZX' : 'ZR';
}

/** The four marks of a secret are asked of a secret only, the proof of a right of a right that has one. */
export const asksOf = (code: string, kind: ContractKind): boolean => (code === 'ZR.5' ? kind.endsWith('-MM') : code === 'ZR.4' ? !kind.endsWith('-MM') : true);

/** What would make it another class: where the words of `rule` stand, the contract may be registered as `to`. Words: `precheck:way.<id>`. */
export type Way = { id: string; from: string; to: string; rule: string };
export const WAYS: readonly Way[] = [
  { id: 'mastered', from: 'KF', to: 'ZR', rule: 'KF.2' },
  { id: 'noInnovation', from: 'KF', to: 'FW', rule: 'KF.n1' },
  { id: 'toDevelop', from: 'ZR', to: 'KF', rule: 'ZR.n2' },
  { id: 'publicDomain', from: 'ZR', to: 'FW', rule: 'ZR.n1' },
  { id: 'guidance', from: 'ZX', to: 'FW', rule: 'ZX.n3' },
  { id: 'title', from: 'FW', to: 'ZR', rule: 'FW.4' },
  { id: 'work', from: 'FW', to: '', rule: 'FW.n2' },
  { id: 'routine', from: 'FW', to: '', rule: 'FW.n1' },
  { id: 'literacy', from: 'FW-PX', to: '', rule: 'FW-PX.n1' },
  { id: 'sales', from: 'FW-PX', to: '', rule: 'FW-PX.n2' },
];
