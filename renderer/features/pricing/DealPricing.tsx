import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { decisionAhead } from '../../../shared/domain/checks/ahead.ts';
import { onMarket } from '../../../shared/domain/checks/market.ts';
import { pricesResult } from '../../../shared/domain/checks/priced-route.ts';
import { checkPricing, publication, sellerKindUnknown } from '../../../shared/domain/checks/pricing.ts';
import { latestNotice, latestPricing } from '../../../shared/domain/deal-file.ts';
import { isRefusal } from '../../../shared/result.ts';
import { placeOf } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { RoomMissing } from '../../data/RoomMissing.tsx';
import { rulesAt } from '../../data/rules.ts';
import { roomLines } from '../../documents/room-lines.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { startNotice, startPricing } from './edit-pricing.ts';
import { EarlierNotices } from './EarlierNotices.tsx';
import { NoticePanel } from './NoticePanel.tsx';
import { NoticePaper } from './NoticePaper.tsx';
import { Objections } from './Objections.tsx';
import { PricingForm } from './PricingForm.tsx';
import './pricing.css';

/** 定价与公示 of one deal. Enterprises price and are done; public institutes publish an agreed price first. */
export function DealPricing({ dealId }: { dealId: string }) {
  const { t } = useTranslation('pricing');
  const file = useObserve(() => dealFile(dealId), [dealId]);
  if (!file) return <Loading />;
  const rules = rulesAt(undefined, file.seller?.region);
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const pricing = latestPricing(file);
  const lines = roomLines(t, file, [...checkPricing(file, rules), ...decisionAhead(file, rules.date)], rules);
  const rail = lines.length > 0 && <RoomMissing dealId={dealId} title={t('rail.missing')} none={t('rail.none')} lines={lines} />;
  const unknown = sellerKindUnknown(file).map((f) => (
    <p key={f.key} className="pricing-below" role="alert">
      <StatusTag tone="attention">{t('findings:message.pricing.sellerKindMissing')}</StatusTag>{' '}
      <button type="button" className="link" onClick={() => navigate(placeOf(f.where, dealId)!)}>
        {t('toSeller')}
      </button>
    </p>
  ));
  if (!pricing) {
    return (
      <Page title={t('title')} rail={rail}>
        {unknown}
        <EmptyState title={t('empty')} text={t(pricesResult(file.deal) ? 'emptyText' : 'byRoute')}>
          <Button type="primary" onClick={() => void startPricing(file).then(say)}>
            {t('newPricing')}
          </Button>
        </EmptyState>
      </Page>
    );
  }
  const publish = publication(file);
  const market = onMarket(pricing);
  const notice = latestNotice(file);
  const draft = (
    <Button type="primary" onClick={() => void startNotice(file, rules).then(say)}>
      {t('newNotice')}
    </Button>
  );
  return (
    <Page title={t('title')} record={{ table: 'pricings', id: pricing.id }} rail={rail}>
      {unknown}
      <PricingForm file={file} pricing={pricing} publish={publish !== 'no'} />
      {!notice && (publish === 'no' || market) && (
        <Panel title={t('section.notice')}>
          <p className="pricing-none">
            <StatusTag tone="done">{t(market && publish !== 'no' ? 'notAgreed' : pricesResult(file.deal) ? 'enterprise' : 'byRoute')}</StatusTag>
          </p>
        </Panel>
      )}
      {!notice && publish !== 'no' && !market && (
        <Panel title={t('section.notice')}>
          <EmptyState title={t('noticeEmpty')} text={t(pricing.route === 'appraisal' ? 'noticeOwnText' : 'noticeEmptyText')}>
            {draft}
          </EmptyState>
        </Panel>
      )}
      {notice && (
        <>
          <NoticePanel key={notice.id} file={file} notice={notice} rules={rules} />
          <Objections notice={notice} objections={file.objections} today={rules.date} />
          <NoticePaper file={file} notice={notice} rules={rules} />
          <EarlierNotices file={file} today={rules.date} />
        </>
      )}
    </Page>
  );
}
