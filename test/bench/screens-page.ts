/** Fills the library of the profile under measurement. */
import { commitBulk } from '../../renderer/data/bulk.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved } from '../../renderer/data/save-state.ts';
import { newId } from '../../renderer/data/store.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { commit } from '../../renderer/data/commit.ts';
import { OFFICE_ID } from '../../shared/domain/party.ts';

const FIELDS = ['农业', '电子信息', '先进制造', '新材料及其应用', '生物、医药和医疗器械'];

/** Makes `n` plausible achievements in the 正式库, and an office, so that the first start is over. */
export async function fill(n: number): Promise<void> {
  await openWorkspace('work');
  await commit({ intent: 'office.new' }, async (read) => [
    (await read.get('office', OFFICE_ID))
      ? set('office', OFFICE_ID, { name: '示例单位', userName: '示例经理' })
      : make('office', { id: OFFICE_ID, name: '示例单位', userName: '示例经理', role: 'seller' }),
  ]);
  const rows = Array.from({ length: n }, (_, i) =>
    make('achievements', {
      id: newId(),
      no: `S-${i}`,
      title: `示例成果${i}低温等离子体处理装置`,
      owner: '示例单位',
      field: FIELDS[i % FIELDS.length]!,
      maturity: '通过中试',
      keywords: '示例；种子；处理',
      summary: '示例摘要，说明方法、效果与适用范围。'.repeat(6),
      indicators: '发芽势提高 8 个百分点',
      disclosure: 'public',
    }),
  );
  await commitBulk({ intent: 'import', origin: 'import' }, rows);
  await allSaved();
}
