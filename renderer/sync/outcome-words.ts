/** What the line to a registry says of itself, in words: the last result of a letter, a clock that is off. */
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
  // our own clock may be what is wrong
  [/^unreachable-CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'certificateDay'],
  [/^unreachable-(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'certificateName'],
  [/^unreachable-(.*CERT.*|ERR_TLS_.*|UNABLE_TO_.*)$/, 'certificate'],
  [/^unreachable-(EPROTO|ERR_SSL_.*)$/, 'noTls'],
  [/^(ECONNRESET|EPIPE|broken|cut-short)$/, 'cut'],
  [/^redirect-/, 'redirect'],
  [/^(HPE_.*|encoded|too-large)$/, 'foreign'],
];

const FAMILIES = ['unreachable', 'server', 'unreadable', 'registry'] as const;
const FAMILY_WORDS = { unreachable: 'notReached', server: 'server', unreadable: 'unreadable', registry: 'invalid' } as const;

/** The last result of a letter; a code without words is shown with what is known of it. */
export function outcomeWords(t: TFunction<'sync'>, code: string, state?: OutboxRow['state']): string {
  // where the fate of a letter is unknown it was the question that did not go out; the letter itself had
  const asking = state === 'unknown';
  if (asking && (code === 'off' || code === 'forbidden')) return t('outcome.notAsked');
  const fate = t(asking ? 'outcome.notTold' : 'outcome.notSent');
  const known = WORDS[code] ?? REACHED.find(([is]) => is.test(code))?.[1];
  if (known !== undefined) return t(`outcome.${known}`, { code: code.replace(/^unreachable-/, ''), fate });
  const family = FAMILIES.find((f) => code.startsWith(`${f}-`));
  return family === undefined ? t('outcome.unknown', { code }) : t(`outcome.${FAMILY_WORDS[family]}`, { code: code.slice(family.length + 1), fate });
}

/** A clock off by less says nothing: the server tells whole seconds. */
const LEAST_SKEW_MS = 90_000;
const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];

/** How far our clock is off, in the largest unit that is told whole; null where it is not. `advice` where the days counted by it may be wrong. */
export function skewWords(t: TFunction<'sync'>, skewMs: number | null): { words: string; advice?: string } | null {
  const off = Math.abs(skewMs ?? 0);
  if (skewMs === null || off < LEAST_SKEW_MS) return null;
  const [unit, ms] = off >= 2 * DAY_MS ? (['days', DAY_MS] as const) : off >= 2 * HOUR_MS ? (['hours', HOUR_MS] as const) : (['minutes', MINUTE_MS] as const);
  const words = t(skewMs > 0 ? 'skew.slow' : 'skew.fast', { span: t(`skew.${unit}`, { count: Math.round(off / ms) }) });
  return { words, ...(off >= 2 * HOUR_MS ? { advice: t('skew.check') } : {}) };
}
