/** What 民法典 art. 845 lists and the text has not; for a development also who bears the risk (art. 858). */
import type { Finding, FindingSource } from '../finding.ts';
import { routeOf } from './kind.ts';
import type { Reading } from './reading.ts';
import type { Say } from './say.ts';

/** The general clauses and how a text shows that it has them. */
const CLAUSES: [string, RegExp][] = [
  [
    'projectName',
    /项目名称|合同名称|(专利|技术|发明创造|成果|软件|品种|布图设计|技术秘密)的?名称|本项目[^。\n]{0,6}名称|^[ \t　\d.、（）()一二三四五六七八九十]{0,12}名称[：:]|就[^，。；\n]{0,4}[“"《][^”"》\n]{2,60}[”"》]|[“"][^”"\n]{2,60}[”"](项目|发明|实用新型|专利|技术|软件|课题)/m,
  ],
  [
    'object',
    /标的|(内容|范围)[^。\n]{0,6}(和|与|及)?要求|技术(内容|目标|指标|要求)|服务内容|咨询内容|培训内容|中介(事项|内容)|许可(的)?(方式|内容|范围|专利)|转让[^。\n]{0,10}(专利|权利|著作权|品种)|(专利|权利|技术秘密)[^，。；\n]{0,10}转让给|(研究|研究开发|研发|开发)(的)?(内容|目标|任务)|技术秘密的内容|委托[^。\n]{0,20}(进行|提供|完成)/,
  ],
  [
    'performance',
    /(履行|许可|实施|服务|培训|研究开发|合同)[^。\n]{0,4}(期限|计划|进度|地点|方式)|有效期|工作计划|([日月]前|日内)[^。\n]{0,30}(交付|提交|移交)|(交付|移交)[^。\n]{0,20}(时间|地点|方式)|(时间|期限)[、和与]?地点/,
  ],
  ['secrecy', /保密|技术秘密[^。\n]{0,12}(不得|泄露)/],
  [
    'results',
    /(知识产权|成果|专利申请权|申请专利的权利|改进|资料)[^。\n]{0,18}(归属|归[^。\n]{0,10}(所有|一方)|享有|分配|共有)|收益(的)?(分配|分成)|成为专利权人/,
  ],
  ['acceptance', /验收|试用[^。\n]{0,16}(确认|评价|结果|期满)|(鉴定|检验)(标准|方法)|评价方法/],
  ['terms', /名词|术语|定义(与|和)解释|^[ \t　\d.、（）()第条一二三四五六七八九十]{0,12}定义[：:]?$|本(合同|协议)(所称|中)[^。\n]{0,20}(是指|系指|，指)/m],
  ['liability', /违约|赔偿|承担[^。\n]{0,12}责任/],
];
/** Sentences about later improvements say nothing about who owns the result itself. */
const IMPROVEMENTS = /[^。；\n]*(改进|后续开发)[^。；\n]*/g;
const RESULTS_OF_WORK: readonly string[] = ['development', 'consulting', 'service'];
/** What the parties may leave at 无: the article is there, and says that nothing is agreed. */
const MAY_BE_NONE: readonly string[] = ['acceptance', 'terms'];
/**
 * What the model texts of a kind have no article for: what a transfer or licence leaves open about results are the improvements,
 * of which art. 875 speaks, and a title is handed over, not accepted.
 */
const NOT_ASKED: Readonly<Record<string, readonly string[]>> = {
  results: ['ZR', 'XK', 'FW-PX', 'FW-ZJ'],
  acceptance: ['ZR-ZL', 'ZR-SQ', 'ZR-RZ', 'ZR-BT', 'ZR-PZ', 'ZR-RG', 'FW-ZJ'],
};
const civil = (article: string): FindingSource => ({ document: '中华人民共和国民法典', article });

/** Liability has an article of its own for each kind. */
const LIABILITY: Readonly<Record<string, string>> = {
  development: '第八百五十四条、第八百五十六条',
  transfer: '第八百七十二条、第八百七十三条',
  license: '第八百七十二条、第八百七十三条',
  equity: '第八百七十二条、第八百七十三条',
  consulting: '第八百八十一条',
  service: '第八百八十四条',
  training: '第八百八十四条',
  brokering: '第八百八十四条',
};

export function generalClauses({ said, none, kind, intent }: Reading, say: Say): Finding[] {
  if (intent) return [];
  const route = kind && routeOf(kind);
  const ofWork = route !== undefined && RESULTS_OF_WORK.includes(route) ? said.replace(IMPROVEMENTS, '') : said;
  const readIn = (clause: string): string => (clause === 'results' ? ofWork : MAY_BE_NONE.includes(clause) ? `${said}\n${none}` : said);
  const asked = CLAUSES.filter(([clause]) => kind === undefined || NOT_ASKED[clause]?.some((k) => kind.startsWith(k)) !== true);
  const missing = asked.filter(([clause, p]) => !p.test(readIn(clause))).map(([clause]) => clause);
  const article = LIABILITY[route ?? ''];
  const out = missing.map((clause) =>
    say('text.clauseMissing', undefined, { clause }, undefined, clause === 'liability' && article !== undefined ? civil(article) : undefined),
  );
  if (route !== 'development') return out;
  if (!/风险/.test(said)) out.push(say('text.clauseMissing', undefined, { clause: 'risk' }, undefined, civil('第八百五十八条')));
  if (missing.includes('results'))
    out.push(
      kind === 'KF-HZ'
        ? say('text.silentDefault', undefined, { matter: 'joint' }, undefined, civil('第八百六十条'))
        : say('text.silentDefault', undefined, { matter: 'commissioned' }, undefined, civil('第八百五十九条')),
    );
  return out;
}
