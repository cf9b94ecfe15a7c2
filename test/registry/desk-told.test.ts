import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { deskPair } from '../support/desk-pair.ts';
import { newPerson, type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';
import { followupOut, sampleFollowup } from '../support/sample-followup.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe.each(ENGINES)('what the desk tells of a filing on %s', (engine) => {
  const { registry, people, file, decide } = deskPair(engine);
  let [token, local, registrar, reviewer] = ['', {} as DeskVisitor, {} as DeskVisitor, {} as DeskVisitor];
  beforeAll(() => void ({ token, local, registrar, reviewer } = people));

  const registered = async (n: number): Promise<string> => {
    const id = await file(n);
    for (const act of ['accept', 'register']) expect((await decide(registrar, id, act)).status).toBe(303);
    return id;
  };
  const asked = async (kind: 'filing.change' | 'filing.cancel' | 'filing.dispute', n: number, id: string): Promise<string> => {
    const reply = await fetch(new URL(`/v1/filings/${sampleLetter(n).id}`, registry.url), { headers: { authorization: `Bearer ${token}` } });
    const { registerNo = '' } = (await reply.json()) as { registerNo?: string };
    const letter = followupOut(sampleFollowup(kind, n, { id, registerNo }));
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': letter.id, 'content-type': 'application/json' };
    const sent = await fetch(new URL('/v1/filings', registry.url), { method: 'POST', body: letter.text, headers });
    return ((await sent.json()) as { registryId: string }).registryId;
  };
  const answered = async (id: string, act: string, by = registrar, fields = {}): Promise<void> =>
    expect((await by.send(`/desk/followups/${id}`, `/desk/followups/${id}/${act}`, fields)).status).toBe(303);
  const granted = async (id: string): Promise<void> => {
    for (const act of ['accept', 'done']) await answered(id, act);
  };

  it('a receipt says what came after it: a change, then the end; its file stays the one of the day and says so', async () => {
    const id = await registered(1);
    const page = async (): Promise<string> => plain((await registrar.get(`/desk/filings/${id}/receipt`)).text);
    const pdf = async () => (await registrar.get(`/desk/filings/${id}/receipt.pdf`)).bytes;
    const [fresh, made] = [await page(), await pdf()];
    expect(fresh).toContain('本回执只载明登记之日的内容，不含此后的变更、注销、撤销');
    expect(fresh).not.toContain('这份回执');
    await granted(await asked('filing.change', 1, id));
    expect(await page()).toContain('这份回执之后办过变更登记（2026-04-16）');
    await granted(await asked('filing.cancel', 1, id));
    expect(await page()).toContain('这份回执对应的登记现为“已注销”（2026-04-16）');
    expect(await pdf()).toEqual(made);
    const other = await registered(2);
    expect((await decide(registrar, other, 'revoke', { code: 'R09', note: '材料不实' })).status).toBe(303);
    expect(plain((await registrar.get(`/desk/filings/${other}/receipt`)).text)).toContain('现为“已撤销”');
  });

  it('that two people decide is said while it is to be decided, and no more once it is', async () => {
    const id = await file(3, { form: { ...sampleContent(3).form, totalAmount: '6000000', technicalAmount: '6000000' } });
    const note = async (): Promise<boolean> => (await registrar.get(`/desk/filings/${id}`)).text.includes('初审与复核由两个人分别办理');
    const seen = [await note()];
    for (const [by, act] of [
      [registrar, 'accept'],
      [registrar, 'register'],
      [reviewer, 'confirm'],
    ] as const) {
      await decide(by, id, act);
      seen.push(await note());
    }
    expect(seen).toEqual([true, true, true, false]);
  });

  it('a registration by one person is called so in the log, the first of two an agreement', async () => {
    const [one, two] = [await registered(4), await file(5, { form: { ...sampleContent(5).form, totalAmount: '6000000', technicalAmount: '6000000' } })];
    for (const act of ['accept', 'register']) await decide(registrar, two, act);
    const log = async (id: string): Promise<string> => plain((await registrar.get(`/desk/filings/${id}`)).text.split('办理经过')[2]!);
    expect(await log(one)).toContain('登记 → 已登记（模拟）');
    expect(await log(one)).not.toContain('初审同意');
    expect(await log(two)).toContain('初审同意 → 待复核');
    const returned = await file(6);
    await decide(registrar, returned, 'return', { code: 'R03' });
    const objection = await asked('filing.dispute', 6, returned);
    for (const act of ['accept', 'done']) await answered(objection, act, reviewer);
    expect(await log(returned)).toMatch(/异议成立/);
    expect(await log(returned)).not.toMatch(/异议：异议/);
  });

  it('the log of an administrator, who sees no filings, has no links that are refused', async () => {
    const id = await file(7);
    const admin = await newPerson(registry.url, local, { login: 'keeper', name: '示例管理员', role: 'admin' });
    const [own, all] = [(await admin.get(`/desk/audit?about=${id}`)).text, (await local.get(`/desk/audit?about=${id}`)).text];
    expect([own.includes(id), own.includes('/desk/about/'), all.includes(`/desk/about/${id}`)]).toEqual([true, false, true]);
  });

  it('a list handed out says in its head and in each row what it was narrowed by', async () => {
    const id = await file(8);
    await decide(registrar, id, 'return', { code: 'R08', note: '印章不清' });
    const of = '状态 退回修改；退回原因 R08 印章不齐全或印章与书写名称不一致；查找 XK-2026-8；技术领域 农业技术；到件月份自 2026-04';
    const query = 'status=RETURNED&code=R08&q=XK-2026-8&field=%E5%86%9C%E4%B8%9A%E6%8A%80%E6%9C%AF&since=2026-04';
    const csv = (await local.get(`/desk/list.csv?${query}`)).text.trim().split('\r\n');
    expect(csv).toHaveLength(2);
    expect([csv[0]!.endsWith(',"本表条件"'), csv[1]!.endsWith(`,"${of}"`)]).toEqual([true, true]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await local.get(`/desk/list.xlsx?${query}`)).bytes.slice().buffer);
    expect(String(book.worksheets[0]!.getCell('A1').value)).toContain(`本表条件：${of}`);
    // page numbers are in nobody's language
    expect(book.worksheets[0]!.headerFooter.oddFooter).toBe('&C&P / &N');
    expect((await local.get('/desk/list.csv')).text.split('\r\n')[1]).toMatch(/,"全部"$/);
    expect((await local.get('/desk/rows.csv?to=2026-12')).text.split('\r\n')[1]).toMatch(/,"状态 已登记（模拟）；登记月份至 2026-12"$/);
    // what narrows nothing is not said to
    expect((await local.get('/desk/list.csv?status=x&code=R&from=2026-13')).text.split('\r\n')[1]).toMatch(/,"全部"$/);
  });
});
