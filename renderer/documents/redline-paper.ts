/** The summary of changes as a paper: article, kind of change, the words with what went struck out and what came underlined. */
import { cell, paragraph, type Block, type Cell, type DocumentModel } from '../../shared/domain/contract/blocks.ts';
import type { How, PlaceChange, Summary } from '../../shared/domain/redline/summary.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import type { Redline } from './redline-docx.ts';

const WORDS: Record<How, string> = { changed: '修改', inserted: '新增', deleted: '删除', moved: '移动' };

export function summaryPaper(redline: Redline & { name: string }, { changes, renumbered }: Summary): { paper: DocumentModel; name: string } {
  const rows = changes.map((c): Cell[] => [cell(placeOf(c)), cell(WORDS[c.how], { align: 'center' }), { runs: runsOf(c) }]);
  const blocks: Block[] = [
    { kind: 'title', text: '合同修订摘要', subtitle: redline.next.title },
    paragraph(`共 ${changes.length} 处变化。删除的文字加删除线，新增的文字加下划线。${renumbered > 0 ? `另有 ${renumbered} 处仅编号顺延，文字未变。` : ''}`),
    {
      kind: 'table',
      columns: [{ width: 220 }, { width: 90 }, { width: 690 }],
      head: 1,
      rows: [['条款', '变化', '内容'].map((text) => cell(text, { bold: true, align: 'center' })), ...rows],
    },
  ];
  const paper = withContentId({ kind: 'paper', title: '合同修订摘要', header: redline.header, pageNumbers: true, watermark: redline.next.watermark, blocks });
  return { paper, name: redline.name.replace('修订对照', '修订摘要').replace(/\.docx$/, '.pdf') };
}

const placeOf = ({ article, no, how, from }: PlaceChange): string => {
  const place = [article === '' ? '首部与尾部' : article, no !== '' && !article.startsWith(no) ? no : ''].filter(Boolean).join(' ');
  return how === 'moved' && from ? `${place}（原 ${from}）` : place;
};

const runsOf = ({ pieces }: PlaceChange): Cell['runs'] =>
  pieces.map(({ op, text }) => ({ text, ...(op === 'del' ? { strike: true } : op === 'ins' ? { underline: true } : {}) }));
