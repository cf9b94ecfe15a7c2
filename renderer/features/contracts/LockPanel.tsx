import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractText } from '../../../shared/domain/contract/text.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { isRefusal } from '../../../shared/result.ts';
import { today } from '../../data/rules.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { writeView } from '../../session/view-state.ts';
import { ConfirmDecision } from '../../ui/ConfirmDecision.tsx';
import { LockIcon, StatusTag } from '../../ui/marks.tsx';
import { lockContract, markSent, recall } from './edit-contract.ts';

/** From draft to the text that is signed. A lock cannot be taken back, so it is asked once. */
export function LockPanel({
  contract,
  dealId,
  contentId,
  must,
  text,
}: {
  contract: Contract;
  dealId: string;
  contentId: string;
  must: number;
  /** of a version of our own: kept with the lock */
  text?: ContractText;
}) {
  const { t } = useTranslation('contracts');
  const [asking, setAsking] = useState(false);
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const toSigning = () => {
    writeView(`signing.${dealId}`, contract.id);
    navigate({ room: 'deals', id: dealId, tab: 'signing' });
  };
  if (contract.state === 'locked') {
    return (
      <>
        <StatusTag tone="done" title={t('lock.hash', { hash: contract.lockedHash ?? '' })}>
          <LockIcon />
          {t('lock.done', { on: contract.lockedOn ?? '' })}
        </StatusTag>
        <Button type="primary" onClick={toSigning}>
          {t('lock.toSigning')}
        </Button>
      </>
    );
  }
  return (
    <>
      {contract.state === 'sent' ? (
        <>
          <StatusTag tone="neutral" title={contract.lockedHash ? t('lock.hash', { hash: contract.lockedHash }) : ''}>
            {t('sent.done', { on: contract.lockedOn ?? '' })}
          </StatusTag>
          {/* it can be taken back, so nothing is asked before: what it did, and the way back, are said here */}
          <span className="muted small sent-note">
            {t('sent.frozen')}{' '}
            <button type="button" className="link" data-act="recall" onClick={() => void recall(contract.id).then(say)}>
              {t('sent.recall')}
            </button>
          </span>
        </>
      ) : (
        <Button title={t('sent.text')} data-act="sent" onClick={() => void markSent(contract.id, today(), text).then(say)}>
          {t('sent.do')}
        </Button>
      )}
      <Button disabled={must > 0} title={must > 0 ? t('lock.blocked', { count: must }) : t('lock.text')} data-act="lock" onClick={() => setAsking(true)}>
        {t('lock.do')}
      </Button>
      <ConfirmDecision
        open={asking}
        danger={false}
        title={t('lock.do')}
        action={t('lock.confirm', { n: contract.version ?? 1 })}
        keep={t('lock.keep')}
        onClose={() => setAsking(false)}
        onDecide={() => lockContract(contract.id, contentId, today(), must, text).then(say)}
      >
        {t('lock.text')}
      </ConfirmDecision>
    </>
  );
}
