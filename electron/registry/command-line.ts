/** What `npm run registry` can be told, and what it says where it cannot: Chinese first, English after. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '../../shared/nearest.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';

export const HELP = `模拟登记端（${SIMULATED_NOTICE}）

用法：
  npm run registry -- [--data 目录] [--port 8787] [--host 127.0.0.1] [--office 单位名称]

选项：
  --data    数据库放在哪个目录（不写为 ~/.kezhuan-registry）
  --port    端口；0 由系统挑一个空闲的（不写为 8787）
  --host    监听的地址（不写为 127.0.0.1，只有本机能连）
  --office  新增一个单位（没有同名的才新增），令牌只显示这一次
  --help    本说明

环境变量 DATABASE_URL（postgres://…）写明时改用 PostgreSQL，--data 不再用到；可有几个进程共用一个库。

English:
  npm run registry -- [--data FOLDER] [--port 8787] [--host 127.0.0.1] [--office NAME]
  --data    where the database is kept (~/.kezhuan-registry if left out)
  --port    0 picks a free one (8787 if left out)
  --host    address to listen on (127.0.0.1 if left out: this machine only)
  --office  adds an office, unless there is one of this name, and shows its token once
  --help    this page
  Where DATABASE_URL (postgres://…) is set, PostgreSQL is used instead of --data; several processes may share it.`;

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  office: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type Asked = { data: string; port: number; host: string; office?: string; help: boolean };

/** The arguments read, or a sentence that names what is wrong with them. */
export function asked(argv: string[]): Asked | { wrong: string } {
  const stranger = argv.find((word) => word.startsWith('--') && word.length > 2 && !Object.hasOwn(OPTIONS, word.slice(2).split('=')[0]!));
  if (stranger !== undefined) {
    const near = nearest(stranger.slice(2), Object.keys(OPTIONS));
    const [zh, en] = near === undefined ? ['全部选项见 --help。', '--help lists the options.'] : [`是不是 --${near}？`, `Did you mean --${near}?`];
    return { wrong: `没有 ${stranger} 这个选项。${zh}\nThere is no option ${stranger}. ${en}` };
  }
  let values: { data?: string; port?: string; host?: string; office?: string; help?: boolean };
  try {
    ({ values } = parseArgs({ args: argv, options: OPTIONS }));
  } catch (error) {
    return { wrong: `命令写法有误，见 --help。\n${error instanceof Error ? error.message : String(error)}` };
  }
  const port = values.port ?? '8787';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return { wrong: `--port 应为 0 到 65535 的整数，不能是“${port}”。\n--port is a whole number from 0 to 65535, not “${port}”.` };
  if (values.office?.trim() === '') return { wrong: '--office 后面要写单位名称。\n--office needs a name.' };
  return {
    data: values.data ?? join(homedir(), '.kezhuan-registry'),
    port: Number(port),
    host: values.host ?? '127.0.0.1',
    office: values.office,
    help: values.help ?? false,
  };
}
