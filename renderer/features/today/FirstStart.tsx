import { Button, Input, Radio } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { make } from '../../../shared/domain/edit.ts';
import { OFFICE_ID, OFFICE_ROLES } from '../../../shared/domain/party.ts';
import { isRefusal } from '../../../shared/result.ts';
import { commit } from '../../data/commit.ts';
import { rememberOffice } from '../../data/known-office.ts';
import { watchStorage } from '../../data/storage-watch.ts';
import { setWho } from '../../data/store.ts';
import { endFirstStart } from '../../session/boot.ts';
import { holdFiles, isSheet, useDropTarget } from '../../session/drop.ts';
import { navigate } from '../../session/route.ts';
import { changeSettings, useSettings } from '../../session/settings.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { Doors } from './Doors.tsx';
import './today.css';

type Role = (typeof OFFICE_ROLES)[number];

/** Instead of the frame: the first start asks three things and opens one of three doors. Nothing of it is compulsory: it can be filled in later. */
export function FirstStart() {
  const { t } = useTranslation('today');
  const locale = useSettings((s) => s.locale);
  const [userName, setUserName] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('seller');
  const saving = useRef<Promise<boolean> | null>(null);
  // the frame is not there yet, and a disk that was full must not keep the doors shut
  useEffect(watchStorage, []);

  /** Once, however many doors are tried while it is being saved; false where nothing was kept, which has been said, and can be tried again. */
  const save = () => {
    saving.current ??= (async () => {
      const given = { ...(userName.trim() ? { userName: userName.trim() } : {}), ...(name.trim() ? { name: name.trim() } : {}) };
      const done = await commit({ intent: 'office.create', note: name.trim() }, async (read) =>
        (await read.get('office', OFFICE_ID)) ? [] : [make('office', { id: OFFICE_ID, role, ...given })],
      );
      if (isRefusal(done)) {
        showRefusal(done);
        return false;
      }
      setWho(userName.trim());
      await rememberOffice();
      endFirstStart();
      return true;
    })().finally(() => (saving.current = null));
    return saving.current;
  };
  // dropped beside the door is dropped all the same: a list goes to 导入, anything else is looked at as a contract
  const latest = useRef(save);
  useEffect(() => void (latest.current = save));
  const take = useCallback((files: File[]): boolean => {
    void latest.current().then((open) => {
      if (!open) return;
      holdFiles(files);
      navigate(files.every(isSheet) ? { room: 'import' } : { room: 'deals', tab: 'from-file' });
    });
    return true;
  }, []);
  useDropTarget(take);
  return (
    <main className="first-start">
      <div>
        <h1>{t('first.title')}</h1>
        <p className="lead">{t('first.lead')}</p>
        <div className="first-fields">
          <Field label={t('first.name')} hint={t('first.nameHint')}>
            {(ids) => (
              <Input
                id={ids.input}
                aria-describedby={ids.describedBy}
                autoFocus
                value={userName}
                maxLength={100}
                onChange={(e) => setUserName(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('first.office')} hint={t('first.officeHint')}>
            {(ids) => <Input id={ids.input} aria-describedby={ids.describedBy} value={name} maxLength={200} onChange={(e) => setName(e.target.value)} />}
          </Field>
          <div className="field">
            <span className="field-label" id="first-role">
              {t('first.role')}
            </span>
            <Radio.Group
              aria-labelledby="first-role"
              value={role}
              onChange={(e) => setRole(e.target.value as Role)}
              options={OFFICE_ROLES.map((r) => ({ value: r, label: t(`role.${r}`) }))}
              vertical
            />
          </div>
        </div>
        <h2>{t('first.doors')}</h2>
        <Doors before={save} />
        <div className="first-foot">
          <Button type="text" onClick={() => void save()}>
            {t('first.straight')}
          </Button>
          <span>{t('first.local')}</span>
          <Button type="text" onClick={() => changeSettings({ locale: locale === 'zh' ? 'en' : 'zh' })}>
            {locale === 'zh' ? 'English' : t('first.chinese')}
          </Button>
        </div>
      </div>
    </main>
  );
}
