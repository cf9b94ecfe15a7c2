import { Button, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseNote, Contract } from '../../../../shared/domain/contract.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { chinaDay } from '../../../../shared/time.ts';
import { today } from '../../../data/rules.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { TextArea } from '../../../ui/fields/TextField.tsx';
import { StatusTag } from '../../../ui/marks.tsx';
import { editNote, newNote, writeNote } from './edit-notes.ts';
import './notes.css';

type Audience = NonNullable<ClauseNote['audience']>;
const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';

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
  // a note is none before something is written: until then it is only this form
  const [begun, setBegun] = useState<ClauseNote>();
  const add = () => {
    const note = newNote(contract, clauseId);
    setBegun(note);
    setEditing(note.id);
  };
  const close = () => {
    setBegun(undefined);
    setEditing(undefined);
  };
  const kept = notes.filter((n) => n.clauseId === clauseId && n.archived !== true);
  const of = begun && !kept.some((n) => n.id === begun.id) ? [...kept, begun] : kept;
  return (
    <div className="clause-notes">
      {of.map((n) =>
        editing === n.id ? (
          <NoteForm key={n.id} note={n} {...(n === begun ? { onAudience: (audience) => setBegun({ ...n, audience }) } : {})} onClose={close} />
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
      <span className="muted small">{[version === undefined ? '' : `v${version}`, note.by ?? '', chinaDay(note.writtenOn)].filter(Boolean).join(' · ')}</span>{' '}
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
function NoteForm({
  note,
  onAudience,
  onClose,
}: {
  note: ClauseNote;
  /** of one that is not kept yet */ onAudience?: (audience: Audience) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('contracts');
  const audience = note.audience ?? 'internal';
  return (
    <div className="clause-note-form">
      <Radio.Group
        size="small"
        value={audience}
        aria-label={t('note.whom')}
        onChange={(e) => {
          const to = e.target.value as Audience;
          if (onAudience) onAudience(to);
          else void editNote(note, { audience: to }).then(say);
        }}
        options={(['internal', 'other'] as const).map((a) => ({ value: a, label: t(`note.audience.${a}`) }))}
      />
      <TextArea
        label={t('note.field.text')}
        hint={t(`note.hint.${audience}`)}
        name={`clauseNotes/${note.id}/text`}
        value={note.text}
        // one that is not kept yet is found again at its clause after a crash
        draftKey={onAudience ? `contracts/${note.contractId}/note.${note.clauseId}` : `clauseNotes/${note.id}/text`}
        rows={2}
        onSave={(text) => (onAudience && blank(text) ? undefined : writeNote(note, text, onAudience !== undefined))}
      />
      <Button size="small" type="text" onClick={onClose}>
        {t('note.close')}
      </Button>
    </div>
  );
}
