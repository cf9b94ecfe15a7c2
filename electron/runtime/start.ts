/** `npm start`: builds the program and opens it; without a display it runs the demo instead. */
import { spawn } from 'node:child_process';
import { localeForPaths } from '../files/path-locale.ts';
import { ensureBuilt } from './build.ts';
import { chooseRuntime, runtimeEnv } from './choose.ts';
import { PROJECT } from './paths.ts';
import { ensureSystem } from './system-packages.ts';

function runToEnd(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(program, args, { cwd: PROJECT, env, stdio: 'inherit' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
}

async function start(args: readonly string[]): Promise<number> {
  const display = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  if (!ensureSystem(display ? ['run'] : ['run', 'test'])) return 1;
  if (!display) {
    console.log('There is no display here: running the demo on a virtual screen instead (npm run demo).');
    return runToEnd('npm', ['run', '--silent', 'demo', '--', ...args], process.env);
  }
  const runtime = await chooseRuntime();
  console.log(runtime.line);
  await ensureBuilt(console.log);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return runToEnd(runtime.executable, [...sandbox, ...args, PROJECT], { ...process.env, ...localeForPaths(process.env), ...runtimeEnv(runtime) });
}

process.exitCode = await start(process.argv.slice(2));
