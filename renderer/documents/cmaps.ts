/** The predefined Chinese CMaps of pdf.js, as files of our own: `connect-src 'self'` allows them, inlined data: would not load. */
const FILES = import.meta.glob<string>(
  ['../../node_modules/pdfjs-dist/cmaps/{GB,UniGB,B5,UniCNS,ETen,HKscs,Adobe-GB1,Adobe-CNS1}*.bcmap', '../../node_modules/pdfjs-dist/cmaps/{H,V}.bcmap'],
  { query: '?url&no-inline', import: 'default' },
);

export async function cMapBytes(name: string): Promise<Uint8Array> {
  const load = FILES[`../../node_modules/pdfjs-dist/cmaps/${name}`];
  if (load === undefined) throw new Error(`no CMap ${name}`);
  const response = await fetch(await load());
  return new Uint8Array(await response.arrayBuffer());
}
