import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { buildContract } from '../../../shared/domain/contract/build.ts';
import { isRefusal, refuse } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { keepMade, fileActions, type Made } from '../../data/produced.ts';
import { reportError } from '../../data/report.ts';
import { PATENT_LICENCE } from '../../documents/clauses.ts';
import { contractInput, type Copy } from '../../documents/contract-input.ts';
import { fileName } from '../../documents/contract-docx.ts';
import { useWatermark } from '../../documents/MadeFile.tsx';
import { navigate } from '../../session/route.ts';
import { notify, raise, showRefusal } from '../../session/trouble.ts';
import { runDocument } from '../../workers/documents.ts';
import { pdfOf } from '../../documents/print-pdf.tsx';

type What = 'docx' | 'pdf';

/** 讨论稿, 签署稿 and PDF: each a file in the vault with the content id of what it says. */
export function MakeContract({ file, contract, rules, must }: { file: DealFile; contract: Contract; rules: RuleBook; must: number }) {
  const { t } = useTranslation('contracts');
  const watermark = useWatermark();
  const [busy, setBusy] = useState<string | null>(null);
  const numbered = file.signings.some((s) => s.contractId === contract.id && (s.contractNo ?? '').trim() !== '');
  const run = async (copy: Copy, what: What) => {
    setBusy(`${copy}.${what}`);
    try {
      const made = await make(copy, what);
      if (isRefusal(made)) {
        showRefusal(made);
        return;
      }
      const { intent, ...of } = { ...made, intent: 'contract.file' };
      const kept = await keepMade(of, intent);
      if (isRefusal(kept)) showRefusal(kept);
      else notify(kept.name ?? '', 'done', { label: t('open'), run: fileActions(kept).onOpen });
    } catch (error) {
      reportError('contract.file', error);
      raise({ intent: 'contract.file', what: t('make.failed'), detail: String(error), repair: { label: t('files.again'), run: () => void run(copy, what) } });
    } finally {
      setBusy(null);
    }
  };
  const make = async (copy: Copy, what: What): Promise<Made | ReturnType<typeof refuse>> => {
    const input = contractInput(file, contract, rules, copy, watermark);
    const about = { dealId: file.deal.id, kind: `contract-${copy}${what === 'pdf' ? '-pdf' : ''}`, sourceTable: 'contracts' as const, sourceId: contract.id };
    const built = buildContract(PATENT_LICENCE, input);
    if (copy === 'signing' && contract.lockedHash && built.contentId !== contract.lockedHash)
      return refuse('contract.movedSinceLock', { params: { version: contract.version ?? 1 } });
    if (what === 'pdf') {
      const mark = copy === 'signing' ? t('make.signingMark') : t('make.draftMark');
      return {
        ...about,
        name: fileName([built.answers.get('projectName')?.value ?? '', built.document.title, `${mark} v${contract.version ?? 1}`], 'pdf'),
        bytes: await pdfOf(built.document),
        contentId: built.contentId,
      };
    }
    const done = await runDocument({ kind: 'contract', set: PATENT_LICENCE, input });
    if (!done.ok)
      return refuse(`documents.${done.error.key}`, {
        ...(done.error.params ? { params: done.error.params } : {}),
        ...(done.error.field ? { field: done.error.field } : {}),
      });
    return { ...about, name: done.value.name, bytes: done.value.bytes, contentId: done.value.contentId };
  };
  const toNumber = () =>
    navigate({
      room: 'deals',
      id: file.deal.id,
      tab: 'signing',
      focus: `signings/${file.signings.find((s) => s.contractId === contract.id)?.id ?? ''}/contractNo`,
    });
  const stopped = must > 0 ? t('make.blocked', { count: must }) : numbered ? '' : t('make.noNumber');
  return (
    <>
      <Button
        type={contract.state === 'locked' ? 'default' : 'primary'}
        loading={busy === 'draft.docx'}
        data-make="contract-draft"
        onClick={() => void run('draft', 'docx')}
      >
        {t('make.draft')}
      </Button>
      <Button
        loading={busy === 'draft.pdf'}
        data-make="contract-pdf"
        onClick={() => void run(contract.state === 'locked' && numbered ? 'signing' : 'draft', 'pdf')}
      >
        {t('make.pdf')}
      </Button>
      <Button
        loading={busy === 'signing.docx'}
        disabled={must > 0}
        title={stopped}
        data-make="contract-signing"
        onClick={() => (numbered ? void run('signing', 'docx') : toNumber())}
      >
        {t('make.signing')}
      </Button>
    </>
  );
}
