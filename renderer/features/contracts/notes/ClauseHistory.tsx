import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diffText } from '../../../../shared/domain/redline/diff.ts';
import { chinaMinute } from '../../../../shared/time.ts';
import { clauseWordings } from '../../../data/queries/contracts.ts';
import { useObserve } from '../../../data/observe.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { Pieces } from '../../../ui/Pieces.tsx';

type Asked = {
  /** versions of the deal, this one among them */
  contracts: readonly { id: string; version: number }[];
  clauseId: string;
  /** the standard wording, which stands where nobody worded the clause */
  standard: string;
  /** placeholders as a person reads them */
  shown: (text: string) => string;
};

/** 改动史 of one clause: who worded it how, over all versions, newest first. Read only when it is asked for. */
export function ClauseHistory(asked: Asked) {
  const { t } = useTranslation('contracts');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('clause.history')}
      </button>
      {open && <Wordings {...asked} />}
    </>
  );
}

function Wordings({ contracts, clauseId, standard, shown }: Asked) {
  const { t } = useTranslation('contracts');
  const ids = contracts.map((c) => c.id);
  const found = useObserve(() => clauseWordings(ids, clauseId), [ids.join(), clauseId]);
  if (!found) return <Loading />;
  if (found.length === 0) return <p className="muted small">{t('clause.neverChanged')}</p>;
  const words = (text: string | undefined): string => (text === '' ? t('clause.leftOut') : shown(text ?? standard));
  return (
    <ol className="clause-history">
      {found.map((w) => (
        <li key={w.change}>
          <span className="muted small">
            {[chinaMinute(w.when), w.who, `v${contracts.find((c) => c.id === w.contract)?.version ?? ''}`].filter(Boolean).join(' · ')}
          </span>
          <br />
          <Pieces pieces={diffText(words(w.was), words(w.now))} />
        </li>
      ))}
    </ol>
  );
}
