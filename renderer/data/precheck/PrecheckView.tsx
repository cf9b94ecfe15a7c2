import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Answer } from '../../../shared/domain/deal.ts';
import type { Quote } from '../../../shared/domain/finding.ts';
import type { Flag } from '../../../shared/domain/precheck/flag.ts';
import { shownLines, type Precheck } from '../../../shared/domain/precheck/precheck.ts';
import { Panel } from '../../ui/Panel.tsx';
import { AmountsPanel } from './AmountsPanel.tsx';
import { ClassPanel } from './ClassPanel.tsx';
import { CompareList } from './CompareList.tsx';
import { FlagList } from './FlagList.tsx';
import { GroundLines } from './GroundLines.tsx';
import './precheck.css';

type Props = { found: Precheck; flags?: readonly Flag[]; dealId?: string; answers: readonly Answer[]; onQuote?: (quote: Quote) => void; form: ReactNode };

/** 登记预审 of a contract with or without its form: grounds of return, class, risks, amounts and days, and what a person compares. */
export function PrecheckView({ found, flags = found.flags, dealId, answers, onQuote, form }: Props) {
  const { t } = useTranslation('precheck');
  const deal = dealId === undefined ? {} : { dealId };
  return (
    <>
      <p className="muted small">{t('lead')}</p>
      <Panel title={t('lines.title')} extra={form}>
        <GroundLines
          lines={shownLines(found)}
          answers={answers}
          {...deal}
          {...(found.read ? {} : { unread: t(found.form ? 'lines.unreadForm' : 'lines.unread') })}
          {...(onQuote ? { onQuote } : {})}
        />
      </Panel>
      {found.compare.length > 0 && <CompareList items={found.compare} answers={answers} {...deal} />}
      {found.class && <ClassPanel proposal={found.class} />}
      <Panel title={t('flags.title')}>
        <FlagList flags={flags} read={found.read} {...deal} />
      </Panel>
      <AmountsPanel amounts={found.amounts} days={found.days} />
    </>
  );
}
