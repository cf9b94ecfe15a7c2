import { Button, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseNote, Contract } from '../../../../shared/domain/contract.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { today } from '../../../data/rules.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { TextArea } from '../../../ui/fields/TextField.tsx';
import { StatusTag } from '../../../ui/marks.tsx';
import { addNote, editNote } from './edit-notes.ts';
import './notes.css';

const say = (answer: unknown): void => {
  if (isRefusal(answer)) showRefusal(answer);
};

/** 批注 of one clause, of all versions of the deal: what was noted on v1 is still open on v2. */
export function ClauseNotes({
  contract,
  clauseId,
  notes,
  versions,
  children,
}: {
  contract: Contract;
  clauseId: string;
  notes: readonly ClauseNote[];
  /** version number by contract id */
  versions: ReadonlyMap<string, number>;
  /** what else stands beside the notes */
  children?: ReactNode;
}) {
  const { t } = useTranslation('contracts');
  const [editing, setEditing] = useState<string>();
  const add = () =>
    void addNote(contract, clauseId).then((made) => {
      if (isRefusal(made)) showRefusal(made);
      else setEditing(made);
    });
  const of = notes.filter((n) => n.clauseId === clauseId && n.archived !== true);
  return (
    <div className="clause-notes">
      {of.map((n) =>
        editing === n.id ? (
          <NoteForm key={n.id} note={n} onClose={() => setEditing(undefined)} />
        ) : (
          <NoteLine key={n.id} note={n} version={versions.get(n.contractId ?? '')} onEdit={() => setEditing(n.id)} />
        ),
      )}
      <button type="button" className="link small" onClick={add}>
        {t('note.add')}
      </button>
      {children}
    </div>
  );
}

function NoteLine({ note, version, onEdit }: { note: ClauseNote; version: number | undefined; onEdit: () => void }) {
  const { t } = useTranslation('contracts');
  const audience = note.audience ?? 'internal';
  const settled = (note.settledOn ?? '') !== '';
  return (
    <p className="clause-note" data-audience={audience} data-settled={settled ? 'yes' : 'no'}>
      <StatusTag tone={audience === 'other' ? 'current' : 'neutral'}>{t(`note.audience.${audience}`)}</StatusTag>{' '}
      <span className="clause-note-text">{note.text || t('note.blank')}</span>{' '}
      <span className="muted small">
        {[version === undefined ? '' : `v${version}`, note.by ?? '', (note.writtenOn ?? '').slice(0, 10)].filter(Boolean).join(' · ')}
      </span>{' '}
      <button type="button" className="link" onClick={onEdit}>
        {t('note.edit')}
      </button>{' '}
      <button type="button" className="link" onClick={() => void editNote(note, { settledOn: settled ? undefined : today() }, 'note.settle').then(say)}>
        {t(settled ? 'note.reopen' : 'note.settle')}
      </button>{' '}
      <button type="button" className="link" onClick={() => void editNote(note, { archived: true }, 'note.archive').then(say)}>
        {t('note.remove')}
      </button>
    </p>
  );
}

/** What is for the house and what is for the other side is said before it is written. */
function NoteForm({ note, onClose }: { note: ClauseNote; onClose: () => void }) {
  const { t } = useTranslation('contracts');
  const audience = note.audience ?? 'internal';
  return (
    <div className="clause-note-form">
      <Radio.Group
        size="small"
        value={audience}
        aria-label={t('note.whom')}
        onChange={(e) => void editNote(note, { audience: e.target.value as 'internal' | 'other' }).then(say)}
        options={(['internal', 'other'] as const).map((a) => ({ value: a, label: t(`note.audience.${a}`) }))}
      />
      <TextArea
        label={t('note.field.text')}
        hint={t(`note.hint.${audience}`)}
        name={`clauseNotes/${note.id}/text`}
        value={note.text}
        draftKey={`clauseNotes/${note.id}/text`}
        rows={2}
        onSave={(text) => editNote(note, { text })}
      />
      <Button size="small" type="text" onClick={onClose}>
        {t('note.close')}
      </Button>
    </div>
  );
}
