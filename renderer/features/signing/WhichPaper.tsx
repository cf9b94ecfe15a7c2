import { Button, Segmented } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { inOrder, lineOf, newestOf } from '../../../shared/domain/contract-versions.ts';
import { isMainKind } from '../../../shared/domain/contract/kinds.ts';
import type { Contract, Signing } from '../../../shared/domain/contract.ts';
import { latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useKindTitle } from '../../documents/kind-title.ts';
import { useRoute } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useViewState } from '../../session/view-state.ts';
import { LockIcon, StatusTag } from '../../ui/marks.tsx';
import { startSigning } from './edit-signing.ts';

export type Chosen = { contract: Contract | undefined; signing: Signing | undefined; papers: readonly Contract[]; choose: (id: string) => void };

/** What was signed or can be: the version a person chose, else the one locked last. A finding's field leads to the paper it stands on. */
export function useWhichPaper(file: DealFile | undefined): Chosen {
  const { focus } = useRoute();
  const [chosen, choose] = useViewState<string>(`signing.${file?.deal.id ?? ''}`, '');
  const papers = inOrder((file?.contracts ?? []).filter((c) => c.state === 'locked' || file!.signings.some((s) => s.contractId === c.id)));
  const led = /^signings\/([^/]*)\//.exec(focus ?? '')?.[1];
  const target = led === undefined ? undefined : (file?.signings.find((s) => s.id === led)?.contractId ?? '');
  useEffect(() => {
    if (target !== undefined) choose(target);
  }, [focus, target, choose]);
  const main = papers.filter((c) => isMainKind(c.kind));
  const contract = papers.find((c) => c.id === chosen) ?? newestOf(main) ?? newestOf(papers);
  const own = file?.signings.findLast((s) => s.contractId === contract?.id);
  return { contract, signing: own ?? (papers.length === 0 ? file?.signings.at(-1) : undefined), papers, choose };
}

/** Which version this paper is of, the others beside it, and on which of them filing and 今日 rest. */
export function WhichPaper({ file, which: { contract, signing, papers, choose } }: { file: DealFile; which: Chosen }) {
  const { t } = useTranslation('signing');
  const title = useKindTitle();
  const mixed = new Set(papers.map(lineOf)).size > 1;
  const name = (c: Contract): string =>
    mixed
      ? t('paper.versionOf', { n: c.version ?? 1, kind: c.kind === 'foreign' ? t('paper.foreign') : title(lineOf(c)) })
      : t('paper.version', { n: c.version ?? 1 });
  const of = (c: Contract): Signing | undefined => file.signings.findLast((s) => s.contractId === c.id);
  const state = (c: Contract): string => {
    const s = of(c);
    return s?.signedOn ? t('paper.signed', { on: s.signedOn }) : t(s ? 'paper.begun' : 'paper.unsigned');
  };
  const stands = latestSigning(file);
  const standing = stands && file.contracts.find((c) => c.id === stands.contractId);
  const other = contract && isMainKind(contract.kind) && standing && stands?.signedOn && standing.id !== contract.id;
  return (
    <div className="signing-of">
      {papers.length > 1 && (
        <Segmented
          className="signing-papers"
          value={contract?.id ?? ''}
          onChange={(id) => choose(id)}
          aria-label={t('field.contractId')}
          options={papers.map((c) => ({ value: c.id, label: `${name(c)} · ${state(c)}` }))}
        />
      )}
      <p>
        {contract ? (
          <StatusTag tone={contract.state === 'locked' ? 'done' : 'attention'}>
            <LockIcon />
            {signing ? t('lockedVersion', { n: contract.version ?? 1 }) : t('paper.locked', { n: contract.version ?? 1, on: contract.lockedOn ?? '' })}
          </StatusTag>
        ) : (
          <StatusTag tone="attention">{t('noLocked')}</StatusTag>
        )}{' '}
        {other && (
          <span data-testid="signing-stands">
            {t(signing?.signedOn ? 'paper.replaced' : 'paper.stands', { n: standing.version ?? 1, on: stands.signedOn })}
          </span>
        )}
      </p>
    </div>
  );
}

/** 登记签署 of a locked version. */
export function BeginSigning({ file, contract }: { file: DealFile; contract: Contract }) {
  const { t } = useTranslation('signing');
  const begin = () =>
    void startSigning(file, contract).then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  return (
    // who comes for the contract number is led to where its record begins
    <Button type="primary" data-field="signings//contractNo" onClick={begin}>
      {t('start')}
    </Button>
  );
}
