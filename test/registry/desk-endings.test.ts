import { beforeAll, describe, expect, it } from 'vitest';
import { deskPair } from '../support/desk-pair.ts';
import { type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';

type Reply = { status: string; reasons: { code: string }[] };

describe.each(ENGINES)('ending a registration at the desk on %s', (engine) => {
  const { registry, people, file, decide } = deskPair(engine);
  let [token, local, registrar, reviewer] = ['', {} as DeskVisitor, {} as DeskVisitor, {} as DeskVisitor];
  beforeAll(() => void ({ token, local, registrar, reviewer } = people));

  const asOffice = async (letter: string): Promise<Reply> =>
    (await (await fetch(new URL(`/v1/filings/${letter}`, registry.url), { headers: { authorization: `Bearer ${token}` } })).json()) as Reply;
  const large = (n: number) => ({ form: { ...sampleContent(n).form, totalAmount: '6000000', technicalAmount: '6000000' } });

  it('what two registered is ended by two: the first asks, the second agrees or lets it stand, and both are in the log', async () => {
    const id = await file(50, large(50));
    for (const act of ['accept', 'register']) await decide(registrar, id, act);
    await decide(reviewer, id, 'confirm');
    const { text } = await registrar.get(`/desk/filings/${id}`);
    expect([text.includes('提请撤销登记，送复核'), text.includes('提请注销登记，送复核'), text.includes('/end"')]).toEqual([true, true, false]);
    expect((await decide(reviewer, id, 'revoke', { code: 'R01' })).status).toBe(403);
    expect((await decide(registrar, id, 'revoke', { code: 'R09', note: '提供虚假材料' })).status).toBe(303);
    expect((await asOffice(sampleLetter(50, large(50)).id)).status).toBe('REGISTERED');
    // the second finds it at the head of the queue, with who asked and why
    for (const who of [registrar, reviewer]) expect((await who.get('/desk')).text).toMatch(new RegExp(`等待复核员办理的登记 1 件：.*/desk/filings/${id}"`));
    const asked = (await reviewer.get(`/desk/filings/${id}`)).text;
    for (const words of ['示例登记员于 2026-04-16 提请撤销登记：', '提供虚假材料', '复核同意，撤销登记']) expect(asked).toContain(words);
    const waiting = (await registrar.get(`/desk/filings/${id}`)).text;
    expect([waiting.includes('等待复核员办理'), waiting.includes('/end"'), waiting.includes('/revoke"')]).toEqual([true, false, false]);
    expect((await decide(registrar, id, 'end')).status).toBe(403);
    // let stand, with a reason; then asked for again and agreed to
    expect((await decide(reviewer, id, 'keep', { why: ' ' })).status).toBe(409);
    expect((await decide(reviewer, id, 'keep', { why: '材料属实' })).status).toBe(303);
    expect((await registrar.get('/desk')).text).not.toContain('等待复核员办理的登记');
    expect((await decide(registrar, id, 'cancel', { why: '双方申请，协议解除' })).status).toBe(303);
    expect((await decide(reviewer, id, 'end')).status).toBe(303);
    expect((await asOffice(sampleLetter(50, large(50)).id)).status).toBe('CANCELLED');
    const log = (await registrar.get(`/desk/filings/${id}`)).text;
    for (const words of ['提请撤销登记', '不同意，登记保留', '材料属实', '提请注销登记', '复核同意撤销或注销', '双方申请，协议解除'])
      expect(log).toContain(words);
  });

  it('one person on duty cannot ask for the end of a registration and agree to it', async () => {
    const id = await file(51, large(51));
    for (const act of ['accept', 'register']) await decide(registrar, id, act);
    await decide(reviewer, id, 'confirm');
    expect((await decide(local, id, 'revoke', { code: 'R01' })).status).toBe(303);
    const refused = await decide(local, id, 'end');
    expect([refused.status, refused.text.includes('不能是同一个人')]).toEqual([409, true]);
    expect((await decide(reviewer, id, 'end')).status).toBe(303);
    expect(await asOffice(sampleLetter(51, large(51)).id)).toMatchObject({ status: 'REVOKED', reasons: [{ code: 'R01' }] });
  });
});
