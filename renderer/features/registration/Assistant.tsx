import { Button, Checkbox } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { submittedBeforeFreezing } from '../../../shared/domain/filing-times.ts';
import { isRefusal } from '../../../shared/result.ts';
import { answerFinding, findingLines } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { scansOf } from '../../data/queries/signing.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { FileField } from '../../ui/fields/FileField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { PortalLabels } from './PortalLabels.tsx';
import { addProof, dropProof, minute, noteTime, submit, tick } from './edit-filing.ts';

const none: string[] = [];
/** The portal's fields in the portal's order: copy, tick, next; then when it was filed and what proves it. */
export function Assistant({ file, filing, fields }: { file: DealFile; filing: Filing; fields: readonly FilledField[] }) {
  const { t } = useTranslation('registration');
  const ticked = new Set(filing.ticked ?? []);
  const firstOpen = Math.max(
    0,
    fields.findIndex((f) => !ticked.has(f.key)),
  );
  const [chosen, choose] = useState<number | null>(null);
  const at = chosen ?? firstOpen;
  const current = fields[at];
  const proofs = useObserve(() => scansOf(filing.proofIds ?? none), [(filing.proofIds ?? none).join()]) ?? [];
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const copy = (f: FilledField): boolean => {
    const done = copyText(f.value);
    notify(t(done ? 'assistant.copied' : 'assistant.notCopied', { label: f.zh }), done ? 'done' : 'attention');
    return done;
  };
  const mark = (f: FilledField, on: boolean) => void tick(filing.id, f.key, on).then(say);
  const next = (): void => {
    if (!current) return;
    // what is not on the clipboard cannot have been filled in
    if (!copy(current)) return;
    if (!ticked.has(current.key)) mark(current, true);
    choose(Math.min(fields.length - 1, at + 1));
  };
  const keys = (e: KeyboardEvent<HTMLElement>): void => {
    if (!current || e.target !== e.currentTarget) return;
    if (e.key === 'ArrowDown') choose(Math.min(fields.length - 1, at + 1));
    else if (e.key === 'ArrowUp') choose(Math.max(0, at - 1));
    else if (e.key === ' ') mark(current, !ticked.has(current.key));
    else if (e.key === 'Enter') next();
    else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'c') copy(current);
    else return;
    e.preventDefault();
  };
  const open = fields.filter((f) => !ticked.has(f.key)).length;
  const asked = submittedBeforeFreezing(filing, minute(filing.frozenOn));
  const early = asked ? findingLines(t as never, [asked], { dealId: file.deal.id, answers: file.answers }) : [];
  const why =
    open > 0
      ? t('assistant.needTicks', { count: open })
      : !filing.submittedAt
        ? t('assistant.needTime')
        : (filing.proofIds ?? none).length === 0
          ? t('assistant.needProof')
          : early.some((l) => !l.answer)
            ? t('assistant.needReason')
            : '';
  return (
    <Panel
      title={t('assistant.title')}
      extra={<StatusTag tone={open === 0 ? 'done' : 'attention'}>{t('assistant.done', { done: fields.length - open, all: fields.length })}</StatusTag>}
      tour="assistant"
    >
      <PortalLabels />
      {current && (
        <div className="assist-now">
          <span className="muted small">
            {at + 1}／{fields.length}
          </span>{' '}
          <strong>{current.zh}</strong>
          <span className="assist-value" data-assist-now={current.key}>
            {current.value}
          </span>
          {current.type === 'code' && <span className="muted small">{t('assistant.tree')}</span>}
          <Button type="primary" onClick={next}>
            {t('assistant.next')}
          </Button>
        </div>
      )}
      <div className="assist" tabIndex={0} aria-label={t('assistant.title')} role="group" onKeyDown={keys}>
        {fields.map((f, i) => (
          <div
            key={f.key}
            aria-current={i === at}
            className={`assist-line${ticked.has(f.key) ? ' assist-done' : ''}`}
            onClick={() => choose(i)}
            data-assist={f.key}
          >
            <span className="assist-no">{i + 1}</span>
            <span className="assist-label">{f.zh}</span>
            <span className="assist-value">{f.shown}</span>
            <Button
              size="small"
              onClick={() => {
                choose(i);
                copy(f);
              }}
            >
              {t('assistant.copy')}
            </Button>
            <Checkbox checked={ticked.has(f.key)} aria-label={`${t('assistant.tick')} ${f.zh}`} onChange={(e) => mark(f, e.target.checked)} />
          </div>
        ))}
      </div>
      <p className="muted small">{t('assistant.keys')}</p>
      <div className="form-grid">
        <TextField
          label={t('assistant.submittedAt')}
          name={`filings/${filing.id}/submittedAt`}
          hint={t('assistant.timeHint')}
          value={filing.submittedAt?.replace('T', ' ')}
          onSave={(v) => noteTime(file, filing.id, v)}
        />
        <FileField
          label={t('assistant.proof')}
          name={`filings/${filing.id}/proofIds`}
          pickLabel={t('assistant.addProof')}
          files={proofs.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
          onPick={() => void pickFiles(['image', 'pdf'], true).then((files) => (files.length > 0 ? addProof(filing, files).then(say) : undefined))}
          onDrop={(files) =>
            void Promise.all(files.map((f) => storeFile(f)))
              .then((stored) =>
                addProof(
                  filing,
                  stored.filter((f) => f !== null),
                ),
              )
              .then(say)
          }
          onOpen={(f) => {
            const a = proofs.find((p) => p.id === f.id);
            if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
          }}
          onRemove={(f) => void dropProof(filing.id, f.id).then(say)}
        />
      </div>
      {early.length > 0 && <FindingList findings={early} onAnswer={(key, reason) => answerFinding(file.deal.id, key, reason)} />}
      <div className="toolbar assist-end">
        <Button type={why === '' ? 'primary' : 'default'} data-act="mark-submitted" title={why} onClick={() => void submit(file, filing.id).then(say)}>
          {t('assistant.mark')}
        </Button>
        {why !== '' && <span className="muted small">{why}</span>}
      </div>
    </Panel>
  );
}
