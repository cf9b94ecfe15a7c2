/**
 * `npm run package [-- --out DIR]`: builds the installer of this platform with electron-builder.
 * Only an official Electron is ever packaged. Where it cannot be had the command refuses, unless
 * KEZHUAN_PACKAGE_TEST_RUNTIME=1 asks for a package that is good for testing the road alone and says so in its name.
 */
import { build, Platform, type Configuration } from 'electron-builder';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { chooseRuntime, type Runtime } from './choose.ts';
import { officialVersion } from './official.ts';
import { PROJECT } from './paths.ts';
import { ensureSystem } from './system-packages.ts';

/** What to package, or the reason why nothing may be. */
export function mayPackage(
  runtime: Pick<Runtime, 'version' | 'source'>,
  official: string,
  env: NodeJS.ProcessEnv,
): { changes: Configuration } | { refusal: string } {
  if (runtime.version === official && runtime.source !== 'stand-in') return { changes: {} };
  if (env['KEZHUAN_PACKAGE_TEST_RUNTIME'] === '1') {
    return { changes: { electronVersion: runtime.version, extraMetadata: { name: 'kezhuan-desk-test-runtime', version: '0.0.0-testruntime' } } };
  }
  return {
    refusal: `Only the official Electron ${official} is packaged, and what runs here is ${runtime.version} (${runtime.source}). Set ELECTRON_MIRROR to a mirror that has it, or, to test the packaging alone, KEZHUAN_PACKAGE_TEST_RUNTIME=1.`,
  };
}

/** A script that electron-builder takes for fpm. */
async function fpmScript(folder: string): Promise<string> {
  const script = join(folder, 'fpm');
  const [tsx, main] = [join(PROJECT, 'node_modules/.bin/tsx'), join(PROJECT, 'electron/runtime/fpm-stand-in.ts')];
  await writeFile(script, `#!/bin/sh\nexec "${tsx}" "${main}" "$@"\n`, { mode: 0o755 });
  return script;
}

/** electron-builder.yml, without the one fuse that Electron gained with 29 where an older one is packaged for a test. */
async function configFile(folder: string, major: number): Promise<string> {
  const file = join(PROJECT, 'electron-builder.yml');
  if (major >= 29) return file;
  const reduced = join(folder, 'electron-builder.yml');
  await writeFile(reduced, (await readFile(file, 'utf8')).replace(/^ *grantFileProtocolExtraPrivileges:.*$/m, ''));
  return reduced;
}

async function main(args: readonly string[]): Promise<number> {
  if (!ensureSystem(['package'])) return 1;
  const runtime = await chooseRuntime();
  console.log(runtime.line);
  const decision = mayPackage(runtime, await officialVersion(), process.env);
  if ('refusal' in decision) {
    console.error(decision.refusal);
    return 1;
  }
  await ensureBuilt(console.log);
  const folder = await mkdtemp(join(tmpdir(), 'kezhuan-package-'));
  try {
    const dpkg = spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status === 0;
    if (process.platform === 'linux' && dpkg) process.env['CUSTOM_FPM_PATH'] ??= await fpmScript(folder);
    const out = args[args.indexOf('--out') + 1];
    const files = await build({
      projectDir: PROJECT,
      targets: Platform.current().createTarget(),
      publish: 'never',
      config: {
        extends: await configFile(folder, runtime.major),
        electronDist: runtime.dist,
        ...decision.changes,
        ...(args.includes('--out') && out ? { directories: { output: out, buildResources: 'resources/icons' } } : {}),
      },
    });
    for (const file of files) console.log(file);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('package.ts')) process.exitCode = await main(process.argv.slice(2));
