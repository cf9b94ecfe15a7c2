import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { BENEFIT_KINDS, FOLLOWUP_KINDS } from '../../../../shared/domain/followup.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { unreflected } from '../../../../shared/domain/followup-content.ts';
import { isOpenFollowup, mayFollow } from '../../../../shared/domain/followup-rules.ts';
import { toInform } from '../../../../shared/domain/benefits.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { archiveRow, editRow, makeRow } from '../../../data/edit-row.ts';
import { today } from '../../../data/rules.ts';
import { newId } from '../../../data/store.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { EditGrid, type GridColumn } from '../../../ui/EditGrid.tsx';
import { StatusTag } from '../../../ui/marks.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import type { Benefit } from '../../../../shared/domain/followup.ts';
import { beginFollowup } from './edit-followup.ts';
import { FollowupCard } from './FollowupCard.tsx';
import './followups.css';

/** 登记后事项 of a registration, each on its way; and the benefits that rest on it, with the authorities to tell. */
export function Followups({ file, filing, form }: { file: DealFile; filing: Filing; form: FilledForm }) {
  const { t } = useTranslation('followups');
  const own = (file.followups ?? []).filter((u) => u.filingId === filing.id && u.archived !== true);
  const kinds = FOLLOWUP_KINDS.filter((kind) => mayFollow(filing, kind) && !own.some((u) => u.kind === kind && isOpenFollowup(u)));
  const ended = ['registered', 'cancelled', 'revoked'].includes(filing.state ?? '');
  if (own.length === 0 && !ended && kinds.length === 0) return null;
  const begin = (kind: (typeof FOLLOWUP_KINDS)[number]) =>
    void beginFollowup(file, filing, kind).then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  const waiting = unreflected(file, filing);
  return (
    <>
      {(ended || own.length > 0) && (
        <Panel title={t('title')}>
          {waiting.map((c) => (
            <p key={c.contract.id} className="followup-task" data-task={c.kind}>
              <StatusTag tone="attention">{t(`kind.${c.kind}`)}</StatusTag> {t(`task.${c.kind}`, { on: c.on })}{' '}
              {kinds.includes(c.kind) && (
                <button type="button" className="link" onClick={() => begin(c.kind)}>
                  {t(`begin.${c.kind}`)}
                </button>
              )}
            </p>
          ))}
          {own
            // what is open first, then the newest: ids follow time
            .toSorted((a, b) => Number(isOpenFollowup(b)) - Number(isOpenFollowup(a)) || b.id.localeCompare(a.id))
            .map((u) => (
              <FollowupCard key={u.id} file={file} filing={filing} followup={u} form={form} />
            ))}
          <div className="toolbar">
            {kinds.map((kind) => (
              <Button key={kind} data-act={`begin-${kind}`} title={t(`hint.${kind}`)} onClick={() => begin(kind)}>
                {t(`begin.${kind}`)}
              </Button>
            ))}
          </div>
        </Panel>
      )}
      {!ended && own.length === 0 && kinds.includes('dispute') && (
        <p className="muted small">
          {t('hint.dispute')}{' '}
          <button type="button" className="link" data-act="begin-dispute" onClick={() => begin('dispute')}>
            {t('begin.dispute')}
          </button>
        </p>
      )}
      {ended && <Benefits file={file} filing={filing} />}
    </>
  );
}

/** 已用优惠: what was used on the strength of this registration; after a change, a cancellation or a revocation each authority is to be told. */
function Benefits({ file, filing }: { file: DealFile; filing: Filing }) {
  const { t } = useTranslation('followups');
  const rows = (file.benefits ?? []).filter((b) => b.archived !== true);
  const open = toInform(file, filing);
  const saved =
    (key: keyof Benefit, note: keyof Benefit = 'authority') =>
    (b: Benefit, v: string | undefined) =>
      editRow('benefits', b.id, { [key]: v }, { note: String(b[note] ?? '') });
  // the two share what the others leave: beside the rail there is no more
  const column = (key: 'authority' | 'note'): GridColumn<Benefit> => ({
    key,
    header: t(`benefit.${key}`),
    kind: 'text',
    value: (b) => b[key],
    onSave: saved(key),
  });
  const day = (key: 'usedOn' | 'informedOn'): GridColumn<Benefit> => ({
    key,
    header: t(`benefit.${key}`),
    kind: 'day',
    width: '112px',
    value: (b) => b[key],
    onSave: saved(key),
  });
  const columns: GridColumn<Benefit>[] = [
    {
      key: 'kind',
      header: t('benefit.kind'),
      kind: 'select',
      width: '120px',
      options: BENEFIT_KINDS.map((value) => ({ value, label: t(`benefitKind.${value}`) })),
      value: (b) => b.kind,
      onSave: saved('kind'),
    },
    { key: 'amount', header: t('benefit.amount'), kind: 'money', width: '116px', value: (b) => b.amount, onSave: saved('amount') },
    day('usedOn'),
    column('authority'),
    day('informedOn'),
    column('note'),
  ];
  return (
    <Panel title={t('benefits.title')}>
      <p className="muted small">{t('benefits.text')}</p>
      {open.map(({ benefit, event }) => (
        <p key={benefit.id} className="followup-task" data-inform={benefit.id}>
          <StatusTag tone="attention">{t('benefits.inform')}</StatusTag>{' '}
          {t('benefits.informLine', {
            what: t(`event.${event.kind}`),
            on: event.on,
            kind: t(`benefitKind.${benefit.kind ?? 'none'}`),
            authority: benefit.authority || t('benefits.noAuthority'),
          })}{' '}
          <Button
            size="small"
            data-act="informed"
            onClick={() => void editRow('benefits', benefit.id, { informedOn: today() }, { intent: 'benefit.inform', note: benefit.authority ?? '' })}
          >
            {t('benefits.informed')}
          </Button>
        </p>
      ))}
      <EditGrid<Benefit>
        label={t('benefits.title')}
        table="benefits"
        columns={columns}
        rows={rows}
        addLabel={t('benefits.add')}
        empty={t('benefits.empty')}
        onAdd={() => void makeRow('benefits', { id: newId(), dealId: file.deal.id, filingId: filing.id }, { intent: 'benefit.create' })}
        rowMenu={(b) => [{ key: 'remove', label: t('benefits.remove'), onClick: () => void archiveRow('benefits', b.id, true, b.authority) }]}
      />
    </Panel>
  );
}
