import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnClauses } from '../../../shared/domain/contract.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { ownClauses } from '../../data/queries/contracts.ts';
import { reportError } from '../../data/report.ts';
import { today } from '../../data/rules.ts';
import { saveVaultFileAs, storeFile } from '../../data/vault.ts';
import { codeIn, KINDS, readOwn, shippedText } from '../../documents/clauses.ts';
import { useKindTitle } from '../../documents/kind-title.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { useViewState } from '../../session/view-state.ts';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ClauseEditor } from './ClauseEditor.tsx';
import { archiveClauses, keepClauses } from './edit-clauses.ts';

const CONTRACTS = KINDS.filter((k) => k.flavour === 'contract');

/** 合同文本: the institute's own wording of a kind, brought in as a file or begun from the program's. */
export function ClausesSection() {
  const { t } = useTranslation('settings');
  const rows = useObserve(ownClauses, []);
  const [chosen, choose] = useViewState<string>('settings.clauses', '');
  const [kind, setKind] = useState('XK-ZL');
  const title = useKindTitle();
  if (!rows) return <Loading />;
  const open = rows.find((r) => r.id === chosen);
  if (open) return <ClauseEditor key={open.id} row={open} title={title(open.kind ?? '')} onBack={() => choose('')} />;
  const show = (id: string | Refusal): void => {
    if (isRefusal(id)) showRefusal(id);
    else choose(id);
  };
  const bring = async (from: File) => {
    const { text, damagedLine } = decodeText(new Uint8Array(await from.arrayBuffer()));
    if (damagedLine !== undefined || text.includes('\u0000')) return notify(t('clauses.noText'), 'attention');
    show(await keepClauses(codeIn(text), text, 'import'));
  };
  const duplicate = async () => show(await keepClauses(kind, shippedText(kind), 'duplicate'));
  const exported = async () => {
    const name = `${kind} ${title(kind)}.txt`;
    const stored = await storeFile({ name, bytes: new TextEncoder().encode(shippedText(kind)) });
    if (stored) await saveVaultFileAs(stored.hash, name);
  };
  const doing = (work: Promise<unknown>): void => void work.catch((error: unknown) => reportError('clauses.file', error));
  return (
    <>
      <p className="settings-note">{t('clauses.note')}</p>
      <Panel title={t('clauses.own')}>
        <div className="settings-actions">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={kind}
            onChange={setKind}
            options={CONTRACTS.map((k) => ({ value: k.code, label: title(k.code) }))}
            aria-label={t('clauses.kind')}
            popupMatchSelectWidth={false}
          />
          <Button onClick={() => doing(duplicate())}>{t('clauses.duplicate')}</Button>
          <Button onClick={() => doing(exported())}>{t('clauses.export')}</Button>
          <FileButton label={t('clauses.import')} accept=".txt" onFile={(file) => doing(bring(file))} />
        </div>
        {rows.length === 0 ? (
          <p className="muted">{t('clauses.none')}</p>
        ) : (
          <ul className="own-clauses">
            {rows.map((r) => (
              <Line key={r.id} row={r} onOpen={() => choose(r.id)} />
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

function Line({ row, onOpen }: { row: OwnClauses; onOpen: () => void }) {
  const { t } = useTranslation('settings');
  const title = useKindTitle();
  const { set, faults } = readOwn(row.text ?? '');
  const usable = set !== undefined && set.kind === row.kind && CONTRACTS.some((k) => k.code === row.kind);
  const musts = faults.filter((f) => f.level === 'must').length;
  const overdue = set?.reviewOn !== undefined && set.reviewOn < today();
  const putAside = async () => {
    const done = await archiveClauses(row);
    if (isRefusal(done)) showRefusal(done);
  };
  return (
    <li data-own-clauses={row.kind}>
      <span className="own-clauses-title">{title(row.kind ?? '') || t('clauses.unknown')}</span>
      {set && <span className="muted small">{[set.edition, set.owner].filter(Boolean).join(' · ')}</span>}
      {set?.reviewOn && (
        <span className="muted small">
          {t('clauses.review')} {set.reviewOn}
        </span>
      )}
      {overdue && <StatusTag tone="attention">{t('clauses.overdue')}</StatusTag>}
      <StatusTag tone={usable ? 'done' : 'attention'}>
        {usable ? t('clauses.used') : musts > 0 ? t('clauses.faulty', { count: musts }) : t('clauses.otherKind')}
      </StatusTag>
      <span className="spring" />
      <Button size="small" onClick={onOpen}>
        {t('clauses.edit')}
      </Button>
      <Button size="small" onClick={() => void putAside()}>
        {t('clauses.archive')}
      </Button>
    </li>
  );
}
