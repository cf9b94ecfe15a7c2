import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { buildContract } from '../../../shared/domain/contract/build.ts';
import { onPaper } from '../../../shared/domain/contract/text.ts';
import { isRefusal, refuse } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { keepMade, fileActions, type Made } from '../../data/produced.ts';
import { logError } from '../../data/report.ts';
import { clausesFor } from '../../documents/clauses.ts';
import { contractInput, marksOf, type Copy } from '../../documents/contract-input.ts';
import type { ContractSays } from '../../documents/contract-says.ts';
import { contractFileName } from '../../documents/contract-docx.ts';
import { useWatermark } from '../../documents/MadeFile.tsx';
import { navigate } from '../../session/route.ts';
import { writeView } from '../../session/view-state.ts';
import { notify, raise, showRefusal } from '../../session/trouble.ts';
import { runDocument } from '../../workers/documents.ts';
import { pdfOf } from '../../documents/print-pdf.tsx';

type What = 'docx' | 'pdf';

/** 讨论稿, 签署稿 and PDF: each a file in the vault with the content id of what it says. */
export function MakeContract({ file, contract, rules, says, must }: { file: DealFile; contract: Contract; rules: RuleBook; says: ContractSays; must: number }) {
  const { t } = useTranslation('contracts');
  const watermark = useWatermark();
  const [busy, setBusy] = useState<string | null>(null);
  const numbered = file.signings.some((s) => s.contractId === contract.id && (s.contractNo ?? '').trim() !== '');
  const locked = contract.state === 'locked';
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
      logError('contract.file', error);
      raise({
        intent: 'contract.file',
        what: { of: 'contracts:make.failed' },
        detail: String(error),
        repair: { label: 'contracts:files.again', run: () => void run(copy, what) },
      });
    } finally {
      setBusy(null);
    }
  };
  const make = async (copy: Copy, what: What): Promise<Made | ReturnType<typeof refuse>> => {
    // a locked version is made from its own words, whatever its records say since
    const kept = says.standing === 'draft' ? undefined : says.text;
    if (kept === null) return refuse('contract.textLost', { params: { version: contract.version ?? 1 } });
    const input = contractInput(file, contract, rules, copy, watermark);
    const marks = marksOf(file, contract, copy, watermark);
    const about = { dealId: file.deal.id, kind: `contract-${copy}${what === 'pdf' ? '-pdf' : ''}`, sourceTable: 'contracts' as const, sourceId: contract.id };
    if (what === 'pdf') {
      const document = kept ? onPaper(kept, marks) : buildContract(clausesFor(contract), input).document;
      return { ...about, name: contractFileName(kept ?? says.now.text, marks, 'pdf'), bytes: await pdfOf(document), contentId: document.contentId };
    }
    const done = await runDocument(kept ? { kind: 'kept-contract', text: kept, marks } : { kind: 'contract', set: clausesFor(contract), input });
    if (!done.ok)
      return refuse(`documents.${done.error.key}`, {
        ...(done.error.params ? { params: done.error.params } : {}),
        ...(done.error.field ? { field: done.error.field } : {}),
      });
    return { ...about, name: done.value.name, bytes: done.value.bytes, contentId: done.value.contentId };
  };
  const toNumber = () => {
    notify(missing);
    // the number stands on the record of the signing: until the version is locked there is none
    if (!locked) return;
    writeView(`signing.${file.deal.id}`, contract.id);
    navigate({
      room: 'deals',
      id: file.deal.id,
      tab: 'signing',
      focus: `signings/${file.signings.find((s) => s.contractId === contract.id)?.id ?? ''}/contractNo`,
    });
  };
  // what was sent is as far from its signing copy as a draft: only what is locked has answered for its 必须修改
  const stopped = !locked && must > 0;
  const missing = numbered ? '' : t(locked ? 'make.noNumber' : 'make.notLocked');
  const pdfCopy: Copy = locked && numbered ? 'signing' : 'draft';
  return (
    <>
      <Button type={locked ? 'default' : 'primary'} loading={busy === 'draft.docx'} data-make="contract-draft" onClick={() => void run('draft', 'docx')}>
        {t('make.draft')}
      </Button>
      <Button loading={busy === `${pdfCopy}.pdf`} data-make="contract-pdf" onClick={() => void run(pdfCopy, 'pdf')}>
        {t(`make.pdf.${pdfCopy}`)}
      </Button>
      <Button
        loading={busy === 'signing.docx'}
        disabled={stopped}
        title={stopped ? t('make.blocked', { count: must }) : missing}
        data-make="contract-signing"
        onClick={() => (numbered ? void run('signing', 'docx') : toNumber())}
      >
        {t('make.signing')}
      </Button>
    </>
  );
}
