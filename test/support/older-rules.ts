/** The program's rule pack with the 2000 办法 as if it had not been repealed. */
import { readFile } from 'node:fs/promises';

type Pack = { version: string; entries: { id: string; region: string; validTo?: string }[] };

export async function olderRules(): Promise<Pack> {
  const shipped = JSON.parse(await readFile(new URL('../../resources/rules/gd-2026.json', import.meta.url), 'utf8')) as Pack;
  const entries = shipped.entries.flatMap((entry) => {
    if (!entry.id.startsWith('registry.') || entry.region !== 'CN') return [entry];
    const { validTo, ...standing } = entry;
    return validTo === undefined ? [] : [standing];
  });
  return { ...shipped, version: '2000', entries };
}
