import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { agreementGaps } from '../../../shared/domain/round-rules.ts';
import { isRefusal } from '../../../shared/result.ts';
import { answerFinding, findingLines } from '../../data/findings.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { agreeOn } from './edit-rounds.ts';

/** A round counts as agreed once what it must say is said, or there is a written reason; each line leads to its field. */
export function AgreeRound({ file, round }: { file: DealFile; round: Round }) {
  const { t } = useTranslation('negotiation');
  const [asked, setAsked] = useState(false);
  const gaps = asked ? agreementGaps(file.deal, round, file.answers) : [];
  const agree = async () => {
    const answer = await agreeOn(file, round);
    if (!isRefusal(answer)) return;
    setAsked(true);
    showRefusal(answer);
  };
  return (
    <>
      <Button onClick={() => void agree()} title={t('agreeHint')}>
        {t('agree')}
      </Button>
      {gaps.length > 0 && (
        <div className="agree-gaps" role="group" aria-label={t('agreeGaps')}>
          <p className="small">{t('agreeGaps')}</p>
          <FindingList
            findings={findingLines(t as never, gaps, { dealId: file.deal.id, answers: file.answers })}
            onAnswer={(key, reason) => answerFinding(file.deal.id, key, reason)}
          />
        </div>
      )}
    </>
  );
}
