import { Button, Modal, Segmented } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import { inOrder } from '../../../shared/domain/contract-versions.ts';
import { agreedRound, latestContract, latestRound, type DealFile } from '../../../shared/domain/deal-file.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { reportError } from '../../data/report.ts';
import { pickFiles, storeFile } from '../../data/vault.ts';
import { useDropTarget } from '../../session/drop.ts';
import { withProgress } from '../../session/progress.ts';
import { useRoute } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useViewState } from '../../session/view-state.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { BackIn } from './back-in/BackIn.tsx';
import { ReadBack } from './back-in/ReadBack.tsx';
import { Returned } from './back-in/Returned.tsx';
import { useReadBack } from './back-in/use-read-back.ts';
import { bringFile } from './bring-file.ts';
import { ChooseKind } from './ChooseKind.tsx';
import { draftContract } from './edit-contract.ts';
import { ForeignContract } from './ForeignContract.tsx';
import { useKindName, useVersionName } from './kind-name.ts';
import { LicenceContract } from './LicenceContract.tsx';
import { Redline } from './redline/Redline.tsx';
import { Papers } from './papers/Papers.tsx';
import { GuideButton } from './type-guide/GuideButton.tsx';
import { KindReason } from './type-guide/KindReason.tsx';
import './contracts.css';

/** 合同 of one deal: its versions, drafted here or brought in. */
export function DealContracts({ dealId }: { dealId: string }) {
  const file = useObserve(() => dealFile(dealId), [dealId]);
  return file ? <Versions file={file} /> : <Loading />;
}

/** A field of one contract leads to that one, whatever was open. */
function useCalled(file: DealFile, show: (id: string) => void): void {
  const route = useRoute();
  const called = file.contracts.find((c) => route.focus?.startsWith(`contracts/${c.id}/`))?.id;
  useEffect(() => {
    if (called !== undefined) show(called);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each time somebody is led here, not whenever `show` is made anew
  }, [route, called]);
}

function Versions({ file }: { file: DealFile }) {
  const { t } = useTranslation('contracts');
  const kindName = useKindName();
  const versionName = useVersionName(file);
  const [chosen, choose] = useViewState<string>(`contracts.${file.deal.id}`, '');
  const show = (id: string | Refusal): void => {
    if (isRefusal(id)) showRefusal(id);
    else choose(id);
  };
  const [returned, showReturned] = useViewState<string>(`contracts.returned.${file.deal.id}`, '');
  const back = useReadBack(file, showReturned);
  const bring = async (from: VaultFile | null | undefined) => {
    if (!from) return;
    try {
      show(await withProgress({ title: t('foreign.reading', { name: from.name }), cancellable: false }, () => bringFile(file, from)));
    } catch (error) {
      reportError('contract.foreign', error);
    }
  };
  const drop = useCallback(
    (files: File[]): boolean => {
      const first = files.find((f) => /\.(docx|pdf)$/i.test(f.name));
      if (!first) return false;
      void storeFile(first).then(async (from) => {
        // a file that carries our content id is the other side's edits, whatever it is called
        if (from && !(await back.takesBack(from))) await bring(from);
      });
      return true;
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `bring` and `back` close over `file` and nothing else that changes
    [file],
  );
  useDropTarget(drop);
  const contract = file.contracts.find((c) => c.id === chosen) ?? latestContract(file);
  const draft = (kind?: string, reason?: string) => void draftContract(file, kind, reason).then(show);
  const [comparing, setComparing] = useViewState<boolean>(`contracts.comparing.${file.deal.id}`, false);
  const [papers, setPapers] = useViewState<boolean>(`contracts.papers.${file.deal.id}`, false);
  const [another, setAnother] = useState(false);
  useCalled(file, (id) => {
    choose(id);
    setPapers(false);
    showReturned('');
  });
  const pick = () => void pickFiles(['docx', 'pdf']).then(([one]) => bring(one));
  if (returned !== '')
    return (
      <BackIn
        key={returned}
        file={file}
        returnedId={returned}
        onClose={() => showReturned('')}
        onNext={(id) => {
          showReturned('');
          choose(id);
        }}
      />
    );
  if (papers) return <Papers file={file} onBack={() => setPapers(false)} />;
  if (!contract) {
    return (
      <Page title={t('title')}>
        <EmptyState title={t('empty')} text={t('emptyText')}>
          <ChooseKind file={file} onDraft={(kind) => draft(kind)} guide={<GuideButton file={file} onChosen={draft} />} />
          <Button onClick={pick}>{t('bringForeign')}</Button>
          <Button onClick={() => setPapers(true)}>{t('paper.title')}</Button>
        </EmptyState>
      </Page>
    );
  }
  const versions = inOrder(file.contracts);
  if (comparing && versions.length > 1) return <Redline file={file} contractId={contract.id} onClose={() => setComparing(false)} />;
  const round = agreedRound(file) ?? latestRound(file);
  const of = file.rounds.find((r) => r.id === contract.roundId);
  const head = (
    <>
      <div className="toolbar">
        <Segmented
          className="contract-versions"
          value={contract.id}
          onChange={(id) => choose(id)}
          aria-label={t('col.version')}
          options={versions.map((c) => ({ value: c.id, label: versionName(c) }))}
        />
        <span className="muted small">
          {kindName(contract)}
          {of ? ` · ${t('round', { no: of.no ?? 0 })}` : ''}
        </span>
        <span className="spring" />
        {versions.length > 1 && <Button onClick={() => setComparing(true)}>{t('redline:open')}</Button>}
        {contract.kind !== 'foreign' && (
          <Button onClick={() => draft(contract.kind)}>
            {round && round.id !== contract.roundId ? t('newVersionFor', { no: round.no ?? 0 }) : t('newVersion')}
          </Button>
        )}
        <Button onClick={() => setAnother(true)}>{t('another')}</Button>
        {contract.kind !== 'foreign' && <ReadBack contract={contract} back={back} />}
        <Button onClick={pick}>{t('bringForeign')}</Button>
        <Button onClick={() => setPapers(true)}>{t('paper.title')}</Button>
        <Modal open={another} title={t('another')} footer={null} onCancel={() => setAnother(false)} destroyOnHidden>
          <ChooseKind
            file={file}
            onDraft={(kind) => {
              setAnother(false);
              draft(kind);
            }}
            guide={
              <GuideButton
                file={file}
                onChosen={(kind, reason) => {
                  setAnother(false);
                  draft(kind, reason);
                }}
              />
            }
          />
        </Modal>
      </div>
      <KindReason contract={contract} />
      <Returned file={file} contract={contract} onOpen={showReturned} />
    </>
  );
  return contract.kind === 'foreign' ? (
    <ForeignContract key={contract.id} file={file} contract={contract} head={head} onMade={choose} />
  ) : (
    <LicenceContract key={contract.id} file={file} contract={contract} head={head} onNext={() => draft(contract.kind)} />
  );
}
