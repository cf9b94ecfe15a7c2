/** What a notice's paper says besides its row: a draft from the records as they are, a published one what it was published with. */
import type { TFunction } from 'i18next';
import { daysPublished } from '../../shared/domain/checks/pricing.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { Notice, NoticeWords } from '../../shared/domain/deal.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';

/** The words as the records give them now; `zh` speaks the `pricing` namespace in Chinese. */
export function noticeWords(zh: TFunction<'pricing'>, file: DealFile, notice: Notice, rules: RuleBook): NoticeWords {
  const period = daysPublished(notice, rules);
  const { route } = file.deal;
  const mode = file.rounds.at(-1)?.licenseMode;
  return {
    object: file.achievement?.title ?? '',
    wayName: [route ? zh(`way.${route}`) : '', route === 'license' && mode ? zh(`mode.${mode}`) : ''].filter(Boolean).join(' · '),
    otherParty: file.buyer?.name ?? '',
    otherPartyLabel: zh('paper.other', { context: route }),
    officeName: file.seller?.name ?? file.office?.name ?? '',
    endOn: notice.endOn ?? '',
    periodText: period ? zh(`paper.${period.kind}`, { n: period.days }) : '',
  };
}

/** What stands on the paper. A period that was made longer since is counted again. */
export function noticeSays({ publishedWords: kept, endOn }: Notice, now: NoticeWords): NoticeWords {
  return kept ? { ...kept, ...(kept.endOn === (endOn ?? '') ? {} : { periodText: now.periodText }) } : now;
}

const TOLD = ['object', 'wayName', 'otherParty', 'officeName'] as const;
export type NoticeMoved = { field: (typeof TOLD)[number]; was: string; now: string };
/** What the records say otherwise than the words a notice was published with. */
export const noticeMoved = ({ publishedWords: kept }: Notice, now: NoticeWords): NoticeMoved[] =>
  TOLD.flatMap((field) => (kept && kept[field] !== now[field] ? [{ field, was: kept[field], now: now[field] }] : []));
