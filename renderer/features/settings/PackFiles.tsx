import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulePackRow } from '../../../shared/domain/rule-records.ts';
import { isRefusal } from '../../../shared/result.ts';
import { PACK_FILE_LIMIT, packSignedText, readPackFile, type PackFault, type PackFile } from '../../../shared/rules/pack-file.ts';
import { call } from '../../data/bridge-call.ts';
import { reportError } from '../../data/report.ts';
import { packAmong, packOfRow, programPack, type RuleRows } from '../../data/rules.ts';
import { saveVaultFileAs, storeFile } from '../../data/vault.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { FileButton } from '../../ui/FileButton.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { bringInPack, putInForce } from './edit-rules.ts';
import { PackFaults, PackPreview, type Signed } from './PackPreview.tsx';

type Chosen = { file: string; faults: PackFault[] } | { file: string; read: PackFile; signed: Signed };

/** Good, bad or none; only what was signed by the very key in the file can be told, so the key's fingerprint is shown with it. */
async function signedBy({ signature, sha256 }: PackFile): Promise<Signed> {
  if (!signature) return { state: 'none' };
  const { alg, publicKey, value } = signature;
  const { good, key } = await call('rules.verify', { alg, publicKey, value, text: packSignedText(alg, sha256) });
  return { state: good ? 'good' : 'bad', key, alg };
}

async function readFile(file: File): Promise<Chosen> {
  if (file.size > PACK_FILE_LIMIT * 3) return { file: file.name, faults: [{ entry: '', field: '', problem: 'tooLarge', text: '' }] };
  const read = readPackFile(decodeText(new Uint8Array(await file.arrayBuffer())).text);
  return 'faults' in read ? { file: file.name, faults: read.faults } : { file: file.name, read, signed: await signedBy(read) };
}

/** The pack in force and those kept beside it; another is brought in from a file, looked at, and only then put in force. */
export function PackFiles({ rows }: { rows: RuleRows }) {
  const { t } = useTranslation('rules');
  const [chosen, choose] = useState<Chosen | null>(null);
  const now = packAmong(rows);
  const doing = (work: Promise<unknown>): void => void work.catch((error: unknown) => reportError('rules.file', error));
  const say = (done: unknown): boolean => {
    if (isRefusal(done)) showRefusal(done);
    return !isRefusal(done);
  };
  const put = async (row: RulePackRow | null): Promise<void> => void say(await putInForce(row, rows.packs));
  const exported = async () => {
    const name = `${now.id}-${now.version}.json`;
    const stored = await storeFile({ name, bytes: new TextEncoder().encode(`${JSON.stringify(now, null, 2)}\n`) });
    if (stored) await saveVaultFileAs(stored.hash, name);
  };
  const take = async (read: PackFile, signed: Signed, file: string) => {
    const done: unknown = await bringInPack(read, file, signed.state === 'good' ? signed.key : null, rows.packs);
    if (say(done)) {
      choose(null);
      notify(t('taken', { name: read.pack.name, version: read.pack.version }), 'done');
    }
  };
  return (
    <>
      <ul className="rule-packs">
        <PackLine
          name={`${programPack().name} ${programPack().version}`}
          note={t('program')}
          used={!rows.packs.some((p) => p.inForce === true && packOfRow(p) !== null)}
          onUse={() => put(null)}
        />
        {rows.packs.map((p) => (
          <PackLine
            key={p.id}
            name={`${p.name ?? ''} ${p.version ?? ''}`}
            note={noteOf(t, p)}
            used={p.inForce === true && packOfRow(p) !== null}
            {...(packOfRow(p) === null ? {} : { onUse: () => put(p) })}
          />
        ))}
      </ul>
      <div className="settings-actions">
        <FileButton label={t('import')} accept=".json" onFile={(file) => doing(readFile(file).then(choose))} />
        <Button onClick={() => doing(exported())}>{t('export')}</Button>
      </div>
      {chosen && 'faults' in chosen && <PackFaults file={chosen.file} faults={chosen.faults} onClose={() => choose(null)} />}
      {chosen && 'read' in chosen && (
        <PackPreview
          file={chosen.file}
          read={chosen.read}
          signed={chosen.signed}
          before={now}
          signedBefore={rows.packs.find((p) => p.inForce === true)?.signedBy}
          onTake={() => doing(take(chosen.read, chosen.signed, chosen.file))}
          onClose={() => choose(null)}
        />
      )}
    </>
  );
}

const noteOf = (t: TFunction<'rules'>, p: RulePackRow): string =>
  [p.file ?? '', packOfRow(p) === null ? t('damaged') : '', p.signedBy ? t('signedBy', { key: p.signedBy.slice(0, 16) }) : t('unsigned')]
    .filter(Boolean)
    .join(' · ');

function PackLine({ name, note, used, onUse }: { name: string; note: string; used: boolean; onUse?: () => Promise<void> }) {
  const { t } = useTranslation('rules');
  return (
    <li data-pack={name}>
      <strong>{name}</strong>
      <span className="muted small">{note}</span>
      <span className="spring" />
      {used && <StatusTag tone="done">{t('inForce')}</StatusTag>}
      {!used && onUse && (
        <Button size="small" onClick={() => void onUse()}>
          {t('use')}
        </Button>
      )}
    </li>
  );
}
