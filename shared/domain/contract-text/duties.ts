/** What each kind of contract should say of the parties' duties (民法典 arts. 847–887), and what the law puts there where it is silent. */
import type { Finding, FindingSource } from '../finding.ts';
import type { ContractKind } from './kind.ts';
import type { Reading } from './reading.ts';
import type { Say } from './say.ts';

/** Civil Code articles by number, others (the interpretation, 专利法) by name. */
const civilArticle = (n: number): FindingSource => ({ document: '中华人民共和国民法典', article: articleName(n) });
const spc = (article: string): FindingSource => ({ document: '最高人民法院关于审理技术合同纠纷案件适用法律若干问题的解释', article });

const HAN = '〇一二三四五六七八九';
/** 843 → 第八百四十三条. Articles 843–887 only have three digits. */
export function articleName(n: number): string {
  const [h, t, u] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  return `第${HAN[h]}百${HAN[t]}十${u === 0 ? '' : HAN[u]}条`;
}

type Need = {
  name: string;
  /** the kinds, or beginnings of kinds, it belongs to */
  of: readonly string[];
  /** article of 民法典; otherwise `source` */
  article?: number;
  source?: FindingSource;
  present: RegExp;
};

/** Duties that should stand in the text: without them both sides will read the contract differently. */
export const DUTIES: readonly Need[] = [
  { name: 'inventorFirst', of: ['ZR'], article: 847, present: /优先受让|优先购买|完成人[^。\n]{0,20}(同意|声明|放弃|通知)|非职务/ },
  { name: 'credit', of: ['KF', 'ZR'], article: 849, present: /署名|荣誉|发明人|设计人|完成人|研制人|培育人|创作人|写明自己/ },
  { name: 'clientMaterials', of: ['KF-WT', 'KF-ZH'], article: 852, present: /(提供|交付)[^。\n]{0,24}(资料|数据|样品|原料|场地|条件|图纸|记录|清单|文件)/ },
  { name: 'clientHelp', of: ['KF-WT'], article: 852, present: /协作|配合|协助/ },
  { name: 'plan', of: ['KF-WT', 'KF-ZH'], article: 853, present: /(研究开发|工作|实施)[^。\n]{0,6}计划|进度/ },
  { name: 'spending', of: ['KF-WT'], article: 853, present: /经费[^。\n]{0,30}(使用|专款|列支|支出|预算|检查|结余)|(使用|支配)[^。\n]{0,10}经费/ },
  {
    name: 'delivery',
    of: ['KF'],
    article: 853,
    present:
      /(交付|提交|移交)[^。\n]{0,40}(成果|报告|样机|样品|资料|文件|源程序|软件|配方|规程|装置|系统)|(成果|报告|样机|样品|资料|文件|配方|规程)[^。\n]{0,30}(交付|提交|移交)/,
  },
  { name: 'guidance', of: ['KF-WT'], article: 853, present: /指导|培训|帮助[^。\n]{0,10}掌握/ },
  {
    name: 'contributions',
    of: ['KF-HZ'],
    article: 855,
    present: /投资|投入|出资|折价|(双方|各方|甲方|乙方)[^。\n]{0,10}提供[^。\n]{0,20}(设备|场地|材料|资金|人员|数据)/,
  },
  { name: 'division', of: ['KF-HZ'], article: 855, present: /分工|各自(承担|负责)|(甲方|乙方)[^。\n]{0,6}(承担|负责)/ },
  { name: 'secretUse', of: ['KF'], article: 861, present: /技术秘密|交付前[^。\n]{0,20}不得[^。\n]{0,16}(转让|许可|提供)/ },
  { name: 'secretContent', of: ['ZR-MM', 'XK-MM'], article: 862, present: /技术秘密[^。\n]{0,10}(内容|范围|名称)|内容[^。\n]{0,10}(包括|如下)|工业化程度/ },
  { name: 'materials', of: ['XK-ZL', 'XK-QT', 'ZR-ZL', 'ZR-SQ', 'ZR-RZ', 'ZR-BT', 'ZR-PZ'], article: 866, present: /资料|图纸|文件|源程序|繁殖材料|样品/ },
  { name: 'licenceGuidance', of: ['XK-ZL'], article: 866, present: /指导|培训|协助/ },
  {
    name: 'sublicence',
    of: ['XK'],
    article: 867,
    present: /再许可|分许可|转许可|再授权|许可(任何)?第三|(不得|可以?|有权|无权|同意)[^，。；\n]{0,8}许可[^，。；\n]{0,10}(第三|他人)/,
  },
  { name: 'secretMaterials', of: ['ZR-MM', 'XK-MM'], article: 868, present: /(交付|提供)[^。\n]{0,30}(资料|规程|图纸|文件|配方|记录)/ },
  { name: 'secretGuidance', of: ['ZR-MM', 'XK-MM'], article: 868, present: /指导|培训/ },
  { name: 'secretWorks', of: ['ZR-MM', 'XK-MM'], article: 868, present: /实用|可靠/ },
  {
    name: 'agreedUse',
    of: ['ZR-MM', 'XK-MM'],
    article: 869,
    present: /(范围|目的|期限|方式|地域)[^。\n]{0,14}使用|使用[^。\n]{0,10}(范围|目的|方式|期限|地域)|不得[^。\n]{0,20}(范围|目的)/,
  },
  { name: 'warranty', of: ['ZR', 'XK'], article: 870, present: /(保证|承诺|声明)[^。\n]{0,40}(合法|拥有|权利人|所有人|持有|有权)|完整[、，]?无误[、，]?有效/ },
  {
    name: 'secrecyTerm',
    of: ['ZR', 'XK'],
    article: 871,
    present: /保密[^。\n]{0,80}([\d一二三四五六七八九十]+\s*(年|个月)|期限|公开之日|终止后|届满)|(期限|年内)[^。\n]{0,40}保密/,
  },
  { name: 'background', of: ['ZX'], article: 879, present: /(提供|交付)[^。\n]{0,30}(资料|数据|情况|背景|条件)|阐明/ },
  {
    name: 'deadline',
    of: ['ZX'],
    article: 880,
    present: /([日月]前|内|期限)[^。\n]{0,40}(提交|完成|交付)|(提交|完成|交付)[^。\n]{0,40}(日期|期限|[日月]前)|履行期限|期限自/,
  },
  {
    name: 'conditions',
    of: ['FW-YB'],
    article: 882,
    present: /工作条件|(提供|配备|配合|安排)[^。\n]{0,30}(资料|数据|样品|场地|图纸|条件|人员|机时|清单|记录|原料|时段)/,
  },
  { name: 'acceptWork', of: ['FW-YB', 'ZX'], article: 882, present: /接受[^。\n]{0,10}(工作)?(成果|报告|服务)|验收|签收/ },
  { name: 'indicators', of: ['FW-YB'], article: 883, present: /([\d.]+\s*(%|％|‰|℃|毫|厘|千|公斤|克|吨|米|分贝|次|件|台|小时|秒|个百分点|升|度))|百分之/ },
  { name: 'passOn', of: ['FW-YB'], article: 883, present: /传授|讲解|培训|指导|说明[^。\n]{0,8}(方法|知识)/ },
  { name: 'trainees', of: ['FW-PX'], source: spc('第三十六条'), article: 887, present: /学员|(参加|受训|培训)(人员|对象)|技术人员[^。\n]{0,20}(参加|接受)/ },
  { name: 'trainer', of: ['FW-PX'], article: 887, present: /教员|教师|讲师|授课/ },
  {
    name: 'thirdParty',
    of: ['FW-ZJ'],
    source: spc('第三十八条'),
    article: 887,
    present: /第三(人|方)|促成[^。\n]{0,30}(与|和)|就[^。\n]{0,40}(专利|技术|成果)/,
  },
  {
    name: 'assignmentRecord',
    of: ['ZR-ZL', 'ZR-SQ'],
    source: { document: '中华人民共和国专利法', article: '第十条' },
    present: /(转让|变更|著录项目)[^。\n]{0,16}登记|著录项目变更|国家知识产权局/,
  },
];

/** Where the parties say nothing the law, or the interpretation, decides; the screen shows what it decides. */
export const DEFAULTS: readonly Need[] = [
  { name: 'published', of: ['KF'], article: 857, present: /公开[^。\n]{0,60}(解除|终止)|(解除|终止)[^。\n]{0,60}公开/ },
  { name: 'mode', of: ['XK-ZL', 'XK-MM'], source: spc('第二十五条'), article: 864, present: /独占|排他|普通(实施|使用)?许可|普通许可/ },
  { name: 'period', of: ['XK'], source: spc('第二十八条'), article: 864, present: /(许可|使用|实施|合同)[^。\n]{0,8}(期限|期间|有效期)|有效期限|许可期/ },
  {
    name: 'territory',
    of: ['XK'],
    source: spc('第二十八条'),
    article: 864,
    present: /地域|区域|境内|全国|全球|(在|限于)[^。\n]{0,14}(省|市|区)[^。\n]{0,8}(实施|使用|制造|销售)/,
  },
  { name: 'infringement', of: ['ZR', 'XK'], article: 874, present: /侵(权|害)[^。\n]{0,30}(承担|负责|责任)|被(控|指)侵权/ },
  { name: 'improvements', of: ['ZR', 'XK'], article: 875, present: /后续改进|改进(的)?(技术)?成果|技术改进|新的技术成果/ },
  { name: 'decision', of: ['ZX'], article: 881, present: /决策|(依据|按照|采纳|采用)[^。\n]{0,24}(报告|意见)[^。\n]{0,40}(损失|后果|责任)/ },
  { name: 'newResults', of: ['ZX', 'FW-YB'], article: 885, present: /新(的)?(技术)?成果|(成果|知识产权)[^。\n]{0,14}(归|所有|共有)/ },
  {
    name: 'costs',
    of: ['ZX', 'FW-YB'],
    article: 886,
    present: /费用?[^。\n]{0,30}(由[^。\n]{0,8}(承担|负担|支付)|自(理|负)|自行(承担|负担)|包含|包括|另行)|(承担|负担)[^。\n]{0,20}费/,
  },
  {
    name: 'venue',
    of: ['FW-PX'],
    source: spc('第三十七条'),
    article: 887,
    present: /(场地|教室|设施|试验条件|设备)[^。\n]{0,20}(提供|负责|准备)|(提供|负责|准备)[^。\n]{0,20}(场地|教室|设施|试验条件|设备)/,
  },
  {
    name: 'brokerCosts',
    of: ['FW-ZJ'],
    source: spc('第三十九条'),
    article: 887,
    present: /(费用|活动经费|开支)[^。\n]{0,20}(由|承担|负担|包含|包括|自理)|(承担|负担)[^。\n]{0,16}费用/,
  },
];

const belongs = (need: Need, kind: ContractKind): boolean => need.of.some((k) => kind.startsWith(k));
const sourceOf = ({ source, article }: Need): FindingSource => source ?? civilArticle(article!);

export function dutyFindings({ said, kind }: Reading, say: Say): Finding[] {
  if (kind === undefined) return [];
  const absent = (needs: readonly Need[]): Need[] => needs.filter((n) => belongs(n, kind) && !n.present.test(said));
  return [
    ...absent(DUTIES).map((n) => say('text.dutyMissing', undefined, { duty: n.name }, undefined, sourceOf(n))),
    ...absent(DEFAULTS).map((n) => say('text.silentDefault', undefined, { matter: n.name }, undefined, sourceOf(n))),
  ];
}
