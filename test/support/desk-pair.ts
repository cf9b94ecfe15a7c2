/** A registry with a 登记员 and a 复核员 at its desk, and an office that files. */
import { beforeAll } from 'vitest';
import { localVisitor, newPerson, type DeskVisitor, type Page } from './desk-visitor.ts';
import type { Engine } from './engines.ts';
import { fileSample } from './file-sample.ts';
import { registryOn } from './registry-on.ts';

/** Stands up before the tests of the block it is called in; people and token are there once they run. */
export function deskPair(engine: Engine) {
  const registry = registryOn(engine, { now: () => new Date('2026-04-16T04:00:00Z') });
  const people = {} as { token: string; local: DeskVisitor; registrar: DeskVisitor; reviewer: DeskVisitor };
  beforeAll(async () => {
    people.token = await registry.office('示例农业研究所');
    people.local = await localVisitor(registry);
    people.registrar = await newPerson(registry.url, people.local, { login: 'registrar', name: '示例登记员', role: 'registrar' });
    people.reviewer = await newPerson(registry.url, people.local, { login: 'reviewer', name: '示例复核员', role: 'reviewer' });
  });
  return {
    registry,
    people,
    file: (n: number, change: Parameters<typeof fileSample>[3] = {}) => fileSample(registry.url, people.token, n, change),
    decide: (by: DeskVisitor, id: string, act: string, fields: Parameters<DeskVisitor['send']>[2] = {}): Promise<Page> =>
      by.send(`/desk/filings/${id}`, `/desk/filings/${id}/${act}`, fields),
  };
}
