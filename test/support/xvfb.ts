import { spawn } from 'node:child_process';

export type Screen = { display: string; pid: number; stop(): Promise<void> };

/** A virtual screen of its own: Xvfb picks a free number and says when it is ready. Stopped by its own process id. */
export async function startScreen(width = 1920, height = 1200): Promise<Screen> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const number = await new Promise<string>((done, fail) => {
    let text = '';
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) done(text.trim());
    });
    child.once('error', (error) => fail(new Error(`Xvfb could not be started: ${error.message}`)));
    child.once('exit', (code) => fail(new Error(`Xvfb ended with ${code} before it was ready: ${said}`)));
  });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  return {
    display: `:${number}`,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', killWithUs);
      child.kill('SIGTERM');
      await gone;
    },
  };
}
