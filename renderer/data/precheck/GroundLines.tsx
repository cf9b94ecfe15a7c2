import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../shared/domain/deal.ts';
import type { Quote } from '../../../shared/domain/finding.ts';
import type { PrecheckLine } from '../../../shared/domain/precheck/precheck.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { answerFinding, findingLines } from '../findings.ts';
import { groundItem } from './books.ts';

/** `unread`: words for a contract nobody read; nothing is called clean then. */
type Props = { lines: readonly PrecheckLine[]; unread?: string; dealId?: string; answers: readonly Answer[]; onQuote?: (quote: Quote) => void };

/** What a filing would come back for, and what is wrong in the form by itself: each with its ground, the article and words of the contract, and the field of the form. */
export function GroundLines({ lines, unread, dealId, answers, onQuote }: Props) {
  const { t } = useTranslation('precheck');
  const byKey = new Map(lines.map((l) => [l.finding.key, l] as const));
  const findings = [...byKey.values()].map((l) => l.finding);
  const shown = findingLines(t, findings, { answers, ...(dealId === undefined ? {} : { dealId }) }).map((line) => {
    const { ground, clause, field, finding } = byKey.get(line.key)!;
    const item = ground && groundItem(ground);
    const { onOpen, ...rest } = line;
    const quote = finding.quote;
    const open = quote && onQuote ? () => onQuote(quote) : dealId === undefined ? undefined : onOpen;
    const place = [
      clause && `${clause.article === '' ? '' : `${clause.article}：`}“${clause.words}”`,
      field && t('lines.field', { name: field.name, value: field.shown === '' ? '—' : field.shown }),
      line.detail,
    ];
    return {
      ...rest,
      consequence: [item && t('lines.ground', { code: item.code, name: item.name }), line.consequence].filter(Boolean).join(' · '),
      detail: place.filter(Boolean).join('\n'),
      ...(open ? { onOpen: open } : {}),
    };
  });
  return (
    <div className="precheck-lines">
      {unread !== undefined && (
        <p className="finding-none" data-precheck="unread">
          <StatusTag tone="neutral">{unread}</StatusTag>
        </p>
      )}
      {(unread === undefined || shown.length > 0) && (
        <FindingList
          findings={shown}
          none={t('lines.none')}
          {...(dealId === undefined ? {} : { onAnswer: (key: string, reason: string | undefined) => answerFinding(dealId, key, reason) })}
        />
      )}
    </div>
  );
}
