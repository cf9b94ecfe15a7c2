import { Button } from 'antd';
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sellerKindUnknown, shortNotice } from '../../../shared/domain/checks/pricing.ts';
import { checkFurtherSides } from '../../../shared/domain/checks/signing-further.ts';
import { checkSigningOrder } from '../../../shared/domain/checks/signing-order.ts';
import { checkAtTable } from '../../../shared/domain/checks/signing-table.ts';
import { checkSigning } from '../../../shared/domain/checks/signing.ts';
import { contractedParty } from '../../../shared/domain/contract/contracted.ts';
import { onPaper } from '../../../shared/domain/contract/text.ts';
import type { Attachment, Contract, Signing } from '../../../shared/domain/contract.ts';
import { latestPricing, type DealFile } from '../../../shared/domain/deal-file.ts';
import { signingUnpublished } from '../../../shared/domain/notice-rules.ts';
import { isRefusal } from '../../../shared/result.ts';
import { placeOf } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { promisesOf, scansOf } from '../../data/queries/signing.ts';
import { RoomMissing } from '../../data/RoomMissing.tsx';
import { rulesAt, today } from '../../data/rules.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { marksOf } from '../../documents/contract-input.ts';
import { contractSays } from '../../documents/contract-says.ts';
import { useWatermark } from '../../documents/MadeFile.tsx';
import { roomLines } from '../../documents/room-lines.ts';
import { useDropTarget } from '../../session/drop.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FileField } from '../../ui/fields/FileField.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Compare } from './Compare.tsx';
import { addScans, dropScan } from './edit-signing.ts';
import { FurtherForms } from './FurtherForms.tsx';
import { Annexes, LeaveSite, Promises } from './LeaveSite.tsx';
import type { Locked } from './pages.ts';
import { PaperForm, SideForm } from './SigningForms.tsx';
import { BeginSigning, useWhichPaper, WhichPaper, type Chosen } from './WhichPaper.tsx';
import './signing.css';

/** What is said above the form while the price is not published as it must be. */
const UNPUBLISHED: Readonly<Record<string, 'unpublished' | 'belowNotice' | 'appraisalUnsaid'>> = {
  'signing.unpublished': 'unpublished',
  'signing.belowNotice': 'belowNotice',
  'signing.appraisalUnsaid': 'appraisalUnsaid',
};

/** 签署 of one deal: what stands on the paper with seals, and that it is the text that was locked. */
export function DealSigning({ dealId }: { dealId: string }) {
  const { t } = useTranslation('signing');
  const file = useObserve(() => dealFile(dealId), [dealId]);
  const which = useWhichPaper(file);
  if (!file) return <Loading />;
  const { contract, signing, papers } = which;
  if (signing) return <SigningPage key={signing.id} file={file} signing={signing} contract={contract} which={which} />;
  return (
    <Page title={t('title')}>
      {papers.length > 1 && <WhichPaper file={file} which={which} />}
      <EmptyState
        title={papers.length > 1 && contract ? t('paper.emptyOf', { n: contract.version ?? 1 }) : t('empty')}
        text={contract ? t('lockedText', { n: contract.version ?? 1 }) : t('emptyText')}
      >
        {contract ? (
          <BeginSigning file={file} contract={contract} />
        ) : (
          <Button type="primary" onClick={() => navigate({ room: 'deals', id: dealId, tab: 'contract' })}>
            {t('toContract')}
          </Button>
        )}
      </EmptyState>
    </Page>
  );
}

function SigningPage({ file, signing, contract, which }: { file: DealFile; signing: Signing; contract: Contract | undefined; which: Chosen }) {
  const { t } = useTranslation('signing');
  const ids = signing.scanIds;
  const watermark = useWatermark();
  const promises = useObserve(() => promisesOf(signing.id), [signing.id]);
  const found = useObserve(() => scansOf(ids ?? []), [ids?.join()]);
  // while the list is read again the scans stay on screen: they need not be laid out twice
  const kept = useRef<Attachment[]>([]);
  if (found) kept.current = found;
  const scans = kept.current;
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const take = useCallback(
    (files: File[]): boolean => {
      void Promise.all(files.map((f) => storeFile(f)))
        .then((stored) =>
          addScans(
            signing,
            stored.filter((f) => f !== null),
          ),
        )
        .then(say);
      return true;
    },
    [signing],
  );
  useDropTarget(take);
  const rules = rulesAt(undefined, file.seller?.region);
  const refused = signingUnpublished(file)?.key;
  const unpublished = refused === undefined ? undefined : UNPUBLISHED[refused];
  const short = shortNotice(file, rules);
  const locked = useMemo((): Locked => lockedOf(file, contract, watermark), [file, contract, watermark]);
  const unknown = sellerKindUnknown(file);
  const further = checkFurtherSides(file, signing, today());
  const signed = checkSigning({
    signing,
    ...(contract ? { contract } : {}),
    ...(file.seller ? { seller: file.seller } : {}),
    ...(file.buyer ? { buyer: file.buyer } : {}),
    today: today(),
  });
  const order = [...(short ? [short] : []), ...checkSigningOrder(file, signing), ...checkAtTable(signing, contract)];
  const lines = roomLines(t, file, [...unknown, ...order, ...signed, ...further], rules);
  return (
    <Page
      title={t('title')}
      record={{ table: 'signings', id: signing.id }}
      rail={lines.length > 0 && <RoomMissing dealId={file.deal.id} title={t('rail.missing')} none={t('rail.none')} lines={lines} />}
    >
      <WhichPaper file={file} which={which} />
      {unpublished && (
        <p className="signing-unpublished" role="alert">
          <StatusTag tone="blocked">{t(unpublished)}</StatusTag>{' '}
          <button
            type="button"
            className="link"
            onClick={() => navigate({ room: 'deals', id: file.deal.id, tab: 'pricing', focus: `pricings/${latestPricing(file)?.id ?? ''}/noNoticeReason` })}
          >
            {t('toNotice')}
          </button>
        </p>
      )}
      {unknown.map((f) => (
        <p key={f.key} className="signing-unpublished" role="alert">
          <StatusTag tone="attention">{t('findings:message.pricing.sellerKindMissing')}</StatusTag>{' '}
          <button type="button" className="link" onClick={() => navigate(placeOf(f.where, file.deal.id)!)}>
            {t('toSeller')}
          </button>
        </p>
      ))}
      <PaperForm file={file} signing={signing} found={[...signed, ...order]} />
      <SideForm file={file} signing={signing} side="seller" party={contractedParty(contract, 'seller', file.seller)} found={signed} />
      <SideForm file={file} signing={signing} side="buyer" party={contractedParty(contract, 'buyer', file.buyer)} found={signed} />
      <FurtherForms file={file} signing={signing} found={further} />
      <Annexes signing={signing} />
      <Promises signing={signing} promises={promises ?? []} />
      <Panel title={t('section.scan')}>
        <FileField
          label={t('section.scan')}
          name={`signings/${signing.id}/scanIds`}
          hint={t('scan.empty')}
          pickLabel={t('scan.add')}
          onDrop={(files) => void take(files)}
          files={scans.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
          onPick={() => void pickFiles(['pdf', 'image'], true).then((files) => (files.length > 0 ? addScans(signing, files).then(say) : undefined))}
          onOpen={(f) => {
            const a = scans.find((s) => s.id === f.id);
            if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
          }}
          onRemove={(f) => void dropScan(signing, f.id).then(say)}
        />
      </Panel>
      <Compare signing={signing} scans={scans} locked={locked} lockedKey={`${contract?.lockedHash ?? contract?.id ?? ''}:${signing.contractNo ?? ''}`} />
      <LeaveSite file={file} signing={signing} contract={contract} promises={promises ?? []} />
    </Page>
  );
}

/** The kept text as it is made for signing, nothing where none was kept and it cannot be made again; for a file brought in, that file when it is a PDF. */
function lockedOf(file: DealFile, contract: Contract | undefined, watermark: string): Locked {
  if (!contract) return null;
  if (contract.kind === 'foreign') {
    const attachment = file.attachments.find((a) => a.id === contract.attachmentId);
    return attachment && /\.(pdf|png|jpe?g)$/i.test(attachment.name ?? '') ? { file: attachment } : null;
  }
  const { text } = contractSays(file, contract, rulesAt(undefined, file.seller?.region));
  return text && { model: onPaper(text, marksOf(file, contract, 'signing', watermark)) };
}
