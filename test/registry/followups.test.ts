import { beforeAll, describe, expect, it } from 'vitest';
import { checkedFetch, requestComplaint } from '../support/contract-check.ts';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { FIRST, SECOND } from '../support/live-registry.ts';
import { followupOut, sampleFollowup } from '../support/sample-followup.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';
import { analyse } from '../../electron/registry/analysis.ts';
import { decide, type Decision } from '../../electron/registry/decide.ts';
import { decideFollowup, type FollowupDecision } from '../../electron/registry/followups.ts';
import type { FollowupContent } from '../../shared/registry/followup-letter.ts';
import type { FilingContent } from '../../shared/registry/letter.ts';

const NOW = new Date('2026-04-02T02:00:00.000Z');

describe.each(ENGINES)('on %s', (engine) => {
  const registry = registryOn(engine, { now: () => NOW });
  let token: string;
  beforeAll(async () => {
    token = await registry.office('示例农业研究所');
  });

  const post = (letter: string, body: string, by = token) => checkedFetch(registry.url, '/v1/filings', { method: 'POST', body, letter, token: by });
  const seen = async (letter: string, by = token) => (await checkedFetch(registry.url, `/v1/filings/${letter}`, { token: by })).body;
  const act = (id: string, revision: number, decision: Decision, by = FIRST) => registry.database.run((tx) => decide(tx, id, revision, decision, by, NOW));
  const answer = (id: string, revision: number, decision: FollowupDecision, by = FIRST) =>
    registry.database.run((tx) => decideFollowup(tx, id, revision, decision, by, NOW));
  const send = async (content: FollowupContent, by = token) => {
    const { id, text } = followupOut(content);
    expect(requestComplaint(JSON.parse(text))).toBeNull();
    return { letter: id, ...(await post(id, text, by)) };
  };
  const registered = async (n: number, change: Partial<FilingContent> = {}) => {
    const { id: letter, text } = sampleLetter(n, change);
    const { registryId: id } = (await post(letter, text)).body;
    expect(await act(id, 1, { act: 'accept' })).toBeNull();
    expect(await act(id, 2, { act: 'register' })).toBeNull();
    return { letter, id, registerNo: (await seen(letter)).registerNo! };
  };

  it('a change is granted: the registered fact is the new one, the filed body the old, and both letters tell', async () => {
    const filing = await registered(1);
    const sent = await send(sampleFollowup('filing.change', 1, filing));
    expect([sent.status, sent.body.status, sent.body.about]).toEqual([201, 'SUBMITTED', filing.id]);
    expect(await answer(sent.body.registryId, 1, { act: 'accept' })).toBeNull();
    expect(await answer(sent.body.registryId, 2, { act: 'done' })).toBeNull();
    expect(await seen(sent.letter)).toMatchObject({
      kind: 'filing.change',
      followupId: 'followup-filing.change-1',
      status: 'DONE',
      changedOn: '2026-04-02',
      registerNo: filing.registerNo,
    });
    expect(await seen(filing.letter)).toMatchObject({ status: 'REGISTERED', revision: 4, changedOn: '2026-04-02', registerNo: filing.registerNo });
    const events = (await checkedFetch(registry.url, '/v1/statuses?limit=500', { token })).body.items;
    expect(events.filter((e) => e.letter === sent.letter).map((e) => e.status)).toEqual(['SUBMITTED', 'ACCEPTED', 'DONE']);
    expect(events.filter((e) => e.letter === filing.letter).map((e) => `${e.status} ${e.revision}`)).toEqual([
      'SUBMITTED 1',
      'ACCEPTED 2',
      'REGISTERED 3',
      'REGISTERED 4',
    ]);
    // the next change starts from what is registered now
    const stale = await send(sampleFollowup('filing.change', 1, filing, { version: 2 }));
    expect([stale.status, stale.body.reasons[0]?.field]).toEqual([422, 'changes.validTo']);
    const fresh = await send(sampleFollowup('filing.change', 1, filing, { version: 3, changes: { totalAmount: { before: '1500000', after: '1800000' } } }));
    expect(fresh.status).toBe(201);
    await answer(fresh.body.registryId, 1, { act: 'accept' });
    await answer(fresh.body.registryId, 2, { act: 'done' });
    const row = await registry.database.run((tx) => tx.selectFrom('filings').selectAll().where('id', '=', filing.id).executeTakeFirstOrThrow());
    expect([row.total_cents, JSON.parse(row.amended)]).toEqual([180_000_000, { validTo: '2033-03-11', totalAmount: '1800000' }]);
  });

  it('the risks of a registration are those of what is registered now, with the day they were seen', async () => {
    const sides = (n: number) => ({ ...sampleContent(n).facts, sellerName: '示例风险甲所', sellerSealName: '示例风险甲所' });
    const half = (n: number, amount: string) => ({
      form: {
        ...sampleContent(n).form,
        totalAmount: amount,
        technicalAmount: amount,
        buyerAddress: '示例路 2 号',
        buyerRep: '代表人丙',
        buyerTel: '02000000001',
      },
      facts: { ...sides(n), totalAmount: amount, technicalAmount: amount },
    });
    const first = await registered(51, half(51, '3000000'));
    const second = await registered(52, half(52, '4600000'));
    const seenNow = (id: string) =>
      registry.database.run(async (tx) => ({
        rules: (await tx.selectFrom('risks').select(['rule', 'text']).where('filing', '=', id).orderBy('rule').execute()).map((r) => `${r.rule} ${r.text}`),
        ...(await tx.selectFrom('filings').select(['risk', 'risks_on']).where('id', '=', id).executeTakeFirstOrThrow()),
        log: (await tx.selectFrom('audit').select('why').where('about', '=', id).where('act', '=', 'change').execute()).map((l) => l.why),
      }));
    expect((await seenNow(second.id)).rules).toEqual([
      expect.stringMatching(new RegExp(`^split .*7,600,000.00 元.*${first.id}$`)) as string,
      expect.stringContaining('underLimit 技术交易额 4,600,000.00 元') as string,
    ]);
    const change = async (n: number, filing: { id: string; registerNo: string }, changes: Record<string, { before: string; after: string }>) => {
      const { body } = await send(sampleFollowup('filing.change', n, filing, { changes }));
      await answer(body.registryId, 1, { act: 'accept' });
      expect(await answer(body.registryId, 2, { act: 'done' })).toBeNull();
    };
    // lowered: neither near the limit nor a part of more than it
    const lower = { before: '4600000', after: '1000000' };
    await change(52, second, { totalAmount: lower, technicalAmount: lower });
    const after = await seenNow(second.id);
    expect([after.rules, Number(after.risk), after.risks_on]).toEqual([[], 0, '2026-04-02']);
    expect(after.log[0]).toContain('风险提示按变更后的内容重新比对：原 2 条，现 0 条');
    // raised: now it is the first that makes the sum, though the other came later
    const higher = { before: '3000000', after: '4700000' };
    await change(51, first, { totalAmount: higher, technicalAmount: higher });
    expect((await seenNow(first.id)).rules).toEqual([
      expect.stringMatching(new RegExp(`^split .*5,700,000.00 元.*${second.id}$`)) as string,
      expect.stringContaining('underLimit') as string,
    ]);
    // another buyer: the parties are compared as they are registered
    await change(53, first, { buyerName: { before: '示例种业公司', after: '示例另一种业公司' } });
    expect((await seenNow(first.id)).rules.map((r) => r.split(' ')[0])).toEqual(['underLimit']);
  });

  it('a change of class reaches list and figures', async () => {
    const filing = await registered(11);
    const changes = { contractType: { before: '技术许可/专利实施许可', after: '技术转让/专利权转让' } };
    const { body } = await send(sampleFollowup('filing.change', 11, filing, { changes }));
    await answer(body.registryId, 1, { act: 'accept' });
    await answer(body.registryId, 2, { act: 'done' });
    const { kind, count } = await registry.database.run(async (tx) => ({
      ...(await tx.selectFrom('filings').select('kind').where('id', '=', filing.id).executeTakeFirstOrThrow()),
      count: (await analyse(tx, { from: '', to: '', points: undefined, only: { kind: 'ZR-ZL' } })).whole.n,
    }));
    expect([kind, count]).toEqual(['ZR-ZL', 1]);
  });

  it('a change that raises the amount to the large limit is granted by a second person', async () => {
    const filing = await registered(12);
    const change = (totalAmount: string, technicalAmount: string, version: number) => ({
      version,
      changes: { totalAmount: { before: '1500000', after: totalAmount }, technicalAmount: { before: '1500000.00', after: technicalAmount } },
    });
    const large = await send(sampleFollowup('filing.change', 12, filing, change('5000000', '5000000', 1)));
    await answer(large.body.registryId, 1, { act: 'accept' });
    expect(await answer(large.body.registryId, 2, { act: 'done' })).toBe('same-person');
    expect((await seen(filing.letter)).revision).toBe(3);
    expect(await answer(large.body.registryId, 2, { act: 'done' }, SECOND)).toBeNull();
    expect((await seen(filing.letter)).changedOn).toBe('2026-04-02');
    // below the limit, and above it already but lowered: one person
    const lower = { version: 2, changes: { technicalAmount: { before: '5000000', after: '4999999.99' } } };
    const small = await send(sampleFollowup('filing.change', 12, filing, lower));
    await answer(small.body.registryId, 1, { act: 'accept' });
    expect(await answer(small.body.registryId, 2, { act: 'done' })).toBeNull();
  });

  it('of two changes that begin from the same registration the second is granted by nobody; the log says what stood and what stands', async () => {
    const filing = await registered(41);
    const change = async (n: number, after: string) =>
      (await send(sampleFollowup('filing.change', n, filing, { changes: { totalAmount: { before: '1500000', after } } }))).body.registryId;
    const [first, second, third] = [await change(41, '1800000'), await change(42, '2000000'), await change(43, '2200000')];
    expect([await answer(first, 1, { act: 'accept' }), await answer(second, 1, { act: 'accept' })]).toEqual([null, null]);
    expect(await answer(first, 2, { act: 'done' })).toBeNull();
    expect([await answer(second, 2, { act: 'done' }), await answer(third, 1, { act: 'accept' })]).toEqual(['outdated', 'outdated']);
    expect(await answer(second, 2, { act: 'return', reasons: [{ code: 'R03', note: '原登记已不同', field: 'changes.totalAmount' }] })).toBeNull();
    const [row, log] = await registry.database.run(async (tx) => [
      await tx.selectFrom('filings').select('total_cents').where('id', '=', filing.id).executeTakeFirstOrThrow(),
      await tx.selectFrom('audit').select(['why', 'detail']).where('about', '=', filing.id).where('act', '=', 'change').execute(),
    ]);
    expect(row.total_cents).toBe(180_000_000);
    expect(log.map((l) => l.why.split('；风险提示')[0])).toEqual([`${first}：合同成交总额(元) 1,500,000.00 元 → 1,800,000.00 元`]);
    expect(JSON.parse(log[0]!.detail)).toEqual({ letter: first, content: { totalAmount: { before: '1500000', after: '1800000' } } });
  });

  it('a cancellation ends the registration, and nothing more can follow it', async () => {
    const filing = await registered(2);
    const sent = await send(sampleFollowup('filing.cancel', 2, filing));
    await answer(sent.body.registryId, 1, { act: 'accept' });
    expect(await answer(sent.body.registryId, 2, { act: 'done' })).toBeNull();
    expect(await seen(filing.letter)).toMatchObject({ status: 'CANCELLED', cancelledOn: '2026-04-02' });
    const late = await send(sampleFollowup('filing.income', 2, filing));
    expect([late.status, late.body.reasons.map((r) => `${r.code} ${r.field}`)]).toEqual([422, ['R09 registerNo']]);
    expect(await act(filing.id, 4, { act: 'revoke', reasons: [{ code: 'R09', note: '' }] })).toBe('not-now');
  });

  it('technical income is confirmed, with the day in both letters', async () => {
    const filing = await registered(3);
    const sent = await send(sampleFollowup('filing.income', 3, filing));
    await answer(sent.body.registryId, 1, { act: 'accept' });
    await answer(sent.body.registryId, 2, { act: 'done' });
    expect((await seen(sent.letter)).incomeVerifiedOn).toBe('2026-04-02');
    expect(await seen(filing.letter)).toMatchObject({ status: 'REGISTERED', incomeVerifiedOn: '2026-04-02' });
  });

  it('every last word has its day: a refusal and an objection too, and a refused change changes nothing', async () => {
    const filing = await registered(77);
    const change = await send(sampleFollowup('filing.change', 77, filing));
    await answer(change.body.registryId, 1, { act: 'refuse', reasons: [{ code: 'R03', note: '没有双方签章' }] });
    const refused = await seen(change.letter);
    expect(refused).toMatchObject({ status: 'REFUSED', decidedOn: '2026-04-02' });
    expect([refused.changedOn, refused.returnedOn, (await seen(filing.letter)).changedOn]).toEqual([undefined, undefined, undefined]);
    const objection = await send(sampleFollowup('filing.dispute', 77, filing));
    await answer(objection.body.registryId, 1, { act: 'accept' });
    expect((await seen(objection.letter)).decidedOn).toBeUndefined();
    await answer(objection.body.registryId, 2, { act: 'done' });
    expect(await seen(objection.letter)).toMatchObject({ status: 'DONE', decidedOn: '2026-04-02' });
  });

  it.each<[string, (about: { id: string; registerNo: string }) => FollowupContent, string[]]>([
    ['a wrong number', (about) => sampleFollowup('filing.cancel', 4, { ...about, registerNo: '9900002026999999' }), ['R09 filingId']],
    ['no proof', (about) => sampleFollowup('filing.cancel', 4, about, { proofs: [] }), ['R07 proofs']],
    ['no reason', (about) => sampleFollowup('filing.change', 4, about, { reason: ' ' }), ['R03 reason']],
    ['a day to come', (about) => sampleFollowup('filing.cancel', 4, about, { on: '2026-04-03' }), ['R03 on']],
    ['a day before signing', (about) => sampleFollowup('filing.cancel', 4, about, { on: '2026-03-11' }), ['R03 on']],
    [
      'nothing changed',
      (about) => sampleFollowup('filing.change', 4, about, { changes: { validTo: { before: '2031-03-11', after: '2031-03-11 ' } } }),
      ['R03 changes.validTo'],
    ],
    [
      'a required field emptied',
      (about) => sampleFollowup('filing.change', 4, about, { changes: { buyerName: { before: '示例种业公司', after: '' } } }),
      ['R03 changes.buyerName'],
    ],
    [
      'a total below the registered technical amount',
      (about) => sampleFollowup('filing.change', 4, about, { changes: { totalAmount: { before: '1500000', after: '100' } } }),
      ['R03 changes.technicalAmount'],
    ],
    [
      'a credit code that cannot be',
      (about) => sampleFollowup('filing.change', 4, about, { changes: { buyerCreditCode: { before: sampleContent(4).form.buyerCreditCode!, after: '123' } } }),
      ['R03 changes.buyerCreditCode'],
    ],
    [
      'an end before the registered start',
      (about) => sampleFollowup('filing.change', 4, about, { changes: { validTo: { before: '2031-03-11', after: '2020-01-01' } } }),
      ['R01 changes.validTo'],
    ],
    ['receipts that do not add up', (about) => sampleFollowup('filing.income', 4, about, { amount: '600000.01' }), ['R03 rows']],
    ['more technical than income', (about) => sampleFollowup('filing.income', 4, about, { technicalIncome: '600000.01' }), ['R03 technicalIncome']],
    ['a receipt outside the period', (about) => sampleFollowup('filing.income', 4, about, { from: '2026-03-21' }), ['R03 rows']],
    ['an objection to nothing', (about) => sampleFollowup('filing.dispute', 4, { ...about, id: 'MN0' }), ['R09 about']],
    ['an empty objection', (about) => sampleFollowup('filing.dispute', 4, about, { text: ' ' }), ['R03 text']],
  ])('sends back %s with the reason and the place', async (name, make, reasons) => {
    const row = await registry.database.run((tx) =>
      tx.selectFrom('filings').select(['id', 'register_no']).where('filing_id', '=', 'filing-4').executeTakeFirst(),
    );
    const about = row ? { id: row.id, registerNo: row.register_no! } : await registered(4);
    const sent = await send({ ...make(about), followupId: name });
    expect([sent.status, sent.body.status, sent.body.reasons.map((r) => `${r.code} ${r.field}`)]).toEqual([422, 'RETURNED', reasons]);
  });

  it('another office cannot touch the registration', async () => {
    const filing = await registered(5);
    const other = await registry.office('示例种业公司');
    for (const kind of ['filing.cancel', 'filing.dispute'] as const) {
      const sent = await send(sampleFollowup(kind, 5, filing), other);
      expect([sent.status, sent.body.reasons[0]?.code]).toEqual([422, 'R09']);
    }
    expect((await seen(filing.letter)).status).toBe('REGISTERED');
  });

  it('what was objected to is decided by two, and so is the version that follows', async () => {
    const { id: letter, text } = sampleLetter(6);
    const { registryId } = (await post(letter, text)).body;
    await act(registryId, 1, { act: 'return', reasons: [{ code: 'R03', note: '标的不明', clause: '第三条', annex: '附件一' }] });
    expect((await seen(letter)).reasons).toEqual([
      { code: 'R03', text: '主体、技术标的、价款/报酬/使用费约定不明确：标的不明', clause: '第三条', annex: '附件一' },
    ]);
    const sent = await send(sampleFollowup('filing.dispute', 6, { id: registryId, registerNo: '' }));
    expect(sent.status).toBe(201);
    const next = sampleLetter(60, { filingId: 'filing-6', version: 2, facts: sampleContent(6).facts });
    const { registryId: second } = (await post(next.id, next.text)).body;
    await act(second, 1, { act: 'accept' });
    expect(await act(second, 2, { act: 'register' })).toBeNull();
    expect((await seen(next.id)).status).toBe('SECOND_REVIEW');
    expect(await act(second, 3, { act: 'confirm' })).toBe('same-person');
    expect(await act(second, 3, { act: 'confirm' }, SECOND)).toBeNull();
    expect((await seen(next.id)).status).toBe('REGISTERED');
  });

  it('an objection upheld while it is under review leaves the first decision to the first, so that one reviewer is enough', async () => {
    const { id: letter, text } = sampleLetter(70);
    const { registryId } = (await post(letter, text)).body;
    await act(registryId, 1, { act: 'accept' });
    const { body } = await send(sampleFollowup('filing.dispute', 70, { id: registryId, registerNo: '' }));
    expect(await answer(body.registryId, 1, { act: 'accept' }, SECOND)).toBeNull();
    expect(await answer(body.registryId, 2, { act: 'done' }, SECOND)).toBeNull();
    expect((await seen(letter)).status).toBe('ACCEPTED');
    expect(await act(registryId, 2, { act: 'register' })).toBeNull();
    expect(await act(registryId, 3, { act: 'confirm' })).toBe('same-person');
    expect(await act(registryId, 3, { act: 'confirm' }, SECOND)).toBeNull();
    expect((await seen(letter)).status).toBe('REGISTERED');
  });

  it('a large contract is registered by two people only, by the limit of the day it came in', async () => {
    const amounts = { totalAmount: '9000000', technicalAmount: '5000000' };
    const large = (n: number, technicalAmount = amounts.technicalAmount) =>
      sampleLetter(n, { form: { ...sampleContent(n).form, ...amounts, technicalAmount }, facts: { ...sampleContent(n).facts, ...amounts, technicalAmount } });
    const { id: letter, text } = large(7);
    const { registryId } = (await post(letter, text)).body;
    await act(registryId, 1, { act: 'accept' });
    await act(registryId, 2, { act: 'register' });
    expect((await seen(letter)).status).toBe('SECOND_REVIEW');
    expect(await act(registryId, 3, { act: 'confirm' }, SECOND)).toBeNull();
    expect((await seen(letter)).registerNo).toMatch(/^9900002026\d{6}$/);
    // 4 999 999.99 is not large, although the total is
    const below = large(8, '4999999.99');
    const { registryId: small } = (await post(below.id, below.text)).body;
    await act(small, 1, { act: 'accept' });
    await act(small, 2, { act: 'register' });
    expect((await seen(below.id)).status).toBe('REGISTERED');
  });

  it('supplements start the clock anew, and a revocation stands with its reasons', async () => {
    const { id: letter, text } = sampleLetter(9);
    const { registryId } = (await post(letter, text)).body;
    await act(registryId, 1, { act: 'supplement', reasons: [{ code: 'R07', note: '缺授权书' }] });
    expect(await seen(letter)).toMatchObject({ status: 'SUPPLEMENT', reasons: [{ code: 'R07' }] });
    const later = new Date('2026-04-09T02:00:00.000Z');
    await registry.database.run((tx) => decide(tx, registryId, 2, { act: 'resume' }, FIRST, later));
    expect(await seen(letter)).toMatchObject({ status: 'ACCEPTED', acceptedOn: '2026-04-09', reasons: [] });
    await act(registryId, 3, { act: 'register' });
    expect(await act(registryId, 4, { act: 'revoke', reasons: [] })).toBe('no-reason');
    await act(registryId, 4, { act: 'revoke', reasons: [{ code: 'R09', note: '弄虚作假' }] });
    expect(await seen(letter)).toMatchObject({ status: 'REVOKED', revokedOn: '2026-04-02' });
  });

  it('the receipt is the file its hash names, for its office alone', async () => {
    const filing = await registered(10);
    const { receipt } = await seen(filing.letter);
    const get = (by: string) => fetch(new URL(`/v1/receipts/${filing.id}`, registry.url), { headers: { authorization: `Bearer ${by}` } });
    const file = await get(token);
    const bytes = Buffer.from(await file.arrayBuffer());
    const { createHash } = await import('node:crypto');
    expect([file.headers.get('content-type'), createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
      'application/pdf',
      receipt!.sha256,
      receipt!.size,
    ]);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const other = await checkedFetch(registry.url, `/v1/receipts/${filing.id}`, { token: await registry.office('示例他单位') });
    expect([other.status, other.body.error.code]).toEqual([404, 'receipt-absent']);
  });
});
