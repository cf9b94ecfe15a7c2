import type { Followup } from '../../../../shared/domain/followup.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { useObserve } from '../../../data/observe.ts';
import { scansOf } from '../../../data/queries/signing.ts';
import { openVaultFile, pickFiles, storeFile } from '../../../data/vault.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { FileField } from '../../../ui/fields/FileField.tsx';
import { addPapers, dropPaper } from './edit-followup.ts';

const none: string[] = [];

/** Files that go with it, or that show it was handed in. */
export function Papers({
  followup: u,
  field,
  label,
  disabled,
}: {
  followup: Followup;
  field: 'proofIds' | 'submissionProofIds';
  label: string;
  disabled: boolean;
}) {
  const ids = u[field] ?? none;
  const papers = useObserve(() => scansOf(ids), [ids.join()]) ?? [];
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  return (
    <FileField
      label={label}
      name={`followups/${u.id}/${field}`}
      disabled={disabled}
      files={papers.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
      onPick={() => void pickFiles(['image', 'pdf'], true).then((files) => (files.length > 0 ? addPapers(u, field, files).then(say) : undefined))}
      onOpen={(f) => {
        const a = papers.find((p) => p.id === f.id);
        if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
      }}
      {...(disabled
        ? {}
        : {
            onDrop: (files) =>
              void Promise.all(files.map((f) => storeFile(f))).then((stored) =>
                addPapers(
                  u,
                  field,
                  stored.filter((f) => f !== null),
                ).then(say),
              ),
            onRemove: (f) => void dropPaper(u.id, field, f.id).then(say),
          })}
    />
  );
}
