/** Contracts a second as Word files, against docxtemplater filling a template that gives the same text. */
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import type { Block, Cell, DocumentModel, Run } from '../../shared/domain/contract/blocks.ts';
import { runText } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { figure, median, timed, type Figure } from './figure.ts';

const ROUNDS = 15;
const EACH = 6;

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

export function measureDocuments(): Figure[] {
  const set = clauses('XK-ZL');
  const input = licenceInput();
  const { document } = buildContract(set, input);
  const { template, values } = templateOf(set, document);
  const theirs = (): Uint8Array => {
    const filled = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    filled.render(values);
    return filled.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
  };
  const written = (): Uint8Array => blocksToDocx(document);
  const whole = (): Uint8Array => {
    const file = contractDocx(set, input);
    if (!file.ok) throw new Error(JSON.stringify(file.error));
    return file.value.bytes;
  };
  const textOf = (bytes: Uint8Array): string => {
    const read = readDocxText(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    return read.value.text;
  };
  if (textOf(theirs()) !== textOf(whole())) throw new Error('the template does not give the text of the contract');
  const ways = [theirs, written, whole];
  for (const way of ways) for (let i = 0; i < 20; i++) way();
  const perSecond = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    ways.forEach((way, i) =>
      perSecond[i]!.push(
        (EACH * 1000) /
          timed(() => {
            for (let k = 0; k < EACH; k++) way();
          }),
      ),
    );
  const [yardstick, write, all] = perSecond.map((samples) => median(samples)) as [number, number, number];
  const against = `docxtemplater, the same text from a template with ${Object.keys(values).length} places`;
  const shape = { yardstick, unit: 'documents/s', against, bar: { least: 0.8 } };
  return [
    figure({ ...shape, name: 'contract to .docx: written from its blocks', value: write }),
    figure({ ...shape, name: 'contract to .docx: checks and filling of clauses included', value: all, note: 'docxtemplater gets its values ready-made' }),
  ];
}
