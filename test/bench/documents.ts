/** Contracts a second as Word files, against docxtemplater filling a template that gives the same text. */
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { figure, median, timed, type Figure } from './figure.ts';
import { filledTemplate } from './filled-template.ts';

const ROUNDS = 15;
const EACH = 6;

export function measureDocuments(): Figure[] {
  const set = clauses('XK-ZL');
  const input = licenceInput();
  const { document } = buildContract(set, input);
  const { fill: theirs, places } = filledTemplate(set, document);
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
  const against = `docxtemplater, the same text from a template with ${places} places`;
  const shape = { yardstick, unit: 'documents/s', against, bar: { least: 0.8 } };
  return [
    figure({ ...shape, name: 'contract to .docx: written from its blocks', value: write }),
    figure({ ...shape, name: 'contract to .docx: checks and filling of clauses included', value: all, note: 'docxtemplater gets its values ready-made' }),
  ];
}
