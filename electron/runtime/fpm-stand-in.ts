/**
 * Stands in for `fpm`, which electron-builder would download: takes the same arguments and writes the .deb with
 * Debian's own dpkg-deb. Only what electron-builder passes for a .deb is understood.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SHORT: Record<string, string> = { '-s': 'source', '-t': 'target', '-d': 'depends' };
const ALONE = new Set(['force', 'debug']);

/** The arguments as named values (each may stand several times) and `source=/destination` pairs. */
export function readArguments(words: readonly string[]): { options: Map<string, string[]>; files: { from: string; to: string }[] } {
  const options = new Map<string, string[]>();
  const files: { from: string; to: string }[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const name = SHORT[word] ?? (word.startsWith('--') ? word.slice(2) : undefined);
    if (name === undefined) {
      const cut = word.lastIndexOf('=');
      files.push({ from: word.slice(0, cut), to: word.slice(cut + 1) });
    } else if (!ALONE.has(name)) {
      options.set(name, [...(options.get(name) ?? []), words[++i] ?? '']);
    }
  }
  return { options, files };
}

/** The control file of the package; a description of several lines is indented as dpkg wants it. */
export function controlFile(options: Map<string, string[]>, installedKib: number): string {
  const first = (name: string): string => options.get(name)?.[0] ?? '';
  const [title = '', ...body] = first('description')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const fields: [string, string][] = [
    ['Package', first('name')],
    ['Version', first('version')],
    ['Architecture', first('architecture')],
    ['Maintainer', first('maintainer')],
    ['Installed-Size', String(installedKib)],
    ['Depends', (options.get('depends') ?? []).join(', ')],
    ['Recommends', (options.get('deb-recommends') ?? []).join(', ')],
    ['Section', first('category') || 'misc'],
    ['Priority', first('deb-priority')],
    ['Description', [title, ...body.map((line) => ` ${line}`)].join('\n')],
  ];
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function writePackage(words: readonly string[]): void {
  const { options, files } = readArguments(words);
  const stage = mkdtempSync(join(tmpdir(), 'kezhuan-deb-'));
  try {
    chmodSync(stage, 0o755);
    for (const { from, to } of files) {
      const place = join(stage, to);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(from, place, { recursive: statSync(from).isDirectory(), verbatimSymlinks: true });
    }
    execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', stage]);
    const kib = Number(execFileSync('du', ['-sk', stage], { encoding: 'utf8' }).split('\t')[0]);
    mkdirSync(join(stage, 'DEBIAN'));
    writeFileSync(join(stage, 'DEBIAN/control'), controlFile(options, kib));
    for (const [option, name] of [
      ['after-install', 'postinst'],
      ['after-remove', 'postrm'],
    ] as const) {
      const script = options.get(option)?.[0];
      if (script) writeFileSync(join(stage, 'DEBIAN', name), readFileSync(script), { mode: 0o755 });
    }
    execFileSync('dpkg-deb', ['-Zgzip', '-z6', '--root-owner-group', '--build', stage, options.get('package')?.[0] ?? ''], { stdio: 'inherit' });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('fpm-stand-in.ts')) writePackage(process.argv.slice(2));
