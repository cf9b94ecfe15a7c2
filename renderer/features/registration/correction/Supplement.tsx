import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { asksForWords, supplementsOf } from '../../../../shared/domain/supplement-draft.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { navigate } from '../../../session/route.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { writeView } from '../../../session/view-state.ts';
import { LockIcon, StatusTag } from '../../../ui/marks.tsx';
import { draftSupplement } from './edit-correction.ts';

const TONES = { draft: 'attention', locked: 'current', signed: 'current', scanned: 'done' } as const;

/** The signed text is locked: what a ground asks of its words is agreed in a 补充协议, with its own signatures and scan. */
export function Supplement({ file, whole, filing }: { file: DealFile; whole: DealFile; filing: Filing }) {
  const { t } = useTranslation('correction');
  const wanted = (filing.reasons ?? []).filter(asksForWords).length;
  const made = supplementsOf(whole);
  if (wanted === 0 && made.length === 0) return null;
  const open = (contractId: string, stage: keyof typeof TONES): void => {
    writeView(`contracts.${file.deal.id}`, contractId);
    writeView(`signing.${file.deal.id}`, contractId);
    writeView(`contracts.papers.${file.deal.id}`, false);
    navigate({ room: 'deals', id: file.deal.id, tab: stage === 'draft' ? 'contract' : 'signing' });
  };
  const draft = async () => {
    const id = await draftSupplement(file, filing);
    if (isRefusal(id)) showRefusal(id);
    else open(id, 'draft');
  };
  return (
    <section className="supplement" aria-label={t('supplement.title')}>
      <p className="small">
        <LockIcon /> {t('supplement.locked', { count: wanted })}
      </p>
      <ul>
        {made.map(({ contract, stage }) => (
          <li key={contract.id}>
            <StatusTag tone={TONES[stage]}>{t(`supplement.stage.${stage}`)}</StatusTag>{' '}
            <button type="button" className="link" onClick={() => open(contract.id, stage)}>
              {t('supplement.open', { n: contract.version ?? 1 })}
            </button>
          </li>
        ))}
      </ul>
      {wanted > 0 && (
        <Button data-act="draft-supplement" onClick={() => void draft()}>
          {t('supplement.draft')}
        </Button>
      )}
    </section>
  );
}
