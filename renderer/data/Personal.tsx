import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredChange } from '../../shared/change/change.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { checkIdNumber, ERASURE, OPENING, PERSONAL_FIELDS } from '../../shared/domain/personal.ts';
import type { Person } from '../../shared/domain/portfolio.ts';
import { isRefusal } from '../../shared/result.ts';
import { chinaMinute } from '../../shared/time.ts';
import { fieldIssues } from './field-issues.ts';
import { useObserve } from './observe.ts';
import { savePersonal, useUnsealed, type Owner } from './personal.ts';
import { historyOf } from './queries/history.ts';
import { today } from './rules.ts';
import { erasePerson } from './seal.ts';
import { newId } from './store.ts';
import { undoChange } from './undo.ts';
import { showRefusal } from '../session/trouble.ts';
import { ConfirmDecision } from '../ui/ConfirmDecision.tsx';
import { InternalOnly, LockIcon, StatusTag } from '../ui/marks.tsx';
import { SealedField } from './SealedField.tsx';
import './personal.css';

type Props = { owner: Owner; person: Person | undefined; findings: readonly Finding[]; onClose?: () => void };

/** 个人信息 of one contributor or of a party that is a natural person: sealed, internal, and erasable for good. */
export function Personal({ owner, person, findings, onClose }: Props) {
  const { t } = useTranslation('portfolio');
  const [asking, setAsking] = useState(false);
  // two fields left one after the other belong to one person, even before the first is read back
  const id = useMemo(() => owner.personId ?? newId(), [owner.personId]);
  const texts = useUnsealed(PERSONAL_FIELDS.map((f) => person?.[f]));
  // a contributor's stand among the findings of its achievement; nothing else of a party is asked of what is sealed
  const found = owner.table === 'parties' ? checkIdNumber(owner, texts[0]) : findings;
  const warning = fieldIssues(t, found, owner.table, owner.id)['personal']?.warning as string | undefined;
  const name = owner.name || t(`personal.unnamed.${owner.table}`);
  const erase = async () => {
    const done = await erasePerson(id, today(), owner.name);
    if (isRefusal(done)) showRefusal(done);
  };
  return (
    <div className="personal no-print">
      <InternalOnly title={t('personal.of', { name })}>
        <p className="personal-sealed small">
          <LockIcon />
          {t('personal.sealed')}
        </p>
        {person?.erasedOn !== undefined ? (
          <dl className="personal-erased">
            {PERSONAL_FIELDS.map((f) => (
              <div key={f}>
                <dt>{t(`personal.${f}`)}</dt>
                <dd>
                  <StatusTag tone="neutral">{t('personal.erasedOn', { day: person.erasedOn })}</StatusTag>
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <div className="form-grid">
            {PERSONAL_FIELDS.map((f, i) =>
              person?.[f] && texts[i] === undefined ? null : (
                <SealedField
                  key={f}
                  field={f}
                  name={`persons/${id}/${f}`}
                  text={texts[i]}
                  warning={f === 'idNumber' ? warning : undefined}
                  onSave={(text) => savePersonal(owner, id, f, text)}
                />
              ),
            )}
          </div>
        )}
        <PersonalHistory id={id} />
        <p className="personal-foot">
          {person && person.erasedOn === undefined && (
            <Button size="small" danger onClick={() => setAsking(true)}>
              {t('personal.erase')}
            </Button>
          )}
          {onClose && (
            <Button size="small" onClick={onClose}>
              {t('personal.close')}
            </Button>
          )}
        </p>
      </InternalOnly>
      <ConfirmDecision
        open={asking}
        title={t('personal.eraseTitle', { name })}
        action={t('personal.eraseGo')}
        onDecide={erase}
        onClose={() => setAsking(false)}
      >
        <ul className="personal-consequences">
          {(['fields', 'key', 'final', 'stays', 'backups'] as const).map((k) => (
            <li key={k}>{t(`personal.consequence.${k}`, { context: owner.table })}</li>
          ))}
        </ul>
      </ConfirmDecision>
    </div>
  );
}

/** That a sealed field changed, when and by whom; never what it held. */
function PersonalHistory({ id }: { id: string }) {
  const { t } = useTranslation('portfolio');
  const changes = useObserve(() => historyOf('persons', id), [id]);
  const told = changes?.filter((c) => c.why.intent !== OPENING) ?? [];
  if (told.length === 0) return null;
  const undone = new Set(told.flatMap((c) => c.why.undoes ?? []));
  const erased = told.some((c) => c.why.intent === ERASURE);
  const undo = async (c: StoredChange) => {
    const done = await undoChange(c.id);
    if (isRefusal(done)) showRefusal(done);
  };
  const act = (c: StoredChange): string => {
    if (c.why.intent === ERASURE) return t('personal.act.erase');
    if (c.why.undoes !== undefined) return t('personal.act.undo');
    const here = c.patches.filter((p) => p.table === 'persons' && p.id === id);
    const fields = PERSONAL_FIELDS.filter((f) => here.some((p) => (p.op === 'set' ? p.field === f : f in p.row)));
    return t('personal.act.edit', { fields: fields.map((f) => t(`personal.${f}`)).join(t('personal.and')) });
  };
  return (
    <details className="personal-history small">
      <summary>{t('personal.history', { count: told.length })}</summary>
      <ul>
        {told.map((c) => (
          <li key={c.id}>
            {chinaMinute(c.when)} {c.who} {act(c)}
            {!erased && c.why.origin === 'person' && c.why.undoes === undefined && !undone.has(c.id) && (
              <>
                {' '}
                <button type="button" className="link" onClick={() => void undo(c)}>
                  {t('personal.undo')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
