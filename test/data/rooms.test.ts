/** Queries and everyday acts of the rooms over a real store: order, filters, starting deals, attachments, import keys. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bridge } from '../../shared/bridge.ts';
import { make, type Edit } from '../../shared/domain/edit.ts';
import { Machine, type Program } from './machine.ts';

let machine: Machine;
let p: Program;
beforeEach(async () => {
  machine = await Machine.make();
  p = await machine.start('first');
  await p.open.openWorkspace('work');
});
afterEach(async () => {
  p.store.db().close();
  await machine.scrap();
});

const put = (...edits: Edit[]): Promise<unknown> => p.commit.commit({ intent: 'test.put' }, () => edits);
const office = { id: 'office', name: '示例农业研究所', role: 'seller' as const, userName: '示例经办人', uscc: '12440000MB00000000' };

describe('成果库', () => {
  const load = () => import('../../renderer/data/queries/portfolio.ts');
  beforeEach(() =>
    put(
      make('achievements', { id: '1', title: '种子', no: 'B', field: '农业', maturity: '小试', disclosure: 'public' }),
      make('achievements', { id: '2', title: '等离子', no: 'A', field: '新材料', disclosure: 'internal' }),
      make('achievements', { id: '3', title: '泵', field: '农业', maturity: '中试' }),
      make('achievements', { id: '4', title: '旧', archived: true, field: '农业' }),
    ),
  );

  it('gives ids in any order and puts records without a value last', async () => {
    const q = await load();
    expect(await q.achievementIds('newest', false, {})).toEqual(['3', '2', '1']);
    expect(await q.achievementIds('newest', true, {})).toEqual(['1', '2', '3']);
    expect(await q.achievementIds('title', false, {})).toEqual(['3', '2', '1']);
    expect(await q.achievementIds('title', true, {})).toEqual(['1', '2', '3']);
    expect(await q.achievementIds('no', false, {})).toEqual(['2', '1', '3']);
    expect(await q.achievementIds('maturity', true, {})).toEqual(['1', '3', '2']);
    expect(await q.newestAchievementIds(2)).toEqual(['3', '2']);
    expect(await q.achievementCount()).toBe(3);
  });

  it('filters by several values and shows archived ones only when asked', async () => {
    const q = await load();
    expect(await q.achievementIds('newest', false, { field: ['农业'] })).toEqual(['3', '1']);
    expect(await q.achievementIds('newest', false, { field: ['农业', '新材料'], disclosure: ['internal'] })).toEqual(['2']);
    expect(await q.achievementIds('newest', false, { field: ['农业'], archived: true })).toEqual(['4', '3', '1']);
    expect(await q.achievementFacets()).toEqual({ fields: ['农业', '新材料'], maturities: ['中试', '小试'] });
  });

  it('reads rows and one achievement with what belongs to it, without the bookkeeping', async () => {
    const q = await load();
    await put(
      make('rights', { id: 'r', achievementId: '1' }),
      make('rights', { id: 'r2', achievementId: '1', archived: true }),
      make('contributors', { id: 'c', achievementId: '1', name: '完成人甲' }),
    );
    expect(await q.achievementRows(['2', 'none', '1'])).toEqual([
      { id: '2', title: '等离子', no: 'A', field: '新材料', disclosure: 'internal' },
      { id: '1', title: '种子', no: 'B', field: '农业', maturity: '小试', disclosure: 'public' },
    ]);
    expect(await q.achievementFile('1')).toMatchObject({ achievement: { id: '1' }, rights: [{ id: 'r' }], contributors: [{ id: 'c' }], attachments: [] });
    expect(await q.achievementFile('none')).toBeUndefined();
    expect(await q.rightsOfAchievement('1')).toHaveLength(1);
  });
});

describe('starting a deal', () => {
  const load = () => import('../../renderer/data/start-deal.ts');
  const deals = () => import('../../renderer/data/queries/deals.ts');

  it('links the owner that is known, makes 本单位 the seller of its own, and counts on', async () => {
    const [start, q] = [await load(), await deals()];
    await put(
      make('office', office),
      make('achievements', { id: 'a', title: '示例装置', owner: '示例农业研究所' }),
      make('achievements', { id: 'b', title: '别家的', owner: '示例别的单位' }),
      make('parties', { id: 'p', name: '示例别的单位' }),
    );
    const first = await q.dealFile((await start.startFromAchievement('a', '示例装置')) as string);
    expect(first).toMatchObject({ deal: { name: '示例装置', role: 'seller', keeper: '示例经办人' }, seller: { name: '示例农业研究所', uscc: office.uscc } });
    expect(first!.deal.no).toMatch(/^\d{4}-001$/);
    const second = await q.dealFile((await start.startFromAchievement('b', '别家的')) as string);
    expect(second).toMatchObject({ deal: { sellerId: 'p' } });
    expect(second!.deal.no).toMatch(/-002$/);
    // the same office again is the same party
    const third = await q.dealFile((await start.startFromAchievement('a', '示例装置')) as string);
    expect(third!.seller!.id).toBe(first!.seller!.id);
    expect(await start.startFromAchievement('none', '')).toMatchObject({ refused: true, key: 'row.gone' });
  });

  it('from a demand, from nothing, and from a file with parties found or made once', async () => {
    const [start, q] = [await load(), await deals()];
    const { startFromFile } = await import('../../renderer/data/start-from-file.ts');
    const { partyRows } = await import('../../renderer/data/queries/parties.ts');
    await put(make('parties', { id: 'p', name: '示例种业公司' }), make('demands', { id: 'n', title: '发芽率', partyId: 'p', detail: '提高' }));
    expect(await q.dealById((await start.startFromDemand('n', '发芽率')) as string)).toMatchObject({ buyerId: 'p', object: '提高', startedFrom: 'demand' });
    expect(await start.startFromDemand('none', '')).toMatchObject({ refused: true });
    expect(await q.dealById((await start.startBlank('空白')) as string)).toMatchObject({ name: '空白', startedFrom: 'blank' });
    const file = { hash: 'a'.repeat(64), name: '合同(1).docx', size: 9, mime: 'x' };
    const id = (await startFromFile(
      file,
      { title: '许可合同', projectName: '示例项目', seller: '示例新单位', buyer: '示例种业公司', broker: '示例新单位', total: '1500000', contractNo: 'S-1' },
      '全文',
    )) as string;
    expect(await q.dealFile(id)).toMatchObject({
      deal: { name: '示例项目', startedFrom: 'file', buyerId: 'p' },
      seller: { name: '示例新单位' },
      broker: { name: '示例新单位' },
      contracts: [{ kind: 'foreign', foreignText: '全文', title: '许可合同', fields: { projectName: '示例项目', fixedFee: '1500000' } }],
      signings: [{ contractNo: 'S-1' }],
      attachments: [{ name: '合同(1).docx', kind: 'source' }],
    });
    expect((await partyRows()).map((x) => x.name).sort()).toEqual(['示例新单位', '示例种业公司']);
    expect((await q.dealsOfParty('p')).length).toBe(2);
  });
});

describe('parties, demands, ledger', () => {
  it('a party of one name is made once; 本单位 needs a name', async () => {
    const { partyNamed, officeAsParty } = await import('../../renderer/data/new-party.ts');
    const q = await import('../../renderer/data/queries/parties.ts');
    const id = await partyNamed('示例甲', { kind: 'enterprise' });
    expect(await partyNamed('示例甲')).toBe(id);
    expect(await q.partyById(id as string)).toMatchObject({ kind: 'enterprise' });
    expect(await officeAsParty()).toMatchObject({ refused: true, key: 'office.missing' });
    await put(make('office', office));
    const ours = await officeAsParty();
    expect(await officeAsParty()).toBe(ours);
    expect(await q.partiesByName(office.name)).toEqual([{ id: ours, name: office.name, uscc: office.uscc }]);
    expect(await q.partiesByUscc(office.uscc)).toHaveLength(1);
    expect(await q.officeRow()).toMatchObject({ role: 'seller' });
  });

  it('demands come with who asks', async () => {
    const q = await import('../../renderer/data/queries/demands.ts');
    await put(make('parties', { id: 'p', name: '示例甲' }), make('demands', { id: 'd', title: '一', partyId: 'p' }), make('demands', { id: 'e', title: '二' }));
    expect(await q.demandRows()).toEqual([
      { demand: { id: 'e', title: '二' }, party: '' },
      { demand: { id: 'd', title: '一', partyId: 'p' }, party: '示例甲' },
    ]);
    expect(await q.demandById('d')).toMatchObject({ title: '一' });
  });

  it('the ledger lists imported lines and signed deals once, latest first', async () => {
    const q = await import('../../renderer/data/queries/ledger.ts');
    await put(
      make('parties', { id: 'b', name: '示例种业公司' }),
      make('deals', { id: 'd', no: '2026-001', name: '许可', role: 'seller', buyerId: 'b' }),
      make('contracts', { id: 'c', dealId: 'd', version: 1, fields: { fixedFee: '1500000' } }),
      make('signings', { id: 's', dealId: 'd', contractId: 'c', signedOn: '2026-03-12' }),
      make('ledger', { id: 'l1', projectName: '旧项目', amount: '125000', signedOn: '2021-03-12' }),
      make('ledger', { id: 'l2', projectName: '同一份', dealId: 'd', signedOn: '2026-03-12' }),
      make('ledger', { id: 'l3', projectName: '归档', archived: true }),
      make('deals', { id: 'open', name: '未签' }),
    );
    expect((await q.ledgerLines()).map((l) => [l.origin, l.projectName, l.partner, l.amount])).toEqual([
      ['deal', '许可', '示例种业公司', '1500000'],
      ['import', '旧项目', '', '125000'],
    ]);
  });

  it('what was imported is known by key and by name', async () => {
    const q = await import('../../renderer/data/queries/import.ts');
    await put(
      make('achievements', { id: 'a', title: '装置', owner: '甲', importKey: 'k1' }),
      make('achievements', { id: 'b', title: '手工' }),
      make('achievements', { id: 'c', title: '归档', archived: true, importKey: 'k2' }),
    );
    expect(await q.existingForImport('achievements')).toEqual({ keys: ['k1', 'k2'], names: ['装置|甲', '手工|'] });
  });
});

describe('everyday edits and files', () => {
  it('sets fields, archives and restores, and says when the row is gone', async () => {
    const { editRow, archiveRow, makeRow } = await import('../../renderer/data/edit-row.ts');
    const { rowById, rowsBy } = await import('../../renderer/data/queries/read.ts');
    await makeRow('demands', { id: 'd' });
    await editRow('demands', 'd', { title: '一', partyId: 'p' }, { note: '一' });
    expect(await rowById('demands', 'd')).toEqual({ id: 'd', title: '一', partyId: 'p' });
    await archiveRow('demands', 'd', true, '一');
    expect(await rowsBy('demands', 'partyId', 'p')).toEqual([]);
    expect(await rowsBy('demands', 'partyId', 'p', true)).toHaveLength(1);
    await archiveRow('demands', 'd', false);
    expect(await rowById('demands', 'd')).toEqual({ id: 'd', title: '一', partyId: 'p' });
    expect(await editRow('demands', 'none', { title: 'x' })).toMatchObject({ refused: true, key: 'row.gone' });
    expect(await rowById('demands', undefined)).toBeUndefined();
  });

  it('a file goes into the vault in parts, comes back whole, and belongs to its owner once', async () => {
    const kept = new Map<string, Uint8Array>();
    const parts: Uint8Array[] = [];
    const below = window.bridge;
    const vault: Record<string, (r: never) => unknown> = {
      'vault.begin': () => {
        parts.length = 0;
        return { upload: 'u' };
      },
      'vault.part': (r: { bytes: Uint8Array }) => {
        parts.push(r.bytes);
        return { received: r.bytes.length };
      },
      'vault.finish': () => {
        const whole = new Uint8Array(Buffer.concat(parts));
        const hash = createHash('sha256').update(whole).digest('hex');
        kept.set(hash, whole);
        return { hash, name: '说明.txt', size: whole.length, mime: 'text/plain' };
      },
      'vault.read': (r: { hash: string; offset: number; length: number }) => ({
        bytes: kept.get(r.hash)!.slice(r.offset, r.offset + r.length),
        size: kept.get(r.hash)!.length,
      }),
      'vault.pick': () => [],
      'vault.open': () => null,
      'vault.saveAs': () => null,
      'clipboard.file': () => null,
    };
    const call = ((channel, request) =>
      vault[channel] ? Promise.resolve({ ok: true, value: vault[channel](request as never) }) : below.call(channel, request)) as Bridge['call'];
    Object.assign(window, { bridge: { call, on: below.on } });
    const v = await import('../../renderer/data/vault.ts');
    const { attachFiles } = await import('../../renderer/data/attach.ts');
    const bytes = Uint8Array.from({ length: 2.5 * 1024 * 1024 }, (_, i) => i % 251);
    const seen: number[] = [];
    const file = (await v.storeFile({ name: '说明.txt', bytes }, { onProgress: (done) => seen.push(done) }))!;
    expect(seen).toEqual([1_048_576, 2_097_152, 2_621_440]);
    expect(await v.storeFile(new File(['示例'], 'f.txt'))).toMatchObject({ size: 6 });
    expect(Buffer.from(await v.readVaultFile(file.hash)).equals(Buffer.from(bytes))).toBe(true);
    const stop = new AbortController();
    stop.abort();
    expect(await v.storeFile({ name: 'x', bytes }, { signal: stop.signal })).toBeNull();
    const first = await attachFiles({ table: 'achievements', id: 'a' }, [file]);
    expect(await attachFiles({ table: 'achievements', id: 'a' }, [file])).toEqual(first);
    expect(await attachFiles({ table: 'deals', id: 'd', dealId: 'd', kind: 'contract' }, [file])).not.toEqual(first);
    expect([
      await v.pickFiles(['any']),
      await v.openVaultFile(file.hash, 'f'),
      await v.saveVaultFileAs(file.hash, 'f'),
      await v.copyVaultFile(file.hash, 'f'),
    ]).toEqual([[], null, null, null]);
  });
});

it('deals are gathered with all their rows, and findings stand under their fields', async () => {
  const { allDealFiles } = await import('../../renderer/data/queries/deal-list.ts');
  const q = await import('../../renderer/data/queries/deals.ts');
  const { fieldIssues } = await import('../../renderer/data/field-issues.ts');
  const { finding } = await import('../../shared/domain/finding.ts');
  const { rulesAt, today } = await import('../../renderer/data/rules.ts');
  await put(
    make('office', office),
    make('parties', { id: 's', name: '甲' }),
    make('parties', { id: 'b', name: '乙' }),
    make('parties', { id: 'k', name: '丙' }),
    make('achievements', { id: 'a' }),
    make('rights', { id: 'r', achievementId: 'a' }),
    make('contributors', { id: 'c', achievementId: 'a' }),
    make('demands', { id: 'n' }),
    make('deals', { id: 'd', sellerId: 's', buyerId: 'b', brokerId: 'k', achievementId: 'a', demandId: 'n', rightIds: ['r'] }),
    make('deals', { id: 'e' }),
    make('worksheets', { id: 'w', dealId: 'd' }),
    make('rounds', { id: 'o', dealId: 'd' }),
    make('notices', { id: 'no', dealId: 'd' }),
    make('objections', { id: 'ob', noticeId: 'no' }),
    make('instalments', { id: 'i', dealId: 'd' }),
    make('receipts', { id: 're', dealId: 'd', archived: true }),
  );
  const one = await q.dealFile('d');
  expect(one).toMatchObject({
    office: { id: 'office' },
    seller: { id: 's' },
    broker: { id: 'k' },
    demand: { id: 'n' },
    rights: [{ id: 'r' }],
    contributors: [{ id: 'c' }],
    objections: [{ id: 'ob' }],
    receipts: [],
  });
  expect((await allDealFiles()).map((f) => f.deal.id)).toEqual(['e', 'd']);
  expect((await allDealFiles())[1]).toEqual(one);
  expect(await q.dealFile('none')).toBeUndefined();
  expect(await q.paymentsOf('d')).toMatchObject({ instalments: [{ id: 'i' }], receipts: [] });
  const at = { table: 'deals' as const, id: 'd', field: 'name' };
  const t = ((key: string) => key) as never;
  expect(
    fieldIssues(
      t,
      [finding('deal.sellerMissing', at), finding('deal.buyerMissing', at), finding('deal.rightMissing', at), finding('deal.routeMissing', { ...at, id: 'x' })],
      'deals',
      'd',
    ),
  ).toEqual({ name: { error: 'findings:message.deal.sellerMissing findings:message.deal.buyerMissing', warning: 'findings:message.deal.rightMissing' } });
  expect(today()).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect([rulesAt('2026-05-01', '440600').region, rulesAt('2026-05-01', 'x').region]).toEqual(['440600', '440000']);
});
