/** Every word on screen: one JSON file per feature and language under resources/locales, the file name is the namespace. */
import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from '../../shared/text.ts';
import type { Locale } from '../session/settings.ts';

type Words = Record<string, unknown>;
const files = import.meta.glob<Words>('../../resources/locales/*/*.json', { eager: true, import: 'default' });

const resources: Record<string, Record<string, Words>> = {};
for (const [path, words] of Object.entries(files)) {
  const [, locale, namespace] = /locales\/([a-z]+)\/([\w-]+)\.json$/.exec(path) ?? [];
  if (locale && namespace) (resources[locale] ??= {})[namespace] = words;
}

export const i18n: I18n = i18next.createInstance();

/** Ready synchronously: the words are part of the bundle. */
export function startI18n(locale: Locale): void {
  void i18n
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: 'zh',
      defaultNS: 'shell',
      resources: resources as never,
      interpolation: { escapeValue: true, escape: isolated },
      returnNull: false,
      initAsync: false,
    });
}
