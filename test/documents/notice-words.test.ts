/** A published notice says what it was published with, whatever its records say since. */
import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { noticeDocument } from '../../renderer/documents/notice-docx.ts';
import { noticeMoved, noticeSays, noticeWords } from '../../renderer/documents/notice-words.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { Notice } from '../../shared/domain/deal.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import { closeNotice, extendNotice, publishNotice } from '../../shared/domain/notice-rules.ts';
import { TABLES } from '../../shared/domain/tables.ts';
import { undoBarred } from '../../shared/domain/undo-rules.ts';
import { good, r017, refusalKey, rulesOn } from '../domain/support.ts';

const rules = rulesOn('2026-04-02');
const draft: Notice = {
  id: 'n2',
  dealId: 'd',
  title: '低温等离子体种子处理装置',
  price: '1500000',
  royaltyRate: '0.025',
  place: '公告栏',
  contact: '科技处',
  startOn: '2026-04-01',
  endOn: '2026-04-16',
  attachmentIds: ['a'],
  draft: true,
};
const f: DealFile = { ...r017(), notices: [draft] };
const since: DealFile = {
  ...f,
  deal: { ...f.deal, route: 'transfer' },
  achievement: { ...f.achievement!, title: '改名装置' },
  seller: { ...f.seller!, name: '示例更名研究所' },
  buyer: { ...f.buyer!, name: '示例更名公司' },
};

let zh: TFunction<'pricing'>;
beforeAll(async () => {
  const { i18n, startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('en');
  zh = i18n.getFixedT('zh', 'pricing');
});

const done = (notice: Notice, edits: readonly Edit[]): Notice => ({ ...notice, ...(edits[0] as { fields: Partial<Notice> }).fields });
const published = (): Notice => done(draft, good(publishNotice(f, draft, rules, noticeWords(zh, f, draft, rules))));
const paper = (file: DealFile, notice: Notice): string[] => {
  const { title, ...rest } = notice;
  return plainLines(noticeDocument({ ...noticeSays(notice, noticeWords(zh, file, notice, rules)), notice: rest, achievementName: title ?? '' }));
};
const moved = (file: DealFile, notice: Notice) => noticeMoved(notice, noticeWords(zh, file, notice, rules)).map((m) => [m.field, m.was, m.now]);

describe('the words of a notice', () => {
  it('follow the records in a draft', () => {
    expect(paper(since, draft)).not.toEqual(paper(f, draft));
    expect(paper(since, draft).join()).toContain('示例更名公司');
    expect(moved(since, draft)).toEqual([]);
  });
  it('are kept when it is published, and stand on its paper from then on, closed or not', () => {
    const row = published();
    expect(TABLES.notices.safeParse(row).success).toBe(true);
    expect(paper(f, row)).toEqual(paper(f, draft));
    expect(paper(since, row)).toEqual(paper(f, draft));
    const closed = done(row, good(closeNotice(row, [], { closedOn: '2026-04-17', result: '无异议' }, '2026-04-20')));
    expect(paper(since, closed)).toEqual(paper(f, draft));
  });
  it('count the period again where it was made longer', () => {
    const row = published();
    const longer = done(row, good(extendNotice(row, '2026-04-26', '补充公示')));
    expect(paper(since, longer).join()).toContain('2026年4月26日（25 日）');
    expect(paper(since, longer).join()).not.toContain('示例更名公司');
  });
  it('are told beside what the records say since', () => {
    expect(moved(f, published())).toEqual([]);
    expect(moved(since, published())).toEqual([
      ['object', f.achievement!.title, '改名装置'],
      ['wayName', expect.stringContaining('许可'), expect.stringContaining('转让')],
      ['otherParty', f.buyer!.name, '示例更名公司'],
      ['officeName', f.seller!.name, '示例更名研究所'],
    ]);
    // published before words were kept: nothing is known to have moved
    expect(moved(since, { ...published(), publishedWords: undefined })).toEqual([]);
  });
  it('are not undone', () => {
    const row = published();
    const patches = (['draft', 'publishedWords'] as const).map((field) => ({ op: 'set' as const, table: 'notices', id: row.id, field, over: [] }));
    expect(refusalKey(undoBarred(patches, () => row, '2026-04-20'))).toBe('notice.undoPublish');
  });
});
