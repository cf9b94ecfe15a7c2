/** Law that is no longer in force, papers that name a ministry as their maker, and terms left to word of mouth. */
import type { Finding, Quote } from '../finding.ts';
import { hits } from '../checks/words.ts';
import { isAside } from './kind.ts';
import { articlesOf, missingReferences } from './own-articles.ts';
import { sentenceAround, type Say } from './say.ts';

const REPEALED = /(?<!劳动)(?<!民法典)(中华人民共和国)?(经济|技术|涉外经济)?合同法(实施条例)?(?!院|官|律)/;
/** The laws art. 1260 lists beside the 合同法, where a contract cites them by name. */
const OTHER_REPEALED = /(?<=《)(中华人民共和国)?(民法通则|民法总则|担保法|物权法|侵权责任法)(?=》)/;
/** Told as history: what an earlier paper rested on when it was made. */
const THEN = /(当时|彼时|订立时|签订时)(有效|施行|生效|适用|执行)?的?[^，。；\n]{0,4}《?$/;
const OLD_RULES = /国科发政字\s*[〔[（(]?\s*(2000|2001)\s*[〕\]）)]?\s*0?(63|253)\s*号/;
const IMPRINT =
  /(中华人民共和国)?(科学技术部|科技部|国家科委|国家科学技术委员会|国家知识产权局|工业和信息化部|国家工商行政管理(总)?局|国家市场监督管理总局)\s{0,4}(统一)?(印制|监制|制定|制)(?!度|造|作|品|定[^\n])/;
const ORAL = /口头/;
const ORAL_DENIED = /不得|无效|不(产生|具有|发生|予)|均须|必须|书面|禁止/;

/** Arbitration and a court as two ways at the choice of one party; a form that has one of them ticked is not meant. */
const BOTH =
  /仲裁[^。；;\n]{0,12}(或者?|也(可以?|有权)|亦(可以?|有权)|又可以?|再)[^。；;\n]{0,24}(起诉|法院[^。；;\n]{0,8}(诉讼|管辖|解决|裁判))|(起诉|诉讼)[^。；;\n]{0,12}(或者?|也(可以?|有权)|亦(可以?|有权)|又可以?)[^。；;\n]{0,24}仲裁/;
/** One after the other: an award is final, and leaves nothing to a court. */
const AFTER_AWARD = /(对|不服)[^。；;\n]{0,6}(仲裁)?裁决[^。；;\n]{0,24}(起诉|诉讼)/;
const ONE_OF_THEM = /□|☐|■|☑|择一|任选|选择|下列|以下|不得|除外|如果|不(予)?受理|裁决/;

/** Of a supplement or a termination the articles named may be those of the contract it changes. */
function nowhere(text: string): Quote[] {
  const own = isAside(text) ? undefined : articlesOf(text);
  return own ? missingReferences(text, own) : [];
}

/** 附件一：清单, 附件二《样本》: annexes with their names; a text that lists some and points to another has lost it, or never had it. */
function missingAnnexes(text: string): Quote[] {
  const named = hits(text, /附件\s?[一二三四五六七八九十\d]{1,2}(?=\s?[：:《])/).map((q) => q.text.replace(/\s/g, ''));
  if (named.length === 0) return [];
  return hits(text, /(?<=[见按照据的于、及和])附件\s?[一二三四五六七八九十\d]{1,2}(?![\d一二三四五六七八九十：:《])/).filter(
    (q) => !named.includes(q.text.replace(/\s/g, '')),
  );
}

export const referenceFindings = (text: string, say: Say): Finding[] => [
  ...nowhere(text).map((q) => say('text.noSuchArticle', q)),
  ...missingAnnexes(text).map((q) => say('text.noSuchAnnex', q)),
  ...hits(text, BOTH)
    .filter((q) => !ONE_OF_THEM.test(sentenceAround(text, q).text))
    .map((q) => say('text.disputeBoth', q)),
  ...hits(text, AFTER_AWARD)
    .filter((q) => !/不得|不能|无权|撤销|执行|劳动/.test(sentenceAround(text, q).text))
    .map((q) => say('text.disputeBoth', q)),
  ...[...hits(text, REPEALED), ...hits(text, OTHER_REPEALED)]
    .filter((q) => !THEN.test(text.slice(Math.max(0, q.start - 24), q.start)))
    .map((q) => say('text.repealedLaw', q)),
  ...hits(text, OLD_RULES).map((q) => say('text.oldRules', q)),
  ...hits(text, IMPRINT).map((q) => say('text.imprint', q)),
  ...hits(text, ORAL)
    .map((q) => sentenceAround(text, q))
    .filter((q) => !ORAL_DENIED.test(q.text) && /变更|约定|协议|补充|通知解除|形式/.test(q.text))
    .map((q) => say('text.oralForm', q)),
];
