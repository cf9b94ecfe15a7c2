/** The contract as a Word file. A signing copy is refused while anything that must be mended is left. */
import type { BuiltContract, ContractInput } from '../../shared/domain/contract/build.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import type { ContractProblem } from '../../shared/domain/contract/problems.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { blocksToDocx } from './docx.ts';

export type ContractFile = BuiltContract & { bytes: Uint8Array<ArrayBuffer>; name: string };

export function contractDocx(set: ClauseSet, input: ContractInput): Result<ContractFile, DocumentError & { problems?: ContractProblem[] }> {
  const built = buildContract(set, input);
  const musts = built.problems.filter((p) => p.level === 'must');
  const unprintable = musts.filter((p) => p.key === 'imprint');
  const blocking = input.copy === 'signing' ? [...musts, ...noNumber(input)] : unprintable;
  if (blocking.length > 0) return fail({ key: 'notReady', params: { count: blocking.length }, field: blocking[0]?.field, problems: blocking });
  const mark = input.copy === 'signing' ? `签署稿 ${input.contractNo ?? ''}` : `讨论稿 v${input.version}`;
  return ok({ ...built, bytes: blocksToDocx(built.document), name: fileName([projectOf(built), built.document.title, mark], 'docx') });
}

const projectOf = (built: BuiltContract): string => built.answers.get('projectName')?.value ?? '';
const noNumber = (input: ContractInput): ContractProblem[] =>
  input.contractNo?.trim() ? [] : [{ key: 'noNumber', level: 'must', field: 'signing.contractNo' }];

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
