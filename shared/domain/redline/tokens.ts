/** Contract text in the parts a change is read by: a date, an amount, a party or a Latin word whole, everything else by character. */

const NUMERAL = '零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億';
const UNIT = '(?:个)?(?:万元|亿元|元|工作日|自然日|日|天|月|年|周|小时|份|项|期|次|人|件|页|套|台|%|％|‰)';
const DATE = String.raw`\d{4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`;
const AMOUNT_WORDS = `[${NUMERAL}]+(?:元|圆)(?:[${NUMERAL}]+角)?(?:[${NUMERAL}]+分)?[整正]?`;
const PLACE = `第\\s?[${NUMERAL}\\d]+(?:\\.\\d+)*\\s?[条款项章节]`;
const NUMBER = String.raw`[¥￥]?\s?\d+(?:[,，]\d{3})*(?:\.\d+)*\s?(?:${UNIT})?`;
const COUNTED = `[${NUMERAL}]+${UNIT}`;
const FIGURE = `百分之[${NUMERAL}]+(?:点[${NUMERAL}]+)?|${DATE}|${AMOUNT_WORDS}|${PLACE}|${COUNTED}`;
const LATIN = String.raw`[A-Za-z][A-Za-z0-9]*(?:[-_.@/][A-Za-z0-9]+)*`;
const PARTY = '[甲乙丙丁双各]方|被?许可方|[受转]让方|委托方|受托方';

const TOKEN = new RegExp(`${FIGURE}|${LATIN}|${NUMBER}|${PARTY}|[^\\S\\n]+|[\\s\\S]`, 'gu');
const WHOLE_FIGURE = new RegExp(`^(?:${FIGURE}|${NUMBER})$`, 'u');

/** Joined again they are the text. */
export const tokensOf = (text: string): string[] => text.match(TOKEN) ?? [];

/** A number with its unit, a date, an amount in words, the number of an article. */
export const isFigure = (token: string): boolean => WHOLE_FIGURE.test(token);
