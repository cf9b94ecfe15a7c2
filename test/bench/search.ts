/** Search over 100,000 Chinese records with a fixed list of queries, against a naive `includes` scan of the same texts. */
import { deriveText } from '../../renderer/data/derive.ts';
import type { DerivedText } from '../../renderer/data/schema.ts';
import { Haystack } from '../../renderer/workers/haystack.ts';
import type { StoredRow } from '../../shared/change/cells.ts';
import queries from './queries.json' with { type: 'json' };
import { figure, median, quantile, timed, type Figure } from './figure.ts';

const RECORDS = 100_000;
const WORDS = [
  '低温',
  '等离子体',
  '种子',
  '处理',
  '装置',
  '玉米',
  '水稻',
  '发酵',
  '酶解',
  '纳米',
  '涂层',
  '检测',
  '传感',
  '图像',
  '识别',
  '电池',
  '回收',
  '催化',
  '水产',
  '养殖',
  '饲料',
  '疫苗',
  '机器人',
  '焊接',
  '控制',
  '算法',
  '平台',
  '工艺',
  '配方',
  '提取',
];

/** Titles of about 30 and abstracts of about 300 characters, from a fixed seed. */
function records(): DerivedText[] {
  let s = 17;
  const next = (n: number): number => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) % n;
  const words = (n: number): string => Array.from({ length: n }, () => WORDS[next(WORDS.length)]!).join('');
  return Array.from({ length: RECORDS }, (_, i) => {
    const title = `${words(10)}${i}`;
    const text = `${title}\n${words(110)}${String.fromCharCode(0x4e00 + next(20000))}${String.fromCharCode(0x4e00 + next(20000))}`;
    return { key: `achievements/${i}`, table: 'achievements', id: String(i), title, text, initials: '', sort: String(i).padStart(6, '0') };
  });
}

export function measureSearch(): Figure[] {
  // one record goes through the real derivation, so that the shape cannot drift from the product's
  const shape = deriveText('achievements', { id: 'x', title: '示例', $: { at: 'x' } } as StoredRow)!;
  const rows = records();
  if (Object.keys(shape).sort().join() !== Object.keys(rows[0]!).sort().join()) throw new Error('the bench does not search what the product searches');
  const stack = new Haystack(rows);
  const naive = (q: string): string[] => rows.filter((r) => r.text.includes(q)).map((r) => r.id);
  const first: number[] = [];
  const all: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < 3; round++) {
    for (const q of queries) {
      plain.push(timed(() => naive(q)));
      first.push(timed(() => stack.first([q], 20)));
      all.push(timed(() => stack.all([q])));
      if (round === 0 && stack.all([q]).sort().join() !== naive(q).sort().join()) throw new Error(`search and scan disagree about ${q}`);
    }
  }
  const against = 'naive includes scan, p50';
  const note = (s: number[]): string => `p95 ${quantile(s, 0.95).toFixed(1)} ms against ${quantile(plain, 0.95).toFixed(1)} ms`;
  return [
    figure({
      name: 'search 100,000: first page p50',
      value: median(first),
      yardstick: median(plain),
      unit: 'ms',
      against,
      bar: { most: 0.5 },
      note: note(first),
    }),
    figure({
      name: 'search 100,000: all hits ranked p50',
      value: median(all),
      yardstick: median(plain),
      unit: 'ms',
      against,
      bar: { most: 1.2 },
      note: note(all),
    }),
  ];
}
