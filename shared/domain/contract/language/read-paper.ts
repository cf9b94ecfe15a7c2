/** 正文: a paper that is no contract, block by block. */
import type { PaperBlock, SignatureLine } from '../clause-set.ts';
import { filled, keyAt, readEach, textAt, tokensOf, type Draft, type Rule } from './draft.ts';
import { readTable, whenUnder } from './read-paper-table.ts';
import { push } from './read-steps.ts';
import type { Statement } from './statements.ts';
import { along } from './fault.ts';
import { divided } from './texts.ts';

export const PARAGRAPH_WORDS: ReadonlyMap<string, { align?: 'left' | 'right'; small?: true }> = new Map([
  ['段', {}],
  ['段左', { align: 'left' }],
  ['段右', { align: 'right' }],
  ['注', { small: true }],
]);

export function readBody(draft: Draft, s: Statement): PaperBlock[] {
  const body: PaperBlock[] = [];
  const block = (read: (b: Statement) => PaperBlock | undefined): Rule => ({
    many: true,
    under: true,
    read(b) {
      const one = read(b);
      if (one) draft.at.set(one, b.at);
      push(body, one);
    },
  });
  const simple = (read: (b: Statement) => PaperBlock | undefined): Rule =>
    block((b) => {
      const one = read(b);
      readEach(b.children, new Map([whenUnder(draft, one ?? {})]), draft);
      return one;
    });
  const rules = new Map<string, Rule>([
    ['题', simple((b) => worded(draft, b, (text) => ({ kind: 'title', text })))],
    ...[...PARAGRAPH_WORDS].map(([word, look]): [string, Rule] => [word, simple((b) => worded(draft, b, (text) => ({ kind: 'paragraph', text, ...look })))]),
    ['逐项', simple((b) => itemsOf(draft, b))],
    ['表', block((b) => readTable(draft, b))],
    ['签章', block((b) => readSignature(draft, b))],
    ['换页', simple(() => ({ kind: 'pageBreak' }))],
  ]);
  readEach(s.children, rules, draft);
  return body;
}

function worded(draft: Draft, s: Statement, make: (text: string) => PaperBlock): PaperBlock | undefined {
  const text = filled(draft, s, '兹委托{agent}……');
  if (text === undefined) return undefined;
  const block = make(text);
  textAt(draft, block, text, s.restAt);
  return block;
}

function itemsOf(draft: Draft, s: Statement): PaperBlock | undefined {
  const key = filled(draft, s, 'materials');
  if (key === undefined) return undefined;
  const block: PaperBlock = { kind: 'items', key };
  keyAt(draft, block, key, s.restAt);
  return block;
}

/** `签章 转让方 {seller.name}`, and under it the lines to sign on: `行 日期 | {signedOn|date}`. */
function readSignature(draft: Draft, s: Statement): PaperBlock | undefined {
  const [role, ...name] = tokensOf(s);
  if (!role || name.length === 0) {
    draft.faults.must(s.restAt, 'signature', { text: s.rest }, ['签章 转让方 {seller.name}']);
    return undefined;
  }
  const block: PaperBlock & { kind: 'signature' } = { kind: 'signature', role: role.text, name: name.map((n) => n.text).join(' ') };
  textAt(draft, block, block.name, name[0]!.at);
  const lines: SignatureLine[] = [];
  const line: Rule = {
    many: true,
    read(l) {
      const [label = '', value = '', more] = divided(l.rest);
      if (label === '' || more !== undefined) draft.faults.must(l.restAt, 'signatureLine', { text: l.rest }, ['行 日期 | {signedOn|date}']);
      textAt(draft, block, value, along(l.restAt, Math.max(0, l.rest.lastIndexOf(value))));
      lines.push({ label, value });
    },
  };
  readEach(s.children, new Map([whenUnder(draft, block), ['行', line]]), draft);
  if (lines.length > 0) block.lines = lines;
  return block;
}
