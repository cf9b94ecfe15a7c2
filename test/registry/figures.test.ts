import ExcelJS from 'exceljs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../electron/registry/decide.ts';
import { localVisitor, type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { fileSample } from '../support/file-sample.ts';
import { FIRST, SECOND } from '../support/live-registry.ts';
import { SEED } from '../support/random.ts';
import { sampleContent } from '../support/sample-letter.ts';

const NOTICE = '模拟·实训用，非官方登记证明';
type Filed = {
  kind: string;
  field: string;
  region: string;
  ip: string;
  yuan: number;
  month: number;
  fate: 'waits' | 'registered' | 'returned' | 'cancelled';
  codes: string[];
};
const filed: fc.Arbitrary<Filed> = fc.record({
  kind: fc.constantFrom('XK-ZL', 'KF-WT', 'FW-YB'),
  field: fc.constantFrom('农业技术', '=1+1', '+电子信息'),
  region: fc.constantFrom('440100', '440300'),
  ip: fc.constantFrom('发明专利', '未涉及知识产权'),
  yuan: fc.integer({ min: 1, max: 9_000_000 }),
  month: fc.integer({ min: 1, max: 4 }),
  fate: fc.constantFrom('waits', 'registered', 'registered', 'returned', 'cancelled'),
  codes: fc.uniqueArray(fc.constantFrom('R03', 'R07', 'R08'), { minLength: 1, maxLength: 3 }),
});

describe.each(ENGINES)('monitoring and analysis on %s', (engine) => {
  let desk: DeskVisitor;
  let at = new Date();
  const registry = registryOn(engine, { now: () => at });
  let all: Filed[];
  beforeAll(async () => {
    const token = await registry.office('=示例农业研究所');
    const run = async (id: string, revision: number, act: Parameters<typeof decide>[3], by = FIRST) => {
      expect(await registry.database.run((tx) => decide(tx, id, revision, act, by, at))).toBeNull();
    };
    console.log(`figures: SEED=${SEED}`);
    all = fc.sample(filed, { seed: SEED, numRuns: 40 });
    for (const [n, f] of all.entries()) {
      at = new Date(Date.UTC(2026, f.month - 1, 5, 4));
      const content = sampleContent(n);
      const id = await fileSample(registry.url, token, n, {
        form: {
          ...content.form,
          techField: f.field,
          sellerRegion: f.region,
          ipr: f.ip,
          totalAmount: `${f.yuan}.50`,
          technicalAmount: `${f.yuan}.00`,
          projectName: `=HYPERLINK("示例 ${n}")`,
        },
        facts: { ...content.facts, kind: f.kind, title: `=HYPERLINK("示例 ${n}")` },
      });
      if (f.fate === 'returned') await run(id, 1, { act: 'return', reasons: f.codes.map((code) => ({ code, note: '' })) });
      if (f.fate !== 'registered' && f.fate !== 'cancelled') continue;
      await run(id, 1, { act: 'accept' });
      at = new Date(Date.UTC(2026, f.month - 1, 15, 4));
      await run(id, 2, { act: 'register' });
      const { status } = await registry.database.run((tx) => tx.selectFrom('filings').select('status').where('id', '=', id).executeTakeFirstOrThrow());
      const byTwo = status === 'SECOND_REVIEW';
      if (byTwo) await run(id, 3, { act: 'confirm' }, SECOND);
      if (f.fate !== 'cancelled') continue;
      await run(id, byTwo ? 4 : 3, { act: 'cancel', why: '示例' });
      if (byTwo) await run(id, 5, { act: 'end' }, SECOND);
    }
    at = new Date(Date.UTC(2026, 5, 1));
    desk = await localVisitor(registry);
  });

  const money = (cents: number): string => {
    const [whole, part] = (cents / 100).toFixed(2).split('.');
    return `${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`;
  };
  const listed = async (first: string): Promise<number> => {
    let n = 0;
    for (let path: string | undefined = first; path !== undefined;) {
      const { text } = await desk.get(path);
      n += [...text.matchAll(/<tr>\s*<td><a href="\/desk\/filings\//g)].length;
      path = /href="(\/desk\?[^"]*before=\d+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    return n;
  };

  it('adds up what was registered and still stands', async () => {
    const { text } = await desk.get('/desk/figures');
    const stands = all.filter((f) => f.fate === 'registered');
    expect(text).toContain(`<b>${stands.length}</b><span>件登记`);
    expect(text).toContain(`<b>${money(stands.reduce((sum, f) => sum + f.yuan * 100 + 50, 0))}</b><span>成交总额`);
    expect(text).toContain(`<b>${money(stands.reduce((sum, f) => sum + f.yuan * 100, 0))}</b><span>技术交易额`);
    expect(text).toContain('<b>10.0</b><span>到件至登记平均自然日，中位数 10</span>');
    const back = all.filter((f) => f.fate === 'returned');
    expect(text).toContain(`<b>${all.length}</b><span>件到达，其中 ${back.length} 件`);
  });

  it('every figure opens exactly the filings it counts, in any span of months', async () => {
    // whether a span has anything to open hangs on the seed
    const spans: [string, (f: Filed) => boolean][] = [
      ['', () => true],
      ['?from=2026-02&to=2026-03', (f) => f.month === 2 || f.month === 3],
      ['?kind=KF-WT&field=%3D1%2B1', (f) => f.kind === 'KF-WT' && f.field === '=1+1'],
      ['?to=2026-02&region=440300&point=sz', (f) => f.month <= 2 && f.region === '440300'],
    ];
    for (const [span, within] of spans) {
      const { text } = await desk.get(`/desk/figures${span}`);
      const links = [...text.matchAll(/<a href="(\/desk\?[^"]+)">(\d+)<\/a>/g)].map((m) => [m[1]!.replaceAll('&amp;', '&'), Number(m[2])] as const);
      if (all.some((f) => f.fate === 'registered' && within(f))) expect(links.length, span).toBeGreaterThan(span === '' ? 12 : 0);
      for (const [path, n] of links) expect([path, await listed(path)]).toEqual([path, n]);
    }
  });

  it('says in the file of the figures what they are of, with the sums of the page; files of other months have other names', async () => {
    const within = all.filter((f) => f.fate === 'registered' && f.month <= 2 && f.kind === 'KF-WT');
    const arrived = all.filter((f) => f.month <= 2 && f.kind === 'KF-WT');
    const file = await desk.get('/desk/figures.csv?to=2026-02&kind=KF-WT&point=gd');
    expect(decodeURIComponent(file.headers.get('content-disposition')!)).toContain('_…_2026-02.csv');
    const [, sums, , received, back] = file.text.split('\r\n').map((l) => l.slice(1, -1).split('","'));
    const gd = (list: Filed[]): Filed[] => list.filter((f) => f.region !== '440300');
    expect(sums!.slice(0, 4)).toEqual([
      '合计',
      '至 2026-02；登记点 模拟登记点·广东；合同类别 技术开发/委托开发',
      String(gd(within).length),
      (gd(within).reduce((sum, f) => sum + f.yuan * 100 + 50, 0) / 100).toFixed(2),
    ]);
    expect([received![2], back![2]]).toEqual([gd(arrived).length, gd(arrived).filter((f) => f.fate === 'returned').length].map(String));
  });

  it('says of what is no month that it narrows nothing, and of months the wrong way round that nothing lies between', async () => {
    const stands = all.filter((f) => f.fate === 'registered').length;
    const odd = (await desk.get('/desk/figures?from=2026-13&to=abc')).text;
    expect(odd).toContain(`<b>${stands}</b>`);
    for (const typed of ['2026-13', 'abc']) expect(odd).toContain(`role="alert">“${typed}”不是月份`);
    expect((await desk.get('/desk?from=2026-13')).text).not.toContain('name="from"');
    const turned = (await desk.get('/desk/figures?from=2026-04&to=2026-01')).text;
    expect(turned).toContain('起月 2026-04 晚于止月 2026-01');
    expect(turned).toContain('<b>0</b><span>件登记');
    expect((await desk.get('/desk/figures?from=2026-01&to=2026-04')).text).not.toContain('role="alert"');
  });

  it('hands out CSV that no spreadsheet runs, and workbooks another reader opens, marked as simulated in every row', async () => {
    const csv = await desk.get('/desk/rows.csv');
    expect([...csv.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = csv.text
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n');
    const stands = all.filter((f) => f.fate === 'registered').length;
    expect(lines).toHaveLength(stands + 1);
    for (const line of lines.slice(1)) {
      expect(line).toContain(`"'=HYPERLINK(""示例`);
      expect(line).toContain(NOTICE);
      expect(line).not.toMatch(/(^|,)"[=+@]/);
    }
    // a spreadsheet would round a number of 16 digits: behind a tab it stays text
    expect(lines[1]).toMatch(/^"MN\d{12}","\t990000\d{10}",/);
    const back = await desk.get('/desk/list.csv?code=R07&since=2026-01&until=2026-04');
    expect(back.text.trim().split('\r\n')).toHaveLength(1 + all.filter((f) => f.fate === 'returned' && f.codes.includes('R07')).length);
    for (const name of ['rows', 'figures']) {
      const xlsx = await desk.get(`/desk/${name}.xlsx`);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(xlsx.bytes.slice().buffer);
      const sheet = book.worksheets[0]!;
      expect(String(sheet.getCell('A1').value)).toContain(NOTICE);
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
      if (name === 'rows') expect(sheet.rowCount).toBe(stands + 2);
    }
    expect((await desk.get('/desk/audit?act=exported')).text).toContain('导出');
  });
});
