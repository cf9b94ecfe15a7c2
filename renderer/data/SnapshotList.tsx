/** 本机快照: what is there, what is in one, and the way back to it. On the settings' page, and where a workspace cannot be opened. */
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Responses, Workspace } from '../../shared/bridge.ts';
import { ConfirmDecision } from '../ui/ConfirmDecision.tsx';
import { fileSize } from '../ui/fields/FileField.tsx';
import { StatusTag } from '../ui/marks.tsx';
import { BridgeFailure, call } from './bridge-call.ts';
import { chinaMinute } from '../../shared/time.ts';
import '../ui/page.css';
import './snapshots.css';

type Snapshot = Responses['journal.snapshots'][number];
type Looked = { of: Snapshot; content: Responses['snapshot.look'] };

/** Kinds of record by which a person recognises an office. */
const TOLD = ['achievements', 'demands', 'parties', 'deals', 'contracts', 'filings', 'ledger'] as const;

type Props = {
  workspace: Workspace;
  who: string;
  /** bumped when a snapshot was taken elsewhere */
  turn?: number;
  /** what is typed or on its way is saved first */
  before?: () => Promise<unknown>;
  /** the workspace must be opened anew; `when` as a person reads it */
  onRestored: (when: string) => void;
};

export function SnapshotList({ workspace, who, turn = 0, before, onRestored }: Props) {
  const { t } = useTranslation('snapshots');
  const [list, setList] = useState<readonly Snapshot[] | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [said, setSaid] = useState('');
  const load = useCallback(() => call('journal.snapshots', { workspace }).then(setList, () => setList([])), [workspace]);
  useEffect(() => void load(), [load, turn]);

  const failed = (e: unknown): void =>
    setSaid(t('failed', { reason: e instanceof BridgeFailure ? t([`fault.${e.code}`, `shell:bridgeError.${e.code}`], { defaultValue: e.code }) : String(e) }));
  const look = async (of: Snapshot) => {
    setSaid('');
    try {
      setLooked({ of, content: await call('snapshot.look', { workspace, file: of.file }) });
    } catch (e) {
      failed(e);
    }
  };
  const restore = async ({ of }: Looked) => {
    try {
      await before?.();
      const { records } = await call('snapshot.restore', { workspace, file: of.file, who, label: chinaMinute(of.when) });
      if (records > 0) return onRestored(chinaMinute(of.when));
      setSaid(t('same'));
    } catch (e) {
      failed(e);
    }
    await load();
  };
  return (
    <>
      {said !== '' && (
        <p role="alert" className="snapshots-said">
          {said}
        </p>
      )}
      {list?.length === 0 && <p className="muted small">{t('none')}</p>}
      {list !== null && list.length > 0 && (
        <table className="snapshots" data-testid="snapshots">
          <thead>
            <tr>
              {(['when', 'reasonCol', 'records', 'size', 'app'] as const).map((key) => (
                <th key={key}>{t(key)}</th>
              ))}
              <th aria-label={t('look')} />
            </tr>
          </thead>
          <tbody>
            {list.toReversed().map((s) => (
              <tr key={s.file} data-snapshot={s.reason}>
                <td className="figure">{chinaMinute(s.when)}</td>
                <td>{t(`reason.${s.reason}`, { defaultValue: s.reason })}</td>
                <td className="figure">{s.rows}</td>
                <td className="figure">{fileSize(s.bytes)}</td>
                <td>{s.app || t('unknownApp')}</td>
                <td>
                  <Button size="small" onClick={() => void look(s)}>
                    {t('look')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ConfirmDecision
        open={looked !== null}
        title={t('sure')}
        action={t('restore')}
        onDecide={() => (looked ? restore(looked) : undefined)}
        onClose={() => setLooked(null)}
      >
        {looked && <Content {...looked} />}
        <p>{t('sureText')}</p>
      </ConfirmDecision>
    </>
  );
}

function Content({ of, content }: Looked) {
  const { t } = useTranslation('snapshots');
  const rows = TOLD.flatMap((table) => (content.rows[table] ? [t('rows', { kind: t(`settings:backup.kind.${table}`), count: content.rows[table] })] : []));
  const lines: [string, string][] = [
    [t('when'), `${chinaMinute(content.when)} · ${t(`reason.${of.reason}`, { defaultValue: of.reason })}`],
    [t('records'), rows.join(t('and')) || t('noRecords')],
    [t('history'), t('changes', { count: content.changes })],
    [t('size'), fileSize(of.bytes)],
    [t('app'), content.app || t('unknownApp')],
  ];
  return (
    <dl className="told" data-testid="snapshot-content">
      {lines.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
      {!content.whole && <StatusTag tone="attention">{t('partial')}</StatusTag>}
    </dl>
  );
}
