import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate, type Route } from '../../session/route.ts';
import { Page } from '../../ui/Page.tsx';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { BackupSection } from './BackupSection.tsx';
import { ClausesSection } from './ClausesSection.tsx';
import { OfficeSection } from './OfficeSection.tsx';
import { RegistrySection } from './RegistrySection.tsx';
import { RulesSection } from './RulesSection.tsx';
import { WorkspaceSection } from './WorkspaceSection.tsx';
import './settings.css';

const SECTIONS: Record<string, ComponentType> = {
  office: OfficeSection,
  appearance: AppearanceSection,
  clauses: ClausesSection,
  rules: RulesSection,
  registry: RegistrySection,
  backup: BackupSection,
  workspaces: WorkspaceSection,
  about: AboutSection,
};

/** Everything that is about this office and this computer, one section at a time. */
export function SettingsRoom({ route }: { route: Route }) {
  const { t } = useTranslation('settings');
  const tab = route.tab && route.tab in SECTIONS ? route.tab : 'office';
  const Section = SECTIONS[tab]!;
  return (
    <Page title={t(`section.${tab}`)} crumbs={[{ label: t('title'), to: { room: 'settings' } }]}>
      <div className="settings">
        <nav aria-label={t('title')}>
          <ul>
            {Object.keys(SECTIONS).map((key) => (
              <li key={key}>
                <button
                  type="button"
                  data-section={key}
                  {...(key === tab ? { 'aria-current': 'page' as const } : {})}
                  onClick={() => navigate({ room: 'settings', tab: key }, { replace: true })}
                >
                  {t(`section.${key}`)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div className="settings-body">
          <Section />
        </div>
      </div>
    </Page>
  );
}
