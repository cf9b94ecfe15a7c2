import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilledForm } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { layoutFile, readLayoutFile } from '../../../shared/domain/layout-rules.ts';
import { newestLayouts, type PortalLayout } from '../../../shared/domain/layout.ts';
import { isRefusal } from '../../../shared/result.ts';
import { discardFiles } from '../../data/discard-file.ts';
import { call } from '../../data/bridge-call.ts';
import { pickFiles, readVaultFile, saveVaultFileAs, storeFile } from '../../data/vault.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { UnconfirmedMark } from '../../ui/marks.tsx';
import { chooseLayout } from './edit-layouts.ts';
import { LayoutEditor } from './LayoutEditor.tsx';

const idOf = (l: PortalLayout): string => `${l.id}@${l.version}`;

/** Which portal's page the fields are laid out by: chosen, completed, handed to a colleague or taken from one. */
export function LayoutBar({ filing, layout, all, form }: { filing: Filing; layout: PortalLayout; all: readonly PortalLayout[]; form: FilledForm }) {
  const { t } = useTranslation('portal');
  const [edited, edit] = useState<{ layout: PortalLayout; imported: boolean } | null>(null);
  const newest = newestLayouts(all);
  const offered = newest.some((l) => idOf(l) === idOf(layout)) ? newest : [layout, ...newest];
  const named = (l: PortalLayout): string => t('layout.named', { name: l.name, n: l.version });
  const choose = async (id: string) => {
    const wanted = offered.find((l) => idOf(l) === id);
    const done = wanted && (await chooseLayout(filing.id, wanted));
    if (isRefusal(done)) showRefusal(done);
  };
  const hand = async () => {
    const file = await storeFile({ name: `${named(layout)}.json`, bytes: new TextEncoder().encode(layoutFile(layout)) });
    if (!file) return;
    const saved = await saveVaultFileAs(file.hash, file.name);
    await discardFiles([file]);
    if (saved) notify(saved.name, 'done', { label: t('layout.reveal'), run: () => void call('file.reveal', { handle: saved.handle }) });
  };
  const take = async () => {
    const [file] = await pickFiles(['any']);
    if (!file) return;
    const read = readLayoutFile(new TextDecoder().decode(await readVaultFile(file.hash)));
    await discardFiles([file]);
    if (isRefusal(read)) showRefusal(read);
    else edit({ layout: read, imported: true });
  };
  return (
    <div className="layout-bar">
      <Select
        size="small"
        aria-label={t('layout.title')}
        value={idOf(layout)}
        options={offered.map((l) => ({ value: idOf(l), label: named(l) }))}
        onChange={(id) => void choose(id)}
        popupMatchSelectWidth={false}
      />
      {layout.status !== 'confirmed' && <UnconfirmedMark what={layout.source} />}
      <span className="muted small layout-source">{layout.seenOn ? t('layout.seen', { on: layout.seenOn }) : layout.source}</span>
      <span className="layout-acts">
        <Button size="small" data-act="edit-layout" onClick={() => edit({ layout, imported: false })}>
          {t('layout.edit')}
        </Button>
        <Button size="small" type="text" data-act="export-layout" onClick={() => void hand()}>
          {t('layout.export')}
        </Button>
        <Button size="small" type="text" data-act="import-layout" onClick={() => void take()}>
          {t('layout.import')}
        </Button>
      </span>
      {edited && <LayoutEditor {...edited} all={all} form={form} filingId={filing.id} onDone={() => edit(null)} />}
    </div>
  );
}
