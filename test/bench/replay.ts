/** Replay of a journal (CRC, parse, chain, fold) against plain JSON parsing of the same lines. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Journal } from '../../electron/journal/journal.ts';
import { canonicalJson, changeHash } from '../../shared/change/chain.ts';
import { FORMAT_VERSION, type Change, type Patch } from '../../shared/change/change.ts';
import { applyChange, emptyState } from '../../shared/change/fold.ts';
import { figure, type Figure } from './figure.ts';

const CHANGES = 20_000;

function history(): string[] {
  let prev = '';
  const last = new Map<string, string>();
  return Array.from({ length: CHANGES }, (_, i) => {
    const id = `c${i}`;
    const row = `a${Math.floor(i / 4)}`;
    const patches: Patch[] =
      i % 4 === 0
        ? [
            {
              op: 'make',
              table: 'achievements',
              id: row,
              over: [],
              row: { title: `示例成果${i}`, summary: '示例摘要'.repeat(100), owner: '示例单位', field: '农业' },
            },
          ]
        : [{ op: 'set', table: 'achievements', id: row, field: 'note', to: `第${i}次备注`, over: last.has(row) ? [last.get(row)!] : [] }];
    if (i % 4 !== 0) last.set(row, id);
    const change: Change = {
      v: FORMAT_VERSION,
      id,
      device: 'd',
      n: i + 1,
      prev,
      who: '示例',
      why: { intent: 'x', origin: 'person' },
      when: '2026-01-01T00:00:00.000Z',
      group: id,
      patches,
      letters: [],
    };
    prev = changeHash(change);
    return canonicalJson(change);
  });
}

export async function measureReplay(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-bench-'));
  try {
    const wish = { storeId: 'bench', formatVersion: FORMAT_VERSION };
    const json = history();
    const journal = await Journal.open(folder, wish);
    for (let at = 0; at < json.length; at += 2000) await journal.append(json.slice(at, at + 2000).map((j, i) => ({ seq: at + i + 1, json: j })));
    await journal.close();

    const plainStart = performance.now();
    let fields = 0;
    for (const j of json) fields += (JSON.parse(j) as Change).patches.length;
    const plain = performance.now() - plainStart;

    const start = performance.now();
    const again = await Journal.open(folder, wish);
    const state = emptyState();
    let prev = '';
    for (let after: number | null = 0; after !== null;) {
      const page: Awaited<ReturnType<Journal['read']>> = await again.read(after, 2000);
      for (const l of page.lines) {
        const change = JSON.parse(l.json) as Change;
        if (change.prev !== prev) throw new Error(`chain broken at ${l.seq}`);
        prev = changeHash(change);
        applyChange(state, change);
      }
      after = page.next;
    }
    const took = performance.now() - start;
    await again.close();
    if (fields !== CHANGES || state.rows.get('achievements')!.size !== CHANGES / 4) throw new Error('the replay lost something');
    return [
      figure({
        name: 'journal replay',
        value: (CHANGES / took) * 1000,
        yardstick: (CHANGES / plain) * 1000,
        unit: 'Changes/s',
        against: 'plain JSON.parse of the same lines',
        note: 'CRC, parse, chain and fold',
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
