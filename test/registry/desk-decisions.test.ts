import { beforeAll, describe, expect, it } from 'vitest';
import { deskPair } from '../support/desk-pair.ts';
import { newPerson, type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';
import { followupOut, sampleFollowup } from '../support/sample-followup.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';

type Reply = {
  status: string;
  registerNo?: string;
  reasons: { code: string; text: string; field?: string; clause?: string; annex?: string }[];
  revision: number;
};

describe.each(ENGINES)('deciding at the desk on %s', (engine) => {
  const { registry, people, file, decide } = deskPair(engine);
  let [token, local, registrar, reviewer] = ['', {} as DeskVisitor, {} as DeskVisitor, {} as DeskVisitor];
  beforeAll(() => void ({ token, local, registrar, reviewer } = people));

  const asOffice = async (letter: string): Promise<Reply> =>
    (await (await fetch(new URL(`/v1/filings/${letter}`, registry.url), { headers: { authorization: `Bearer ${token}` } })).json()) as Reply;
  const registered = async (n: number): Promise<{ id: string; registerNo: string }> => {
    const id = await file(n);
    await decide(registrar, id, 'accept');
    expect((await decide(registrar, id, 'register')).status).toBe(303);
    return { id, registerNo: (await asOffice(sampleLetter(n).id)).registerNo! };
  };
  const large = (n: number) => ({ form: { ...sampleContent(n).form, totalAmount: '6000000', technicalAmount: '6000000' } });

  it('a large contract is registered by a second person, never by the first', async () => {
    const id = await file(1, large(1));
    await decide(registrar, id, 'accept');
    const { text } = await registrar.get(`/desk/filings/${id}`);
    expect(text).toContain('达到大额界限');
    expect(text).toContain('初审同意，送复核');
    await decide(registrar, id, 'register');
    expect((await asOffice(sampleLetter(1, large(1)).id)).status).toBe('SECOND_REVIEW');
    expect((await local.get('/desk?status=SECOND_REVIEW')).text).toContain(id);
    // the first has no such decision any more, neither on the page nor by hand
    expect((await registrar.get(`/desk/filings/${id}`)).text).not.toContain('/confirm"');
    expect((await decide(registrar, id, 'confirm')).status).toBe(403);
    expect((await decide(registrar, id, 'return', { code: 'R09' })).status).toBe(403);
    expect((await decide(reviewer, id, 'confirm')).status).toBe(303);
    expect((await asOffice(sampleLetter(1, large(1)).id)).status).toBe('REGISTERED');
    const log = (await local.get(`/desk/audit?about=${id}`)).text;
    for (const words of ['示例登记员', '示例复核员', '复核同意并登记', '初审同意']) expect(log).toContain(words);
  });

  it('whoever is on duty alone cannot be both persons', async () => {
    const id = await file(2, large(2));
    for (const act of ['accept', 'register']) await decide(local, id, act);
    const refused = await decide(local, id, 'confirm');
    expect([refused.status, refused.text.includes('不能是同一个人')]).toEqual([409, true]);
    expect((await decide(reviewer, id, 'return', { code: 'R03', note: '价款约定不明' })).status).toBe(303);
  });

  it('several reasons at once, each with its place, reach the office as given', async () => {
    const id = await file(3);
    const answer = await decide(registrar, id, 'return', {
      code: ['R11', '', 'R08', 'R08', 'R99'],
      note: ['请剔除设备费', '', '卖方印章不清', '买方印章不清', 'x'],
      field: ['technicalAmount', '', '', '', ''],
      clause: ['第九条', '', '', '', ''],
      annex: ['设备清单', '', '合同.pdf', '合同.pdf', ''],
    });
    expect(answer.status).toBe(303);
    expect((await asOffice(sampleLetter(3).id)).reasons).toEqual([
      { code: 'R11', text: '技术开发合同把设备费、材料费计入技术交易额：请剔除设备费', field: 'technicalAmount', clause: '第九条', annex: '设备清单' },
      { code: 'R08', text: '印章不齐全或印章与书写名称不一致：卖方印章不清', annex: '合同.pdf' },
      { code: 'R08', text: '印章不齐全或印章与书写名称不一致：买方印章不清', annex: '合同.pdf' },
    ]);
    const { text } = await registrar.get(`/desk/filings/${id}`);
    expect(text).toContain('登记表“技术交易额(元)”，合同第九条，附件“设备清单”');
    expect(text).not.toContain('/accept"');
  });

  it('points out a registered filing that may be the same contract where no number tells, and leaves the decision', async () => {
    const unnumbered = (n: number) => ({
      form: { ...sampleContent(n).form, projectName: '示例无号合同' },
      facts: { ...sampleContent(n).facts, contractNo: '' },
    });
    const [first, second] = [await file(20, unnumbered(20)), await file(21, unnumbered(21))];
    const words = (id: string) => `可能与已登记的 ${id} 是同一份合同`;
    expect((await registrar.get(`/desk/filings/${first}`)).text).not.toContain('是同一份合同');
    for (const act of ['accept', 'register']) expect((await decide(registrar, second, act)).status).toBe(303);
    expect((await registrar.get(`/desk/filings/${first}`)).text).toContain(words(second));
    const numbered = await file(22, { form: unnumbered(22).form });
    expect((await registrar.get(`/desk/filings/${numbered}`)).text).toContain(words(second));
    const other = await file(23, { ...unnumbered(23), form: { ...unnumbered(23).form, totalAmount: '1600000' } });
    expect((await registrar.get(`/desk/filings/${other}`)).text).not.toContain('是同一份合同');
    for (const act of ['accept', 'register']) expect((await decide(registrar, first, act)).status).toBe(303);
  });

  it('takes over hints and templates, and keeps a new template for everybody', async () => {
    const id = await file(4, { facts: { ...sampleContent(4).facts, title: '另一名称' } });
    const page = (await registrar.get(`/desk/filings/${id}?from=hints`)).text;
    expect(page).toContain('value="项目名称与合同所载不同"');
    expect(page).toMatch(/<option value="R05" selected>/);
    const saved = await decide(registrar, id, 'template', { template: '示例常用意见', code: 'R07', note: '缺授权书', annex: '授权书' });
    expect((await local.get(saved.headers.get('location')!.split('#')[0]!)).text).toContain('value="缺授权书"');
    const unnamed = await decide(registrar, id, 'template', { template: '', code: 'R07', note: '写好的说明' });
    expect([unnamed.status, unnamed.text.includes('请写常用意见的名称'), unnamed.text.includes('value="写好的说明"')]).toEqual([409, true, true]);
    expect((await registrar.get(`/desk/filings/${id}?rows=9`)).text.match(/<select name="code"/g)).toHaveLength(9);
  });

  it('drops no words: a row without its code is asked about, and what was typed stays', async () => {
    const id = await file(44);
    const rows = { code: ['R08', ''], note: ['印章不清', '缺少权利证明'], field: ['', ''], clause: ['签署页', '第九条'], annex: ['', ''] };
    for (const act of ['return', 'template']) {
      const { status, text } = await decide(registrar, id, act, { ...rows, template: '示例' });
      expect([act, status, text.includes('却没有选原因代码')]).toEqual([act, 409, true]);
      for (const words of ['value="印章不清"', 'value="缺少权利证明"', 'value="第九条"', '<option value="R08" selected>'])
        expect([act, text.includes(words)]).toEqual([act, true]);
    }
    expect((await asOffice(sampleLetter(44).id)).status).toBe('SUBMITTED');
    await decide(registrar, id, 'accept');
    const moved = await registrar.send('/desk', `/desk/filings/${id}/return`, {
      ...rows,
      code: ['R08', 'R07'],
      revision: '1',
      token: /name="token" value="([^"]*)"/.exec((await registrar.get('/desk')).text)![1]!,
    });
    expect([moved.status, moved.text.includes('刚刚已被办理'), moved.text.includes('value="缺少权利证明"')]).toEqual([409, true, true]);
    expect((await decide(registrar, id, 'return', { ...rows, code: ['R08', 'R07'] })).status).toBe(303);
    expect((await asOffice(sampleLetter(44).id)).reasons.map((r) => r.text)).toEqual([
      expect.stringContaining('印章不清'),
      expect.stringContaining('缺少权利证明'),
    ]);
  });

  it('finds by number in any case and width, and takes signs no database knows', async () => {
    const id = await file(45, { form: { ...sampleContent(45).form, projectName: '示例 AbC 工艺' } });
    for (const q of [id.toLowerCase(), id.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d))), 'aBc 工', '工艺 xk-2026-45', 'ＡＢＣ', 'xk-2026-45'])
      expect([q, (await registrar.get(`/desk?q=${encodeURIComponent(q)}`)).text.includes(`/desk/filings/${id}"`)]).toEqual([q, true]);
    for (const path of [
      '/desk?q=%00',
      '/desk?q=a%00b',
      '/desk?office=%00&rule=%00',
      '/desk/audit?about=%00',
      '/desk/figures?kind=%00',
      '/desk/followups?kind=%00',
    ])
      expect([path, (await local.get(path)).status]).toEqual([path, 200]);
    expect((await registrar.get(`/desk?q=${encodeURIComponent('工艺 没有这个')}`)).text).toContain('没有符合条件的申请');
    expect((await registrar.get('/desk/filings/MN202600009999')).text).toContain('没有这一件，或不在您的登记点');
    for (const path of ['/desk/filings/%00', '/desk/followups/a%00', '/desk/filings/%00/receipt', '/desk/classes/%00'])
      expect([path, (await local.get(path)).status]).toEqual([path, 404]);
  });

  it('counts queues only where the numbers are those of the list', async () => {
    const tabs = async (path: string): Promise<string> => /<nav class="queues".*?<\/nav>/.exec((await registrar.get(path)).text)![0];
    expect(await tabs('/desk?status=ACCEPTED')).toMatch(/待受理 <b>\d+<\/b>/);
    for (const path of ['/desk?q=AbC', '/desk?office=x', '/desk?code=R01']) expect(await tabs(path)).not.toContain('<b>');
  });

  it('asks for supplements, takes them as a new beginning, refuses, revokes and cancels, each with its reason', async () => {
    const id = await file(5);
    expect((await decide(registrar, id, 'supplement', { code: 'R07', note: '缺授权书' })).status).toBe(303);
    expect((await asOffice(sampleLetter(5).id)).status).toBe('SUPPLEMENT');
    expect((await decide(registrar, id, 'resume')).status).toBe(303);
    expect((await decide(registrar, id, 'forward', { why: ' ' })).status).toBe(409);
    expect((await decide(registrar, id, 'forward', { why: '标的罕见' })).status).toBe(303);
    expect((await decide(reviewer, id, 'refuse', { code: 'R02' })).status).toBe(303);
    expect(await asOffice(sampleLetter(5).id)).toMatchObject({ status: 'REFUSED', reasons: [{ code: 'R02' }] });
    const { id: stands } = await registered(6);
    expect((await decide(registrar, stands, 'revoke', { code: 'R01' })).status).toBe(303);
    const { id: ends } = await registered(7);
    expect((await decide(registrar, ends, 'cancel', { why: '依申请' })).status).toBe(303);
    for (const act of ['accept', 'register', 'cancel']) expect((await decide(registrar, ends, act, { why: 'x' })).status).toBe(409);
  });

  it('decides changes, cancellations, incomes and objections', async () => {
    const followup = async (kind: Parameters<typeof sampleFollowup>[0], n: number, about: { id: string; registerNo: string }, more = {}) => {
      const { id, text } = followupOut(sampleFollowup(kind, n, about, more));
      const answer = await fetch(new URL('/v1/filings', registry.url), {
        method: 'POST',
        body: text,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
      });
      return { letter: id, id: ((await answer.json()) as { registryId: string }).registryId };
    };
    const act = (by: DeskVisitor, id: string, what: string, fields = {}) => by.send(`/desk/followups/${id}`, `/desk/followups/${id}/${what}`, fields);

    const about = await registered(8);
    const change = await followup('filing.change', 8, about);
    expect((await registrar.get('/desk/followups?kind=filing.change')).text).toContain(change.id);
    const page = (await registrar.get(`/desk/followups/${change.id}`)).text;
    for (const words of ['2031-03-11', '2033-03-11', '双方约定延长许可期限']) expect(page).toContain(words);
    expect((await act(reviewer, change.id, 'accept')).status).toBe(403);
    await act(registrar, change.id, 'accept');
    expect((await act(registrar, change.id, 'done')).status).toBe(303);
    expect((await registrar.get(`/desk/filings/${about.id}`)).text).toContain('2033-03-11<div class="dim">登记时：2031-03-11（后经变更）');

    // to a large amount: the registrar takes it in, the reviewer grants it
    const larger = { version: 2, changes: { totalAmount: { before: '1500000', after: '6000000' }, technicalAmount: { before: '1500000', after: '6000000' } } };
    const raise = await followup('filing.change', 8, about, larger);
    await act(registrar, raise.id, 'accept');
    const waiting = (await registrar.get(`/desk/followups/${raise.id}`)).text;
    expect([waiting.includes('/done"'), waiting.includes('由另一人')]).toEqual([false, true]);
    expect((await act(registrar, raise.id, 'done')).status).toBe(403);
    expect((await act(reviewer, raise.id, 'done')).status).toBe(303);

    const income = await followup('filing.income', 8, about);
    expect((await registrar.get(`/desk/followups/${income.id}`)).text).toContain('600,000.00');
    await act(registrar, income.id, 'accept');
    expect((await act(registrar, income.id, 'return', { code: 'R03', note: '第二笔无凭证' })).status).toBe(303);
    expect(await asOffice(income.letter)).toMatchObject({ status: 'RETURNED', reasons: [{ code: 'R03' }] });

    const cancel = await followup('filing.cancel', 8, about);
    await act(registrar, cancel.id, 'accept');
    // two made it large, so two end it: the office's own cancellation too
    expect((await registrar.get(`/desk/followups/${cancel.id}`)).text).toContain('由另一人（复核员）同意注销');
    expect((await act(registrar, cancel.id, 'done')).status).toBe(403);
    expect((await act(reviewer, cancel.id, 'done')).status).toBe(303);
    expect((await asOffice(sampleLetter(8).id)).status).toBe('CANCELLED');

    const returned = await file(9);
    await decide(registrar, returned, 'return', { code: 'R09' });
    const objection = await followup('filing.dispute', 9, { id: returned, registerNo: '' });
    expect((await act(registrar, objection.id, 'accept')).status).toBe(403);
    expect((await act(reviewer, objection.id, 'accept')).status).toBe(303);
    expect((await act(reviewer, objection.id, 'done')).status).toBe(303);
    expect((await asOffice(objection.letter)).status).toBe('DONE');
    expect((await registrar.get(`/desk/filings/${returned}`)).text).toContain('有异议');
  });

  it('shows and decides only what lies at one’s own points', async () => {
    const shenzhen = { form: { ...sampleContent(10).form, sellerRegion: '440300' } };
    const [there, here] = [await file(10, shenzhen), await file(11)];
    const other = await newPerson(registry.url, local, { login: 'shenzhen', name: '示例深圳登记员', role: 'registrar', points: ['sz'] });
    const list = (await other.get('/desk')).text;
    expect([list.includes(there), list.includes(here)]).toEqual([true, false]);
    expect((await other.get('/desk?point=gd')).text).not.toContain(here);
    expect((await other.get(`/desk/filings/${here}`)).status).toBe(404);
    expect((await other.get(`/desk/filings/${here}/receipt`)).status).toBe(404);
    // a token of one page is good for another form of the same person: what counts is where the filing lies
    const tried = await other.send(`/desk/filings/${there}`, `/desk/filings/${here}/accept`);
    expect([tried.status, (await asOffice(sampleLetter(11).id)).status]).toEqual([404, 'SUBMITTED']);
    expect((await decide(other, there, 'accept')).status).toBe(303);
    expect((await other.get('/desk/figures')).text).toContain('<b>0</b><span>件登记');
  });

  it('a new point takes what arrives from now on, and never bears an official name', async () => {
    const before = await file(14, { form: { ...sampleContent(14).form, sellerRegion: '441900' } });
    const save = (fields: Record<string, string>) =>
      local.send('/desk/points', '/desk/points', { id: 'dg', name: '东莞', regions: '4419', kinds: '', rank: '3', ...fields });
    expect((await save({})).status).toBe(303);
    for (const [wrong, words] of [
      [{ id: 'Ä' }, '代号'],
      [{ regions: '东莞' }, '行政区划'],
      [{ kinds: 'XX-YY' }, '没有这个类别'],
      [{ rank: '0' }, '次序'],
    ] as const)
      expect((await save(wrong)).text).toContain(words);
    const after = await file(15, { form: { ...sampleContent(15).form, sellerRegion: '441900' } });
    const at = (await local.get('/desk?point=dg')).text;
    expect([at.includes(after), at.includes(before), at.includes('模拟登记点·东莞')]).toEqual([true, false, true]);
  });

  it('lists what the risk rules found with their reasons, by rule', async () => {
    const id = await file(13, { form: { ...sampleContent(13).form, isRelated: '是' } });
    const list = (await registrar.get('/desk/risks?rule=related')).text;
    expect([list.includes(id), list.includes('疑似关联交易：登记表申明为关联交易')]).toEqual([true, true]);
    expect((await registrar.get('/desk/risks?rule=unit')).text).not.toContain(id);
  });

  it('hands out the receipt that the office gets', async () => {
    const { id, registerNo } = await registered(12);
    const pdf = await registrar.get(`/desk/filings/${id}/receipt.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(decodeURIComponent(pdf.headers.get('content-disposition')!)).toContain(`模拟登记回执_${registerNo}.pdf`);
    const own = await fetch(new URL(`/v1/receipts/${id}`, registry.url), { headers: { authorization: `Bearer ${token}` } });
    expect(new Uint8Array(await own.arrayBuffer())).toEqual(pdf.bytes);
  });
});
