import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { belowPublished } from '../../../shared/domain/checks/notice-price.ts';
import { noticeEnd, publication, publishesNothing } from '../../../shared/domain/checks/pricing.ts';
import { priceToPublish, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Notice } from '../../../shared/domain/deal.ts';
import { isPublished } from '../../../shared/domain/notice-rules.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { parseDay } from '../../../shared/time.ts';
import { showRefusal } from '../../session/trouble.ts';
import { StaleMark } from '../../ui/marks.tsx';
import { discardNotice, editNotice, extendNotice, reopenNotice, startNotice } from './edit-pricing.ts';
import { PublishNotice } from './PublishNotice.tsx';
import { ReasonForm } from './ReasonForm.tsx';

type Props = { file: DealFile; notice: Notice; rules: RuleBook };
const say = (answer: unknown): void => {
  if (isRefusal(answer)) showRefusal(answer);
};

/** What may be done with the notice that counts: a draft is published or put aside, a published one runs longer, is closed, or is replaced. */
export function NoticeActs({ file, notice, rules }: Props) {
  const { t } = useTranslation('pricing');
  const [asking, setAsking] = useState<'extend' | 'reopen' | 'renew' | null>(null);
  const published = isPublished(notice, rules.date);
  const closed = (notice.closedOn ?? '') !== '';
  const below = publication(file) !== 'no' && !publishesNothing(file) ? belowPublished(notice, priceToPublish(file)) : undefined;
  const byRule = noticeEnd(notice.startOn, rules)?.day;
  // only once the period is over can anybody say that nobody objected
  const unopposed =
    published &&
    !closed &&
    (parseDay(notice.endOn) ?? rules.date) < rules.date &&
    (notice.result ?? '').trim() === '' &&
    !file.objections.some((o) => o.noticeId === notice.id);
  const renew = () => (closed ? void startNotice(file, rules).then(say) : setAsking('renew'));
  const shared = { draftKey: `notices/${notice.id}/${asking ?? ''}`, onClose: () => setAsking(null) };
  return (
    <>
      {below && (
        <p className="pricing-below" role="alert">
          <StaleMark
            changed={t('ui:named', { name: t('below.title'), what: t('below.text', below) })}
            {...(published ? { remakeLabel: t('another'), onRemake: renew } : {})}
          />
        </p>
      )}
      {!published && !closed && <PublishNotice file={file} notice={notice} rules={rules} />}
      {asking === null && (
        <p className="pricing-acts">
          {!published && !closed && (
            <>
              {byRule !== undefined && notice.endOn !== byRule && (
                <Button size="small" onClick={() => void editNotice(notice.id, { endOn: byRule }, rules).then(say)}>
                  {t('useRuleEnd', { date: byRule })}
                </Button>
              )}
              <Button size="small" onClick={() => void discardNotice(notice.id, rules.date).then(say)}>
                {t('discard')}
              </Button>
            </>
          )}
          {unopposed && (
            <Button size="small" onClick={() => void editNotice(notice.id, { result: t('resultNone') }, rules).then(say)}>
              {t('useResultNone')}
            </Button>
          )}
          {published && !closed && (
            <Button size="small" onClick={() => setAsking('extend')}>
              {t('extend.open')}
            </Button>
          )}
          {closed && (
            <Button size="small" onClick={() => setAsking('reopen')}>
              {t('reopen.open')}
            </Button>
          )}
          {published && !below && (
            <Button size="small" onClick={renew}>
              {t('another')}
            </Button>
          )}
        </p>
      )}
      {asking === 'extend' && (
        <ReasonForm
          {...shared}
          title={t('extend.title', { end: notice.endOn ?? '' })}
          action={t('extend.act')}
          day={{ label: t('extend.day'), start: byRule !== undefined && byRule > (notice.endOn ?? '') ? byRule : undefined }}
          onDecide={(reason, day) => extendNotice(notice.id, day, reason)}
        />
      )}
      {asking === 'reopen' && (
        <ReasonForm
          {...shared}
          title={t('reopen.title', { day: notice.closedOn ?? '' })}
          action={t('reopen.act')}
          onDecide={(reason) => reopenNotice(notice.id, reason)}
        />
      )}
      {asking === 'renew' && <ReasonForm {...shared} title={t('renew.title')} action={t('another')} onDecide={(reason) => startNotice(file, rules, reason)} />}
    </>
  );
}
