/** A library of contracts whose filings came to every end there is: committed as everything is, through the product's own door. */
import { commit } from '../../renderer/data/commit.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved } from '../../renderer/data/save-state.ts';
import { db } from '../../renderer/data/store.ts';
import { make, type Edit } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { isRefusal } from '../../shared/result.ts';

/** An id as a row made on this day has it. */
function madeOn(day: string, n: number): string {
  const ms = Date.parse(`${day}T04:00:00Z`).toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${String(n).padStart(12, '0')}`;
}

type Version = Partial<Filing> & { made?: string };
type Example = {
  no: number;
  name: string;
  kind: string;
  signedOn: string;
  total: string;
  technical: string;
  agent?: string;
  point?: string;
  filings: Version[];
};

const reasons = (...said: [code: string, text: string][]) => said.map(([code, text]) => ({ ...(code ? { code } : {}), text }));

const EXAMPLES: readonly Example[] = [
  // 1: registered in 14 days
  {
    ...{ no: 1, name: '示例一号：种子处理装置许可', kind: 'XK-ZL', signedOn: '2026-02-20', total: '1500000.00', technical: '1500000.00', agent: '示例经办甲' },
    point: 'sz',
    filings: [{ submittedAt: '2026-03-02T10:00', acceptedOn: '2026-03-04', registeredOn: '2026-03-16', state: 'registered', registerNo: '4403012026000101' }],
  },
  // 2: returned twice, then registered, 36 days from the first time it was handed in
  {
    ...{ no: 2, name: '示例二号：控制系统开发', kind: 'KF-WT', signedOn: '2026-02-25', total: '2000000.00', technical: '1800000.00', agent: '示例经办甲' },
    point: 'sz',
    filings: [
      {
        ...{ submittedAt: '2026-03-05T09:00', acceptedOn: '2026-03-06', returnedOn: '2026-03-10', state: 'returned' },
        reasons: reasons(['R07', '证明文件缺页'], ['R08', '印章与书写名称不一致']),
      },
      { submittedAt: '2026-03-20T09:00', returnedOn: '2026-03-25', state: 'returned', reasons: reasons(['R07', '证明文件仍缺一页']) },
      { submittedAt: '2026-04-01T09:00', acceptedOn: '2026-04-02', registeredOn: '2026-04-10', state: 'registered', registerNo: '4403012026000102' },
    ],
  },
  // 3: registered with 6,000,000.00, a change to 5,500,000.00 was granted
  {
    ...{ no: 3, name: '示例三号：培育技术开发', kind: 'KF-WT', signedOn: '2026-03-01', total: '6000000.00', technical: '4600000.00', agent: '示例经办乙' },
    point: 'gd',
    filings: [{ submittedAt: '2026-03-10T09:00', registeredOn: '2026-03-20', changedOn: '2026-05-01', state: 'registered', registerNo: '4401002026000103' }],
  },
  // 4: cancelled
  {
    ...{ no: 4, name: '示例四号：检测方法转让', kind: 'ZR-MM', signedOn: '2026-03-05', total: '800000.00', technical: '800000.00', agent: '示例经办乙' },
    point: 'gd',
    filings: [{ submittedAt: '2026-03-12T09:00', registeredOn: '2026-03-30', cancelledOn: '2026-06-01', state: 'cancelled', registerNo: '4401002026000104' }],
  },
  // 5: revoked
  {
    ...{ no: 5, name: '示例五号：数据平台服务', kind: 'FW-YB', signedOn: '2026-03-06', total: '300000.00', technical: '300000.00', agent: '示例经办乙' },
    point: 'gd',
    filings: [{ submittedAt: '2026-03-13T09:00', registeredOn: '2026-04-02', revokedOn: '2026-07-01', state: 'revoked', registerNo: '4401002026000105' }],
  },
  // 6: its letter's answer was lost
  {
    ...{ no: 6, name: '示例六号：咨询', kind: 'ZX', signedOn: '2026-04-01', total: '60000.00', technical: '60000.00' },
    filings: [{ state: 'queued', carrier: 'http' }],
  },
  // 7 to 9: under way
  {
    ...{ no: 7, name: '示例七号：工艺改进服务', kind: 'FW-YB', signedOn: '2026-04-02', total: '1234567.89', technical: '1000000.01', agent: '示例经办甲' },
    point: 'gd',
    filings: [{ submittedAt: '2026-04-08T09:00', state: 'submitted' }],
  },
  {
    ...{ no: 8, name: '示例八号：育种专利申请权转让', kind: 'ZR-SQ', signedOn: '2026-04-03', total: '450000.00', technical: '450000.00', agent: '示例经办甲' },
    point: 'gz-cnipa',
    filings: [{ submittedAt: '2026-04-09T09:00', acceptedOn: '2026-04-13', state: 'accepted' }],
  },
  {
    ...{ no: 9, name: '示例九号：平台开发', kind: 'KF-WT', signedOn: '2026-04-04', total: '9000000.00', technical: '7000000.00', agent: '示例经办甲' },
    point: 'gd',
    filings: [{ submittedAt: '2026-04-10T09:00', acceptedOn: '2026-04-11', state: 'secondReview' }],
  },
  // 10: returned once, a ground nobody coded that a spreadsheet would run
  {
    ...{ no: 10, name: '=示例十号()', kind: 'ZX', signedOn: '2026-04-05', total: '20000.00', technical: '20000.00', agent: '+示例经办丙' },
    point: 'gd',
    filings: [{ submittedAt: '2026-04-11T09:00', returnedOn: '2026-04-20', state: 'returned', reasons: reasons(['', '=HYPERLINK("x","请点")']) }],
  },
  // 11: refused
  {
    ...{ no: 11, name: '示例十一号：培训', kind: 'FW-PX', signedOn: '2026-04-06', total: '10000.00', technical: '10000.00', agent: '示例经办丙' },
    point: 'gd',
    filings: [{ submittedAt: '2026-04-12T09:00', returnedOn: '2026-04-30', state: 'refused', reasons: reasons(['R02', '内容为一般培训']) }],
  },
  // 12: supplements were asked for on the 20th and handed in on the 27th
  {
    ...{ no: 12, name: '示例十二号：装备改造服务', kind: 'FW-YB', signedOn: '2026-04-07', total: '700000.00', technical: '600000.00', agent: '示例经办丙' },
    point: 'gd',
    filings: [
      {
        ...{
          submittedAt: '2026-04-13T09:00',
          acceptedOn: '2026-04-15',
          returnedOn: '2026-04-20',
          supplementOn: '2026-04-27',
          state: 'submitted',
          carrier: 'pack',
        },
        reasons: [{ code: 'R07', text: '补交验收单', done: true, how: '已补交' }],
      },
    ],
  },
  // 13: written, not handed in
  { ...{ no: 13, name: '示例十三号：仅起草', kind: 'ZX', signedOn: '2026-04-08', total: '', technical: '' }, filings: [{ state: 'draft' }] },
  // 14: of the year before, the largest amount there may be
  {
    ...{
      no: 14,
      name: '示例十四号：大额专利转让',
      kind: 'ZR-ZL',
      signedOn: '2025-10-01',
      total: '12345678900.00',
      technical: '12345678900.00',
      agent: '示例经办甲',
    },
    point: 'gz-cnipa',
    filings: [{ made: '2025-10-05', submittedAt: '2025-10-09T09:00', registeredOn: '2025-11-08', state: 'registered', registerNo: '4401002025000114' }],
  },
  // 15: given back by the office's own review: it never reached the registry
  {
    ...{ no: 15, name: '示例十五号：委托检测', kind: 'FW-YB', signedOn: '2026-04-09', total: '50000.00', technical: '50000.00', agent: '示例经办丙' },
    point: 'gd',
    filings: [{ orgReviewOn: '2026-04-16', returnedOn: '2026-04-18', state: 'returned', reasons: reasons(['R08', '单位章未盖']) }],
  },
  // 16: changed, then cancelled
  {
    ...{ no: 16, name: '示例十六号：先变更后注销', kind: 'XK-MM', signedOn: '2026-04-10', total: '400000.00', technical: '400000.00', agent: '示例经办乙' },
    point: 'sz',
    filings: [
      {
        submittedAt: '2026-04-15T09:00',
        registeredOn: '2026-04-25',
        changedOn: '2026-05-20',
        cancelledOn: '2026-08-01',
        state: 'cancelled',
        registerNo: '4403012026000116',
      },
    ],
  },
];

const idOf = (e: Example, i: number): string => madeOn(e.filings[i]!.made ?? e.filings[i]!.submittedAt?.slice(0, 10) ?? '2026-04-10', e.no * 10 + i);

/** What the granted changes of 3 and 16 left registered. */
const CHANGED: Readonly<Record<number, Record<string, string>>> = {
  3: { totalAmount: '5500000.00', technicalAmount: '4100000.00' },
  16: { totalAmount: '350000.00', technicalAmount: '350000.00' },
};

export async function fill(): Promise<void> {
  await openWorkspace('work');
  const edits: Edit[] = [
    make('parties', { id: 'us', name: '示例农业研究所', kind: 'institute', phone: '020-00000000' }),
    make('parties', { id: 'them', name: '示例种业有限公司', kind: 'enterprise', region: '440600' }),
    make('ledger', {
      ...{ id: 'l1', serial: '001', department: '示例学院', leader: '示例负责人', phone: '02000000000', projectName: '+示例旧合同', partner: '=1+1' },
      ...{ amount: '125000', signedOn: '2025-03-12', effectiveOn: '2025-03-12', contractType: '技术服务' },
    }),
    make('ledger', { id: 'l2', serial: '002', projectName: '示例旧合同：金额未定', partner: '示例公司', amount: '面议', signedOn: '2025-04-01' }),
  ];
  for (const e of EXAMPLES) {
    const [dealId, contractId, signingId] = [`d${e.no}`, `c${e.no}`, `s${e.no}`];
    const no = String(e.no).padStart(3, '0');
    edits.push(
      make('deals', { id: dealId, no: `2026-${no}`, name: e.name, role: 'seller', sellerId: 'us', buyerId: 'them', keeper: '示例负责人', techField: '03' }),
      make('contracts', {
        id: contractId,
        dealId,
        kind: e.kind,
        version: 1,
        title: e.name,
        state: 'locked',
        fields: { projectName: e.name, fixedFee: '77777.77' },
      }),
      make('signings', { id: signingId, dealId, contractId, contractNo: `示例-2026-${no}`, signedOn: e.signedOn, effectiveOn: e.signedOn }),
      ...e.filings.map(({ made: _made, ...fields }, i) =>
        make('filings', {
          ...{ id: idOf(e, i), dealId, contractId, signingId, version: i + 1, carrier: 'pack' as const, ...(e.point ? { pointId: e.point } : {}) },
          ...(e.total === '' ? {} : { form: { totalAmount: e.total, technicalAmount: e.technical, ...(e.agent ? { agent: e.agent } : {}) } }),
          ...fields,
        }),
      ),
    );
    const changed = CHANGED[e.no];
    if (changed)
      edits.push(
        make('followups', {
          ...{ id: `u${e.no}`, dealId, filingId: idOf(e, 0), kind: 'change', state: 'done', doneOn: e.filings[0]!.changedOn!, version: 1 },
          values: changed,
        }),
      );
  }
  const done = await commit({ intent: 'test.put' }, () => edits);
  if (isRefusal(done)) throw new Error(JSON.stringify(done));
  const unanswered = EXAMPLES[5]!;
  await db().outbox.put({
    ...{ id: '1'.repeat(64), seq: 1, changeId: 'c', lane: 'd6', registry: 'nobody', kind: 'filing.submit', subject: idOf(unanswered, 0), version: 1 },
    ...{ bodyHash: '0'.repeat(64), size: 1, state: 'unknown', attempts: 1, dueAt: 9e15 },
  });
  await allSaved();
}
