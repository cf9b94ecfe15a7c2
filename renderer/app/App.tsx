import { ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useSettings } from '../session/settings.ts';
import { isDark } from './appearance.ts';
import { ListArrow } from '../ui/clear.tsx';
import { i18n } from './i18n.ts';
import { antdTheme } from './theme.ts';

const SELECT = { suffixIcon: <ListArrow /> };
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const onSystem = (tell: () => void) => {
  systemDark.addEventListener('change', tell);
  return () => systemDark.removeEventListener('change', tell);
};

/** What every screen stands in: words, controls' language and colours, the nonce for their styles. */
export function App({ nonce, children }: { nonce: string; children: ReactNode }) {
  const theme = useSettings((s) => s.theme);
  const locale = useSettings((s) => s.locale);
  useSyncExternalStore(onSystem, () => systemDark.matches);
  const dark = isDark(theme);
  const look = useMemo(() => antdTheme(dark), [dark]);
  const csp = useMemo(() => ({ nonce }), [nonce]);
  return (
    <I18nextProvider i18n={i18n}>
      <ConfigProvider csp={csp} locale={locale === 'zh' ? zh : en} theme={look} button={{ autoInsertSpace: false }} wave={{ disabled: true }} select={SELECT}>
        {children}
      </ConfigProvider>
    </I18nextProvider>
  );
}
