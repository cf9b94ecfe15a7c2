/** 定价公示: 成果名称 and 拟交易价格, from when to when, and where to object; of 协议定价 by law (促进科技成果转化法 art. 18), of another route by the institute's own rule. */
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import { chineseDay } from '../../shared/domain/contract/fill.ts';
import type { NoticeWords } from '../../shared/domain/deal.ts';
import type { RowOf } from '../../shared/domain/tables.ts';
import { amountInWords, formatRate, formatYuan } from '../../shared/money.ts';
import type { Result } from '../../shared/result.ts';
import { fileName } from './contract-docx.ts';
import type { DocumentError } from './document-error.ts';
import type { PaperFile } from './paper.ts';
import { panel, paperDocx, paragraphsOf } from './paper.ts';

export type NoticeInput = {
  notice: RowOf<'notices'>;
  /** the achievement's name; the law asks for it and for the price */
  achievementName: string;
  /** 转让, 专利实施许可（排他）… as it is to be read */
  wayName: string;
  otherParty: string;
  /** what the other side is called in this kind of deal: 拟受让方, 拟被许可方, 拟委托方 */
  otherPartyLabel: string;
  officeName: string;
  /** `15 日`, `15 个工作日`: what the two dates span; empty while they are no period */
  periodText: string;
  /** how the price was set; nothing is said of it while it is not chosen */
  pricingRoute?: NoticeWords['pricingRoute'];
  watermark?: string;
};

const blank = '＿＿＿＿＿＿';
const day = (d: string | undefined): string => chineseDay(d) ?? (d || blank);

export function noticeDocument(input: NoticeInput): DocumentModel {
  const { notice } = input;
  const own = paragraphsOf(notice.text);
  const agreed = input.pricingRoute === 'agreed';
  const title = notice.title || (agreed ? '科技成果转化协议定价公示' : '科技成果转化定价公示');
  const lead = own.length > 0 ? own : [leadOf(input)];
  const blocks: Block[] = [
    { kind: 'title', text: title },
    ...lead.map((l) => paragraph(l, { indent: true })),
    panel([
      ['成果名称', input.achievementName],
      ['转化方式', input.wayName],
      ['拟交易价格', priceText(notice)],
      [input.otherPartyLabel, input.otherParty],
      ['公示期', `${day(notice.startOn)}至${day(notice.endOn)}${input.periodText === '' ? '' : `（${input.periodText}）`}`],
      ['公示地点', notice.place ?? ''],
      ['异议受理', notice.contact ?? ''],
    ]),
    paragraph('对公示内容有异议的单位或者个人，请在公示期内以书面形式向上述受理人提出，写明异议的事实和理由，并署明姓名（名称）和联系方式。', { indent: true }),
    paragraph('特此公示。', { indent: true }),
    paragraph(input.officeName, { align: 'right' }),
    paragraph(day(notice.startOn), { align: 'right' }),
  ];
  return withContentId({ kind: 'notice', title, header: '', pageNumbers: true, watermark: input.watermark ?? '', blocks });
}

const WAYS = { agreed: '协议定价', listing: '技术交易市场挂牌', auction: '拍卖', appraisal: '评估' } as const;
/** Only a price by agreement is published because the law says so. */
function leadOf({ officeName, pricingRoute: route }: NoticeInput): string {
  const law = route === 'agreed' ? '根据《中华人民共和国促进科技成果转化法》第十八条，' : '';
  const way = route === undefined ? '拟转化' : route === 'agreed' ? `拟以${WAYS.agreed}方式转化` : `拟转化（定价方式：${WAYS[route]}）`;
  return `${law}现将${officeName}下列科技成果${way}的有关情况予以公示。`;
}

function priceText({ price, royaltyRate }: RowOf<'notices'>): string {
  const words = amountInWords(price);
  const fixed = words === undefined ? (price ?? '') : `人民币${formatYuan(price)}元（大写：${words}）`;
  const rate = (royaltyRate ?? '') === '' || Number(royaltyRate) === 0 ? '' : `提成比例${formatRate(royaltyRate)}`;
  return [fixed, rate].filter((t) => t !== '').join('，另加') || blank;
}

export const noticeDocx = (input: NoticeInput): Result<PaperFile, DocumentError> =>
  paperDocx(noticeDocument(input), fileName([input.achievementName, '定价公示'], 'docx'));
