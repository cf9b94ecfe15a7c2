import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackCheck } from '../../../shared/bridge.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { call } from '../../data/bridge-call.ts';
import { checkPack } from '../../data/pack.ts';
import { logError } from '../../data/report.ts';
import { LatestFile, useWatermark } from '../../documents/MadeFile.tsx';
import { withProgress } from '../../session/progress.ts';
import { notify, raise, showRefusal } from '../../session/trouble.ts';
import { FileDone } from '../../ui/FileDone.tsx';
import { makePack, type PackMade } from './make-pack.ts';
import { PackChecked } from './PackChecked.tsx';
import { PackExtras } from './PackExtras.tsx';

type As = 'folder' | 'zip';

/** 材料包: what the portal asks for, named and ordered, in a folder or a .zip of the person's choice; and a pack met again, checked. */
export function Pack({ file, filing, form, rules }: { file: DealFile; filing: Filing; form: FilledForm; rules: RuleBook }) {
  const { t } = useTranslation('portal');
  const watermark = useWatermark();
  const [busy, setBusy] = useState<As | null>(null);
  const [made, setMade] = useState<PackMade | null>(null);
  const [checked, setChecked] = useState<PackCheck | null>(null);
  const write = async (as: As) => {
    setBusy(as);
    setChecked(null);
    try {
      const done = await withProgress({ title: t('pack.writing') }, (report, signal) =>
        makePack({ file, filing, form, rules, watermark }, as, { report, signal }),
      );
      if (done === null) return;
      if (isRefusal(done)) return showRefusal(done);
      setMade(done);
      if (done.textMissing) notify(t('pack.textMissing'), 'attention');
    } catch (error) {
      logError('filing.pack', error);
      raise({
        intent: 'filing.pack',
        what: { of: 'portal:pack.failed' },
        detail: String(error),
        repair: { label: 'portal:pack.folder', run: () => void write(as) },
      });
    } finally {
      setBusy(null);
    }
  };
  const check = async (as: As) => {
    // what is refused next has nothing to do with the pack before it
    setChecked(null);
    const found = await checkPack(as);
    if (isRefusal(found)) return showRefusal(found);
    if (found) setChecked(found);
  };
  return (
    <div className="pack">
      <div className="toolbar">
        <Button
          type={filing.state === 'ready' && !filing.packHash ? 'primary' : 'default'}
          loading={busy === 'folder'}
          disabled={busy === 'zip'}
          data-make="filing-pack"
          onClick={() => void write('folder')}
        >
          {t('pack.folder')}
        </Button>
        <Button loading={busy === 'zip'} disabled={busy === 'folder'} data-make="filing-pack-zip" onClick={() => void write('zip')}>
          {t('pack.zip')}
        </Button>
        <Button type="text" data-act="check-pack" onClick={() => void check('folder')}>
          {t('pack.check')}
        </Button>
        <Button type="text" data-act="check-pack-zip" onClick={() => void check('zip')}>
          {t('pack.checkZip')}
        </Button>
      </div>
      {made && (
        <FileDone
          name={made.written.name}
          {...(made.gaps > 0 ? { note: t('pack.gaps', { count: made.gaps }) } : {})}
          onReveal={() => void call('file.reveal', { handle: made.written.handle })}
        />
      )}
      {checked && <PackChecked found={checked} filing={filing} />}
      <LatestFile sourceId={filing.id} kinds={['filing-form']} contentId={filing.frozenHash ?? ''} />
      <PackExtras file={file} filing={filing} />
    </div>
  );
}
