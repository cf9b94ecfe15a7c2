/** Contracts that deliver goods or ordinary work under the name of a technology contract (民法典 art. 878; 火炬中心 2021-01-13 ground 2). */
import type { Quote } from '../finding.ts';

export type OtherContract = Quote & { other: 'sale' | 'work' | 'construction' };

/** Several different signs are needed: a development with a prototype also speaks of delivery. */
const SIGNS: readonly { other: OtherContract['other']; needed: number; words: readonly RegExp[] }[] = [
  { other: 'work', needed: 3, words: [/来料加工|来样加工|代加工/, /加工费|定作价款/, /定作(物|人)/, /承揽/, /(图纸|样品)[^。\n]{0,24}加工/, /重作|返修|返工/] },
  {
    other: 'sale',
    needed: 4,
    words: [
      /供货|供应(设备|其?[^，。；\n]{0,6}产品)/,
      /交货(期|地点|时间)/,
      /货款|设备价款|货物(总)?价/,
      /型号规格|规格型号/,
      /单价/,
      /质保期|质量保证期/,
      /到货|开箱/,
      /购销|买卖|采购清单/,
    ],
  },
  { other: 'construction', needed: 3, words: [/建设工程|土建/, /施工(单位|总承包|组织设计|图)/, /工程(款|价款|结算)/, /竣工/, /监理(单位|人)/] },
];

export function classOfOther(text: string): OtherContract | undefined {
  for (const { other, needed, words } of SIGNS) {
    const found = words.flatMap((p) => p.exec(text) ?? []);
    if (found.length < needed) continue;
    // the signs are named the plainest first
    const first = words.map((p) => p.exec(text)).find((m) => m !== null)!;
    return { other, text: first[0], start: first.index, end: first.index + first[0].length };
  }
  return undefined;
}
