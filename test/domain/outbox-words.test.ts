/** What the outbox says of a letter's last result and of a clock that is off: nothing that is not so, and what to do next. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { outcomeWords, skewWords } from '../../renderer/sync/outcome-words.ts';

async function speaker(lng: 'zh' | 'en'): Promise<TFunction<'sync'>> {
  const words = JSON.parse(readFileSync(path.join(import.meta.dirname, `../../resources/locales/${lng}/sync.json`), 'utf8')) as object;
  const i18n = i18next.createInstance();
  await i18n.init({ lng, defaultNS: 'sync', resources: { [lng]: { sync: words } } as never, interpolation: { escapeValue: false } });
  return i18n.t as unknown as TFunction<'sync'>;
}
const [zh, en] = await Promise.all([speaker('zh'), speaker('en')]);

describe('the last result of a letter', () => {
  const reached = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EPROTO', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'];

  it.each(reached.map((code) => `unreachable-${code}`))('%s: not sent where it waits; where its fate is unknown only the question was not', (code) => {
    expect(outcomeWords(zh, code, 'waiting')).toMatch(/没有送出/);
    expect(outcomeWords(en, code, 'waiting')).toMatch(/not sent/);
    expect(outcomeWords(zh, code, 'unknown')).not.toMatch(/没有送出/);
    expect(outcomeWords(zh, code, 'unknown')).toMatch(/登记端可能已经收到/);
    expect(outcomeWords(en, code, 'unknown')).toMatch(/the registry may have it/);
  });

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /不是受信任的机构签发的.*核对接口地址/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /不是受信任的机构签发的/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /不是受信任的机构签发的/],
    ['CERT_HAS_EXPIRED', /过期.*先核对本机的日期和时间/],
    ['CERT_NOT_YET_VALID', /尚未生效.*先核对本机的日期和时间/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /不是这个地址的.*核对接口地址/],
  ])('a certificate (%s) says what is wrong with it and what to look at first', (code, words) => {
    expect(outcomeWords(zh, `unreachable-${code}`, 'waiting')).toMatch(words);
    expect(outcomeWords(en, `unreachable-${code}`, 'waiting')).toMatch(/certificate.*not sent: check/);
  });

  it.each(['server-500', 'busy', 'timeout', 'ECONNRESET'])('%s: nobody knows, and it is asked about before it is sent again', (code) => {
    expect(outcomeWords(zh, code, 'unknown')).toMatch(/先查询/);
    expect(outcomeWords(en, code, 'unknown')).toMatch(/asked/);
  });
});

describe('a clock that is off', () => {
  const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
  it.each([
    [30_000, undefined],
    [-7 * MINUTE, '本机时钟比登记端快 7 分钟'],
    [90 * MINUTE, '本机时钟比登记端慢 90 分钟'],
    [5 * HOUR, '本机时钟比登记端慢 5 小时'],
    [-3 * DAY, '本机时钟比登记端快 3 天'],
    [400 * DAY, '本机时钟比登记端慢 400 天'],
  ])('%d ms is told in the largest sensible unit', (ms, words) => {
    expect(skewWords(zh, ms)?.words).toBe(words);
  });
  it('says what to do where days may be counted wrong', () => {
    expect(skewWords(zh, -3 * DAY)?.advice).toMatch(/校准/);
    expect(skewWords(en, -3 * DAY)?.words).toBe("This computer's clock is 3 days ahead of the registry's");
    expect([skewWords(zh, 7 * MINUTE)?.advice, skewWords(zh, null)]).toEqual([undefined, null]);
  });
});
