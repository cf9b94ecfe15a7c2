/** antd's tokens, the same colours as shell.css. */
import { theme, type ThemeConfig } from 'antd';

const light: ThemeConfig = {
  token: {
    colorPrimary: '#1d4f91',
    colorInfo: '#1d4f91',
    colorSuccess: '#1a6e34',
    colorWarning: '#855000',
    colorError: '#b3261e',
    colorLink: '#1d4f91',
    colorText: '#1f2329',
    colorTextSecondary: '#4e5661',
    colorTextTertiary: '#616975',
    colorTextPlaceholder: '#6b7380',
    colorTextDescription: '#4e5661',
    colorBgLayout: '#f4f5f7',
    colorBorder: '#b9bfc9',
    colorBorderSecondary: '#dfe2e7',
  },
};
const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    colorPrimary: '#2f66ad',
    colorInfo: '#8ab6f0',
    colorSuccess: '#6cc788',
    colorWarning: '#e5b35c',
    colorError: '#ff9a90',
    colorLink: '#8ab6f0',
    colorText: '#e6e8eb',
    colorTextSecondary: '#b4bbc6',
    colorTextTertiary: '#9aa2ae',
    colorTextPlaceholder: '#98a0ac',
    colorTextDescription: '#b4bbc6',
    colorBgLayout: '#15171b',
    colorBgContainer: '#1d2025',
    colorBgElevated: '#262a31',
    colorBorder: '#565d68',
    colorBorderSecondary: '#343940',
  },
  components: { Button: { colorErrorText: '#ff9a90' } },
};

/** Motion is off: nothing moves without a reason. */
export function antdTheme(isDark: boolean): ThemeConfig {
  const chosen = isDark ? dark : light;
  // what is locked is still read, every word of it
  const locked = { colorTextDisabled: isDark ? '#b4bbc6' : '#4e5661' };
  return {
    ...chosen,
    components: { ...chosen.components, Input: locked, Select: locked, Button: { ...chosen.components?.Button, contentFontSizeSM: 13, paddingInlineSM: 9 } },
    token: { ...chosen.token, motion: false, borderRadius: 6, fontSize: 14, controlHeight: 32, wireframe: false, fontFamily: 'var(--font)' },
  };
}
