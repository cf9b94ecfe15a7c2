import { Button } from 'antd';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buildContract } from '../../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../../shared/domain/contract/clause-set.ts';
import type { ClauseFault } from '../../../shared/domain/contract/language/fault.ts';
import type { OwnClauses } from '../../../shared/domain/contract.ts';
import { isRefusal } from '../../../shared/result.ts';
import { readOwn } from '../../documents/clauses.ts';
import { blocksToPrintDocument } from '../../documents/print-page.tsx';
import { showRefusal } from '../../session/trouble.ts';
import { Panel } from '../../ui/Panel.tsx';
import { editClauses } from './edit-clauses.ts';
import '../../documents/print-page.css';

const SHOWN = 50;

/** A plain text beside its paper: read again as the author types, but never while a key is being taken. */
export function ClauseEditor({ row, title, onBack }: { row: OwnClauses; title: string; onBack: () => void }) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(row.text ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const read = useDeferredValue(text);
  const { set, faults } = useMemo(() => readOwn(read), [read]);
  const last = useRef<ClauseSet | undefined>(undefined);
  if (set?.flavour === 'contract') last.current = set;
  const paper = useMemo(() => last.current && paperOf(last.current), [set]); // oxlint-disable-line react-hooks/exhaustive-deps -- of the last text that could be read
  const save = async () => {
    if (text === (row.text ?? '')) return;
    const done = await editClauses(row.id, text);
    if (isRefusal(done)) showRefusal(done);
  };
  const leave = async () => {
    await save();
    onBack();
  };
  /** Puts the cursor where the fault is. */
  const goTo = ({ line, column }: ClauseFault): void => {
    const at = text.split('\n', line - 1).reduce((n, l) => n + l.length + 1, 0) + column - 1;
    // taking the focus again brings the cursor into view
    area.current?.blur();
    area.current?.setSelectionRange(at, at);
    area.current?.focus();
  };
  return (
    <>
      <div className="settings-actions">
        <Button onClick={() => void leave()}>{t('clauses.back')}</Button>
        <strong>{title}</strong>
        <span className="muted small">{t('clauses.saved')}</span>
      </div>
      <div className="clause-editor">
        <div>
          <textarea
            ref={area}
            aria-label={t('clauses.text')}
            spellCheck={false}
            value={text}
            onChange={(e) => setText(e.target.value)}
            onBlur={() => void save()}
          />
          <Panel title={t('clauses.faults')}>
            {faults.length === 0 ? (
              <p className="muted">{t('clauses.good')}</p>
            ) : (
              <ol className="clause-faults">
                {faults.slice(0, SHOWN).map((f, i) => (
                  <li key={i}>
                    <button type="button" className="link" disabled={f.file !== ''} onClick={() => goTo(f)}>
                      {t('clauses.place', { file: f.file === '' ? '' : `${f.file} `, line: f.line, column: f.column })}
                    </button>{' '}
                    {f.level === 'warn' && t('clauses.remark')}
                    {t(`documents:clauseFault.${f.key}` as never, { ...f.params, defaultValue: f.key }) as string}{' '}
                    {f.expected && <span className="muted">{t('documents:clauseFault.expected' as never, { list: f.expected.join(' / ') }) as string}</span>}
                  </li>
                ))}
              </ol>
            )}
          </Panel>
        </div>
        <div>
          {!set && paper && <p className="muted small">{t('clauses.noPreview')}</p>}
          <div className="contract-paper" data-testid="clause-preview" aria-label={t('clauses.preview')}>
            {paper && blocksToPrintDocument(paper)}
          </div>
        </div>
      </div>
    </>
  );
}

/** The words as they are printed where nothing is known yet: every place to be filled in shows. */
const paperOf = (set: ClauseSet) =>
  buildContract(set, {
    typed: {},
    clauseTexts: {},
    sources: { deal: { id: 'preview' }, rights: [], instalments: [] },
    version: 1,
    copy: 'draft',
    watermark: '',
  }).document;
