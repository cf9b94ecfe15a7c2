import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Responses } from '../../../shared/bridge.ts';
import { BridgeFailure, call } from '../../data/bridge-call.ts';
import { workspace } from '../../data/store.ts';
import { allSaved } from '../../data/save-state.ts';
import { pickFiles } from '../../data/vault.ts';
import { switchWorkspace } from '../../session/boot.ts';
import { flushFields } from '../../session/flush.ts';
import { withProgress } from '../../session/progress.ts';
import { raise, settle, type WordKey } from '../../session/trouble.ts';
import { resetRoute } from '../../session/route.ts';
import { ConfirmDecision } from '../../ui/ConfirmDecision.tsx';
import { FileDone } from '../../ui/FileDone.tsx';
import { fileSize } from '../../ui/fields/FileField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { BackupContent, type LookedAt } from './BackupContent.tsx';
import { SnapshotSection } from './SnapshotSection.tsx';

type Act = 'settings:backup.make' | 'settings:backup.restore';
const say = (intent: Act, e: unknown) => {
  const coded: WordKey[] = [];
  if (e instanceof BridgeFailure) {
    if (intent === 'settings:backup.restore') coded.push(`settings:backup.fault.${e.code}`);
    coded.push(`shell:bridgeError.${e.code}`);
  }
  raise({ intent, what: { of: [...coded, 'shell:trouble.what'] }, safe: 'settings:backup.safe', detail: e instanceof Error ? e.message : String(e) });
};

/** Backup, restore and move to another computer: one file with the log and the vault. */
export function BackupSection() {
  const { t } = useTranslation('settings');
  const [made, setMade] = useState<NonNullable<Responses['backup.make']> | null>(null);
  const [chosen, setChosen] = useState<LookedAt | null>(null);

  const make = async () => {
    settle('settings:backup.make');
    try {
      await flushFields();
      await allSaved();
      const file = await withProgress({ title: t('backup.making'), cancellable: false }, () => call('backup.make', { workspace: workspace() }));
      if (file) setMade(file);
    } catch (e) {
      say('settings:backup.make', e);
    }
  };
  const choose = async () => {
    settle('settings:backup.restore');
    try {
      const file = (await pickFiles(['backup']))[0];
      if (!file) return;
      // looked at before the person is asked: what cannot be restored is no question
      const content = await withProgress({ title: t('backup.looking'), cancellable: false }, () =>
        call('backup.look', { workspace: workspace(), hash: file.hash }),
      );
      setChosen({ file, content });
    } catch (e) {
      say('settings:backup.restore', e);
    }
  };
  const restore = async () => {
    try {
      const of = workspace();
      await withProgress({ title: t('backup.restoring'), cancellable: false }, () => call('backup.restore', { workspace: of, hash: chosen!.file.hash }));
      resetRoute();
      switchWorkspace(of, { from: 'backup', name: chosen!.file.name });
    } catch (e) {
      say('settings:backup.restore', e);
    }
  };
  return (
    <>
      <Panel title={t('backup.make')}>
        <p className="muted">{t('backup.makeNote')}</p>
        {made && <FileDone name={made.name} note={fileSize(made.bytes)} onReveal={() => void call('file.reveal', { handle: made.handle })} />}
        <div className="settings-actions">
          <Button type="primary" onClick={() => void make()}>
            {t('backup.makeNow')}
          </Button>
        </div>
      </Panel>
      <Panel title={t('backup.restore')}>
        <p className="muted">{t('backup.restoreNote')}</p>
        <div className="settings-actions">
          <Button onClick={() => void choose()}>{t('backup.choose')}</Button>
        </div>
      </Panel>
      <SnapshotSection />
      <ConfirmDecision open={chosen !== null} title={t('backup.sure')} action={t('backup.restoreNow')} onDecide={restore} onClose={() => setChosen(null)}>
        {chosen && <BackupContent looked={chosen} />}
        <p>{t('backup.sureText')}</p>
      </ConfirmDecision>
    </>
  );
}
