import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { latestFiling, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing, FilingState } from '../../../shared/domain/filing.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { Missing } from '../../../shared/domain/stages.ts';
import { isSimulated } from '../../../shared/registry/simulated.ts';
import { ClockLines } from '../../data/ClockLines.tsx';
import { useToday } from '../../data/day.ts';
import { answerFinding, findingLines } from '../../data/findings.ts';
import { dealClocksNow } from '../../data/clocks-now.ts';
import { useStateNow } from '../../data/on-the-way.ts';
import { navigate } from '../../session/route.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { RailList, RailSection, type RailItem } from '../../ui/Rail.tsx';

/** What a deal lacks as a whole is mended on the tab where it is made. */
const TAB_OF_WHOLE: Record<string, string> = {
  worksheet: 'valuation',
  rounds: 'negotiation',
  pricing: 'pricing',
  notice: 'pricing',
  contract: 'contract',
  signing: 'signing',
  filing: 'registration',
};

function openOf(f: Finding, dealId: string): (() => void) | undefined {
  const whole = f.where.table === 'deals' && f.where.field !== undefined ? TAB_OF_WHOLE[f.where.field] : undefined;
  if (whole) return () => navigate({ room: 'deals', id: dealId, tab: whole });
  if (f.where.table === 'contracts' && f.where.field === 'signing') return () => navigate({ room: 'deals', id: dealId, tab: 'signing' });
  return undefined;
}

/** 缺什么 up to the present stage, and 期限. The frame adds 历史. */
export function DealRail({ file, missing }: { file: DealFile; missing: readonly Missing[] }) {
  const { t } = useTranslation('deals');
  const dealId = file.deal.id;
  const findings = missing.map((m) => m.finding);
  const lines = findingLines(t, findings, {
    dealId,
    ...(file.deal.achievementId ? { achievementId: file.deal.achievementId } : {}),
    answers: file.answers,
  }).map((line) => {
    const f = findings.find((x) => x.key === line.key);
    const onOpen = f && openOf(f, dealId);
    return onOpen ? { ...line, onOpen } : line;
  });
  const filing = latestFiling(file);
  const state = useStateNow(filing);
  const day = useToday();
  return (
    <>
      {filing && (
        <RailSection kind="other" title={t('tab.registration')}>
          <RailList none="" items={[filingItem(filing, state ?? 'draft', dealId, t)]} />
        </RailSection>
      )}
      <RailSection kind="missing" count={lines.length}>
        <FindingList findings={lines} none={t('rail.nothingMissing')} onAnswer={(key, reason) => answerFinding(dealId, key, reason)} />
      </RailSection>
      <RailSection kind="deadlines">
        <ClockLines clocks={dealClocksNow(file, day)} dealId={dealId} {...(file.deal.achievementId ? { achievementId: file.deal.achievementId } : {})} />
      </RailSection>
    </>
  );
}

/** The number once there is one, and where the filing stands. */
function filingItem(filing: Filing, now: FilingState, dealId: string, t: TFunction<'deals'>): RailItem {
  const state = t(`registration:state.${now}`);
  const number = filing.registerNo ?? '';
  const detail = [
    ...(number ? [state] : []),
    filing.registeredOn ?? filing.acceptedOn ?? '',
    number && isSimulated(filing) ? t('registration:receipt.simulated') : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return {
    key: filing.id,
    text: number || state,
    detail,
    ...(filing.state === 'registered' ? { tone: 'done' as const } : {}),
    onOpen: () => navigate({ room: 'deals', id: dealId, tab: 'registration' }),
  };
}
