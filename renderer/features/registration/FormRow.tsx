import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import { forTheEye } from '../../../shared/domain/filing-portal.ts';
import { isAccountKey } from '../../../shared/domain/filing-sides.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { placeOf } from '../../data/findings.ts';
import { navigate } from '../../session/route.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useFormLists } from '../../data/form-lists.ts';
import { copyText } from '../../ui/copy-text.ts';
import { UnconfirmedMark } from '../../ui/marks.tsx';
import { isWord } from './CodeOrWord.tsx';
import { typeField } from './edit-filing.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { homeOf } from './home.ts';

type Props = {
  file: DealFile;
  filing: Filing;
  field: FilledField;
  frozen: boolean;
  /** what the source says since the form was frozen */ now: string | undefined;
};

/** A field: its value, the same in the older code system, what its source says otherwise, and the way to that source. */
export function FormRow({ file, filing, field, frozen, now }: Props) {
  const { t } = useTranslation('registration');
  const [writes, setWrites] = useState(false);
  const lists = useFormLists()?.lists ?? {};
  const list = frozen || field.codes === undefined ? undefined : lists[field.codes];
  const missing = field.mustFill && field.value === '';
  const place = field.from && placeOf(field.from, file.deal.id, file.deal.achievementId);
  const source =
    field.origin === 'typed'
      ? t('typed')
      : field.origin === 'none'
        ? missing
          ? t('missing')
          : ''
        : field.from
          ? t('fieldSource', { what: t(`table.${field.from.table}` as never, { defaultValue: '' }) })
          : '';
  const home = frozen ? null : homeOf(field, file);
  const takeSource = () => {
    setWrites(false);
    void typeField(filing.id, field.key, '').then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  };
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
          <FieldEditor file={file} filing={filing} field={field} writes={writes} />
        )}
        {field.former && (
          <div className="form-beside" data-former={field.key} title={`${field.former.source}：${field.former.note}`}>
            {t('filing-form:former', { value: field.former.value })} {!field.former.confirmed && <UnconfirmedMark what={field.former.note} />}
          </div>
        )}
        {now !== undefined && (
          <div className="form-beside form-moved" data-moved={field.key}>
            {t('filing-form:movedTo', { value: now || t('filing-form:emptied') })}
          </div>
        )}
      </td>
      <td className="form-source">
        {place && (field.origin !== 'typed' || field.recorded !== undefined) ? (
          <button type="button" className="link small" title={t('openSource')} onClick={() => navigate(place)}>
            {source || t('openSource')}
          </button>
        ) : (
          <span className="muted small">{source}</span>
        )}
        {home && (
          <span className="muted small" data-home={home.table}>
            {' '}
            {t('filing-form:home', { what: t(`table.${home.table}`) })}
          </span>
        )}
        {missing && <div className="muted small">{t(`filing-form:why.${field.required}` as never)}</div>}
        {list && list.status !== 'confirmed' && (
          <div>
            <button
              type="button"
              className="link small"
              title={t('filing-form:portalList')}
              data-act="word"
              onClick={() => {
                if (writes || isWord(field)) takeSource();
                else setWrites(true);
              }}
            >
              {t(writes || isWord(field) ? 'filing-form:fromList' : 'filing-form:typeWord')}
            </button>
          </div>
        )}
        {frozen && isAccountKey(field.key) && field.value !== '' && (
          <button
            type="button"
            className="link small form-copy"
            data-act="copy"
            onClick={() => notify(t(copyText(field.value) ? 'assistant.copied' : 'assistant.notCopied', { label: field.zh }), 'done')}
          >
            {t('assistant.copy')}
          </button>
        )}
        {!frozen && field.recorded !== undefined && (
          <div className="small">
            <span className="muted">{t('filing-form:recorded', { value: forTheEye(field, field.recorded, lists) })}</span>{' '}
            <button type="button" className="link small" data-act="take-recorded" onClick={takeSource}>
              {t('filing-form:takeRecorded')}
            </button>
          </div>
        )}
      </td>
    </tr>
  );
}
