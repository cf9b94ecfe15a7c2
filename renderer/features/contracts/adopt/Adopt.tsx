import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { adoptedSet, answersFor, placeArticles, valuesIn } from '../../../../shared/domain/contract/adopt.ts';
import { answersOf } from '../../../../shared/domain/contract/answers.ts';
import { interviewFields } from '../../../../shared/domain/contract/clause-set.ts';
import { kindProposed } from '../../../../shared/domain/contract/kinds.ts';
import { proposeFromText } from '../../../../shared/domain/contract/proposal.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { rulesAt } from '../../../data/rules.ts';
import { clausesFor, KINDS, writtenFor } from '../../../documents/clauses.ts';
import { sourcesOf } from '../../../documents/contract-input.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { useKindOptions } from '../kind-name.ts';
import { adoptContract } from './adopt-contract.ts';
import { AdoptTable } from './AdoptTable.tsx';
import { AdoptValues } from './AdoptValues.tsx';
import { Lacking } from './Lacking.tsx';
import './adopt.css';

/** Somebody else's text laid article by article beside a text of ours, to go on drafting in. */
export function Adopt({ file, contract, onClose, onMade }: { file: DealFile; contract: Contract; onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useTranslation('adopt');
  const text = contract.foreignText ?? '';
  const proposal = useMemo(() => proposeFromText(text), [text]);
  const [kind, setKind] = useState(() => firstKind(file, proposal.kind?.value));
  const set = useMemo(() => clausesFor({ kind }), [kind]);
  const found = useMemo(() => placeArticles(set, text), [set, text]);
  /** as a person says otherwise: place in their text → article of ours, '' for none */
  const [moved, move] = useState<Readonly<Record<number, string>>>({});
  const placed = found.map((p) => (moved[p.theirs.start] === undefined ? p : { ...p, id: moved[p.theirs.start] || undefined, likeness: 1 }));
  const lacking = set.articles.filter((a) => !placed.some((p) => p.id === a.id));
  const [add, setAdd] = useState<readonly string[]>([]);
  const [without, leave] = useState<readonly string[]>([]);
  const values = useMemo(() => {
    const rules = rulesAt(undefined, file.seller?.region);
    return valuesIn(set, text, proposal, answersOf(set, {}, sourcesOf(file, undefined, rules)));
  }, [set, text, proposal, file]);
  const [busy, setBusy] = useState(false);
  const make = () => {
    setBusy(true);
    const added = lacking.map((a) => a.id).filter((id) => add.includes(id));
    const own = adoptedSet(writtenFor({ kind }), placed, added, proposal.title?.value);
    const taken = values.filter((v) => !without.includes(v.key));
    void adoptContract(file, contract, own, answersFor(own, taken)).then((id) => {
      setBusy(false);
      if (isRefusal(id)) showRefusal(id);
      else onMade(id);
    });
  };
  const options = useKindOptions();
  return (
    <Page title={t('title')}>
      <div className="toolbar">
        <Button onClick={onClose}>{t('back')}</Button>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={kind}
          onChange={(k) => {
            setKind(k);
            move({});
            setAdd([]);
          }}
          options={options}
          aria-label={t('kind')}
          popupMatchSelectWidth={false}
          listHeight={420}
        />
        <span className="spring" />
        <Button type="primary" onClick={make} loading={busy}>
          {t('make')}
        </Button>
      </div>
      <p className="muted small">{t('text')}</p>
      {values.length > 0 && (
        <Panel title={t('values')}>
          <AdoptValues fields={interviewFields(set)} values={values} without={without} onLeave={leave} />
        </Panel>
      )}
      <Panel title={t('articles', { count: placed.length })}>
        <AdoptTable placed={placed} ours={set.articles} onMove={(start, id) => move({ ...moved, [start]: id })} />
      </Panel>
      {lacking.length > 0 && (
        <Panel title={t('lacking', { count: lacking.length })}>
          <Lacking articles={lacking} add={add} onAdd={setAdd} />
        </Panel>
      )}
    </Page>
  );
}

/** The kind the text is of, where the program has a text of that kind; else the one the deal leads to. */
function firstKind(file: DealFile, found: string | undefined): string {
  const named = file.rights.filter((r) => (file.deal.rightIds ?? []).includes(r.id));
  return KINDS.some((k) => k.flavour === 'contract' && k.code === found) ? found! : kindProposed(file.deal.route, named);
}
