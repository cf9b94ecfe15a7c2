import type { TFunction } from 'i18next';
import type { OutboxRow } from '../data/schema.ts';

/** Codes of outcomes (status.ts and the carrier make them) that have words of their own. */
const WORDS: Readonly<Record<string, string>> = {
  unreachable: 'unreachable',
  off: 'off',
  forbidden: 'forbidden',
  unauthorised: 'unauthorised',
  busy: 'busy',
  storage: 'storage',
  absent: 'absent',
  refused: 'refused',
  simulated: 'simulated',
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
  timeout: 'timeout',
};

/** What a connection says of itself (Node's codes), and the words for it; the first that fits. */
const REACHED: readonly [RegExp, string][] = [
  [/^unreachable-(ENOTFOUND|EAI_AGAIN)$/, 'noHost'],
  [/^unreachable-ECONNREFUSED$/, 'noListener'],
  [/^unreachable-(.*CERT.*|ERR_TLS_.*|UNABLE_TO_.*|HOSTNAME_MISMATCH)$/, 'certificate'],
  [/^unreachable-(EPROTO|ERR_SSL_.*)$/, 'noTls'],
  [/^(ECONNRESET|EPIPE|broken|cut-short)$/, 'cut'],
  [/^redirect-/, 'redirect'],
  [/^(HPE_.*|encoded|too-large)$/, 'foreign'],
];

const FAMILIES = ['unreachable', 'server', 'unreadable', 'registry'] as const;
const FAMILY_WORDS = { unreachable: 'notReached', server: 'server', unreadable: 'unreadable', registry: 'invalid' } as const;

/** The last result of a letter; a code without words is shown with what is known of it. */
export function outcomeWords(t: TFunction<'sync'>, code: string, state?: OutboxRow['state']): string {
  // the question did not go out; the letter itself had
  if (state === 'unknown' && (code === 'off' || code === 'forbidden')) return t('outcome.notAsked');
  const known = WORDS[code] ?? REACHED.find(([is]) => is.test(code))?.[1];
  if (known !== undefined) return t(`outcome.${known}`, { code: code.replace(/^unreachable-/, '') });
  const family = FAMILIES.find((f) => code.startsWith(`${f}-`));
  return family === undefined ? t('outcome.unknown', { code }) : t(`outcome.${FAMILY_WORDS[family]}`, { code: code.slice(family.length + 1) });
}
