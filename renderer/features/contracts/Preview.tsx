import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { buildContract } from '../../../shared/domain/contract/build.ts';
import { onPaper } from '../../../shared/domain/contract/text.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { clausesFor } from '../../documents/clauses.ts';
import { contractInput, marksOf, type Copy } from '../../documents/contract-input.ts';
import type { ContractSays } from '../../documents/contract-says.ts';
import { useWatermark } from '../../documents/MadeFile.tsx';
import { blocksToPrintDocument } from '../../documents/print-page.tsx';
import { navigate } from '../../session/route.ts';
import { useViewState } from '../../session/view-state.ts';
import '../../documents/print-page.css';

type Props = { file: DealFile; contract: Contract; rules: RuleBook; says: ContractSays; onClause: (clause: string) => void };

/** The paper from the same blocks as the files. A clause leads to its wording. */
export function Preview({ file, contract, rules, says, onClause }: Props) {
  const { t } = useTranslation('contracts');
  const watermark = useWatermark();
  const [copy, setCopy] = useViewState<Copy>(`contracts.copy.${contract.id}`, 'draft');
  const document = useMemo(() => {
    if (says.standing === 'draft') return buildContract(clausesFor(contract), contractInput(file, contract, rules, copy, watermark)).document;
    return says.text && onPaper(says.text, marksOf(file, contract, copy, watermark));
  }, [file, contract, rules, says, copy, watermark]);
  const open = (clause: string) => {
    onClause(clause);
    navigate({ room: 'deals', id: file.deal.id, tab: 'contract', focus: `contracts/${contract.id}/clauseTexts.${clause}` });
  };
  if (!document) return <p className="muted">{t('kept.noPaper')}</p>;
  return (
    <>
      <div className="toolbar">
        <Segmented
          value={copy}
          onChange={setCopy}
          options={[
            { value: 'draft', label: t('preview.asDraft') },
            { value: 'signing', label: t('preview.asSigning') },
          ]}
        />
        <span className="muted small">{t('preview.contentId', { id: document.contentId.slice(0, 12) })}</span>
      </div>
      <div className="contract-paper" data-testid="contract-paper">
        {blocksToPrintDocument(document, { onClause: open })}
      </div>
    </>
  );
}
