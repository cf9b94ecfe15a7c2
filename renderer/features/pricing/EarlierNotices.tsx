import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { latestNotice, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Notice } from '../../../shared/domain/deal.ts';
import { isPublished } from '../../../shared/domain/notice-rules.ts';
import { formatRate, formatYuan } from '../../../shared/money.ts';
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { discardNotice } from './edit-pricing.ts';

/** Notices before the one that counts, newest first, each with what became of it. */
export function EarlierNotices({ file, today }: { file: DealFile; today: string }) {
  const { t } = useTranslation('pricing');
  const current = latestNotice(file);
  const earlier = file.notices.filter((n) => n.id !== current?.id).toSorted((a, b) => (b.startOn ?? '9').localeCompare(a.startOn ?? '9'));
  if (earlier.length === 0) return null;
  return (
    <Panel title={t('section.earlier')}>
      <ol className="pricing-earlier">
        {earlier.map((n) => (
          <li key={n.id} data-earlier={n.id}>
            <Outcome notice={n} next={file.notices.find((x) => x.replacesId === n.id)} today={today} /> {n.title}
            {t('earlier.terms', {
              price: n.price === undefined ? '—' : formatYuan(n.price),
              rate: n.royaltyRate === undefined ? '—' : formatRate(n.royaltyRate),
            })}
            {n.startOn !== undefined && t('earlier.period', { start: n.startOn, end: n.endOn ?? '—' })}
            {!isPublished(n, today) && (n.closedOn ?? '') === '' && (
              <>
                {' '}
                <Button
                  size="small"
                  onClick={() =>
                    void discardNotice(n.id, today).then((answer) => {
                      if (isRefusal(answer)) showRefusal(answer);
                    })
                  }
                >
                  {t('discard')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Outcome({ notice, next, today }: { notice: Notice; next: Notice | undefined; today: string }) {
  const { t } = useTranslation('pricing');
  if ((notice.closedOn ?? '') !== '')
    return <StatusTag tone="done">{t('ui:named', { name: t('earlier.closed', { day: notice.closedOn }), what: notice.result ?? '—' })}</StatusTag>;
  if (next) return <StatusTag tone="neutral">{t('ui:named', { name: t('earlier.replaced'), what: next.replaceReason ?? '—' })}</StatusTag>;
  return <StatusTag tone="attention">{t(isPublished(notice, today) ? 'earlier.open' : 'state.draft')}</StatusTag>;
}
