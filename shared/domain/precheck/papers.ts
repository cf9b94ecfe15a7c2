/** What has to lie beside a contract: consent to a government project, permits, the Chinese copy of a foreign text. */
import { hits } from '../checks/words.ts';
import { partiesIn } from '../contract-text/parties.ts';
import { sentenceAround, type Say } from '../contract-text/say.ts';
import type { Finding, Quote } from '../finding.ts';
import { bodyStart } from './clause-at.ts';

/** Papers that may be handed in beside a contract; `permit` covers licences and approvals of a product. */
export const PAPERS = ['rights', 'authority', 'approval', 'permit', 'translation', 'paperCopy'] as const;
export type Paper = (typeof PAPERS)[number];

const PROJECT =
  /国家重点研发计划|国家科技重大专项|国家科技计划|国家自然科学基金|(?:省|市)(?:级)?(?:重点领域研发计划|科技计划|重点研发计划|自然科学基金|科技专项)|(?:列入|使用|来源于?)[^。；\n]{0,12}(?:中央|省级|市级|地方)?财政(?:资金|拨款|经费)|政府(?:科技)?(?:计划)?项目|项目任务书/;
const NOT_PROJECT = /不(?:属于|涉及|使用)|非(?:财政|政府)|没有(?:使用|利用)|未(?:使用|列入|利用)|无(?:财政|政府)/;

/** Products that may only be made with a licence or an approval; a device that only measures or stores them is not meant. */
const PERMIT =
  /(?:生产|制造|上市|销售)[^。；，\n]{0,10}(?:药品|兽药|农药|肥料|医疗器械|化妆品|食品添加剂|保健食品|饲料添加剂|特种设备|压力容器|民用爆炸物|危险化学品|放射性|转基因)|(?:药品|兽药|农药|医疗器械|转基因)[^。；，\n]{0,12}(?:生产|制剂|制造|上市|注册)/;
const PERMIT_NAMED =
  /(?:许可证|批准文号|注册证|登记证|生产许可|经营许可)[^。；\n]{0,12}(?:已取得|号[：:]|编号)|(?:已|均已)(?:依法)?(?:取得|办理)[^。；\n]{0,16}(?:许可|批准|注册|登记)/;

const sentence = (text: string, pattern: RegExp, unless?: RegExp): Quote | undefined => {
  const body = bodyStart(text);
  const names = partiesIn(text);
  return hits(text, pattern)
    .filter((q) => q.start >= body && !names.some((p) => q.start < p.end && q.end > p.start))
    .map((q) => sentenceAround(text, q))
    .find((q) => unless?.test(q.text) !== true);
};
/** Planned projects other than 计划外, as the form says it. */
export const isPlanned = (planSource: string | undefined): boolean => (planSource ?? '').trim() !== '' && !/计划外|^无$/.test(planSource!);

type Beside = { papers: ReadonlySet<Paper>; planSource?: string; formPlace: Finding['where'] };

export function paperFindings(text: string, { papers, planSource, formPlace }: Beside, say: Say): Finding[] {
  const out: Finding[] = [];
  if (!papers.has('approval')) {
    const project = sentence(text, PROJECT, NOT_PROJECT);
    if (project) out.push(say('precheck.approvalMissing', project));
    else if (isPlanned(planSource)) out.push({ ...say('precheck.approvalMissing', undefined, { text: planSource! }), where: formPlace });
  }
  if (!papers.has('permit')) {
    const permit = sentence(text, PERMIT);
    if (permit && !PERMIT_NAMED.test(text)) out.push(say('precheck.permitMissing', permit));
  }
  return out;
}

/** Latin letters outnumber the Chinese ones: the checks, which read Chinese, say nothing of such a text. */
export function isForeignText(text: string): boolean {
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length;
  const other = (text.match(/\p{L}/gu) ?? []).length - han;
  return other > 200 && han < other / 4;
}
