/** Theme, density and language on the document itself, and told to the main process (window frame, menus). */
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useSettings, type Settings } from '../session/settings.ts';
import { i18n } from './i18n.ts';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

export const isDark = (theme: Settings['theme']): boolean => theme === 'dark' || (theme === 'system' && systemDark.matches);

function paint({ theme, density, locale, navOpen }: Settings): void {
  const root = document.documentElement;
  root.dataset['theme'] = isDark(theme) ? 'dark' : 'light';
  root.dataset['density'] = density;
  root.dataset['nav'] = navOpen ? 'open' : 'closed';
  root.lang = locale === 'zh' ? 'zh-CN' : 'en';
  dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en');
}

/** Paints now and at every change of the settings or of the system's theme. */
export function applyAppearance(): void {
  const tell = (s: Settings) => {
    void window.bridge.call('window.theme', { theme: s.theme });
    void window.bridge.call('window.menuLocale', { locale: s.locale });
  };
  paint(useSettings.getState());
  tell(useSettings.getState());
  useSettings.subscribe((now, before) => {
    paint(now);
    if (now.locale !== before.locale) void i18n.changeLanguage(now.locale);
    if (now.locale !== before.locale || now.theme !== before.theme) tell(now);
  });
  systemDark.addEventListener('change', () => paint(useSettings.getState()));
}
