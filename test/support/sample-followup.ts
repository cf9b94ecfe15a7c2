/** Letters about the sample filing after its registration. */
import { sha256Hex } from '../../shared/change/chain.ts';
import { followupLetter, type FollowupContent } from '../../shared/registry/followup-letter.ts';
import { frozenBody } from '../../shared/registry/letter.ts';

type Kind = FollowupContent['kind'];
type Of<K extends Kind> = Extract<FollowupContent, { kind: K }>;

const proofs = [{ kind: 'agreement', name: '补充协议.pdf', sha256: sha256Hex('agreement'), size: 9_000 }];

/** What a complete followup of that kind says of filing `n`; `about` is its registry id, `registerNo` its number. */
export function sampleFollowup<K extends Kind>(kind: K, n: number, about: { id: string; registerNo: string }, change: Partial<Of<K>> = {}): Of<K> {
  const base = { filingId: `filing-${n}`, followupId: `followup-${kind}-${n}`, version: 1, proofs };
  const { registerNo } = about;
  const all: { [P in Kind]: Of<P> } = {
    'filing.change': {
      ...base,
      kind: 'filing.change',
      registerNo,
      changes: { validTo: { before: '2031-03-11', after: '2033-03-11' } },
      reason: '双方约定延长许可期限',
      on: '2026-04-01',
    },
    'filing.cancel': { ...base, kind: 'filing.cancel', registerNo, cause: 'terminated', reason: '双方协议解除', on: '2026-04-01' },
    'filing.income': {
      ...base,
      kind: 'filing.income',
      registerNo,
      from: '2026-03-12',
      to: '2026-04-01',
      amount: '600000',
      technicalIncome: '500000.00',
      rows: [
        { on: '2026-03-20', amount: '300000' },
        { on: '2026-04-01', amount: '300000.00', note: '第二笔' },
      ],
    },
    'filing.dispute': { ...base, kind: 'filing.dispute', about: about.id, text: '退回所述事项合同第三条已有约定' },
  };
  return { ...all[kind], ...change };
}

/** Its letter as it goes out. */
export function followupOut(content: FollowupContent): { id: string; text: string } {
  return { id: sha256Hex(`letter-${content.followupId}-${content.version}`), text: frozenBody(followupLetter('simulated', 'deal', content)).text };
}
