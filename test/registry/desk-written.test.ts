import { beforeAll, describe, expect, it } from 'vitest';
import { deskPair } from '../support/desk-pair.ts';
import { newPerson, type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';

describe.each(ENGINES)('what was written at the desk on %s', (engine) => {
  const { registry, people, file, decide } = deskPair(engine);
  let [local, registrar, reviewer] = [{} as DeskVisitor, {} as DeskVisitor, {} as DeskVisitor];
  beforeAll(() => void ({ local, registrar, reviewer } = people));

  it('keeps what was written where somebody else was quicker, also when the decision is theirs no more', async () => {
    const other = await newPerson(registry.url, local, { login: 'registrar2', name: '示例登记员乙', role: 'registrar' });
    const id = await file(60);
    await decide(registrar, id, 'accept');
    // the other has the page open from here on
    const page = (await other.get(`/desk/filings/${id}`)).text;
    const of = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!;
    const late = (act: string, fields: Record<string, string>) =>
      other.send('/desk', `/desk/filings/${id}/${act}`, { token: of('token'), revision: of('revision'), ...fields });
    await decide(registrar, id, 'supplement', { code: 'R07', note: '缺授权书' });
    await decide(registrar, id, 'resume');
    const why = await late('forward', { why: '标的罕见，请第二人看' });
    expect([why.status, why.text.includes('刚刚已被办理'), why.text.includes('value="标的罕见，请第二人看"')]).toEqual([409, true, true]);
    await decide(registrar, id, 'forward', { why: '金额有疑' });
    const back = await late('return', { code: 'R08', note: '卖方印章不清', clause: '签署页' });
    expect([back.status, back.text.includes('刚刚已被办理'), back.text.includes('<li class="said">R08　卖方印章不清　签署页</li>')]).toEqual([409, true, true]);
    await decide(reviewer, id, 'refuse', { code: 'R02' });
    for (const [act, fields, words] of [
      ['return', { code: 'R08', note: '卖方印章不清' }, 'R08　卖方印章不清'],
      ['forward', { why: '标的罕见' }, '标的罕见'],
    ] as const) {
      const ended = await late(act, fields);
      expect([act, ended.status, ended.text.includes(`<li class="said">${words}</li>`)]).toEqual([act, 409, true]);
    }
    // signed in as somebody else in another tab: nothing is done, nothing is lost
    const stranger = await registrar.send('/desk/style.css', `/desk/filings/${id}/return`, {
      token: of('token'),
      revision: of('revision'),
      code: 'R08',
      note: '写了一半',
    });
    expect([stranger.status, stranger.text.includes('R08　写了一半')]).toEqual([403, true]);
  });

  it('a template without reasons keeps its name, a reason given to end a registration is no reason to return', async () => {
    const id = await file(61);
    const unnamed = await decide(registrar, id, 'template', { code: '', note: '', template: '示例意见' });
    expect([unnamed.status, unnamed.text.includes('value="示例意见"')]).toEqual([409, true]);
    for (const act of ['accept', 'register']) await decide(registrar, id, act);
    const stale = await decide(registrar, id, 'return', { code: 'R08', note: '印章' });
    expect(stale.status).toBe(409);
    expect([stale.text.includes('<li class="said">R08　印章</li>'), stale.text.includes('<option value="R08" selected>')]).toEqual([true, false]);
  });
});
