/** Names, order and list of a filing pack: what a registrar and any file system can read. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { saneName } from '../../electron/files/names.ts';
import { packPlan, type PackPlan, type PackSource } from '../../renderer/documents/filing-pack.ts';
import { readPackList } from '../../shared/pack-list.ts';
import { randomRuns } from '../support/random.ts';
import { PACK, PACK_FILES } from './small-papers-fixture.ts';

const planned = (...args: Parameters<typeof packPlan>): PackPlan => {
  const plan = packPlan(...args);
  if (!plan.ok) throw new Error(plan.error.key);
  return plan.value;
};

it('stands in the order a portal asks, named by number, kind and version; the unsigned text only beside', () => {
  const plan = planned(PACK, PACK_FILES);
  expect(plan.name).toBe('示例-2026-001_申报材料_第1版');
  expect(plan.entries.map((e) => e.name)).toEqual([
    '01 示例-2026-001_登记表_第1版.docx',
    '01 示例-2026-001_登记表_第1版.pdf',
    '02 示例-2026-001_合同（签署扫描件）_第1版_1.png',
    '02 示例-2026-001_合同（签署扫描件）_第1版_2.pdf',
    '04 示例-2026-001_权利证明_第1版_etc_示例专利证书.png',
    '06 示例-2026-001_登记承诺书（待签章）_第1版.docx',
    '附/示例-2026-001_合同文本（非签署件）_第1版.bin',
  ]);
  expect(readPackList(plan.list)).toEqual(plan.entries.map((e) => ({ name: e.name, sha256: e.sha256 })));
  expect(plan.list).toContain('示例，不得用于正式登记。');
  expect(plan.list).toContain('措辞为本软件拟定，待确认');
  expect(plan.list).toContain('没有放入：附件、授权书');
  expect(planned(PACK, PACK_FILES)).toEqual(plan);
});

it('a file whose name promises nothing takes the ending of what it is', () => {
  const annexes = ['检验报告2.0', '附件一', '说明.pdf', '数据.xyz'].map((name, i): PackSource => ({
    kind: 'annex',
    name,
    sha256: 'c'.repeat(64),
    size: 1,
    ...(i < 2 ? { mime: 'application/pdf' } : {}),
  }));
  const names = planned(PACK, [...annexes, ...PACK_FILES]).entries.filter((e) => e.source.kind === 'annex');
  expect(names.map((e) => e.name.replace(/^.*\./, ''))).toEqual(['pdf', 'pdf', 'pdf', 'xyz']);
});

it('is refused without the signed scan: the text is no contract to register', () => {
  const unsigned = PACK_FILES.filter((f) => f.kind !== 'contract');
  expect(packPlan(PACK, unsigned)).toMatchObject({ ok: false, error: { key: 'notReady', field: 'signing.scanIds' } });
});

it('keeps what a paper was called, safe for Windows and for the eye, in step with the list', () => {
  const called = [
    '附件一 技术指标（终稿）.pdf',
    '附件一 技术指标（终稿）.PDF',
    'CON.pdf',
    'nul.验收.pdf',
    '项目:任务书?*.pdf',
    ' . 空格 . .pdf',
    `${'长'.repeat(90)}.pdf`,
    '报告\u202efdp.exe',
    'a\u0000b\u0007.pdf',
    '附件.docx',
    '...',
  ];
  const plan = planned(PACK, [...called.map((name): PackSource => ({ kind: 'annex', name, sha256: 'c'.repeat(64), size: 1 })), ...PACK_FILES]);
  const names = plan.entries.filter((e) => e.source.kind === 'annex').map((e) => e.name.replace('03 示例-2026-001_附件_第1版_', ''));
  expect(names).toEqual([
    '1_附件一_技术指标（终稿）.pdf',
    '2_附件一_技术指标（终稿）.pdf',
    '3_CON.pdf',
    '4_nul.验收.pdf',
    '5_项目_任务书.pdf',
    '6_空格.pdf',
    `7_${'长'.repeat(26)}.pdf`,
    '8_报告fdp.exe',
    '9_ab.pdf',
    '10.docx',
    '11.bin',
  ]);
  for (const { name } of plan.entries) for (const part of name.split('/')) expect(saneName(part)).toBe(part);
  expect(readPackList(plan.list)).toEqual(plan.entries.map((e) => ({ name: e.name, sha256: e.sha256 })));
  expect(plan.list).toContain('原名 附件一 技术指标（终稿）.pdf');
});

it('has names every system takes, each once, however long and strange the number and the files are called', () => {
  const kinds = [...new Set(PACK_FILES.map((f) => f.kind)), 'annex', 'delegation', 'supplement', 'table'] as const;
  const source = fc.record({
    kind: fc.constantFrom(...kinds),
    name: fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('a.pdf', 'b.PDF', 'CON', '../x', 'x.tar.gz')),
    sha256: fc.constant('a'.repeat(64)),
    size: fc.nat(),
    unsigned: fc.boolean(),
  });
  const contractNo = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom('', 'CON', '..', '粤科/合〔2026〕17号', '\u202e号', '示'.repeat(200), 'A'.repeat(300)),
  );
  fc.assert(
    fc.property(contractNo, fc.integer({ min: 1, max: 999 }), fc.array(source, { maxLength: 30 }), (no, version, files) => {
      // the form has each of its formats once
      const formats = new Set<string>();
      const given = files.filter((f) => f.kind !== 'form' || (!formats.has('x') && formats.add('x')));
      const all: PackSource[] = [...given, { kind: 'contract', name: 'scan.pdf', sha256: 'b'.repeat(64), size: 1 }];
      const plan = planned({ ...PACK, contractNo: no, version }, all);
      const names = plan.entries.map((e) => e.name.toLowerCase());
      expect(new Set(names).size).toBe(all.length);
      for (const { name } of plan.entries) for (const part of name.split('/')) expect(saneName(part)).toBe(part);
      expect(saneName(plan.name)).toBe(plan.name);
      expect(readPackList(plan.list)).toHaveLength(all.length);
    }),
    randomRuns(300),
  );
});
