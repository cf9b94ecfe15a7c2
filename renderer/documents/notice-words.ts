/** What a notice's paper says besides its row: a draft from the records as they are, a published one what it was published with. */
import type { TFunction } from 'i18next';
import { daysPublished } from '../../shared/domain/checks/pricing.ts';
import { latestPricing, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Notice, NoticeWords } from '../../shared/domain/deal.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';

/** The words as the records give them now; `zh` speaks the `pricing` namespace in Chinese. */
export function noticeWords(zh: TFunction<'pricing'>, file: DealFile, notice: Notice, rules: RuleBook): NoticeWords {
  const period = daysPublished(notice, rules);
  const { route } = file.deal;
  const pricing = latestPricing(file)?.route;
  const mode = file.rounds.at(-1)?.licenseMode;
  return {
    object: file.achievement?.title ?? '',
    wayName: [route ? zh(`way.${route}`) : '', route === 'license' && mode ? zh(`mode.${mode}`) : ''].filter(Boolean).join(' · '),
    otherParty: file.buyer?.name ?? '',
    otherPartyLabel: zh('paper.other', { context: route }),
    officeName: file.seller?.name ?? file.office?.name ?? '',
    endOn: notice.endOn ?? '',
    periodText: period ? zh(`paper.${period.kind}`, { n: period.days }) : '',
    ...(pricing === undefined ? {} : { pricingRoute: pricing }),
  };
}

/** What stands on the paper. A period that was made longer since is counted again. */
export function noticeSays({ publishedWords: kept, endOn }: Notice, now: NoticeWords): NoticeWords {
  return kept ? { ...kept, pricingRoute: routeOf(kept), ...(kept.endOn === (endOn ?? '') ? {} : { periodText: now.periodText }) } : now;
}

const TOLD = ['object', 'wayName', 'otherParty', 'officeName'] as const;
export type NoticeMoved = { field: (typeof TOLD)[number] | 'pricingRoute'; was: string; now: string };
/** Every paper said 协议定价 before the route was kept with it. */
const routeOf = (kept: NoticeWords) => kept.pricingRoute ?? ('agreed' as const);
/** What the records say otherwise than the words a notice was published with; a route by its code. */
export function noticeMoved({ publishedWords: kept }: Notice, now: NoticeWords): NoticeMoved[] {
  if (!kept) return [];
  const moved: NoticeMoved[] = TOLD.flatMap((field) => (kept[field] === now[field] ? [] : [{ field, was: kept[field], now: now[field] }]));
  return routeOf(kept) === now.pricingRoute ? moved : [...moved, { field: 'pricingRoute', was: routeOf(kept), now: now.pricingRoute ?? '' }];
}
