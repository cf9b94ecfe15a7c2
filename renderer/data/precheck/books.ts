/** The grounds of refusal and the conditions of recognition, as the pre-check names them on screen. */
import recognitionRules from '../../../resources/codes/recognition-rules.json';
import refusalReasons from '../../../resources/codes/refusal-reasons.json';
import { codeList, type CodeItem } from '../../../shared/domain/codes.ts';
import type { Ground } from '../../../shared/domain/precheck/grounds.ts';
import type { Books } from '../../../shared/domain/precheck/precheck.ts';
import type { FormLists } from '../form-lists.ts';

const RECOGNITION = codeList.parse(recognitionRules);
const REASONS = new Map(codeList.parse(refusalReasons).items.map((r) => [r.code, r]));

export const groundItem = (ground: Ground): CodeItem | undefined => REASONS.get(ground);
export const booksOf = ({ form, lists }: Pick<FormLists, 'form' | 'lists'>): Books => ({ form, lists: { ...lists, [RECOGNITION.id]: RECOGNITION } });
