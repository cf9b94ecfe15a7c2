/**
 * The filing pack: what a portal asks for, named and ordered, with the form to read (.docx, .pdf), to copy from (.csv) and for a program (.json).
 * No public interface of a registration system is known, so the pack claims none. The signed scan is the contract; its text lies beside it.
 */
import { canonicalJson } from '../../shared/change/chain.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import { PACK_LIST, packList } from '../../shared/pack-list.ts';
import { extensionOfKind, namedKind } from '../../shared/file-kinds.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { tableToCsv } from '../../shared/sheet/table-xlsx.ts';
import type { DocumentError } from './document-error.ts';
import { panel } from './paper.ts';

const FORMAT = 'kezhuan-filing-1';

/** What lies in a pack, in its order; `text` and `table` lie beside it in a folder of their own. */
const KINDS = {
  form: ['01', '登记表'],
  contract: ['02', '合同（签署扫描件）'],
  annex: ['03', '附件'],
  right: ['04', '权利证明'],
  delegation: ['05', '授权书'],
  commitment: ['06', '登记承诺书'],
  supplement: ['07', '补充协议'],
  text: ['', '合同文本（非签署件）'],
  table: ['', '逐栏填报表'],
} as const satisfies Record<string, readonly [string, string]>;
export type PackKind = keyof typeof KINDS;
const ORDER = Object.keys(KINDS) as PackKind[];
const BESIDE = '附';

/** A file of the vault. `unsigned`: made here, to be signed or sealed; `remark` stands in the list. */
export type PackSource = { kind: PackKind; name: string; sha256: string; size: number; mime?: string | undefined; unsigned?: boolean; remark?: string };
export type PackField = { key: string; label: string; value: string; /** words of a code beside the code */ shown?: string };
export type PackInput = {
  projectName: string;
  contractNo: string;
  /** the frozen content hash of the filing */
  frozenHash: string;
  version: number;
  /** in the portal's order */
  fields: readonly PackField[];
  rulePack: string;
  /** 模拟 or 示例 wording; empty for a real filing */
  watermark?: string;
};
export type PackEntry = { name: string; sha256: string; source: PackSource };
export type PackPlan = { name: string; entries: PackEntry[]; list: string };

/** `SL-2026-017`, safe in a file name and short enough to leave room for the rest. */
const bare = (contractNo: string): string =>
  [
    ...contractNo
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}_-]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
  ]
    .slice(0, 30)
    .join('') || '无编号';

/** Papers a person knows by what they called them; of a scan or a form the kind says everything. */
const CALLED: readonly PackKind[] = ['annex', 'right', 'delegation', 'commitment', 'supplement'];
const MOST_OWN = 40;
/** With the longest number before it a name still has room for its extension: 240 bytes in all. */
const MOST_OWN_BYTES = 80;

/** What a file was called, to stand inside a name: nothing a system refuses or that turns the writing around, no ending, Chinese kept. */
function ownName(name: string): string {
  const flat = name
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}\-+=,.;@#&()[\]{}~!%（）【】《》〈〉「」、，；·—]+/gu, '_');
  const bytes = new TextEncoder();
  let letters = [...flat].slice(0, MOST_OWN);
  while (bytes.encode(letters.join('')).length > MOST_OWN_BYTES) letters = letters.slice(0, -1);
  return letters.join('').replace(/^[\s._]+|[\s._]+$/gu, '');
}

/** A name that promises no known kind, such as 检验报告2.0, takes the ending of what its content is. */
function extensionOf({ name, mime }: PackSource): string {
  const said = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return (namedKind(name) ? undefined : extensionOfKind(mime)) ?? said ?? 'bin';
}

/** Names, order and the list of a pack. Refused without a signed scan: a text without seals is no contract to register. */
export function packPlan(input: PackInput, sources: readonly PackSource[]): Result<PackPlan, DocumentError> {
  if (!sources.some((s) => s.kind === 'contract')) return fail({ key: 'notReady', params: { count: 1 }, field: 'signing.scanIds' });
  const number = bare(input.contractNo);
  const entries = ORDER.flatMap((kind) => {
    const own = sources.filter((s) => s.kind === kind);
    const [order, what] = KINDS[kind];
    return own.map((source, i): PackEntry => {
      // the form comes in several formats of one content, the rest as several papers
      const nth = own.length > 1 && kind !== 'form' ? `_${i + 1}` : '';
      const given = CALLED.includes(kind) && !source.unsigned ? ownName(source.name) : '';
      const called = given === '' || given === what ? '' : `_${given}`;
      const name = `${number}_${what}${source.unsigned ? '（待签章）' : ''}_第${input.version}版${nth}${called}.${extensionOf(source)}`;
      return { name: order === '' ? `${BESIDE}/${name}` : `${order} ${name}`, sha256: source.sha256, source };
    });
  });
  const told = entries.map((e) => [e.name, `原名 ${e.source.name}`, `${e.source.size} 字节`, e.source.remark].filter(Boolean).join(' · '));
  const lacking = (['annex', 'right', 'delegation', 'commitment'] as const).filter((kind) => !sources.some((s) => s.kind === kind));
  const head = [
    ...[markOf(input)].filter((line) => line !== ''),
    `项目名称：${input.projectName}`,
    `合同编号：${input.contractNo}`,
    `登记表：第 ${input.version} 版，内容标识 ${input.frozenHash}`,
    `规则包：${input.rulePack}`,
    '',
    ...told,
    ...(lacking.length > 0 ? [`没有放入：${lacking.map((kind) => KINDS[kind][1]).join('、')}`] : []),
  ];
  return ok({ name: `${number}_申报材料_第${input.version}版`, entries, list: packList(head, entries) });
}

/** Name of the list itself, first of the files. */
export const LIST_FILE = PACK_LIST;

/** Words of a code; none where `shown` is the value itself or the same amount grouped. */
const wordsOf = ({ shown = '', value }: PackField): string => (shown.replaceAll(',', '') === value ? '' : shown);

/** What a paper or table from a library that files nothing says of itself. */
const markOf = ({ watermark }: PackInput): string => (watermark ? `${watermark}，不得用于正式登记。` : '');

/** The form to read and print. */
export function formDocument(input: PackInput): DocumentModel {
  const mark = markOf(input);
  const note = mark ? [paragraph(mark, { align: 'center' })] : [];
  return withContentId({
    kind: 'form',
    title: '技术合同登记表填报内容',
    header: `合同编号：${input.contractNo} · 内容标识 ${input.frozenHash.slice(0, 12)}`,
    pageNumbers: true,
    watermark: input.watermark ?? '',
    blocks: [
      { kind: 'title', text: '技术合同登记表填报内容', subtitle: input.projectName },
      ...note,
      panel(input.fields.map((f) => [f.label, wordsOf(f) ? `${wordsOf(f)}（${f.value}）` : (f.shown ?? f.value)] as const)),
    ],
  });
}

/** The form to copy from in a spreadsheet. */
export const formCsv = (input: PackInput): Uint8Array =>
  tableToCsv({
    columns: [
      { header: '序号', width: 6, kind: 'number' },
      { header: '栏目', width: 24, kind: 'text' },
      { header: '填报值', width: 40, kind: 'text' },
      { header: '名称', width: 30, kind: 'text' },
      { header: '字段', width: 20, kind: 'text' },
    ],
    rows: [
      // a line of its own: the header stays the first, so that a program finds its columns
      ...[markOf(input)].filter((line) => line !== '').map((line) => ['', '说明', line, '', '']),
      ...input.fields.map((f, i) => [String(i + 1), f.label, f.value, wordsOf(f), f.key]),
    ],
  });

/** The form for a program: canonical, so that the same content is the same bytes. */
export const formJson = ({ fields, watermark, ...about }: PackInput): string =>
  `${canonicalJson({ format: FORMAT, ...about, mark: watermark ?? '', fields: fields.map((f) => ({ ...f, shown: f.shown ?? '' })) })}\n`;
