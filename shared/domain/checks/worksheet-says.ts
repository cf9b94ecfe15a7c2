/**
 * What the texts of a worksheet must say beside being there (valuation.md 1.2, items 4–9, 14, 15): which right, its number
 * and filing day where it is a patent, on what terms, proven by what, for how long. Know-how and software are not asked for
 * what they cannot have. A text is looked at for words only: what it says otherwise is answered with a reason.
 */
import { parseDay } from '../../time.ts';
import type { Deal, Worksheet } from '../deal.ts';
import type { DealFile } from '../deal-file.ts';
import { patentKindOf } from '../patent-term.ts';
import type { Right } from '../portfolio.ts';
import { filled } from './blank.ts';
import type { Lack } from './worksheet-methods.ts';

/** What is valued: the deal and the rights it names. */
export type Valued = { deal?: Deal; rights: readonly Right[] };
export const valuedIn = (file: Pick<DealFile, 'deal' | 'rights'>): Valued => ({
  deal: file.deal,
  rights: file.rights.filter((r) => (file.deal.rightIds ?? []).includes(r.id)),
});

const NONE = /^(无|没有|none)$/i;
/** A text that says something: `x` or `……` does not, 无 does. */
export function says(text: string | undefined): boolean {
  const bare = (text ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
  if (NONE.test(bare)) return true;
  if (/^(.)\1*$/u.test(bare)) return false;
  return (bare.match(/\p{Script=Han}/gu) ?? []).length >= 2 || bare.length >= 3;
}

const KIND = {
  patent: /专利|发明|实用新型|外观设计|patent|utility model|\bdesign\b/i,
  secret: /技术秘密|商业秘密|专有技术|配方|工艺|know-?how|trade secret/i,
  software: /软件|著作权|程序|software|copyright/i,
  layout: /布图设计|layout/i,
  variety: /品种|variety/i,
} as const;
const DAY = /\d{4}\s*[-年./]\s*\d{1,2}/;
const bareNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s.-]/g, '')
    .toUpperCase();

const isPatent = (right: Right): boolean => right.kind === 'application' || patentKindOf(right) !== undefined;
const calledRight = (right: Right): { right: string } => ({ right: right.name || right.number || '' });

/** 4: the object names each right of the deal; of a patent number and filing day are known, from its record or in the text. */
export function objectLacks(w: Worksheet, { rights }: Valued): Lack[] {
  const text = w.object ?? '';
  if (!says(text)) return [{ field: 'object' }];
  const lack = (part: string, more: Partial<Lack> = {}): Lack => ({ field: 'object', part, ...more });
  const filedInText = /申请|filed|filing/i.test(text) && DAY.test(text);
  const numberInText = /\d{9,}/.test(bareNumber(text));
  if (rights.length === 0) {
    if (KIND.patent.test(text)) return [...(numberInText ? [] : [lack('number')]), ...(filedInText ? [] : [lack('filingDay')])];
    return Object.values(KIND).some((kind) => kind.test(text)) ? [] : [lack('kind')];
  }
  return rights.flatMap((right): Lack[] => {
    const called = calledRight(right);
    if (!isPatent(right)) {
      const kind = right.kind && right.kind in KIND ? KIND[right.kind as keyof typeof KIND] : undefined;
      return (filled(right.name) && text.includes(right.name!.trim())) || (kind ?? /./).test(text) ? [] : [lack('notNamed', called)];
    }
    const number = bareNumber(right.number ?? '').replace(/^(ZL|CN)/, '');
    const named = number === '' ? numberInText : bareNumber(text).includes(number);
    return [
      ...(named ? [] : [lack('number', called)]),
      ...(parseDay(right.filedOn) !== undefined || filedInText ? [] : [lack('filingDay', called)]),
      ...(right.kind !== undefined || KIND.patent.test(text) ? [] : [lack('kind', called)]),
    ];
  });
}

const said = (w: Worksheet, name: string): string => w.inputs?.[name]?.value ?? '';
const TRANSFER = /转让|受让|买断|所有权|assign|transfer of/i;
const FORM = /独占|排他|普通许可|普通实施|开放许可|分许可|交叉许可|作价入股|出资|质押|自行实施|exclusive|\bsole\b|ordinary licen[cs]e/i;
/** What a licence is limited by; who buys the right outright gets all of it. */
const TERMS = {
  term: /[\d一二两三四五六七八九十]\s*(个)?[年月]|\d{4}|长期|永久|届满|有效期|years?|months?|perpetual/i,
  territory: /境|中国|全国|全球|世界|[省市区州]|地域|地区|China|world|territor|domestic|province/i,
  useField: /领域|用途|行业|产品|应用|使用范围|field|\buse\b|product/i,
} as const;
const LIMITS = /限制|负担|质押|查封|冻结|在先许可|共有|担保|抵押|异议|权利瑕疵|encumbr|pledge|\blien|restrict|free of/i;

/** 5: form of the right, for how long, where, in what field, and what stands on it. */
export function rightsFormLacks(w: Worksheet): Lack[] {
  const text = said(w, 'rightsForm');
  if (!says(text)) return [{ field: 'rightsForm' }];
  const whole = TRANSFER.test(text);
  const missing = [
    ...(whole || FORM.test(text) ? [] : ['form']),
    ...(whole ? [] : Object.entries(TERMS).flatMap(([part, words]) => (words.test(text) ? [] : [part]))),
    ...(LIMITS.test(text) ? [] : ['limits']),
  ];
  return missing.map((part) => ({ field: 'rightsForm', part }));
}

/** 6: the status, what shows it, and as of which day. */
export function legalStatusLacks(w: Worksheet): Lack[] {
  const input = w.inputs?.['legalStatus'];
  if (!says(input?.value)) return [{ field: 'legalStatus' }];
  const dated = parseDay(input?.sourceDate) !== undefined || DAY.test(input?.source ?? '');
  return [...(says(input?.source) ? [] : ['evidence']), ...(dated ? [] : ['day'])].map((part) => ({ field: 'legalStatus', part }));
}

const LEVEL =
  /[1-9一二三四五六七八九]|概念|原理|实验室|小试|中试|样机|样品|试制|试产|量产|批量|工业化|产业化|投产|成熟|concept|lab|pilot|prototype|production/i;
/** 8: a level or stage, and what shows it. */
export function maturityLacks(w: Worksheet): Lack[] {
  const input = w.inputs?.['maturity'];
  if (!LEVEL.test(input?.value ?? '')) return [{ field: 'maturity', part: 'level' }];
  return says(input?.source) ? [] : [{ field: 'maturity', part: 'evidence' }];
}

/** 9: every limit there is, so that the shortest binds: by law for a patent, by contract for a licence, economic for all. */
export function lifeLacks(w: Worksheet, { deal, rights }: Valued): Lack[] {
  const patent = rights.length > 0 ? rights.some(isPatent) : KIND.patent.test(w.object ?? '');
  const form = `${said(w, 'rightsForm')}${w.object ?? ''}`;
  const licence = TRANSFER.test(said(w, 'rightsForm')) ? false : deal?.route === 'license' || /许可|licen[cs]e/i.test(form);
  const asked = [...(patent ? ['legalEnd'] : []), ...(licence ? ['contractEnd'] : []), 'economicYears'];
  return asked.filter((name) => !filled(said(w, name))).map((field) => ({ field }));
}

/** 20: who made it and who looked it over; nobody reviews his own. */
export function peopleLacks(w: Worksheet): Lack[] {
  const absent = (['preparer', 'reviewer'] as const).filter((field) => !filled(w[field])).map((field) => ({ field }));
  return absent.length === 0 && w.preparer!.trim() === w.reviewer!.trim() ? [{ field: 'reviewer', part: 'another' }] : absent;
}

/** 13–15: a figure alone is no derivation. */
export const originLacks = (w: Worksheet, name: string, field = name): Lack[] =>
  says(w.inputs?.[name]?.source) ? [] : [{ field, part: 'origin', input: name }];
