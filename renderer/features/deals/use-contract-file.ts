/** One contract file on its way: kept in the vault, read in the worker, with what went wrong in words. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import { BridgeFailure } from '../../data/bridge-call.ts';
import { discardFiles } from '../../data/discard-file.ts';
import { lookAtFile } from '../../data/file-look.ts';
import { officeRow } from '../../data/queries/parties.ts';
import { pickFiles, readVaultFile, storeFile, tooBig } from '../../data/vault.ts';
import { withProgress } from '../../session/progress.ts';
import type { DocumentError } from '../../documents/document-error.ts';
import { runDocument } from '../../workers/documents.ts';
import { proposeFromText, type ContractProposal } from '../../../shared/domain/contract/proposal.ts';
import { checkContractText } from '../../../shared/domain/contract-text/check.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { rulesAt } from '../../data/rules.ts';

export type ReadContract = { text: string; tracked: boolean; scannedPages: number[]; proposal: ContractProposal; findings: Finding[] };
export type ContractFile = { file: VaultFile; read: ReadContract | null; seconds: number; scan: boolean };
export type Failure = { name: string; words: string };

/** A file without a text layer is a scan: it is shown beside the form and typed from. */
const SCAN: readonly DocumentError['key'][] = ['noText'];

/** The text in the worker; what it says and what is wrong with it is decided on the text alone. */
async function readContract(
  name: string,
  bytes: Uint8Array,
  us: string | undefined,
  report: (done: number, total?: number) => void,
): Promise<Result<ReadContract, DocumentError>> {
  const read = await runDocument({ kind: 'read-contract', bytes, name }, { onProgress: (p) => report(p.done, p.total) });
  if (!read.ok) return read;
  const { text } = read.value;
  return ok({
    ...read.value,
    proposal: proposeFromText(text, us ? { name: us } : undefined),
    findings: checkContractText({ contractId: 'new', text }, rulesAt()),
  });
}

export function useContractFile() {
  const { t } = useTranslation('deals');
  const [contract, setContract] = useState<ContractFile | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [reading, setReading] = useState<string | null>(null);

  const read = useCallback(
    async (name: string, keep: () => Promise<{ file: VaultFile; bytes: Uint8Array } | null>) => {
      setReading(name);
      setFailure(null);
      setContract(null);
      try {
        const started = performance.now();
        await withProgress({ title: t('proposal.reading', { name }), cancellable: false }, async (report) => {
          const kept = await keep();
          if (!kept) return;
          const refused = async (words: string) => {
            await discardFiles([kept.file]);
            setFailure({ name, words });
          };
          if (kept.file.mime.startsWith('image/')) {
            const { refusal } = await lookAtFile(kept.file, 'scan');
            if (refusal) return refused(refusalWords(t, refusal));
            return setContract({ file: kept.file, read: null, seconds: 0, scan: true });
          }
          const us = (await officeRow())?.name;
          const answer = await readContract(name, kept.bytes, us, report);
          if (answer.ok) setContract({ file: kept.file, read: answer.value, seconds: (performance.now() - started) / 1000, scan: false });
          else if (SCAN.includes(answer.error.key)) setContract({ file: kept.file, read: null, seconds: 0, scan: true });
          else
            await refused(
              // of a table or a picture this door says what it reads itself, not what the program reads anywhere
              answer.error.key === 'unknownKind' ? t('failure.unknownKind') : t(`documents:error.${answer.error.key}`, { ...answer.error.params }),
            );
        });
      } catch (e) {
        setFailure({
          name,
          words: t('failure.unreadable', {
            reason: e instanceof BridgeFailure ? t(`bridgeError:${e.code}`, { defaultValue: e.code }) : e instanceof Error ? e.message : String(e),
          }),
        });
      } finally {
        setReading(null);
      }
    },
    [t],
  );

  const isTooBig = useCallback(
    (file: { name: string; size: number }): boolean => {
      const big = tooBig(file);
      if (big) {
        setContract(null);
        setFailure({ name: file.name, words: refusalWords(t, big) });
      }
      return big !== null;
    },
    [t],
  );
  const take = useCallback(
    (file: File) => {
      if (isTooBig(file)) return;
      void read(file.name, async () => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const stored = await storeFile({ name: file.name, bytes });
        return stored && { file: stored, bytes };
      });
    },
    [read, isTooBig],
  );
  const pick = useCallback(async () => {
    const [file] = await pickFiles(['docx', 'pdf', 'image']);
    if (!file) return;
    if (isTooBig(file)) await discardFiles([file]);
    else await read(file.name, async () => ({ file, bytes: await readVaultFile(file.hash) }));
  }, [read, isTooBig]);
  const reset = useCallback(() => {
    setContract(null);
    setFailure(null);
  }, []);
  return { contract, failure, reading, take, pick, reset };
}
