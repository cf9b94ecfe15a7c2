/** 附件 of a contract: each on a page of its own after the signatures, with what it says or the place for what is attached. */
import { cell, paragraph, type Block } from './blocks.ts';
import { articleNumber } from './fill.ts';

/** The question whose lines are the annexes, one a line. */
export const ANNEXES = 'annexes';

type Body = Extract<Block, { kind: 'paragraph' | 'table' }>;
export type Annex<B extends Block = Block> = { title: string; body: B[] };

/** `名称` or `名称：内容`; the number a person put before it follows from the order. */
export function annexLine(line: string): { title: string; content: string } {
  const bare = line.replace(/^附件\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?\s*[：:、.．]\s*/, '').trim();
  const [, title = bare, content = ''] = /^([^：]{1,80})：(.+)$/s.exec(bare) ?? [];
  return { title: title.replace(/[。；;，,]+$/, ''), content: content.trim() };
}

/** Another title on a line of the answer keeps what it says. */
export function retitled(line: string, title: string): string {
  const { content } = annexLine(line);
  return content === '' || annexLine(title).content !== '' ? title : `${title}：${content}`;
}

/** `materials`: the lines of 技术资料, which an annex of that name lists. */
export const annexesOf = (lines: readonly string[], materials: readonly string[]): Annex<Body>[] =>
  lines.map((line) => {
    const { title, content } = annexLine(line);
    if (content !== '') return { title, body: [said(content)] };
    return { title, body: [/资料清单/.test(title) && materials.length > 0 ? listOf(materials) : PLACE] };
  });

const said = (content: string): Body => ({ kind: 'paragraph', runs: [{ text: content }], indent: true });

const head = (text: string) => cell(text, { bold: true, align: 'center' });
const listOf = (materials: readonly string[]): Body => ({
  kind: 'table',
  head: 1,
  columns: [{ width: 90, align: 'center' }, { width: 510 }, { width: 200 }, { width: 200 }],
  rows: [
    ['序号', '技术资料', '载体和份数', '备注'].map(head),
    ...materials.map((name, i) => [cell(String(i + 1)), cell(name.replace(/[。；;，,]+$/, '')), cell(''), cell('')]),
  ],
});

/** A frame as high as the page leaves room for. */
const PLACE: Body = {
  kind: 'table',
  head: 0,
  columns: [{ width: 1000, align: 'center' }],
  heights: [190],
  rows: [[cell('（文件附于本页之后，共　　　　页）')]],
};

/** As they stand in the contents: 附件一 技术资料清单. */
export const annexHeadings = (annexes: readonly Annex[]): { id: string; text: string }[] =>
  annexes.map(({ title }, i) => ({ id: `annex-${i + 1}`, text: `附件${articleNumber(i + 1).slice(1, -1)} ${title}` }));

/** `no` is blank until the contract has a number. */
export const annexPages = (annexes: readonly Annex[], contract: string, no: string): Block[] =>
  annexHeadings(annexes).flatMap((heading, i): Block[] => [
    { kind: 'heading', level: 1, ...heading, newPage: true },
    paragraph(`《${contract}》（编号：${no}）的附件`, { small: true }),
    ...annexes[i]!.body,
  ]);
