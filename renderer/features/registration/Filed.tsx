import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { submittedBeforeFreezing } from '../../../shared/domain/filing-times.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { isNumberOfHandOver } from '../../../shared/domain/org-review.ts';
import { isRefusal } from '../../../shared/result.ts';
import { answerFinding, findingLines } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { scansOf } from '../../data/queries/signing.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { addProof, dropProof, minute, noteTime, submit } from './edit-filing.ts';
import { handOver, noteNumber, passOn } from './edit-portal.ts';

const none: string[] = [];

/** When it was filed at the portal and what proves it; or handed to the institution's own review, which is no filing yet. `open`: fields not ticked. */
export function Filed({ file, filing, open }: { file: DealFile; filing: Filing; open: number }) {
  const { t } = useTranslation('registration');
  const ids = filing.proofIds ?? none;
  const proofs = useObserve(() => scansOf(ids), [ids.join()]) ?? [];
  const reviewed = filing.state === 'orgReview';
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const asked = submittedBeforeFreezing(filing, minute(filing.frozenOn));
  const early = asked ? findingLines(t as never, [asked], { dealId: file.deal.id, answers: file.answers }) : [];
  const untimed = open > 0 ? t('assistant.needTicks', { count: open }) : !filing.submittedAt ? t('assistant.needTime') : '';
  const handedWith = reviewed && isNumberOfHandOver(filing, filing.portalNo);
  const proof = ids.length > 0 || (filing.portalNo && !handedWith);
  const unproved = !proof ? t('portal:filed.needProof') : early.some((l) => !l.answer) ? t('assistant.needReason') : '';
  const why = untimed || unproved;
  return (
    <>
      <div className="form-grid">
        <TextField
          label={t(reviewed ? 'portal:filed.passedAt' : 'assistant.submittedAt')}
          name={`filings/${filing.id}/submittedAt`}
          hint={t('assistant.timeHint')}
          value={filing.submittedAt?.replace('T', ' ')}
          onSave={(v) => noteTime(file, filing.id, v)}
        />
        <TextField
          label={t('portal:filed.number')}
          name={`filings/${filing.id}/portalNo`}
          hint={t(handedWith ? 'portal:filed.numberBefore' : 'portal:filed.numberHint')}
          value={filing.portalNo}
          onSave={(v) => noteNumber(filing.id, v)}
        />
        <FileField
          label={t('assistant.proof')}
          name={`filings/${filing.id}/proofIds`}
          pickLabel={t('assistant.addProof')}
          files={proofs.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
          onPick={() => void pickFiles(['image', 'pdf'], true).then((files) => (files.length > 0 ? addProof(filing, files).then(say) : undefined))}
          onDrop={(files) =>
            void Promise.all(files.map((f) => storeFile(f)))
              .then((stored) =>
                addProof(
                  filing,
                  stored.filter((f) => f !== null),
                ),
              )
              .then(say)
          }
          onOpen={(f) => {
            const a = proofs.find((p) => p.id === f.id);
            if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
          }}
          onRemove={(f) => void dropProof(filing.id, f.id).then(say)}
        />
      </div>
      {early.length > 0 && <FindingList findings={early} onAnswer={(key, reason) => answerFinding(file.deal.id, key, reason)} />}
      <div className="toolbar assist-end">
        <Button
          type={why === '' ? 'primary' : 'default'}
          data-act="mark-submitted"
          title={why}
          onClick={() => void (reviewed ? passOn : submit)(file, filing.id).then(say)}
        >
          {t(reviewed ? 'portal:org.passed' : 'assistant.mark')}
        </Button>
        {!reviewed && (
          <Button data-act="hand-over" title={untimed || t('portal:org.handText')} onClick={() => void handOver(file, filing.id).then(say)}>
            {t('portal:org.hand')}
          </Button>
        )}
        {why !== '' && <span className="muted small">{why}</span>}
      </div>
    </>
  );
}
