import { useTranslation } from 'react-i18next';
import { navigate, useRoute, type Room } from '../session/route.ts';
import { changeSettings, useSettings } from '../session/settings.ts';
import { hasRoom, NAVIGATION, prefetchRoom } from './routes.tsx';

/** One stroke drawing per room, 16 px, so that the narrow navigation can be read. */
const ICONS: Partial<Record<Room, string>> = {
  today: 'M2.5 4h11v9.500h-11zM2.500 7h11M5.500 2.500v3M10.500 2.500v3M5.500 10l1.500 1.500 3.500-3',
  portfolio: 'M2.500 3.500h4l1.500 2h5.500v7.500h-11z',
  demands: 'M3 2.500h10v8H8l-3 3v-3H3zM5.500 5.500h5M5.500 7.500h3',
  parties: 'M2.500 13.500v-10h6v10M8.500 6.500h5v7M1.500 13.500h13M4.500 6h2M4.500 8.500h2M4.500 11h2',
  deals: 'M2.500 5.500h3v5h-3zM10.500 5.500h3v5h-3zM5.500 8h5',
  valuation: 'M2.500 13.500h11M4 11V8M7 11V5M10 11V7M13 11V3',
  negotiation: 'M2 3h8v5H6l-2 2V8H2zM8 10h2l2 2.500V10h2V5.500h-2',
  contracts: 'M4 1.500h5.500L12.500 4.500v10H4zM9.500 1.500v3h3M6 7.500h4.500M6 10h4.500M6 12.500h2.500',
  registration: 'M3 2.500h10v6.500a5 5 0 0 1-10 0zM5.500 7l2 2 3.500-3.500',
  reports: 'M2.500 2.500h11v11h-11zM2.500 6h11M6 6v7.500M10 6v7.500',
  settings: 'M2.500 4.500h6M11.500 4.500h2M2.500 11.500h2M7.500 11.500h6M8.500 3v3h3V3zM4.500 10v3h3v-3z',
};

export function Navigation() {
  const { t } = useTranslation('shell');
  const { room } = useRoute();
  const open = useSettings((s) => s.navOpen);
  return (
    <nav className="nav" aria-label={t('navigation')} data-region data-tour="nav">
      <div className="nav-brand">{t('brand')}</div>
      <ul>
        {NAVIGATION.filter(hasRoom).map((r) => (
          <li key={r} className={r === 'settings' ? 'nav-last' : undefined}>
            <button
              type="button"
              title={t(`nav.${r}`)}
              data-tour={`nav-${r}`}
              {...(r === room ? { 'aria-current': 'page' as const } : {})}
              onPointerEnter={() => prefetchRoom(r)}
              onFocus={() => prefetchRoom(r)}
              onClick={() => navigate({ room: r })}
            >
              <svg viewBox="0 0 16 16" className="nav-icon" aria-hidden="true">
                <path d={ICONS[r] ?? ''} />
              </svg>
              <span className="nav-word">{t(`nav.${r}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="nav-fold"
        onClick={() => changeSettings({ navOpen: !open })}
        aria-expanded={open}
        aria-label={t(open ? 'navFold' : 'navUnfold')}
        title={t(open ? 'navFold' : 'navUnfold')}
      >
        <svg viewBox="0 0 16 16" className="tone-icon" aria-hidden="true">
          <path d={open ? 'M9 4 5 8l4 4' : 'm7 4 4 4-4 4'} />
        </svg>
      </button>
    </nav>
  );
}
