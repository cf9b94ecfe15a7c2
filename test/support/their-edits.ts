/** What the other side does to the licence of R-017 in the journeys: amounts, the kind of licence, a removed 不, a clause retyped, one moved. */
import type { Edits } from '../documents/revised-edits.ts';

type Change = readonly [string, string];

/** `fee`: the entry fee in figures and in words, struck out and put in with revisions on; the rest without a trace. */
export const theirEdits = (
  { fee, mode, rate }: { fee: readonly [Change, Change]; mode: Change; rate: Change },
  more: Pick<Edits, 'silent' | 'retyped'> = {},
): Edits => ({
  tracked: { 入门费为人民币: fee },
  silent: {
    本合同的许可方式为: [mode],
    提成比例为: [rate],
    甲方不得许可第三人实施许可专利: [['不得', '得']],
    一方可以书面请求变更: [['，以书面形式确定', ' ,以书面形式确定']],
    ...more.silent,
  },
  retyped: { 甲方应当就许可产品单独设账: '帐目公开，每岁一稽，差额逾什一者，买方认其费。', ...more.retyped },
  moved: { 许可的实施行为: '本合同一式' },
});
