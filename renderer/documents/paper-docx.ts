/** A paper of the clause library as a Word file: 承诺书, 审批表, 委托书, 清单 … */
import type { PaperSet } from '../../shared/domain/contract/clause-set.ts';
import { buildPaper, type PaperInput } from '../../shared/domain/contract/paper.ts';
import type { Result } from '../../shared/result.ts';
import { fileName } from './contract-docx.ts';
import type { DocumentError } from './document-error.ts';
import { paperDocx, type PaperFile } from './paper.ts';

/** 项目_授权委托书.docx. What is missing stands in it as a visible blank; a word our papers may not bear refuses it. */
export const paperSetDocx = (set: PaperSet, input: PaperInput): Result<PaperFile, DocumentError> =>
  paperDocx(buildPaper(set, input).document, fileName([input.sources.deal.name ?? '', set.title], 'docx'));
