/** `npm run kezhuan -- value royalty input.json`: runs main.ts as it stands, without a build. */
import { register } from 'tsx/esm/api';

register();
const { run } = await import('./main.ts');
const { code, out, err } = await run(process.argv.slice(2), process.stdin);
// the whole answer is written before the process ends, also into a pipe
if (err !== '') process.stderr.write(err);
process.stdout.write(out, () => process.exit(code));
