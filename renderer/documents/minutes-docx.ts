/** 会谈纪要 of one round: what both sides said at the table. The walk-away and the internal note are not even accepted. */
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import { chineseDay } from '../../shared/domain/contract/fill.ts';
import type { RowOf } from '../../shared/domain/tables.ts';
import { formatRate, formatYuan } from '../../shared/money.ts';
import type { Result } from '../../shared/result.ts';
import { fileName } from './contract-docx.ts';
import type { DocumentError } from './document-error.ts';
import type { PaperFile } from './paper.ts';
import { panel, paperDocx, paragraphsOf } from './paper.ts';

/** A round without its internal fields: the compiler stops a caller from handing them over. */
export type SharedRound = Omit<RowOf<'rounds'>, 'walkAway' | 'internalNote'> & { walkAway?: never; internalNote?: never };
export type MinutesInput = {
  dealName: string;
  round: SharedRound;
  ourName: string;
  theirName: string;
  modeName: string;
  outcomeName: string;
  watermark?: string;
};

export function minutesDocument({ dealName, round, ourName, theirName, modeName, outcomeName, watermark }: MinutesInput): DocumentModel {
  const day = (d: string | undefined): string => chineseDay(d) ?? d ?? '';
  const money = round.entryFee ? `${formatYuan(round.entryFee)} 元` : '';
  const royalty = round.royaltyRate ? `${formatRate(round.royaltyRate)}${round.royaltyBase ? `（基数：${round.royaltyBase}）` : ''}` : '';
  const minutes = paragraphsOf(round.minutes);
  const sign = [
    { label: '签字', value: '' },
    { label: '日期', value: '　　　　年　　月　　日' },
  ];
  const blocks: Block[] = [
    { kind: 'title', text: `第${round.no ?? ''}轮会谈纪要`, subtitle: dealName },
    panel([
      ['时间', day(round.heldOn)],
      ['地点', round.place ?? ''],
      ['参加人', round.attendees ?? ''],
      ['提出方', round.offeredBy === 'them' ? theirName : round.offeredBy === 'us' ? ourName : ''],
    ]),
    { kind: 'heading', id: 'offer', level: 2, text: '一、本轮方案' },
    panel([
      ['许可方式', modeName],
      ['地域', round.territory ?? ''],
      ['期限', [day(round.termFrom), day(round.termTo)].filter((t) => t !== '').join('至') || (round.years ? `${round.years} 年` : '')],
      ['固定金额（入门费）', money],
      ['提成', royalty],
      ['其他条件', round.otherTerms ?? ''],
    ]),
    { kind: 'heading', id: 'talk', level: 2, text: '二、会谈内容' },
    ...(minutes.length === 0 ? ['无。'] : minutes).map((l) => paragraph(l, { indent: true })),
    { kind: 'heading', id: 'outcome', level: 2, text: '三、结果' },
    paragraph(`${outcomeName === '' ? '无' : outcomeName}。`, { indent: true }),
    paragraph('本纪要记录会谈情况，不构成合同；双方的权利义务以签订的书面合同为准。', { indent: true }),
    {
      kind: 'signatures',
      parties: [
        { role: '一方', name: ourName, keyword: '', lines: sign },
        { role: '另一方', name: theirName, keyword: '', lines: sign },
      ],
    },
  ];
  return withContentId({ kind: 'minutes', title: `第${round.no ?? ''}轮会谈纪要`, header: '', pageNumbers: true, watermark: watermark ?? '', blocks });
}

export const minutesDocx = (input: MinutesInput): Result<PaperFile, DocumentError> =>
  paperDocx(minutesDocument(input), fileName([input.dealName, `第${input.round.no ?? ''}轮会谈纪要`], 'docx'));

/** Takes the internal fields away before a round may go on paper. */
export function sharedRound(round: RowOf<'rounds'>): SharedRound {
  const { walkAway: _walkAway, internalNote: _internalNote, ...shared } = round;
  return shared;
}
