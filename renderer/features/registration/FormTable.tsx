import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { placeOf } from '../../data/findings.ts';
import { navigate } from '../../session/route.ts';
import { useViewState } from '../../session/view-state.ts';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { FieldEditor } from './FieldEditor.tsx';
import { PortalLabels } from './PortalLabels.tsx';
import type { FilingReading } from './reading.ts';

const GROUPS = [
  ['contract', 1, 8],
  ['class', 9, 14],
  ['buyer', 15, 31],
  ['other', 32, 99],
] as const;

/** The form in the portal's order: what will stand there, where it comes from, what is still missing. */
export function FormTable({ file, filing, reading }: { file: DealFile; filing: Filing; reading: FilingReading }) {
  const { t } = useTranslation('registration');
  const [gaps, setGaps] = useViewState<boolean>('registration.onlyGaps', false);
  const { fields } = reading.form;
  const wanted = fields.filter((f) => f.mustFill);
  const done = wanted.filter((f) => f.value !== '').length;
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
      <PortalLabels />
      {GROUPS.map(([group, from, to]) => {
        const own = fields.filter(
          (f) => f.order >= from && f.order <= to && f.required !== 'system' && (!gaps || reading.frozen || (f.mustFill && f.value === '')),
        );
        if (own.length === 0) return null;
        return (
          <table key={group} className="form-table">
            <caption>{t(`section.${group}`)}</caption>
            <thead className="visually-hidden">
              <tr>
                <th>{t('colField')}</th>
                <th>{t('colValue')}</th>
                <th>{t('colSource')}</th>
              </tr>
            </thead>
            <tbody>
              {own.map((f) => (
                <Row key={f.key} file={file} filing={filing} field={f} frozen={reading.frozen} />
              ))}
            </tbody>
          </table>
        );
      })}
    </Panel>
  );
}

function Row({ file, filing, field, frozen }: { file: DealFile; filing: Filing; field: FilledField; frozen: boolean }) {
  const { t } = useTranslation('registration');
  const missing = field.mustFill && field.value === '';
  const place = field.from && placeOf(field.from, file.deal.id, file.deal.achievementId);
  const source =
    field.origin === 'typed'
      ? t('typed')
      : field.origin === 'none'
        ? missing
          ? t('missing')
          : ''
        : t('fieldSource', { what: t(`table.${field.from?.table ?? 'deals'}` as never, { defaultValue: '' }) });
  return (
    <tr className={missing ? 'form-missing' : undefined} data-field={`filings/${filing.id}/form.${field.key}`} data-form={field.key}>
      <th scope="row">
        {field.zh}
        {field.status !== 'confirmed' && <UnconfirmedMark />}
      </th>
      <td>
        {frozen ? (
          <span className={field.type === 'money' ? 'figure-left' : undefined}>{field.shown || <span className="muted">{t('none')}</span>}</span>
        ) : (
          <FieldEditor file={file} filing={filing} field={field} />
        )}
      </td>
      <td className="form-source">
        {place && field.origin !== 'typed' ? (
          <button type="button" className="link small" title={t('openSource')} onClick={() => navigate(place)}>
            {source || t('openSource')}
          </button>
        ) : (
          <span className="muted small">{source}</span>
        )}
      </td>
    </tr>
  );
}
