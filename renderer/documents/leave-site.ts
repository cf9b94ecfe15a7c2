/** 离场核对单: one page to look at the signed paper by, and for both sides to sign before they part. */
import type { Block, Cell, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { cell, paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import { chineseDay } from '../../shared/domain/contract/fill.ts';
import type { Promised } from '../../shared/domain/contract.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { SiteLine, SiteState } from '../../shared/domain/leave-site.ts';
import { head } from './paper.ts';

export type LeaveSiteInput = {
  dealName: string;
  contractNo: string;
  /** the day the sheet is made, ISO */
  day: string;
  lines: readonly SiteLine[];
  promises: readonly Promised[];
  /** Chinese words of a line, a group and a state */
  words: { line: (l: SiteLine) => string; group: (g: SiteLine['group']) => string; state: (s: SiteState) => string; finding: (f: Finding) => string };
  ourName: string;
  theirName: string;
  watermark: string;
};

export function leaveSiteDocument({ dealName, contractNo, day, lines, promises, words, ourName, theirName, watermark }: LeaveSiteInput): DocumentModel {
  const printed = (d: string | undefined): string => chineseDay(d) ?? d ?? '';
  const center = (text: string): Cell => cell(text, { align: 'center' });
  const rows = lines.map((l, i) => {
    const first = lines.findIndex((x) => x.group === l.group) === i;
    // what contradicts is said on the paper too: whoever looks at it must know what for
    const why = l.state === 'wrong' || l.state === 'ask' ? l.findings.map(words.finding) : [];
    return [
      first ? head(words.group(l.group)) : cell(''),
      cell(words.line(l)),
      cell([l.says, ...why].filter((x) => x !== '').join('；') || '/'),
      center(words.state(l.state)),
      center('□'),
    ];
  });
  const blocks: Block[] = [
    { kind: 'title', text: '离场核对单', subtitle: [dealName, contractNo, printed(day)].filter((x) => x !== '').join(' · ') },
    {
      kind: 'table',
      head: 1,
      columns: [{ width: 130 }, { width: 200 }, { width: 430 }, { width: 120 }, { width: 120 }],
      rows: [['', '项目', '记录', '状态', '现场核对'].map(head), ...rows],
    },
    { kind: 'heading', id: 'promises', level: 2, text: '谁答应了什么' },
    ...(promises.length === 0
      ? [paragraph('无。', { indent: true })]
      : [
          {
            kind: 'table' as const,
            head: 1,
            columns: [{ width: 220 }, { width: 520 }, { width: 260 }],
            rows: [['谁', '做什么', '何时前'].map(head), ...promises.map((p) => [cell(p.by || '/'), cell(p.what || '/'), center(printed(p.dueOn) || '/')])],
          },
        ]),
    {
      kind: 'signatures',
      parties: [ourName, theirName].map((name, i) => ({
        role: i === 0 ? '我方核对' : '对方核对',
        name,
        keyword: '',
        lines: [
          { label: '签字', value: '' },
          { label: '日期', value: '　　　　年　　月　　日' },
        ],
      })),
    },
  ];
  return withContentId({ kind: 'form', title: '离场核对单', header: '', pageNumbers: false, watermark, blocks });
}
