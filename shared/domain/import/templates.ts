/** The columns of the templates people have: the 27-column achievement sheet and the 14-column contract ledger. Matched by name, never by order. */
import { cleanText } from '../../text.ts';
import type { RowOf } from '../tables.ts';

export type ColumnKind = 'text' | 'day' | 'wan';
export type TemplateColumn<F extends string = string> = { field: F; header: string; aliases: readonly string[]; kind: ColumnKind; required?: boolean };
export type TemplateName = 'achievements' | 'ledger';
export type Template = { name: TemplateName; columns: readonly TemplateColumn[] };

const column = <F extends string>(field: F, header: string, more: Partial<TemplateColumn<F>> = {}): TemplateColumn<F> => ({
  field,
  header,
  aliases: [],
  kind: 'text',
  ...more,
});

const ACHIEVEMENT_COLUMNS: readonly TemplateColumn<keyof RowOf<'achievements'>>[] = [
  column('owner', '成果权属人', { aliases: ['权属人', '成果所有人'] }),
  column('ownerPhone', '权属人联系电话'),
  column('title', '成果名称', { required: true, aliases: ['科技成果名称', '项目名称'] }),
  column('keywords', '关键词', { aliases: ['关键字'] }),
  column('completedOn', '成果完成时间', { kind: 'day', aliases: ['完成时间', '完成日期'] }),
  column('funding', '资助情况'),
  column('field', '成果应用领域', { aliases: ['应用领域', '技术领域'] }),
  column('acquisition', '成果获得方式'),
  column('maturity', '技术成熟度', { aliases: ['成熟度'] }),
  column('awards', '获奖情况'),
  column('price', '合作价格'),
  column('cooperation', '合作方式'),
  column('unit', '单位名称'),
  column('address', '地址'),
  column('legalRep', '法人', { aliases: ['法定代表人'] }),
  column('contact', '联系人'),
  column('mobile', '手机号码', { aliases: ['手机'] }),
  column('phone', '座机', { aliases: ['电话'] }),
  column('email', '电子邮箱', { aliases: ['邮箱', 'email'] }),
  column('iprForm', '知识产权形式'),
  column('summary', '成果简介', { aliases: ['简介'] }),
  column('indicators', '技术指标'),
  column('business', '商业分析'),
  column('pictures', '成果图片'),
  column('videos', '成果视频'),
  column('note', '备注'),
  column('activityId', '活动id'),
];

const LEDGER_COLUMNS: readonly TemplateColumn<keyof RowOf<'ledger'>>[] = [
  column('serial', '序号'),
  column('department', '院系', { aliases: ['部门', '学院'] }),
  column('leader', '负责人', { aliases: ['项目负责人'] }),
  column('phone', '电话', { aliases: ['联系电话'] }),
  column('projectName', '项目名称', { required: true, aliases: ['合同名称'] }),
  column('partner', '合作单位', { aliases: ['对方单位', '委托单位'] }),
  column('partnerRegion', '合作单位地区'),
  column('partnerKind', '合作单位类型'),
  column('amount', '合同金额(万元)', { kind: 'wan', aliases: ['合同金额', '合同金额(元)', '金额(万元)'] }),
  column('signedOn', '签订日期 yyyy.m.d', { kind: 'day', aliases: ['签订日期', '签订时间'] }),
  column('effectiveOn', '生效日期', { kind: 'day' }),
  column('techField', '技术领域'),
  column('contractType', '合同类型', { aliases: ['合同类别'] }),
  column('registrar', '登记人'),
];

export const TEMPLATES: Record<TemplateName, Template> = {
  achievements: { name: 'achievements', columns: ACHIEVEMENT_COLUMNS },
  ledger: { name: 'ledger', columns: LEDGER_COLUMNS },
};

/** A header as people vary it: width, spaces, stars for required fields and line breaks do not matter. */
export const plainHeader = (text: string): string =>
  cleanText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:]/g, '');

/** `merged`: column → the line of the merged cell its content stands in. */
export type Line = { line: number; cells: readonly string[]; merged?: Readonly<Record<number, number>> };
/** column of the file (0-based) → field of the record; what is not in it is left out */
export type Mapping = Readonly<Record<number, string>>;
export type Match = { template: TemplateName; headerLine: number; headers: string[]; mapping: Mapping; missing: string[]; unknown: string[] };

const HEADER_WITHIN = 15;

/** Finds the header line (people put titles above it) and maps its columns; undefined where fewer than two names are known. */
export function matchTemplate(lines: readonly Line[], template: Template): Match | undefined {
  let best: Match | undefined;
  for (const { line, cells } of lines.slice(0, HEADER_WITHIN)) {
    const match = matchHeader(line, cells, template);
    if (best === undefined || Object.keys(match.mapping).length > Object.keys(best.mapping).length) best = match;
  }
  return best !== undefined && Object.keys(best.mapping).length >= 2 ? best : undefined;
}

/** Which template fits the file best. */
export function recogniseTemplate(lines: readonly Line[]): Match | undefined {
  const matches = Object.values(TEMPLATES).flatMap((t) => matchTemplate(lines, t) ?? []);
  return matches.reduce<Match | undefined>(
    (best, m) => (best === undefined || Object.keys(m.mapping).length > Object.keys(best.mapping).length ? m : best),
    undefined,
  );
}

function matchHeader(line: number, cells: readonly string[], template: Template): Match {
  const mapping: Record<number, string> = {};
  const taken = new Set<string>();
  const claim = (names: (c: TemplateColumn) => readonly string[]): void => {
    cells.forEach((cell, i) => {
      if (mapping[i] !== undefined || cell.trim() === '') return;
      const found = template.columns.find((c) => !taken.has(c.field) && names(c).some((n) => plainHeader(n) === plainHeader(cell)));
      if (found === undefined) return;
      mapping[i] = found.field;
      taken.add(found.field);
    });
  };
  // exact names first, so that an alias never takes a column another one is named for
  claim((c) => [c.header]);
  claim((c) => c.aliases);
  const unknown = cells.filter((c, i) => c.trim() !== '' && mapping[i] === undefined);
  return {
    template: template.name,
    headerLine: line,
    headers: [...cells],
    mapping,
    missing: template.columns.filter((c) => !taken.has(c.field)).map((c) => c.header),
    unknown,
  };
}
