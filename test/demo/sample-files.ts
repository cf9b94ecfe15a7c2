/** Makes resources/samples: `npx tsx test/demo/sample-files.ts`. A test compares the files with a fresh run, byte for byte. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '../../shared/change/chain.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { tableToXlsx } from '../../shared/sheet/table-xlsx.ts';
import { sampleAchievements } from './sample-achievements.ts';
import { foreignContract } from './sample-contract.ts';

export const SAMPLE_SEED = 17;
const WIDTHS: Record<string, number> = { 成果名称: 34, 成果简介: 60, 技术指标: 28, 商业分析: 34, 备注: 40, 地址: 24, 电子邮箱: 24 };

export function sampleFiles(): Record<string, Uint8Array> {
  const { headers, rows } = sampleAchievements(300, SAMPLE_SEED);
  const columns = headers.map((header) => ({ header, width: WIDTHS[header] ?? 16, kind: 'text' as const }));
  return {
    'achievements-300.xlsx': tableToXlsx({ title: '科技成果信息表（示例数据）', sheet: '示例成果', columns, rows, contentId: sha256Hex(JSON.stringify(rows)) }),
    '专利实施许可合同（示例来稿）.docx': blocksToDocx(foreignContract()),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../../resources/samples/', import.meta.url));
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(sampleFiles())) await writeFile(join(folder, name), bytes);
}
