import { Button, Checkbox } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import refusalReasons from '../../../../resources/codes/refusal-reasons.json';
import type { Filing, Reason } from '../../../../shared/domain/filing.ts';
import { headingsOf, type Grounds } from '../../../../shared/domain/reason-words.ts';
import { areTypedReasons, isSettledReason } from '../../../../shared/domain/reasons.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextArea, TextField } from '../../../ui/fields/TextField.tsx';
import { StatusTag, UnconfirmedMark } from '../../../ui/marks.tsx';
import { changeGround, dropGround, joinGround, partGround } from './edit-correction.ts';
import type { Place } from './places.ts';

const CODES = refusalReasons.items.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
const isUnconfirmed = (code: string | undefined): boolean => refusalReasons.items.some((c) => c.code === code && c.status !== 'confirmed');

type Props = { filing: Filing; reason: Reason; at: number; grounds: Grounds; places: readonly Place[]; fixed: boolean };

/** One ground: what was said, its code and place, and what became of it. `fixed`: a later version answers it, nothing is changed any more. */
export function GroundItem({ filing, reason, at, grounds, places, fixed }: Props) {
  const { t } = useTranslation('correction');
  const own = useRef<HTMLLIElement>(null);
  const typed = areTypedReasons(filing) && !fixed;
  const name = `filings/${filing.id}/reasons.${at}`;
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const change = (fields: Partial<Reason>) => changeGround(filing.id, at, fields);
  const part = (): void => {
    const box = own.current?.querySelector('textarea');
    void partGround(filing.id, at, box?.selectionStart ?? 0, grounds).then(say);
  };
  const where = reason.clause ? `clause:${reason.clause}` : reason.annex ? `annex:${reason.annex}` : reason.field ? `field:${reason.field}` : undefined;
  const options = placeOptions(grounds, reason, {
    clause: (what) => t('at.clause', { what }),
    field: (what) => t('at.field', { what }),
    annex: (what) => t('at.annex', { what }),
  });
  const move = (value: string | undefined) => {
    const [kind, ...rest] = (value ?? '').split(':');
    const to = rest.join(':');
    return change({ clause: kind === 'clause' ? to : '', annex: kind === 'annex' ? to : '', field: kind === 'field' ? to : '' });
  };
  return (
    <li ref={own} className="ground" data-ground={at}>
      <div className="ground-head">
        <StatusTag tone={isSettledReason(reason) ? 'done' : 'blocked'}>{reason.code || at + 1}</StatusTag>
        {isUnconfirmed(reason.code) && <UnconfirmedMark />}
        {places.map((p) => (
          <button key={p.label} type="button" className="link" data-act="open-ground" onClick={p.open}>
            {t('ui:named', { name: t('registration:reason.open'), what: p.label })}
          </button>
        ))}
        {places.length === 0 && <span className="muted small">{t('registration:reason.unknownField')}</span>}
        <span className="spring" />
        {typed && (
          <>
            <Button size="small" data-act="part" title={t('partText')} onClick={part}>
              {t('part')}
            </Button>
            {at > 0 && (
              <Button size="small" data-act="join" onClick={() => void joinGround(filing.id, at).then(say)}>
                {t('join')}
              </Button>
            )}
            <Button size="small" data-act="drop" onClick={() => void dropGround(filing.id, at).then(say)}>
              {t('drop')}
            </Button>
          </>
        )}
      </div>
      {typed ? (
        <div className="ground-said">
          <TextArea
            label={t('said')}
            name={`${name}.text`}
            value={reason.text}
            rows={2}
            draftKey={`${name}.text`}
            maxLength={20_000}
            onSave={(v) => change({ text: v ?? '' })}
          />
          <SelectField label={t('code')} value={reason.code} options={CODES} onSave={(v) => change({ code: v ?? '' })} />
        </div>
      ) : (
        <p className="ground-words">{reason.text}</p>
      )}
      <div className="ground-done">
        {!fixed && <SelectField label={t('place')} value={where} options={options} onSave={move} />}
        <TextField
          label={t('how')}
          name={`${name}.how`}
          value={reason.how}
          draftKey={`${name}.how`}
          disabled={fixed}
          onSave={(v) => change({ how: v ?? '' })}
        />
        <Checkbox checked={reason.done ?? false} disabled={fixed} data-act="mended" onChange={(e) => void change({ done: e.target.checked }).then(say)}>
          {t('done')}
        </Checkbox>
      </div>
    </li>
  );
}

type Say = Record<'clause' | 'field' | 'annex', (what: string) => string>;
/** Every place a ground may be mended at; one it names that is in no list stands first. */
function placeOptions(grounds: Grounds, reason: Reason, say: Say): { value: string; label: string }[] {
  const listed = [
    ...headingsOf(grounds).map((h) => ({ value: `clause:${h.key}`, label: say.clause(h.title) })),
    ...grounds.annexes.map((a) => ({ value: `annex:${a.trim()}`, label: say.annex(a.trim()) })),
    ...grounds.fields.map((f) => ({ value: `field:${f.key}`, label: say.field(f.zh) })),
  ];
  const own = (['clause', 'annex', 'field'] as const).flatMap((kind) =>
    reason[kind] ? [{ value: `${kind}:${reason[kind]}`, label: say[kind](reason[kind]) }] : [],
  );
  return [...own.filter((o) => !listed.some((l) => l.value === o.value)), ...listed];
}
