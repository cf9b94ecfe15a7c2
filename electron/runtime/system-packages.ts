import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What this machine must have beside npm packages, by occasion. */
export type Need = 'run' | 'test' | 'package';

type Part = {
  /** Debian package names, the current one first (Debian 13 renamed some for 64-bit time) */
  packages: readonly string[];
  purpose: string;
  present: (look: Look) => boolean;
};

/** How presence is found out; tests bring their own. */
export type Look = { library: (name: string) => boolean; command: (name: string) => boolean; file: (path: string) => boolean; chineseFont: () => boolean };

const library = (name: string, purpose: string, ...packages: string[]): Part => ({ packages, purpose, present: (look) => look.library(name) });
const command = (name: string, purpose: string, ...packages: string[]): Part => ({ packages, purpose, present: (look) => look.command(name) });

const ELECTRON = 'Electron links to it';
const PARTS: Readonly<Record<Need, readonly Part[]>> = {
  run: [
    library('libnss3.so', ELECTRON, 'libnss3'),
    library('libatk-bridge-2.0.so.0', ELECTRON, 'libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'),
    library('libgtk-3.so.0', ELECTRON, 'libgtk-3-0', 'libgtk-3-0t64'),
    library('libasound.so.2', ELECTRON, 'libasound2', 'libasound2t64'),
    library('libgbm.so.1', ELECTRON, 'libgbm1'),
    { packages: ['fonts-noto-cjk'], purpose: 'Chinese characters on screen and in pictures', present: (look) => look.chineseFont() },
  ],
  test: [
    command('Xvfb', 'a screen for tests and demo', 'xvfb'),
    command('chromium', 'the browser suite', 'chromium'),
    { packages: ['libreoffice-writer'], purpose: 'opens produced documents', present: (look) => look.file('/usr/lib/libreoffice/program/libswlo.so') },
    { packages: ['libreoffice-calc'], purpose: 'recalculates produced workbooks', present: (look) => look.file('/usr/lib/libreoffice/program/libsclo.so') },
    command('pdftotext', 'reads produced PDF', 'poppler-utils'),
    { packages: ['postgresql'], purpose: 'the registry on PostgreSQL', present: (look) => look.file('/usr/lib/postgresql') || look.command('initdb') },
    { packages: ['poppler-data'], purpose: 'Chinese text of produced PDF', present: (look) => look.file('/usr/share/poppler/cMap/Adobe-GB1/UniGB-UTF16-H') },
  ],
  package: [command('dpkg-deb', 'writes the .deb', 'dpkg')],
};

function linkedLibraries(): string {
  const tool = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  return tool ? execFileSync(tool, ['-p'], { encoding: 'utf8' }) : '';
}

function thisMachine(): Look {
  let libraries: string | undefined;
  const found = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
  return {
    library: (name) => (libraries ??= linkedLibraries()).includes(`${name} `),
    command: found,
    file: existsSync,
    chineseFont: () =>
      found('fc-list') ? execFileSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).trim() !== '' : existsSync('/usr/share/fonts/opentype/noto'),
  };
}

/** Parts of these occasions that are not there. */
export function missingParts(needs: readonly Need[], look: Look = thisMachine()): readonly Part[] {
  return needs.flatMap((need) => PARTS[need]).filter((part) => !part.present(look));
}

function candidateOf(part: Part): string {
  const known = part.packages.find((name) =>
    /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).stdout ?? ''),
  );
  return known ?? part.packages[0] ?? '';
}

function run(words: readonly string[]): void {
  const [program = '', ...args] = words;
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}`);
}

/**
 * Sees to it that the system packages of these occasions are there. As root on Debian, or with KEZHUAN_INSTALL=1, it
 * says what is missing and installs it; otherwise it answers false after printing the one command that would.
 */
export function ensureSystem(needs: readonly Need[], log: (line: string) => void = console.log, env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform !== 'linux') return true;
  const missing = missingParts(needs);
  if (missing.length === 0) return true;
  const debian = existsSync('/etc/debian_version');
  const root = process.getuid?.() === 0;
  log(`missing on this machine: ${missing.map((part) => `${part.packages[0]} (${part.purpose})`).join(', ')}`);
  if (debian && (root || env['KEZHUAN_INSTALL'] === '1')) {
    const sudo = root ? [] : ['sudo'];
    run([...sudo, 'apt-get', 'update', '-qq']);
    const names = missing.map(candidateOf);
    log(`installing ${names.join(' ')}`);
    run([...sudo, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names]);
    const still = missingParts(needs);
    if (still.length > 0) throw new Error(`still missing after installation: ${still.map((part) => part.packages[0]).join(', ')}`);
    return true;
  }
  log(`install them with:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.map((part) => part.packages[0]).join(' ')}`);
  return false;
}
