import type { TFunction } from 'i18next';

/** Codes of outcomes (status.ts and the carrier make them) that have words of their own. */
const WORDS: Readonly<Record<string, string>> = {
  unreachable: 'unreachable',
  off: 'off',
  unauthorised: 'unauthorised',
  busy: 'busy',
  storage: 'storage',
  absent: 'absent',
  refused: 'refused',
  'not-simulated': 'notSimulated',
  'words-damaged': 'words',
  'registry-wants-key': 'wantsKey',
  'registry-unknown-key': 'wantsKey',
  'registry-wrong-signature': 'wrongSignature',
  'registry-key-taken': 'keyTaken',
  'registry-key-waiting': 'keyWaiting',
  'registry-key-conflict': 'conflict',
  'registry-too-large': 'tooLarge',
  'bridge-too-large': 'tooLarge',
};

const FAMILIES = ['server', 'unreadable', 'registry'] as const;

/** The last result of a letter; a code without words is shown with what is known of it. */
export function outcomeWords(t: TFunction<'sync'>, code: string): string {
  const known = WORDS[code];
  if (known !== undefined) return t(`outcome.${known}`);
  const family = FAMILIES.find((f) => code.startsWith(`${f}-`));
  return family === undefined
    ? t('outcome.unknown', { code })
    : t(`outcome.${family === 'registry' ? 'invalid' : family}`, { code: code.slice(family.length + 1) });
}
