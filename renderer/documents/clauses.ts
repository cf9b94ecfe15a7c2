/** The clause sets that come with the program, parsed once. */
import xkZl from '../../resources/clauses/xk-zl.json';
import { clauseSet } from '../../shared/domain/contract/clause-set.ts';

/** 专利实施许可合同. */
export const PATENT_LICENCE = clauseSet.parse(xkZl);
