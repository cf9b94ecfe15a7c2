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
  /** 丙方, 丁方 … who look at it too */
  further?: readonly { label: string; name: string }[];
  watermark: string;
};

export function leaveSiteDocument({
  dealName,
  contractNo,
  day,
  lines,
  promises,
  words,
  ourName,
  theirName,
  further = [],
  watermark,
}: LeaveSiteInput): DocumentModel {
  const printed = (d: string | undefined): string => chineseDay(d) ?? d ?? '';
  const center = (text: string): Cell => cell(text, { align: 'center' });
  const groups = [...new Set(lines.map((l) => l.group))].filter((g) => g !== 'annex');
  const said = (l: SiteLine): Cell[] => [cell(record(l, words.finding) || '/'), center(words.state(l.state)), center('□')];
  const rows = groups.flatMap((group): Cell[][] => {
    const of = lines.filter((l) => l.group === group);
    const named = of.find((l) => l.what === 'name');
    // the side and its name head what it put on the paper
    const first = named ? [cell(words.group(group), { bold: true }), ...said(named)] : [cell(words.group(group), { bold: true, span: 4 })];
    return [first, ...of.filter((l) => l !== named).map((l) => [cell(words.line(l)), ...said(l)])];
  });
  const annexes = lines.filter((l) => l.group === 'annex').map((l) => [cell(record(l, words.finding)), center(words.state(l.state)), center('□')]);
  const blocks: Block[] = [
    { kind: 'title', text: '离场核对单', subtitle: [dealName, contractNo, printed(day)].filter((x) => x !== '').join(' · ') },
    {
      kind: 'table',
      head: 1,
      columns: [{ width: 190 }, { width: 590 }, { width: 90 }, { width: 130 }],
      rows: [['项目', '记录', '状态', '现场核对'].map(head), ...rows],
    },
    // two beside each other: a contract with a dozen annexes still has one sheet
    ...(annexes.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            head: 1,
            columns: [{ width: 340 }, { width: 90 }, { width: 70 }, { width: 340 }, { width: 90 }, { width: 70 }],
            rows: [['附件', '状态', '核对', '附件', '状态', '核对'].map(head), ...pairs(annexes)],
          },
        ]),
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
      parties: [{ label: '我方', name: ourName }, { label: '对方', name: theirName }, ...further].map(({ label, name }) => ({
        role: `${label}核对`,
        name,
        keyword: '',
        lines: [
          { label: '签字', value: '' },
          { label: '日期', value: '　　　　年　　月　　日' },
        ],
      })),
    },
  ];
  return withContentId({ kind: 'paper', dense: true, title: '离场核对单', header: '', pageNumbers: false, watermark, blocks });
}

/** What the records say, and what contradicts it: whoever looks at the paper must know what for. */
const record = (l: SiteLine, finding: (f: Finding) => string): string =>
  [l.says, ...(l.state === 'wrong' || l.state === 'ask' ? l.findings.map(finding) : [])].filter((x) => x !== '').join('；');

const NOTHING = [cell(''), cell(''), cell('')];
/** Two to a row, down the left side first. */
const pairs = (rows: readonly Cell[][]): Cell[][] => {
  const half = Math.ceil(rows.length / 2);
  return rows.slice(0, half).map((row, i) => [...row, ...(rows[half + i] ?? NOTHING)]);
};
