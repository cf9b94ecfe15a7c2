/** 已发给对方: what the other side has in hand is kept word for word, whatever the records say afterwards. */
import { describe, expect, it } from 'vitest';
import { contractSays } from '../../renderer/documents/contract-says.ts';
import { editContract, lockContract, recallSent, sendContract } from '../../shared/domain/contract-rules.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { isRefusal } from '../../shared/result.ts';
import { r017, rulesOn } from '../domain/support.ts';

const file = r017();
const rules = rulesOn('2026-11-22');
const draft: Contract = { id: 'c', dealId: file.deal.id, version: 2, kind: 'XK-ZL', state: 'draft' };
const { text, contentId } = contractSays(file, draft, rules).now;
const key = (answer: unknown): string | undefined => (isRefusal(answer) ? answer.key : undefined);
function sent(): Contract {
  const edits = sendContract(draft, '2026-05-01', text);
  const [edit] = isRefusal(edits) ? [] : edits;
  if (edit?.op !== 'set') throw new Error('not sent');
  return { ...draft, ...(edit.fields as Partial<Contract>) };
}

describe('a version that was sent', () => {
  it('keeps its text while the records move on', () => {
    const moved = { ...file, deal: { ...file.deal, name: '另一个项目名称' } };
    expect(contractSays(moved, draft, rules).text?.answers['projectName']?.value).toBe('另一个项目名称');
    const says = contractSays(moved, sent(), rules);
    expect(says.standing).toBe('kept');
    expect(says.text?.answers['projectName']?.value).toBe(file.deal.name);
  });

  it('takes no other word, and is not sent a second time', () => {
    expect(key(editContract(sent(), { clauseTexts: { 'grant.territory': '全国' } }))).toBe('contract.sentFast');
    expect(key(sendContract(sent(), '2026-05-02', text))).toBe('contract.locked');
    expect(key(sendContract(draft, '2026-05-02', undefined))).toBe('contract.noText');
  });

  it('is locked for signing as it was sent, or not at all', () => {
    expect(key(lockContract(sent(), 'b'.repeat(64), '2026-05-02', 0, text))).toBe('contract.locked');
    expect(key(lockContract(sent(), contentId, '2026-05-02', 1, text))).toBe('contract.mustsOpen');
    const locked = lockContract(sent(), contentId, '2026-05-02', 0, text);
    expect(isRefusal(locked) ? locked.key : locked[0]).toMatchObject({ fields: { state: 'locked', lockedHash: contentId } });
  });

  it('is a draft again where it was marked by mistake, and never once the other side has answered it or it is locked', () => {
    const edits = recallSent(sent(), false);
    const [edit] = isRefusal(edits) ? [] : edits;
    const again = { ...sent(), ...(edit as { fields: Partial<Contract> }).fields };
    expect(contractSays(file, again, rules).standing).toBe('draft');
    expect(isRefusal(editContract(again, { clauseTexts: { 'grant.territory': '全国' } }))).toBe(false);
    expect(key(recallSent(sent(), true))).toBe('contract.sentAnswered');
    expect(key(recallSent({ ...sent(), state: 'locked' }, false))).toBe('contract.locked');
    expect(key(recallSent(draft, false))).toBe('contract.locked');
  });
});
