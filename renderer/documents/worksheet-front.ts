/** First page of the 估值测算说明: what is still missing, and the table behind the range. */
import type { Block } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { even, grid } from './worksheet-methods.ts';

type Row = readonly string[];
/** Items of the acceptance list by name: with what each lacks; left out with a reason, which stays in the program. */
export type Missing = { open: readonly (readonly [string, string])[]; explained: readonly string[] };
/** A row a year and the totals; `says` is the range in a sentence. */
export type RangeTable = { headers: Row; rows: readonly Row[]; says: string };

export const isDraft = (m: Missing | undefined): boolean => (m?.open.length ?? 0) > 0;

/** Above everything else: a paper that lacks something is a 讨论稿 and says what. */
export const missingBlocks = (m: Missing | undefined): Block[] => [
  ...(isDraft(m)
    ? [
        paragraph(`讨论稿：验收清单二十项中还缺 ${m!.open.length} 项，补齐或写明理由之前不作定稿。`, { indent: true }),
        grid([420, 580], ['还缺的要件', '要补的内容'], m!.open),
      ]
    : []),
  ...((m?.explained.length ?? 0) > 0
    ? [paragraph(`以下要件没有写，编制人写明的理由留存备查：${m!.explained.map((item) => `“${item}”`).join('、')}。`, { indent: true })]
    : []),
];

export const rangeBlocks = ({ headers, rows, says }: RangeTable): Block[] => [grid(even(headers.length), headers, rows), paragraph(says, { indent: true })];
