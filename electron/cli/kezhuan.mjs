/** `npm run kezhuan -- value royalty input.json`: runs main.ts as it stands, without a build, with the app's own readers of files. */
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const { run } = await import('./main.ts');
const { decodeText } = await import('../../renderer/documents/decode-text.ts');
const { readContract } = await import('../../renderer/documents/read-contract.ts');
const { contractDocx } = await import('../../renderer/documents/contract-docx.ts');
const { readTable } = await import('../../renderer/documents/read-table.ts');
const { tableToXlsx } = await import('../../shared/sheet/table-xlsx.ts');
const cMapFolder = fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url));
const readers = { contract: (bytes, name) => readContract(bytes, { name, cMapFolder }), decode: decodeText,
  makers: { table: (bytes, name) => readTable(bytes, { name }), contract: contractDocx, sheet: tableToXlsx } };
// whoever reads the pipe may stop reading: `kezhuan … | head`
process.stdout.on('error', () => process.exit(0));
const { code, out, err } = await run(process.argv.slice(2), process.stdin, readers).catch((fault) => ({
  code: 2,
  out: `${JSON.stringify({ error: { field: '', message: `程序出错 / internal error: ${fault instanceof Error ? fault.message : String(fault)}` } }, null, 2)}\n`,
  err: '',
}));
// the whole answer is written before the process ends, also into a pipe
if (err !== '') process.stderr.write(err);
process.stdout.write(out, () => process.exit(code));
