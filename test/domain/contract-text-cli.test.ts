/** kezhuan check-contract over the twelve faulty contracts: what the key says, with the clauses to put there, in text, Word and JSON. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../electron/cli/main.ts';
import { decodeText } from '../../renderer/documents/decode-text.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { json } from './support.ts';

type Line = { key: string; id: string; level: string; text: string; proposed?: string; source?: { article?: string }; quote?: { text: string } };
type Body = {
  findings: Line[];
  musts: number;
  civilCode: { article: string; findings: string[]; why?: string }[];
  proposal: { kind?: { value: string } };
  error: { field: string; message: string };
};
const READERS = { contract: (bytes: Uint8Array, name?: string) => readContract(bytes, { name }), decode: decodeText };
async function* said(input: string | Uint8Array): AsyncGenerator<string | Buffer> {
  yield typeof input === 'string' ? input : Buffer.from(input);
}
const ask = async (input: string | Uint8Array, ...more: string[]): Promise<{ code: number; body: Body }> => {
  const { code, out } = await run(['check-contract', ...more], said(input), READERS, '2026-11-22');
  return { code, body: JSON.parse(out) as Body };
};
const exercises = (
  json('exercises/contracts.json') as { items: { file: string; kind: string | null; findings: { check: string; level: string; quote?: string }[] }[] }
).items;
const textOf = (file: string): string => readFileSync(new URL(`../../resources/exercises/contracts/${file}`, import.meta.url), 'utf8');
const short = (file: string): string => readFileSync(new URL(`./short-contracts/${file}`, import.meta.url), 'utf8');
const pairs = (list: { level: string; quote?: string; name: string }[]): string[] => list.map((x) => `${x.level} ${x.name} ${x.quote ?? ''}`).toSorted();
const expected = (file: string): string[] => pairs(exercises.find((e) => e.file === file)!.findings.map((f) => ({ ...f, name: f.check })));
const got = (body: Body): string[] => pairs(body.findings.map((f) => ({ level: f.level, name: f.key, ...(f.quote ? { quote: f.quote.text } : {}) })));

describe('kezhuan check-contract', () => {
  it.each(exercises)('$file is answered as the key has it', async ({ file, kind, findings }) => {
    const { code, body } = await ask(textOf(file));
    expect(got(body)).toEqual(expected(file));
    expect(code).toBe(findings.some((f) => f.level === 'must') ? 1 : 0);
    if (kind !== null) expect(body.proposal.kind?.value?.slice(0, 2)).toBe(kind.slice(0, 2));
    expect(body.findings.filter((f) => f.text.includes('findings:') || /\{\{/.test(`${f.text}${f.proposed ?? ''}`))).toEqual([]);
    for (const f of body.findings.filter((x) => /monopoly|dutyMissing|silentDefault|repealedLaw/.test(x.key)))
      expect(f.proposed ?? f.key).toMatch(/。$|民法典$/);
  });
  it('a Word file says the same as its text', async () => {
    const text = textOf('06-技术秘密转让.txt');
    const lines = text.split('\n').filter((line) => line !== '');
    const bytes = blocksToDocx({
      kind: 'contract',
      title: '示例',
      contentId: '',
      header: '',
      pageNumbers: false,
      watermark: '',
      blocks: lines.map((line) => paragraph(line)),
    });
    expect(got((await ask(bytes)).body)).toEqual(expected('06-技术秘密转让.txt'));
  });
  it('lists the 45 articles, what was found under each, and why two of them have no check', async () => {
    const { civilCode, findings } = (await ask(textOf('06-技术秘密转让.txt'))).body;
    expect([civilCode.length, civilCode[0]!.article, civilCode.at(-1)!.article]).toEqual([45, '第八百四十三条', '第八百八十七条']);
    expect(civilCode.find((a) => a.article === '第八百五十条')!.findings.toSorted()).toEqual(
      findings.flatMap((f) => (f.key === 'text.monopoly' ? [f.id] : [])).toSorted(),
    );
    expect(civilCode.filter((a) => a.why !== undefined).map((a) => a.article)).toEqual(['第八百四十四条', '第八百七十六条']);
  });
  it('a right known to have lapsed, and one that ends before the term, are told from JSON', async () => {
    const text = short('04-专利实施许可.txt').replace('2041年6月9日', '2031年6月9日');
    const rights = [{ name: '一种交联剂', kind: 'utility', filedOn: '2019-05-20', status: 'lapsed' }];
    const { body } = await ask(JSON.stringify({ text, rights }));
    expect(body.findings.filter((f) => f.level === 'must').map((f) => f.key)).toEqual(expect.arrayContaining(['right.notInForce', 'text.termBeyondPatent']));
    const wrong = await ask(JSON.stringify({ text, rights: [{ kind: 'trademark' }] }));
    expect([wrong.code, wrong.body.error.field]).toEqual([2, 'rights.0.kind']);
  });
  it('speaks English, and proposes in Chinese what stands in a Chinese contract', async () => {
    const { body } = await ask(short('06-技术秘密转让.txt'), '--lang', 'en');
    const one = body.findings.find((f) => f.key === 'text.dutyMissing')!;
    expect(one.text).toBe('Not stated: how long secrecy lasts');
    expect(one.proposed).toContain('保密义务');
  });
});
