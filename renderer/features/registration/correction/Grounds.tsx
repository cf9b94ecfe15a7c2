import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { isOrgReturn } from '../../../../shared/domain/org-review.ts';
import { areTypedReasons, openReasons, readReturn } from '../../../../shared/domain/reasons.ts';
import { groundsOf } from '../../../../shared/domain/supplement-draft.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { today } from '../../../data/rules.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { addGround, handIn } from './edit-correction.ts';
import { GroundItem } from './GroundItem.tsx';
import { placesOf } from './places.ts';
import { Supplement } from './Supplement.tsx';
import './correction.css';

type Props = { file: DealFile; /** with what was signed since */ whole: DealFile; filing: Filing; form: FilledForm; onAgain: () => void };

/** 退回, 补正 or 不予登记: each ground opens its place and is ticked off with how it was mended; then the next version, or the supplements. */
export function ReturnGrounds({ file, whole, filing, form, onAgain }: Props) {
  const { t } = useTranslation('registration');
  const reasons = filing.reasons ?? [];
  const state = filing.state ?? 'draft';
  if (reasons.length === 0 || state === 'registered') return null;
  const grounds = groundsOf(file, form.fields);
  const open = openReasons(reasons).length;
  const fixed = !['returned', 'refused', 'supplement'].includes(state);
  const mayFileAgain = state === 'returned' || state === 'refused' || (state === 'supplement' && filing.carrier === 'http');
  return (
    <Panel
      title={t('section.reasons')}
      extra={<StatusTag tone={open === 0 ? 'done' : 'attention'}>{t('correction:settled', { done: reasons.length - open, all: reasons.length })}</StatusTag>}
    >
      <EarlierReturns filing={filing} />
      <AsSaid filing={filing} fixed={fixed} />
      <ol className="grounds">
        {reasons.map((r, i) => (
          // grounds have no id of their own: parted, joined or dropped the list is made anew, typed in it stays
          <GroundItem
            key={`${i}/${reasons.length}`}
            filing={filing}
            reason={r}
            at={i}
            grounds={grounds}
            places={placesOf(t, file, filing, form, r)}
            fixed={fixed}
          />
        ))}
      </ol>
      {!fixed && areTypedReasons(filing) && <OneMore filing={filing} grounds={grounds} />}
      {!fixed && <Supplement file={file} whole={whole} filing={filing} />}
      {mayFileAgain && (
        <div className="toolbar">
          <Button type="primary" data-act="next-version" disabled={open > 0} onClick={onAgain}>
            {t('reason.again')}
          </Button>
          {open > 0 && <span className="muted small">{t('correction:open', { count: open })}</span>}
        </div>
      )}
      {state === 'supplement' && filing.carrier === 'pack' && <HandIn filing={filing} open={open} />}
    </Panel>
  );
}

/** What was asked for before on the same version, and what was done about it: folded, it is settled. */
function EarlierReturns({ filing }: { filing: Filing }) {
  const { t } = useTranslation('correction');
  return (filing.earlierReturns ?? []).map(({ on = t('noDay'), handedInOn, reasons }, i) => (
    // kept in order and never changed
    <details key={i} className="earlier-return">
      <summary>{t(handedInOn ? 'earlierHandedIn' : 'earlier', { n: i + 1, count: reasons.length, on, handedIn: handedInOn })}</summary>
      <ol>
        {reasons.map((r, k) => (
          <li key={k}>
            {[r.code, r.text].filter(Boolean).join(' ')}
            {(r.done || r.how) && <div className="muted small">{[r.done ? t('done') : '', r.how].filter(Boolean).join('：')}</div>}
          </li>
        ))}
      </ol>
    </details>
  ));
}

/** The return as it was said, whole, and what of it was read as no ground. */
function AsSaid({ filing, fixed }: { filing: Filing; fixed: boolean }) {
  const { t } = useTranslation('correction');
  if (!filing.returnText) return null;
  const { rest } = readReturn(filing.returnText, { annexes: [], fields: [] });
  return (
    <div className="as-said">
      <p className="muted small">{t(isOrgReturn(filing) ? 'asSaidOrg' : 'asSaid')}</p>
      <blockquote>{filing.returnText}</blockquote>
      {rest.length > 0 && !fixed && (
        <ul aria-label={t('rest')}>
          {rest.map((line) => (
            <li key={line}>
              <span className="muted small">{t('noGround', { line })}</span>{' '}
              {areTypedReasons(filing) && (
                <button type="button" className="link small" onClick={() => void addGround(filing.id, line, { annexes: [], fields: [] })}>
                  {t('takeAsGround')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function OneMore({ filing, grounds }: { filing: Filing; grounds: Parameters<typeof addGround>[2] }) {
  const { t } = useTranslation('correction');
  const [text, setText] = useState('');
  const add = async () => {
    const answer = await addGround(filing.id, text, grounds);
    if (isRefusal(answer)) showRefusal(answer);
    else setText('');
  };
  return (
    <div className="toolbar">
      <Input value={text} maxLength={2000} aria-label={t('more')} placeholder={t('more')} onChange={(e) => setText(e.target.value)} />
      <Button data-act="add-ground" disabled={text.trim() === ''} onClick={() => void add()}>
        {t('add')}
      </Button>
    </div>
  );
}

/** 补正 at the portal: the same version goes on, from the day its supplements were handed in. */
function HandIn({ filing, open }: { filing: Filing; open: number }) {
  const { t } = useTranslation('correction');
  const [day, setDay] = useState(today());
  const hand = async () => {
    const answer = await handIn(filing.id, day);
    if (isRefusal(answer)) showRefusal(answer);
  };
  return (
    <div className="toolbar">
      <Input className="hand-in-day" value={day} maxLength={40} aria-label={t('handInDay')} onChange={(e) => setDay(e.target.value)} />
      <Button type="primary" data-act="hand-in" disabled={open > 0} onClick={() => void hand()}>
        {t('handIn')}
      </Button>
      <span className="muted small">{open > 0 ? t('open', { count: open }) : t('handInText')}</span>
    </div>
  );
}
