import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pricing } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { scansOf } from '../../data/queries/signing.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';
import { addPapers, dropPaper } from './edit-pricing.ts';

const none: string[] = [];
const say = (answer: unknown): void => {
  if (isRefusal(answer)) showRefusal(answer);
};

/** The papers behind the price: minutes, and what the market or the appraiser gave. */
export function PricingPapers({ pricing }: { pricing: Pricing }) {
  const { t } = useTranslation('pricing');
  const ids = pricing.attachmentIds ?? none;
  const papers = useObserve(() => scansOf(ids), [ids.join()]) ?? [];
  const add = useCallback(
    async (files: File[]) => {
      const stored = await Promise.all(files.map((f) => storeFile(f)));
      say(
        await addPapers(
          pricing,
          stored.filter((f) => f !== null),
        ),
      );
    },
    [pricing],
  );
  return (
    <FileField
      label={t('papers.label')}
      name={`pricings/${pricing.id}/attachmentIds`}
      hint={t('papers.empty')}
      pickLabel={t('papers.add')}
      files={papers.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
      onPick={() => void pickFiles(['image', 'pdf'], true).then((files) => (files.length > 0 ? addPapers(pricing, files).then(say) : undefined))}
      onDrop={(files) => void add(files)}
      onOpen={(f) => {
        const paper = papers.find((a) => a.id === f.id);
        if (paper?.hash) void openVaultFile(paper.hash, paper.name ?? '');
      }}
      onRemove={(f) => void dropPaper(pricing, f.id).then(say)}
    />
  );
}
