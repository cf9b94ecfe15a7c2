/** What a text says of the right itself against what it grants: exclusiveness, co-owners, registration, and its number. */
import type { Finding, Quote } from '../finding.ts';
import { hits } from '../checks/words.ts';
import { dayAfter } from './dates.ts';
import { abroadParties } from './abroad.ts';
import { partiesIn, patentsIn } from './parties.ts';
import type { Reading } from './reading.ts';
import { sentenceAround, type Say } from './say.ts';

export const rightFindings = (r: Reading, say: Say): Finding[] => [
  ...kept(r).map((q) => say('text.exclusiveKept', q)),
  ...unrecorded(r).map((q) => say('text.unrecorded', q)),
  ...exportWaived(r.text).map((q) => say('text.exportWaived', q)),
  ...coOwners(r.text).map((q) => say('text.coOwner', q)),
  ...otherYear(r.text).map(({ filed, ...q }) => say('text.patentYear', q, { filed })),
];

const EXCLUSIVE = /(?<!非)独占(?:性)?(?:实施|使用)?(?:的)?许可|(?<!非)独占(?:性)?(?:实施|使用)|许可(?:方式|种类|类型|性质)[^。；\n]{0,8}(?<!非)独占/;
const SOLE = /(?<!非)排他(?:性)?(?:实施|使用)?(?:的)?许可|许可(?:方式|种类|类型|性质)[^。；\n]{0,8}(?<!非)排他/;
/** What the owner does not promise, or only for research. */
const NOT_KEPT = /不具备|不得|不再|无权|不可以?|未经|停止|届满|期满|终止后|解除后|如果|除外|开放许可/;
const RESEARCH = /教学|科研|研究|试验|实验|实训/;
const FOR_SALE = /销售|对外|经营|营利|出售/;

/** 独占: neither the owner nor anybody else; 排他: nobody else (技术合同司法解释 art. 25). */
function kept({ text, kind }: Reading): Quote[] {
  if (kind?.startsWith('XK') !== true) return [];
  const [exclusive, sole] = [EXCLUSIVE.test(text), SOLE.test(text)];
  // both words: the text explains the kinds, or grants several rights
  if (exclusive === sole) return [];
  const owner = partiesIn(text).find((p) => /(?<!被)许可/.test(p.label));
  const short = owner && /[甲乙丙]方/.exec(owner.label)?.[0];
  const who = `(?:(?<!被)许可[方人]${short === undefined ? '' : `|${short}`})`;
  // 经乙方同意可以许可: who agrees is not who may
  const may =
    '(?![^，。；\\n]{0,12}同意)[^，。；\\n]{0,12}(?:(?<!许)可以?|有权|仍(?!未)|继续|保留)(?![^，。；\\n]{0,24}(?:乙方|被许可|检查|监督|要求|核查|查阅|解除|收回|委托|变更|状况))';
  const itself = '[^，。；\\n]{0,24}(?:实施(?!许可|方)|制造|生产|销售)';
  const others =
    '(?:[^，。；\\n]{0,16}(?:许可|授权)[^，。；\\n]{0,8}(?:其他|他人|第三|另外?一|一家|多家)|[^，。；\\n]{0,10}[向与同](?:其他|他人|第三)[^，。；\\n]{0,14}许可)';
  const found = [...hits(text, new RegExp(`${who}${may}${others}`)), ...(exclusive ? hits(text, new RegExp(`${who}${may}${itself}`)) : [])];
  const sentences = found.map((q) => sentenceAround(text, q)).filter((q) => !NOT_KEPT.test(q.text) && (!RESEARCH.test(q.text) || FOR_SALE.test(q.text)));
  return sentences.filter((q, i) => sentences.findIndex((x) => x.start === q.start) === i);
}

const NEED_NOT = '(?:无须|无需|不需要?|不必|不再|免于)';
const NOT_RECORDED = new RegExp(
  `(?:${NEED_NOT}[^。；\\n]{0,24}|不(?:另行|再|向[^，。；\\n]{0,14})(?:办理|进行|申请)[^，。；\\n]{0,10})(?:登记|著录项目变更)(?![^，。；\\n]{0,4}的，)`,
);

/** 专利法 art. 10: a patent, or an application, passes on the day it is registered. */
function unrecorded({ text, kind, content }: Reading): Quote[] {
  if (![kind, content?.kind].some((k) => k === 'ZR-ZL' || k === 'ZR-SQ')) return [];
  return hits(text, NOT_RECORDED)
    .map((q) => sentenceAround(text, q))
    .filter((q) => /专利|知识产权局|著录/.test(q.text) && !/商务|认定登记|技术合同登记|备案/.test(q.text));
}

const NOT_APPROVED = new RegExp(`${NEED_NOT}[^。；\\n]{0,40}(?:批准|审批|登记|出口许可)`);

/** A party from abroad, and words that no authority need be asked. */
function exportWaived(text: string): Quote[] {
  if (abroadParties(text).length === 0) return [];
  return hits(text, NOT_APPROVED)
    .map((q) => sentenceAround(text, q))
    .filter((q) => /商务|主管|机关|部门|政府|进出口|出口/.test(q.text))
    .slice(0, 1);
}

const OWNERS = /(?:专利权人|著作权人|品种权人|布图设计权利人)[ \t　]{0,4}[：:为是]([^。；;\n]{4,120})/g;
const BODY = /(?:大学|学院|学校|研究院|研究所|院|所|公司|中心|集团|医院|工厂|厂)$/;

/** An owner the text names that is no party to it (专利法 art. 14). */
function coOwners(text: string): Quote[] {
  if (/(共有人|共同权利人|其他权利人)[^。\n]{0,24}(同意|签署|授权)|共有人同意书/.test(text)) return [];
  const parties = partiesIn(text).map((p) => p.name);
  return [...text.matchAll(OWNERS)].flatMap((m) => {
    const from = m.index + m[0].length - m[1]!.length;
    const names = [...m[1]!.replace(/[（(][^）)]*[）)]/g, (x) => '，'.repeat(x.length)).matchAll(/[^、，,和及与\s]{4,40}/g)].filter((n) => BODY.test(n[0]));
    if (names.length < 2 || parties.length < 2) return [];
    return names
      .filter((n) => !parties.some((p) => p.includes(n[0]) || n[0].includes(p)))
      .map((n) => ({ text: n[0], start: from + n.index, end: from + n.index + n[0].length }));
  });
}

/** A number says the year it was filed in; one divided from an earlier application, or come by PCT, says another. */
function otherYear(text: string): (Quote & { filed: string })[] {
  const found = patentsIn(text).filter((p) => p.ok && /^\d{4}[123]/.test(p.text));
  return found.flatMap((p) => {
    const near = dayAfter(text.slice(p.end, p.end + 120), /申请日期?/)?.day ?? (found.length === 1 ? dayAfter(text, /申请日期?/)?.day : undefined);
    return near === undefined || near.slice(0, 4) === p.text.slice(0, 4) || /分案/.test(text)
      ? []
      : [{ text: p.text, start: p.start, end: p.end, filed: near }];
  });
}
