import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '../../../shared/money.ts';
import { followupStateKey } from '../../../shared/domain/followup-words.ts';
import { isOrgReturn } from '../../../shared/domain/org-review.ts';
import { isSimulated } from '../../../shared/registry/simulated.ts';
import { chinaMinute } from '../../../shared/time.ts';
import { DealLines } from '../../data/DealLines.tsx';
import { FILING_TONES } from '../../data/filing-tones.ts';
import { useObserveSlowly } from '../../data/observe-slowly.ts';
import { FILINGS_EVERY_MS, FILINGS_MADE_OF, filingRows, type FilingRow } from '../../data/queries/registration.ts';
import { navigate } from '../../session/route.ts';
import { useViewState } from '../../session/view-state.ts';
import { StatusTag } from '../../ui/marks.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DealFiling } from './DealFiling.tsx';
import { Statistics } from './statistics/Statistics.tsx';

/** 认定登记 over all deals; as a tab of a deal, that deal's filing. */
export function RegistrationRoom({ dealId }: { dealId?: string }) {
  return dealId === undefined ? <AllFilings /> : <DealFiling dealId={dealId} />;
}

const simulated = ({ filing }: FilingRow): boolean => filing.registerNo !== undefined && isSimulated(filing);

/** What the institution's own review gave back is said as on its page. */
const stateKey = ({ filing, state }: FilingRow) => (isOrgReturn(filing) ? 'portal:org.givenBack' : (`state.${state}` as const));

const openWords = (t: TFunction<'registration'>, { open }: FilingRow): string =>
  open.map((u) => `${t(`followups:kind.${u.kind ?? 'change'}`)} ${t(`followups:${followupStateKey(u.kind, u.state ?? 'draft')}`)}`).join(t('ui:comma'));

function AllFilings() {
  const { t } = useTranslation('registration');
  const rows = useObserveSlowly(FILINGS_MADE_OF, filingRows, FILINGS_EVERY_MS, []);
  const [counting, count] = useViewState('registration.statistics', false);
  const columns = useMemo(
    (): Column<FilingRow>[] => [
      { key: 'deal', header: t('col.deal'), value: (r) => r.deal?.name ?? t('noDeal'), width: 3.6, filter: 'text' },
      { key: 'contractNo', header: t('col.contractNo'), value: (r) => r.signing?.contractNo, width: 1.8, filter: 'text' },
      {
        key: 'version',
        header: t('col.version'),
        value: (r) => r.filing.version ?? 1,
        figure: 'whole',
        width: 64,
        fixed: true,
        align: 'right',
        filter: false,
        hideBelow: 900,
      },
      {
        key: 'state',
        header: t('col.state'),
        value: (r) => t(stateKey(r)),
        cell: (r) => (
          <>
            <StatusTag tone={FILING_TONES[r.state]}>{t(stateKey(r))}</StatusTag>{' '}
            {r.open.length > 0 && (
              <span className="muted small" data-open-followups title={openWords(t, r)}>
                {t('followups:open', { count: r.open.length })}
              </span>
            )}
          </>
        ),
        // the longest state in either language, never cut
        width: 168,
        fixed: true,
        filter: 'choice',
      },
      {
        key: 'amount',
        header: t('col.amount'),
        value: (r) => r.facts['totalAmount'],
        cell: (r) => formatYuan(r.facts['totalAmount']),
        width: 124,
        fixed: true,
        align: 'right',
        sort: 'number',
        figure: 'money',
      },
      {
        key: 'technical',
        header: t('col.technical'),
        value: (r) => r.facts['technicalAmount'],
        cell: (r) => formatYuan(r.facts['technicalAmount']),
        width: 148,
        fixed: true,
        align: 'right',
        sort: 'number',
        figure: 'money',
        hideBelow: 1180,
      },
      { key: 'submitted', header: t('col.submitted'), value: (r) => chinaMinute(r.filing.submittedAt), width: 140, fixed: true, hideBelow: 820 },
      {
        key: 'number',
        header: t('col.number'),
        // on screen, on paper and in the workbook a simulated number says what it is
        value: (r) => (simulated(r) ? `${t('mark')} ${r.filing.registerNo}` : r.filing.registerNo),
        cell: (r) => (
          <span className="td-text" title={r.filing.registerNo}>
            {simulated(r) && <StatusTag tone="unconfirmed">{t('mark')}</StatusTag>} {r.filing.registerNo}
          </span>
        ),
        width: 180 + t('mark').length * 7,
        fixed: true,
        filter: 'text',
      },
    ],
    [t],
  );
  if (counting) return <Statistics onBack={() => count(false)} />;
  return (
    <DealLines
      words="registration"
      columns={columns}
      rows={rows}
      rowKey={(r) => r.filing.id}
      buttons={
        <Button data-act="statistics" onClick={() => count(true)}>
          {t('statistics:open')}
        </Button>
      }
      onOpen={(r) => {
        if (r.filing.dealId) navigate({ room: 'deals', id: r.filing.dealId, tab: 'registration' });
      }}
    />
  );
}
