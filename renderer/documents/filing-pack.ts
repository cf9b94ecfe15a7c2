/**
 * The filing pack: what goes into the portal, as a form to read, a table to copy from and a manifest to check against.
 * No public interface of a registration system is known, so the pack claims none.
 */
import { canonicalJson, sha256Hex } from '../../shared/change/chain.ts';
import type { Json } from '../../shared/change/change.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { fileName } from './contract-docx.ts';
import type { DocumentError } from './document-error.ts';
import { blocksToDocx } from './docx.ts';
import { panel, paperDocx } from './paper.ts';
import { tableToCsv } from '../../shared/sheet/table-xlsx.ts';
import { zipParts } from '../../shared/sheet/xml.ts';

export const PACK_FORMAT = 'kezhuan-filing-pack-1';

export type PackField = { key: string; label: string; value: string; /** words of a code beside the code */ shown?: string };
/**
 * A file of the pack by its hash; with `bytes` it lies in the pack, without it is only named. `contract`: the signed scan;
 * `text`: the text it was signed on, itself unsigned; `proof`: of a right.
 */
export type PackFile = { role: 'contract' | 'text' | 'proof'; name: string; sha256: string; size: number; bytes?: Uint8Array };
export type FilingPackInput = {
  projectName: string;
  contractNo: string;
  /** the frozen content hash of the filing */
  frozenHash: string;
  version: number;
  /** in the portal's order */
  fields: readonly PackField[];
  files: readonly PackFile[];
  rulePack: string;
  /** 模拟 or 示例 wording; empty for a real filing */
  watermark?: string;
};
export type FilingPack = {
  bytes: Uint8Array<ArrayBuffer>;
  name: string;
  form: { bytes: Uint8Array<ArrayBuffer>; document: DocumentModel };
  manifest: Json;
  csv: Uint8Array;
  contentId: string;
};

const ROLES: Readonly<Record<PackFile['role'], string>> = { contract: '签署扫描件', text: '合同文本（非签署件）', proof: '权利证明' };

export function formDocument(input: FilingPackInput): DocumentModel {
  const names = uniqueNames(input.files.map((f) => f.name));
  const note = input.watermark ? [paragraph(`${input.watermark}，不得用于正式登记。`, { align: 'center' })] : [];
  return withContentId({
    kind: 'form',
    title: '技术合同登记表填报内容',
    header: `合同编号：${input.contractNo} · 内容标识 ${input.frozenHash.slice(0, 12)}`,
    pageNumbers: true,
    watermark: input.watermark ?? '',
    blocks: [
      { kind: 'title', text: '技术合同登记表填报内容', subtitle: input.projectName },
      ...note,
      panel(input.fields.map((f) => [f.label, f.shown && f.shown !== f.value ? `${f.shown}（${f.value}）` : f.value] as const)),
      { kind: 'heading', id: 'files', level: 2, text: '所附材料' },
      panel(input.files.map((f, i) => [`${ROLES[f.role]}：${names[i]!}`, `${f.size} 字节\nSHA-256 ${f.sha256}`] as const)),
    ],
  });
}

export function filingPack(input: FilingPackInput): Result<FilingPack, DocumentError> {
  if (!input.files.some((f) => f.role === 'contract')) return fail({ key: 'notReady', params: { count: 1 }, field: 'signing.scanIds' });
  const form = paperDocx(formDocument(input), '登记表填报内容.docx');
  if (!form.ok) return form;
  const csv = tableToCsv({
    columns: [
      { header: '序号', width: 6, kind: 'number' },
      { header: '栏目', width: 24, kind: 'text' },
      { header: '填报值', width: 40, kind: 'text' },
      { header: '名称', width: 30, kind: 'text' },
      { header: '字段', width: 20, kind: 'text' },
    ],
    rows: input.fields.map((f, i) => [String(i + 1), f.label, f.value, f.shown ?? '', f.key]),
  });
  const names = uniqueNames(input.files.map((f) => f.name));
  const manifest: Json = {
    format: PACK_FORMAT,
    projectName: input.projectName,
    contractNo: input.contractNo,
    version: input.version,
    frozenHash: input.frozenHash,
    rulePack: input.rulePack,
    mark: input.watermark ?? '',
    fields: input.fields.map((f) => ({ key: f.key, label: f.label, value: f.value, shown: f.shown ?? '' })),
    files: input.files.map((f, i) => ({ role: f.role, name: `附件/${names[i]!}`, sha256: f.sha256, size: f.size, inPack: f.bytes !== undefined })),
  };
  const attached = Object.fromEntries(input.files.flatMap((f, i) => (f.bytes === undefined ? [] : [[`附件/${names[i]!}`, f.bytes]])));
  const bytes = zipParts({
    '登记表填报内容.docx': blocksToDocx(form.value.document),
    '登记表填报内容.csv': csv,
    'manifest.json': `${JSON.stringify(manifest, null, 2)}\n`,
    ...attached,
  });
  const contentId = sha256Hex(canonicalJson(manifest));
  return ok({
    bytes,
    name: fileName([input.contractNo, input.projectName, `申报包 第${input.version}版`], 'zip'),
    form: { bytes: form.value.bytes, document: form.value.document },
    manifest,
    csv,
    contentId,
  });
}

/** File names as they are, made safe and different from one another. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot + 1).replace(/[^\w]/g, '')] : [name, 'bin'];
    let candidate = fileName([stem], extension);
    for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = fileName([`${stem} ${n}`], extension);
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}
