import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { keepMade } from '../../data/produced.ts';
import { logError } from '../../data/report.ts';
import { LatestFile, useWatermark } from '../../documents/MadeFile.tsx';
import { notify, raise, showRefusal } from '../../session/trouble.ts';
import { runDocument } from '../../workers/documents.ts';
import { notePack } from './edit-filing.ts';
import { packFiles } from './pack-files.ts';
import { portalFields } from './reading.ts';

/** 材料包: form, table to copy from, the signed scan, the text, the rights' proofs and a manifest, in one file. */
export function Pack({ file, filing, form, rules }: { file: DealFile; filing: Filing; form: FilledForm; rules: RuleBook }) {
  const { t } = useTranslation('registration');
  const watermark = useWatermark();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const { files, textMissing } = await packFiles(file, filing, rules, watermark);
      const made = await runDocument({
        kind: 'filing-pack',
        input: {
          projectName: filing.form?.['projectName'] ?? '',
          contractNo: latestSigning(file)?.contractNo ?? '',
          frozenHash: filing.frozenHash ?? '',
          version: filing.version ?? 1,
          rulePack: filing.rulePack ?? '',
          watermark,
          fields: portalFields(form).map((f) => ({ key: f.key, label: f.zh, value: f.value, ...(f.shown !== f.value ? { shown: f.shown } : {}) })),
          files,
        },
      });
      if (!made.ok) throw new Error(made.error.key);
      const kept = await keepMade(
        {
          dealId: file.deal.id,
          kind: 'filing-pack',
          name: made.value.name,
          bytes: made.value.bytes,
          contentId: made.value.contentId,
          sourceTable: 'filings',
          sourceId: filing.id,
        },
        'filing.packFile',
      );
      if (isRefusal(kept)) {
        showRefusal(kept);
        return;
      }
      await notePack(filing.id, kept.hash ?? '');
      if (textMissing) notify(t('pack.textMissing'), 'attention');
    } catch (error) {
      logError('filing.pack', error);
      raise({ intent: 'filing.pack', what: t('packFailed'), detail: String(error), repair: { label: t('makePack'), run: () => void make() } });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="pack">
      <Button type={filing.state === 'ready' && !filing.packHash ? 'primary' : 'default'} loading={busy} data-make="filing-pack" onClick={() => void make()}>
        {t(filing.packHash ? 'remakePack' : 'makePack')}
      </Button>
      <LatestFile sourceId={filing.id} kinds={['filing-pack']} />
    </div>
  );
}
