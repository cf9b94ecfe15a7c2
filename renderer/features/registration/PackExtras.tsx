import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import { set } from '../../../shared/domain/edit.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { EXTRAS, extrasOf, type Extra } from '../../../shared/domain/filing-papers.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { isRefusal } from '../../../shared/result.ts';
import { attachFiles } from '../../data/attach.ts';
import { commit } from '../../data/commit.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';

/** 附件, 盖章的承诺书 and 补充协议: what no other room of the deal keeps, laid into the pack. */
export function PackExtras({ file, filing }: { file: DealFile; filing: Filing }) {
  const { t } = useTranslation('portal');
  const add = async (kind: Extra, files: readonly VaultFile[]) => {
    if (files.length === 0) return;
    const kept = await attachFiles({ table: 'filings', id: filing.id, dealId: file.deal.id, kind }, files);
    if (isRefusal(kept)) showRefusal(kept);
    else if (kept.left) showRefusal(kept.left);
  };
  const drop = async (id: string) => {
    const done = await commit({ intent: 'attachments.archive' }, () => [set('attachments', id, { archived: true })]);
    if (isRefusal(done)) showRefusal(done);
  };
  return (
    <div className="pack-extras">
      {EXTRAS.map((kind) => (
        <FileField
          key={kind}
          label={t(`pack.extra.${kind}`)}
          name={`filings/${filing.id}/${kind}`}
          pickLabel={t(`pack.add.${kind}`)}
          files={extrasOf(file, filing, kind).map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
          onPick={() => void pickFiles(['pdf', 'image', 'docx'], true).then((files) => add(kind, files))}
          onDrop={(files) =>
            void Promise.all(files.map((f) => storeFile(f))).then((stored) =>
              add(
                kind,
                stored.filter((f) => f !== null),
              ),
            )
          }
          onOpen={(f) => {
            const a = file.attachments.find((x) => x.id === f.id);
            if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
          }}
          onRemove={(f) => void drop(f.id)}
        />
      ))}
    </div>
  );
}
