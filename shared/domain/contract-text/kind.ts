/** What kind of technology contract a text is, by its title and by what it does. Content decides (技术合同司法解释 art. 42). */
import type { Quote } from '../finding.ts';

export type ContractKind = 'KF-WT' | 'KF-HZ' | 'ZR-ZL' | 'ZR-SQ' | 'ZR-MM' | 'XK-ZL' | 'XK-MM' | 'ZX' | 'FW-YB' | 'FW-PX' | 'FW-ZJ';
export type FoundKind = Quote & { kind: ContractKind };

const TITLES: [ContractKind, RegExp][] = [
  ['XK-ZL', /专利(权)?(的)?(实施|使用)?许可|实施许可/],
  ['XK-MM', /技术秘密[^\n]{0,6}(使用)?许可|专有技术[^\n]{0,6}许可|技术许可/],
  ['ZR-SQ', /专利申请(权)?[^\n]{0,4}转让/],
  ['ZR-ZL', /专利(权)?[^\n申请]{0,4}转让/],
  ['ZR-MM', /技术秘密[^\n]{0,4}转让|专有技术[^\n]{0,4}转让|技术转让/],
  ['KF-HZ', /合作(研究)?开发|联合(研究)?开发|共同开发/],
  ['KF-WT', /委托(研究)?开发|技术开发|研究开发|研发合同|研制/],
  ['FW-PX', /技术培训|培训合同|培训协议/],
  ['FW-ZJ', /技术中介|居间|中介合同/],
  ['ZX', /技术咨询|咨询合同|咨询协议/],
  ['FW-YB', /技术服务|服务合同|服务协议|测试|检测/],
];

const BODIES: [ContractKind, RegExp][] = [
  ['XK-ZL', /(独占|排他|普通)(实施)?许可|许可[^。\n]{0,20}实施[^。\n]{0,12}专利|实施[^。\n]{0,8}许可使用费/g],
  ['XK-MM', /许可[^。\n]{0,12}使用[^。\n]{0,8}(技术秘密|专有技术)/g],
  ['ZR-ZL', /转让[^。\n]{0,12}专利权|专利权[^。\n]{0,8}(转让给|归受让)|著录项目变更/g],
  ['ZR-SQ', /转让[^。\n]{0,8}专利申请权/g],
  ['ZR-MM', /转让[^。\n]{0,12}(技术秘密|专有技术)/g],
  ['KF-HZ', /共同(进行)?(研究|开发|研发)|分工[^。\n]{0,10}(研究|开发)/g],
  ['KF-WT', /委托[^。\n]{0,14}(研究|开发|研发|研制)|研究开发(经费|报酬|计划|成果)/g],
  ['FW-PX', /学员|培训(内容|计划|教师)/g],
  ['FW-ZJ', /促成[^。\n]{0,10}(交易|订立|签订)|中介(服务)?(费|报酬)/g],
  ['ZX', /咨询(报告|意见)|可行性(论证|研究)|技术(评价|论证|预测)/g],
  ['FW-YB', /技术服务(内容|方式|报酬|费)|特定技术问题|测试分析/g],
];

/** From the first lines: a line with 合同 or 协议 that names a kind. */
export function titleIn(text: string): Quote | undefined {
  for (const m of text.slice(0, 1500).matchAll(/^[^\n]{2,60}$/gm)) {
    const line = m[0].trim();
    if (/(合同|协议)(书)?[^\n：:。]{0,8}$/.test(line) && !/[。；：:]/.test(line))
      return { text: line, start: m.index + m[0].indexOf(line), end: m.index + m[0].indexOf(line) + line.length };
  }
  return undefined;
}

export function kindByTitle(text: string): FoundKind | undefined {
  const title = titleIn(text);
  const hit = title ? TITLES.find(([, p]) => p.test(title.text)) : undefined;
  return hit && title ? { kind: hit[0], ...title } : undefined;
}

/** By what the text says most often; needs two mentions, and more than any other kind. */
export function kindByContent(text: string): FoundKind | undefined {
  const scored = BODIES.map(([kind, p]) => ({ kind, found: [...text.matchAll(p)] })).toSorted((a, b) => b.found.length - a.found.length);
  const [best, next] = scored;
  if (!best || best.found.length < 2 || (next && next.found.length === best.found.length)) return undefined;
  const m = best.found[0]!;
  return { kind: best.kind, text: m[0], start: m.index, end: m.index + m[0].length };
}

const GROUPS: Record<string, string> = {
  KF: 'development',
  ZR: 'transfer',
  XK: 'license',
  ZX: 'consulting',
  'FW-YB': 'service',
  'FW-PX': 'training',
  'FW-ZJ': 'brokering',
};
/** The deal's route for a kind. */
export const routeOf = (kind: ContractKind): 'development' | 'transfer' | 'license' | 'consulting' | 'service' | 'training' | 'brokering' =>
  (GROUPS[kind] ?? GROUPS[kind.slice(0, 2)]) as 'development' | 'transfer' | 'license' | 'consulting' | 'service' | 'training' | 'brokering';
