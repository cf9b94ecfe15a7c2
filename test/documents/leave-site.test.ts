/** 离场核对单 on paper: one sheet of A4 for both sides to sign, however full the table was. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { leaveSiteDocument } from '../../renderer/documents/leave-site.ts';
import { openPromises, siteLines } from '../../shared/domain/leave-site.ts';
import zh from '../../resources/locales/zh/signing.json' with { type: 'json' };
import findings from '../../resources/locales/zh/findings.json' with { type: 'json' };
import type { Finding } from '../../shared/domain/finding.ts';
import { signed } from '../domain/support.ts';
import { printedPdf } from '../support/printed-pdf.ts';

const f = signed();
const ANNEXES = Array.from({ length: 12 }, (_, i) => `附件${i + 1} 低温等离子体种子处理装置技术资料与验收标准`);
const PROOF = { ProofScope: '代签本合同、办理认定登记和许可备案', ProofFrom: '2026-05-01', ProofTo: '2026-05-19' };
const signing = {
  ...f.signings[0]!,
  lockedPages: 14,
  pages: 15,
  copiesCounted: 5,
  annexes: ANNEXES.join('\n'),
  annexesHere: ANNEXES.slice(0, 7),
  validFrom: '2026-05-19',
  buyerSealName: '示例种业股份有限公司合同专用章',
  buyerSignatory: '示例代理人',
  buyerAuthority: '委托代理人（有授权书）',
  buyerProofIds: ['p'],
  ...Object.fromEntries(Object.entries(PROOF).map(([k, v]) => [`buyer${k}`, v])),
};
const promises = openPromises(
  Array.from({ length: 6 }, (_, i) => ({
    id: `${i}`,
    by: i % 2 === 0 ? '示例种业有限公司' : '示例农业研究所',
    what: `补交第 ${i + 1} 号附件原件并加盖骑缝章`,
    dueOn: `2026-06-0${i + 1}`,
  })),
);
const words = (x: Finding): string =>
  ((findings.message.signing as Record<string, string>)[x.message.key.split('.')[1]!] ?? x.message.key).replace(/\{\{(\w+)\}\}/g, (_, k: string) =>
    String(x.message.params?.[k] ?? ''),
  );
const document = leaveSiteDocument({
  dealName: '低温等离子体种子处理装置专利实施许可',
  contractNo: 'SL-2026-017',
  day: '2026-06-01',
  lines: siteLines({
    file: { ...f, attachments: [...f.attachments, { id: 'p', ownerTable: 'signings', ownerId: 's1', name: '授权委托书（示例代理人）.pdf' }] },
    signing,
    contract: f.contracts[0]!,
    today: '2026-06-01',
  }),
  promises,
  words: {
    line: (l) => (zh.leave.line as Record<string, string>)[l.what]!,
    group: (g) => (g === 'seller' ? zh.side.seller_license : g === 'buyer' ? zh.side.buyer_license : g === 'paper' || g === 'annex' ? zh.leave.group[g] : g),
    state: (s) => zh.leave.state[s],
    finding: words,
  },
  ourName: '示例农业研究所',
  theirName: '示例种业有限公司',
  watermark: '示例',
});

it('is one page of A4 with twelve annexes, six promises and everything wrong', () => {
  const pdf = printedPdf(document);
  const info = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
  expect(info).toMatch(/^Pages:\s+1$/m);
  expect(info).toMatch(/A4/);
  const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  for (const part of [...ANNEXES, ...promises.map((p) => p.what!), '签字', '我方核对', '对方核对']) expect(text).toContain(part.replace(/\s/g, ''));
});
