import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeSettings, useSettings, type Settings } from '../../session/settings.ts';
import { Panel } from '../../ui/Panel.tsx';

const CHOICES = { theme: ['system', 'light', 'dark'], locale: ['zh', 'en'], units: ['wan', 'yuan'], density: ['compact', 'roomy'] } as const;

/** Theme, language, unit of amounts, height of rows: at once, for this computer. */
export function AppearanceSection() {
  const { t } = useTranslation('settings');
  const settings = useSettings();
  return (
    <Panel title={t('section.appearance')}>
      <dl className="settings-rows">
        {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((key) => (
          <div key={key}>
            <dt id={`setting-${key}`}>{t(`appearance.${key}`)}</dt>
            <dd>
              <Segmented
                aria-labelledby={`setting-${key}`}
                value={settings[key]}
                options={CHOICES[key].map((value) => ({ value, label: t(`appearance.${key}_${value}`) }))}
                onChange={(value) => changeSettings({ [key]: value } as Partial<Settings>)}
              />
              <p className="settings-note">{t(`appearance.${key}Note`)}</p>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
