/** 读回对方修改稿 from the button and from a drop: one file, with progress that can be stopped. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../../shared/bridge.ts';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { RevisedText } from '../../../../shared/domain/redline/clauses.ts';
import { isRefusal, type Refusal } from '../../../../shared/result.ts';
import { discardFiles } from '../../../data/discard-file.ts';
import { reportError } from '../../../data/report.ts';
import { rulesAt } from '../../../data/rules.ts';
import { withProgress } from '../../../session/progress.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { answeredVersion } from './our-version.ts';
import { keepBack, readBack } from './read-back.ts';

type Unknown = { from: VaultFile; revised: RevisedText };

/** `unknown` is a file that does not say which version it answers: a person does. */
export function useReadBack(file: DealFile, onRead: (returnedId: string) => void) {
  const { t } = useTranslation('backin');
  const [unknown, setUnknown] = useState<Unknown | null>(null);
  const rules = rulesAt(undefined, file.seller?.region);
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      reportError('backIn.read', error);
    }
  };
  const show = (answer: string | Refusal): void => {
    if (!isRefusal(answer)) onRead(answer);
    else if (answer.key !== 'documents.cancelled') showRefusal(answer);
  };
  const keep = (from: VaultFile, revised: RevisedText, named: Contract | undefined) =>
    withProgress({ title: t('comparing'), cancellable: true }, (_report, signal) => keepBack(file, from, revised, rules, named, { signal }));
  const read = (from: VaultFile) =>
    withProgress({ title: t('reading', { name: from.name }), cancellable: true }, (_report, signal) => readBack(from, { signal }));
  return {
    unknown,
    /** Reads a file a person says was edited by the other side. */
    readBack: (from: VaultFile) =>
      attempt(async () => {
        const revised = await read(from);
        if (isRefusal(revised)) {
          await discardFiles([from]);
          show(revised);
        } else if (await answeredVersion(file, revised, rules)) show(await keep(from, revised, undefined));
        else setUnknown({ from, revised });
      }),
    /** Whether a dropped file answers a version of ours; it is read back then. */
    takesBack: async (from: VaultFile): Promise<boolean> => {
      if (!/\.docx$/i.test(from.name)) return false;
      const revised = await readBack(from, {});
      if (isRefusal(revised) || !(await answeredVersion(file, revised, rules))) return false;
      await attempt(async () => show(await keep(from, revised, undefined)));
      return true;
    },
    named: (contract: Contract) =>
      attempt(async () => {
        if (!unknown) return;
        setUnknown(null);
        show(await keep(unknown.from, unknown.revised, contract));
      }),
    dismiss: () => {
      if (unknown) void discardFiles([unknown.from]);
      setUnknown(null);
    },
  };
}
