import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { whatIsMissing } from '../../../shared/domain/stages.ts';
import { useRules } from '../../data/day.ts';
import { archiveRow } from '../../data/edit-row.ts';
import { spoken } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { appliesMethods, useMethods } from '../../data/use-methods.ts';
import { dealRail } from '../../documents/deal-rail.ts';
import { navigate, type Room } from '../../session/route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { RecordActs, UnknownRecord } from '../../ui/RecordPage.tsx';
import { StageRail, type Stage as RailStage } from '../../ui/StageRail.tsx';
import { DealRail } from './DealRail.tsx';
import type { RenderRoom } from './DealsRoom.tsx';
import { Payments } from './Payments.tsx';
import { SetUp } from './SetUp.tsx';
import './deals.css';

export const TABS = ['setup', 'valuation', 'negotiation', 'pricing', 'contract', 'signing', 'registration', 'performance'] as const;
export type DealTab = (typeof TABS)[number];
/** The tab a stage is worked on in; 签署 has its text in 合同. */
const TAB_OF_STAGE = {
  start: 'setup',
  valuation: 'valuation',
  negotiation: 'negotiation',
  pricing: 'pricing',
  signing: 'signing',
  filing: 'registration',
  performance: 'performance',
} as const;
const ROOM_OF_TAB: Record<Exclude<DealTab, 'setup' | 'performance'>, Room | 'signing'> = {
  valuation: 'valuation',
  negotiation: 'negotiation',
  pricing: 'pricing',
  contract: 'contracts',
  signing: 'signing',
  registration: 'registration',
};
const isTab = (tab: string | undefined): tab is DealTab => (TABS as readonly string[]).includes(tab ?? '');

/** The heart: stages on top, the same rooms as tabs, what is missing beside them. */
export function DealPage({ id, tab, renderRoom }: { id: string; tab: string | undefined; renderRoom: RenderRoom | undefined }) {
  const { t } = useTranslation('deals');
  const file = useObserve(() => dealFile(id).then((f) => f ?? null), [id]);
  const methods = useMethods(file ? appliesMethods([file]) : false);
  const rules = useRules(file?.seller?.region);
  const rail = useMemo(() => (file ? dealRail(file, rules, methods) : []), [file, rules, methods]);
  if (file === undefined) return <Loading />;
  if (file === null) return <UnknownRecord room="deals" />;

  const { deal } = file;
  const open: DealTab = isTab(tab) ? tab : 'setup';
  const go = (to: string) => navigate({ room: 'deals', id, tab: to });
  const words = (s: (typeof rail)[number]) =>
    s.reason
      ? t(`findings:message.${s.reason.message.key}`, spoken(s.reason.message.params))
      : s.state === 'skipped'
        ? t(s.byRoute ? `stageByRoute.${s.stage}` : 'stageSkipped')
        : undefined;
  const stages = rail.map((s): RailStage => {
    const reason = words(s);
    return { key: TAB_OF_STAGE[s.stage], label: t(`stage.${s.stage}`), state: s.state === 'later' ? 'todo' : s.state, ...(reason ? { reason } : {}) };
  });
  const title = deal.name || t('untitled');
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: { room: 'deals' } }]}
      record={{ table: 'deals', id }}
      rail={<DealRail file={file} missing={whatIsMissing(rail)} />}
    >
      <div className="deal-top">
        <StageRail label={t('stages')} stages={stages} open={open} onOpen={go} />
        <div className="deal-tabs">
          <div
            className="deal-tablist"
            role="tablist"
            aria-label={t('tabs')}
            onKeyDown={(e) => {
              const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
              if (step === 0) return;
              e.preventDefault();
              const next = TABS[(TABS.indexOf(open) + step + TABS.length) % TABS.length]!;
              go(next);
              e.currentTarget.querySelector<HTMLElement>(`#deal-tab-${next}`)?.focus();
            }}
          >
            {TABS.map((k) => (
              <button
                key={k}
                id={`deal-tab-${k}`}
                type="button"
                role="tab"
                aria-selected={k === open}
                aria-controls="deal-body"
                tabIndex={k === open ? 0 : -1}
                onClick={() => go(k)}
              >
                {t(`tab.${k}`)}
              </button>
            ))}
          </div>
          <span className="spring" />
          <RecordActs quiet archived={deal.archived} onArchive={(archived) => void archiveRow('deals', id, archived, title)} />
        </div>
      </div>
      <div id="deal-body" role="tabpanel" aria-labelledby={`deal-tab-${open}`}>
        {open === 'setup' ? (
          <SetUp file={file} />
        ) : open === 'performance' ? (
          <Payments file={file} />
        ) : (
          (renderRoom?.(ROOM_OF_TAB[open], id) ?? <EmptyState title={t('tabPending')} />)
        )}
      </div>
    </Page>
  );
}
