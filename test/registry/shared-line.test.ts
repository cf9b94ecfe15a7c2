/** The class's line as any process of a registry tells it: opened here or by another process, closed from either, and open before a restart. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localVisitor } from '../support/desk-visitor.ts';
import { ENGINES, placeOn, type Placed } from '../support/engines.ts';
import { liveRegistry, type LiveOptions, type LiveRegistry } from '../support/live-registry.ts';

const CLOSED = '现在只有本机能连';
const BEFORE = /登记端停止前曾在局域网上开放（2026-04-16 12:00 起，.+）；重新启动后没有再开放/;
const OPEN = '关闭局域网';
const ELSEWHERE = '由共用这个数据库的另一个登记端进程开放，2026-04-16 12:00 起';

let at = Date.parse('2026-04-16T04:00:00Z');
const now = (): Date => new Date(at);

async function classAt(registry: LiveRegistry) {
  const desk = await localVisitor(registry);
  const made = await desk.send('/desk/classes', '/desk/classes', { name: '示例班', size: '1', seed: '42', mode: 'manual' });
  return made.headers.get('location')!;
}
async function says(registry: LiveRegistry, path: string): Promise<string> {
  return (await (await localVisitor(registry)).get(path)).text;
}
const turn = async (registry: LiveRegistry, path: string, open: '1' | ''): Promise<unknown> =>
  (await localVisitor(registry)).send(path, `${path}/line`, { open });

describe.each(ENGINES)('on %s', (engine) => {
  let place: Placed;
  let kept: string;
  beforeAll(async () => {
    place = await placeOn(engine);
    kept = await mkdtemp(join(tmpdir(), 'registry-kept-'));
  });
  afterAll(async () => {
    await place.stop();
    await rm(kept, { recursive: true, force: true });
  });

  it('after a restart it is closed, and the page says that it was open', async () => {
    const where: LiveOptions = { ...(await place()), now, ...(engine === 'SQLite' ? { kept } : {}) };
    const first = await liveRegistry(where);
    const path = await classAt(first);
    expect(await says(first, path)).toContain(CLOSED);
    expect(await says(first, path)).not.toMatch(BEFORE);
    await turn(first, path, '1');
    expect(await says(first, path)).toContain(OPEN);
    // pressed once more on a page that was not drawn anew
    expect(await turn(first, path, '1')).toMatchObject({ status: 303 });
    await first.close();
    const second = await liveRegistry(where);
    expect(await says(second, path)).toContain(CLOSED);
    expect(await says(second, path)).toMatch(BEFORE);
    await turn(second, path, '1');
    await turn(second, path, '');
    expect(await says(second, path)).toContain(CLOSED);
    expect(await says(second, path)).not.toMatch(BEFORE);
    await second.close();
  });
});

describe('of two processes on one PostgreSQL', () => {
  let place: Placed;
  let one: LiveRegistry;
  let two: LiveRegistry;
  let path: string;
  beforeAll(async () => {
    place = await placeOn('PostgreSQL');
    const where = { ...(await place()), now };
    [one, two] = [await liveRegistry(where), await liveRegistry(where)];
    path = await classAt(one);
  });
  afterAll(async () => {
    await Promise.all([one, two].map((r) => r.close()));
    await place.stop();
  });

  it('either says that the line is open and where it was opened, and closes it for both', async () => {
    await turn(one, path, '1');
    expect(await says(one, path)).not.toContain(ELSEWHERE);
    expect(await says(two, path)).toContain(ELSEWHERE);
    expect(await says(two, path)).toContain(OPEN);
    await turn(two, path, '');
    expect(await says(two, path)).toContain(CLOSED);
    // the one that has it open follows at its next beat
    await expect.poll(() => says(one, path), { timeout: 20_000 }).toContain(CLOSED);
  });

  it('of a process that is gone without a word it says no longer that it is open', async () => {
    await turn(one, path, '1');
    const mark = await two.database.run((tx) => tx.selectFrom('marks').selectAll().where('name', 'like', 'class-line/%').executeTakeFirstOrThrow());
    await turn(one, path, '');
    // as a killed process leaves it
    await two.database.run((tx) => tx.insertInto('marks').values(mark).execute());
    expect(await says(two, path)).toContain(ELSEWHERE);
    at += 60_000;
    expect(await says(two, path)).toContain(CLOSED);
    expect(await says(two, path)).toMatch(BEFORE);
  });
});
