import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publishGaps } from '../../../shared/domain/checks/notice-publish.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Notice } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { answerFinding, findingLines } from '../../data/findings.ts';
import { noticeWords } from '../../documents/notice-words.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { publishNotice } from './edit-pricing.ts';

/** Publishing is an act: refused with what is still missing, each line leading to its field; from then on the notice is evidence. */
export function PublishNotice({ file, notice, rules }: { file: DealFile; notice: Notice; rules: RuleBook }) {
  const { t, i18n } = useTranslation('pricing');
  const [asked, setAsked] = useState(false);
  const lines = asked ? findingLines(t as never, publishGaps(file, notice, rules), { dealId: file.deal.id, answers: file.answers }) : [];
  const publish = async () => {
    const answer = await publishNotice(file, notice.id, rules, (n) => noticeWords(i18n.getFixedT('zh', 'pricing'), file, n, rules));
    if (!isRefusal(answer)) return;
    setAsked(true);
    showRefusal(answer);
  };
  return (
    <div data-field={`notices/${notice.id}/draft`}>
      <p className="pricing-acts">
        <Button type="primary" size="small" onClick={() => void publish()}>
          {t('publish')}
        </Button>
        <span className="muted small">{t('publishHint')}</span>
      </p>
      {lines.length > 0 && (
        <div className="pricing-reason" role="group" aria-label={t('publishGaps')}>
          <p className="small">{t('publishGaps')}</p>
          <FindingList findings={lines} onAnswer={(key, reason) => answerFinding(file.deal.id, key, reason)} />
        </div>
      )}
    </div>
  );
}
