/** A published notice says what it was published with, whatever its records say since. */
import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { noticeDocument } from '../../renderer/documents/notice-docx.ts';
import { noticeMoved, noticeSays, noticeWords } from '../../renderer/documents/notice-words.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { Notice, Pricing } from '../../shared/domain/deal.ts';
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
  it('name the way the price was set: the law and 协议定价 only of a price by agreement', () => {
    const by = (route: Pricing['route']): DealFile => ({ ...f, pricings: f.pricings.map((p) => ({ ...p, route })) });
    const says = (route: Pricing['route'], notice = draft) => paper(by(route), notice).slice(0, 2).join();
    expect(says('agreed')).toMatch(/^科技成果转化协议定价公示,根据《中华人民共和国促进科技成果转化法》第十八条，.*拟以协议定价方式转化/);
    for (const [route, words] of [
      ['appraisal', '（定价方式：评估）'],
      ['listing', '（定价方式：技术交易市场挂牌）'],
      ['auction', '（定价方式：拍卖）'],
      [undefined, '拟转化的有关情况'],
    ] as const) {
      expect(says(route)).toContain(words);
      expect(says(route)).not.toMatch(/协议定价|第十八条/);
    }
    // published, it stays what it was; one of before this was kept said 协议定价
    const row = published();
    expect(says('appraisal', row)).toBe(says('agreed'));
    expect(moved(by('appraisal'), row)).toEqual([['pricingRoute', 'agreed', 'appraisal']]);
    const { pricingRoute: _route, ...old } = row.publishedWords!;
    expect(says('appraisal', { ...row, publishedWords: old })).toBe(says('agreed'));
  });
  it('are not undone', () => {
    const row = published();
    const patches = (['draft', 'publishedWords'] as const).map((field) => ({ op: 'set' as const, table: 'notices', id: row.id, field, over: [] }));
    expect(refusalKey(undoBarred(patches, () => row, '2026-04-20'))).toBe('notice.undoPublish');
  });
});

it('the sample’s notice keeps the words it was published with: a party renamed since changes no paper', () => {
  const sample = r017();
  const notice = sample.notices[0]!;
  const now = noticeWords(zh, sample, notice, rulesOn(notice.startOn!));
  expect(notice.publishedWords).toEqual(now);
  expect(noticeSays(notice, { ...now, officeName: '示例更名研究所', otherParty: '示例更名公司' })).toMatchObject({
    officeName: now.officeName,
    otherParty: now.otherParty,
  });
});
