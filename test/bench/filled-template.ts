/** The yardstick of documents: docxtemplater filling a template that gives the same contract. */
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import type { Block, Cell, DocumentModel, Run } from '../../shared/domain/contract/blocks.ts';
import { runText } from '../../shared/domain/contract/blocks.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';

/**
 * The contract with a tag wherever something was filled in: the places of the clauses, and whole cells, names and
 * values that come from records. What the clause set says word for word stays text of the template.
 */
function templateOf(set: ClauseSet, document: DocumentModel): { template: Uint8Array; values: Record<string, string> } {
  const values: Record<string, string> = {};
  const tag = (value: string): string => {
    const key = `v${Object.keys(values).length}`;
    values[key] = value;
    return `{${key}}`;
  };
  const raw = [...set.articles.flatMap((a) => a.clauses.map((c) => c.text)), ...set.recitals].map((text) => {
    const fixed = text.split(/\{[^}]*\}/);
    return { fixed, pattern: new RegExp(`^${fixed.map((f) => f.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`, 's') };
  });
  const tagged = (runs: readonly Run[]): Run[] => {
    const text = runText(runs);
    for (const { fixed, pattern } of raw) {
      const found = pattern.exec(text);
      if (found) return [{ text: fixed.map((f, i) => f + (i + 1 < fixed.length ? tag(found[i + 1]!) : '')).join('') }];
    }
    return [{ text: text === '' ? '' : tag(text) }];
  };
  const valueOf = <T extends { value: string }>(line: T): T => ({ ...line, value: line.value === '' ? '' : tag(line.value) });
  const cellOf = (c: Cell): Cell => ({ ...c, runs: tagged(c.runs) });
  const blockOf = (b: Block): Block => {
    if (b.kind === 'clause' || b.kind === 'paragraph') return { ...b, runs: tagged(b.runs) };
    if (b.kind === 'table') return { ...b, rows: b.rows.map((row, i) => (i < b.head ? row : row.map(cellOf))) };
    if (b.kind === 'cover') return { ...b, lines: b.lines.map(valueOf) };
    if (b.kind === 'signatures') return { ...b, parties: b.parties.map((p) => ({ ...p, name: tag(p.name), lines: p.lines.map(valueOf) })) };
    return b;
  };
  return { template: blocksToDocx({ ...document, header: tag(document.header), blocks: document.blocks.map(blockOf) }), values };
}

/** Fills the template of that contract; `places`: how many values it is given, ready-made. */
export function filledTemplate(set: ClauseSet, document: DocumentModel): { fill: () => Uint8Array; places: number } {
  const { template, values } = templateOf(set, document);
  const fill = (): Uint8Array => {
    const filled = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    filled.render(values);
    return filled.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
  };
  return { fill, places: Object.keys(values).length };
}
