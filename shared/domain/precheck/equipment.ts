/** Equipment among what is delivered, where the price is one sum: it would count as technical amount. */
import { hits } from '../checks/words.ts';
import { nonTechnicalIn } from '../contract-text/payment.ts';
import { sentenceAround } from '../contract-text/say.ts';
import type { Quote } from '../finding.ts';

const NUMBER = '(?:\\d{1,4}|[一二两三四五六七八九十百]{1,3})';
const THING = '(?:机组|机床|装置|设备|仪器?|热封机|主机|泵|阀|传感器|控制柜|控制器|服务器|电机|生产线|检测仪|温控仪|反应釜|干燥机|机)';
const COUNTED = new RegExp(`${THING}[^，。；、\\n图书册料案告]{0,8}?(${NUMBER})\\s*(?:台|套|部|件|组|只)`, 'g');
/** What the other side brings, or samples and prototypes in the number needed to test and master: one or two of a set. */
const NOT_SOLD =
  /(?<![向给为])甲方(?:应当?|负责)?(?:提供|自备|自行)|(?<![向给为])委托方(?:应当?|负责)?(?:提供|自备)|自行(?:购买|采购)|现有|原有|租用|借用|由甲方/;
const HANDED = /交付|提供|供货|清单|配套|包括|附带|移交|安装/;
const SAMPLE = /样机|样品|原型|试验装置|试制/;

const count = (text: string): number => Number(text) || '一二三四五六七八九十'.indexOf(text) + 1 || (text === '两' ? 2 : 3);

/** The sentence that names it; undefined where the text splits its price, or hands over no more than a sample. */
export function hiddenEquipment(text: string): Quote | undefined {
  if (nonTechnicalIn(text)) return undefined;
  const found = hits(text, COUNTED).map((q) => ({ q, sentence: sentenceAround(text, q) }));
  return found.find(({ q, sentence }) => {
    const n = count(/(\d{1,4}|[一二两三四五六七八九十百]{1,3})\s*(?:台|套|部|件|组|只)$/.exec(q.text)?.[1] ?? '');
    return HANDED.test(sentence.text) && !NOT_SOLD.test(sentence.text) && !(SAMPLE.test(sentence.text) && n <= 2);
  })?.sentence;
}
