import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Disk, Responses } from '../../../shared/bridge.ts';
import { call } from '../../data/bridge-call.ts';
import { rulePackLine } from '../../data/queries/rule-pack.ts';
import { notify } from '../../session/trouble.ts';
import { copyText } from '../../ui/copy-text.ts';
import { fileSize } from '../../ui/fields/FileField.tsx';
import { Panel } from '../../ui/Panel.tsx';

/** Versions, so that they can be read out over the phone. */
export function AboutSection() {
  const { t, i18n } = useTranslation('settings');
  const [info, setInfo] = useState<Responses['app.info'] | null>(null);
  const [disk, setDisk] = useState<Disk | null>(null);
  useEffect(() => {
    void call('app.info', {}).then(setInfo, () => {});
    void call('disk.free', {}).then(setDisk, () => {});
  }, []);
  const lines: [string, string][] = [
    ['version', info?.version ?? ''],
    ['rules', `${rulePackLine(i18n.language).name} ${rulePackLine().version}`],
    ['system', info?.platform ?? ''],
    ['runtime', info ? `Electron ${info.electron} · Chromium ${info.chrome}` : ''],
    ['disk', disk ? fileSize(disk.freeBytes) : ''],
  ];
  const copy = () => {
    if (copyText(lines.map(([k, v]) => `${t(`about.${k}`)}: ${v}`).join('\n'))) notify(t('about.copied'), 'done');
  };
  return (
    <Panel
      title={t('about.title')}
      extra={
        <Button size="small" onClick={copy}>
          {t('about.copy')}
        </Button>
      }
    >
      <dl className="settings-rows">
        {lines.map(([k, v]) => (
          <div key={k}>
            <dt>{t(`about.${k}`)}</dt>
            <dd>{v}</dd>
          </div>
        ))}
      </dl>
      <p className="settings-note">{t('about.note')}</p>
    </Panel>
  );
}
