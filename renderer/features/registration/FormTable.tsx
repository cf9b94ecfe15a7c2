import { Button, Switch } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import { isAccountKey } from '../../../shared/domain/filing-sides.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { editRow } from '../../data/edit-row.ts';
import { useRoute } from '../../session/route.ts';
import { useViewState } from '../../session/view-state.ts';
import { DateField } from '../../ui/fields/DateField.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Currency } from './Currency.tsx';
import { FormRow } from './FormRow.tsx';
import { PointField } from './PointField.tsx';
import { PortalLabels } from './PortalLabels.tsx';
import { SplitRows } from './SplitRows.tsx';
import type { FilingReading } from './reading.ts';

const GROUPS = ['contract', 'class', 'buyer', 'other', 'seller'] as const;
/** The part of the form a field stands in; the portal's order runs through all of them. */
function groupOf({ key, order }: FilledField): (typeof GROUPS)[number] {
  if (isAccountKey(key)) return 'seller';
  if (key.startsWith('buyer')) return 'buyer';
  return order <= 8 ? 'contract' : order <= 15 ? 'class' : 'other';
}

/** The field of this form somebody was led to: it is shown whatever is folded or left out. */
function useCalled(filingId: string): string | undefined {
  const { focus = '' } = useRoute();
  const ours = `filings/${filingId}/form.`;
  return focus.startsWith(ours) ? focus.slice(ours.length) : undefined;
}

/** The form in the portal's order: what will stand there, where it comes from, what is still missing and why it is asked. */
export function FormTable({ file, filing, reading }: { file: DealFile; filing: Filing; reading: FilingReading }) {
  const { t } = useTranslation('registration');
  const [gaps, setGaps] = useViewState<boolean>('registration.onlyGaps', false);
  const registered = file.seller?.portalRegisteredOn;
  const called = useCalled(filing.id);
  const [opened, setSeller] = useState<boolean | null>(null);
  const seller = opened ?? called?.startsWith('seller') ?? false;
  // three fields exist for enterprises only
  const fields = reading.form.fields.filter((f) => f.required !== 'system' && (f.required !== 'enterpriseBuyer' || f.mustFill || f.value !== ''));
  const wanted = fields.filter((f) => f.mustFill);
  const done = wanted.filter((f) => f.value !== '').length;
  const only = gaps && !reading.frozen;
  const rows = (group: (typeof GROUPS)[number]) => fields.filter((f) => groupOf(f) === group && (!only || f.key === called || (f.mustFill && f.value === '')));
  return (
    <Panel
      title={t('section.form')}
      extra={
        <span className="form-extra">
          <StatusTag tone={done === wanted.length ? 'done' : 'attention'}>{t('filled', { done, all: wanted.length })}</StatusTag>
          {!reading.frozen && (
            <label>
              <Switch size="small" checked={gaps} onChange={setGaps} /> {t('hideFilled')}
            </label>
          )}
        </span>
      }
    >
      {reading.form.notes.includes('royaltyPending') && (
        <p className="form-note">
          <StatusTag tone="attention">{t('royaltyNote')}</StatusTag>
        </p>
      )}
      {only && <p className="form-note">{done < wanted.length ? t('filing-form:asked', { count: wanted.length - done }) : t('filing-form:noneAsked')}</p>}
      {!only && <PointField file={file} filing={filing} frozen={reading.frozen} />}
      <PortalLabels />
      {GROUPS.map((group) => {
        const own = rows(group);
        const isSeller = group === 'seller';
        if (own.length === 0) return null;
        const folded = isSeller && !seller;
        return (
          <Fragment key={group}>
            <table className="form-table">
              <caption>
                {t(`section.${group}`)}
                {isSeller && (
                  <Button size="small" type="link" data-act="seller" aria-expanded={seller} onClick={() => setSeller(!seller)}>
                    {t(seller ? 'filing-form:seller.hide' : 'filing-form:seller.show', { count: own.length })}
                  </Button>
                )}
              </caption>
              <thead className="visually-hidden">
                <tr>
                  <th>{t('colField')}</th>
                  <th>{t('colValue')}</th>
                  <th>{t('colSource')}</th>
                </tr>
              </thead>
              <tbody>
                {!folded && own.map((f) => <FormRow key={f.key} file={file} filing={filing} field={f} frozen={reading.frozen} now={reading.now[f.key]} />)}
              </tbody>
            </table>
            {isSeller && file.seller && (
              <div className="form-seller">
                <DateField
                  label={t('filing-form:seller.registeredOn')}
                  name={`parties/${file.seller.id}/portalRegisteredOn`}
                  hint={t('filing-form:seller.hint')}
                  value={registered}
                  onSave={(v) => editRow('parties', file.seller!.id, { portalRegisteredOn: v }, { intent: 'parties.edit', note: file.seller!.name ?? '' })}
                />
              </div>
            )}
            {group === 'other' && reading.form.remark !== '' && (
              <p className="form-remark" data-remark="">
                <span className="muted">{t('filing-form:remark')}</span> {reading.form.remark}
              </p>
            )}
            {group === 'contract' && !only && (
              <>
                <SplitRows file={file} filing={filing} reading={reading} />
                <Currency filing={filing} frozen={reading.frozen} />
              </>
            )}
          </Fragment>
        );
      })}
    </Panel>
  );
}
