/** The contract as a Word file. */
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import type { ContractProblem } from '../../shared/domain/contract/problems.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { onPaper, type ContractText, type Marks } from '../../shared/domain/contract/text.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { blocksToDocx } from './docx.ts';

export type ContractFile = {
  document: DocumentModel;
  contentId: string;
  bytes: Uint8Array<ArrayBuffer>;
  name: string;
  /** what a draft still leaves open */ problems: ContractProblem[];
};
type Made = Result<ContractFile, DocumentError & { problems?: ContractProblem[] }>;

/** Of a version that still reads its records. A signing copy is refused while anything that must be mended is left. */
export function contractDocx(set: ClauseSet, input: ContractInput): Made {
  const { text, document, problems } = buildContract(set, input);
  const musts = problems.filter((p) => p.level === 'must');
  const unprintable = musts.filter((p) => p.key === 'imprint');
  const blocking = input.copy === 'signing' ? [...musts, ...noNumber(input)] : unprintable;
  return blocking.length > 0 ? notReady(blocking) : made(text, document, input, problems);
}

/** Of a locked version: its kept words, whatever the records say since. A signing copy needs its number. */
export function keptDocx(text: ContractText, marks: Marks): Made {
  const blocking = marks.copy === 'signing' ? noNumber(marks) : [];
  return blocking.length > 0 ? notReady(blocking) : made(text, onPaper(text, marks), marks, []);
}

const notReady = (problems: ContractProblem[]): Made => fail({ key: 'notReady', params: { count: problems.length }, field: problems[0]?.field, problems });

const made = (text: ContractText, document: DocumentModel, marks: Marks, problems: ContractProblem[]): Made =>
  ok({ document, contentId: document.contentId, bytes: blocksToDocx(document), name: contractFileName(text, marks, 'docx'), problems });

/** 项目_专利实施许可合同_签署稿 SL-2026-017 v1.docx: one name, whatever it is made as. */
export function contractFileName(text: Pick<ContractText, 'answers' | 'title'>, marks: Marks, extension: 'docx' | 'pdf'): string {
  const mark = marks.copy === 'signing' ? `签署稿 ${marks.contractNo ?? ''} v${marks.version}` : `讨论稿 v${marks.version}`;
  return fileName([text.answers['projectName']?.value ?? '', text.title, mark], extension);
}

const noNumber = (marks: Marks): ContractProblem[] => (marks.contractNo?.trim() ? [] : [{ key: 'noNumber', level: 'must', field: 'signing.contractNo' }]);

/** A name every file system takes: no signs Windows forbids, at most 120 characters, no trailing dot, none of its device names. */
export function fileName(parts: readonly string[], extension: string): string {
  // eslint-disable-next-line no-control-regex
  const clean = parts
    .map((p) =>
      p
        .normalize('NFC')
        .replace(/[\\/:*?"<>|\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((p) => p !== '');
  const stem =
    [...clean.join('_')]
      .slice(0, 110)
      .join('')
      .replace(/^[.\s]+|[.\s]+$/g, '') || '文件';
  return `${/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `_${stem}` : stem}.${extension}`;
}
