import { Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import type { Attachment } from '../../../shared/domain/contract.ts';
import { isRefusal } from '../../../shared/result.ts';
import { chinaDay } from '../../../shared/time.ts';
import { attachFiles } from '../../data/attach.ts';
import { archiveRow } from '../../data/edit-row.ts';
import { copyVaultFile, openVaultFile, pickFiles, saveVaultFileAs, storeFile } from '../../data/vault.ts';
import { useDropTarget } from '../../session/drop.ts';
import { withProgress } from '../../session/progress.ts';
import { notify, raise, showRefusal } from '../../session/trouble.ts';
import { fileSize } from '../../ui/fields/FileField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import './portfolio.css';

const say = (e: unknown) =>
  raise({ intent: 'attachments.add', what: { of: 'portfolio:attachment.failed', params: { reason: e instanceof Error ? e.message : String(e) } } });

/** Files of an achievement in the vault: picked, dropped or pasted; kept by what is in them, not by their names. */
export function Attachments({ achievementId, attachments }: { achievementId: string; attachments: readonly Attachment[] }) {
  const { t } = useTranslation('portfolio');
  const attach = useCallback(
    async (files: readonly VaultFile[]) => {
      if (files.length === 0) return;
      const done = await attachFiles({ table: 'achievements', id: achievementId }, files);
      if (isRefusal(done)) showRefusal(done);
      else if (done.left) showRefusal(done.odd.length > 0 ? { ...done.left, also: [...(done.left.also ?? []), ...done.odd] } : done.left);
      else if (done.odd[0]) notify(done.odd.map((o) => refusalWords(t, o)).join(' '), 'attention');
    },
    [achievementId, t],
  );
  const keep = useCallback(
    async (files: readonly File[]) => {
      try {
        const stored = await withProgress(
          { title: t('attachment.adding', { name: files[0]?.name ?? '' }), total: files.reduce((n, f) => n + f.size, 0) },
          async (report, signal) => {
            const out = [];
            let before = 0;
            for (const f of files) {
              const kept = await storeFile(f, { onProgress: (done) => report(before + done), signal });
              if (!kept) break;
              before += f.size;
              out.push(kept);
            }
            return out;
          },
        );
        await attach(stored);
      } catch (e) {
        say(e);
      }
    },
    [attach, t],
  );
  const pick = async () => {
    try {
      await attach(await pickFiles(['any'], true));
    } catch (e) {
      say(e);
    }
  };
  useDropTarget(
    useCallback(
      (files: File[]) => {
        void keep(files);
        return true;
      },
      [keep],
    ),
  );
  useEffect(() => {
    const paste = (e: ClipboardEvent) => {
      const files = [...(e.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      e.preventDefault();
      void keep(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [keep]);
  const file = (a: Attachment, run: (hash: string, name: string) => Promise<unknown>) => {
    if (a.hash) run(a.hash, a.name ?? a.hash).catch(say);
  };
  return (
    <Panel
      title={t('section.attachments')}
      extra={
        <Button size="small" onClick={() => void pick()}>
          {t('attachment.add')}
        </Button>
      }
    >
      {attachments.length > 0 && (
        <table className="plain-table attachments">
          <thead>
            <tr>
              <th>{t('attachment.name')}</th>
              <th className="figure">{t('attachment.size')}</th>
              <th>{t('attachment.addedOn')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {attachments.map((a) => (
              <tr key={a.id} onDoubleClick={() => file(a, openVaultFile)}>
                <td>
                  <button type="button" className="link" title={`${t('attachment.hash')} SHA-256 ${a.hash}`} onClick={() => file(a, openVaultFile)}>
                    {a.name}
                  </button>
                </td>
                <td className="figure">{a.size === undefined ? '' : fileSize(a.size)}</td>
                <td>{chinaDay(a.addedOn)}</td>
                <td className="row-actions">
                  <Button size="small" type="text" onClick={() => file(a, copyVaultFile)}>
                    {t('attachment.copy')}
                  </Button>
                  <Button size="small" type="text" onClick={() => file(a, saveVaultFileAs)}>
                    {t('attachment.saveAs')}
                  </Button>
                  <Button size="small" type="text" onClick={() => void archiveRow('attachments', a.id, true, a.name)}>
                    {t('attachment.remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="muted small attach-hint">{t('attachment.drop')}</p>
    </Panel>
  );
}
