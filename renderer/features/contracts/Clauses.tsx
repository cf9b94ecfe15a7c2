import { Button, Switch } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuiltContract } from '../../../shared/domain/contract/build.ts';
import type { Clause } from '../../../shared/domain/contract/clause-set.ts';
import { articleNumber } from '../../../shared/domain/contract/fill.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { isRefusal } from '../../../shared/result.ts';
import { clausesFor } from '../../documents/clauses.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useViewState } from '../../session/view-state.ts';
import { TextArea } from '../../ui/fields/TextField.tsx';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Alternatives } from './Alternatives.tsx';
import { wordClause } from './edit-contract.ts';
import { wordingOf } from './wording.ts';

/** The clauses as they will be printed, with the wording a person may change and the law that stands behind each. */
export function Clauses({
  contract,
  built,
  locked,
  under,
}: {
  contract: Contract;
  built: BuiltContract;
  locked: boolean;
  /** what stands under a clause: its notes */
  under: (clauseId: string) => ReactNode;
}) {
  const { t, i18n } = useTranslation('contracts');
  const zh = i18n.language !== 'en';
  const [off, setOff] = useViewState<boolean>('contracts.showOff', false);
  const set = clausesFor(contract);
  const wording = useMemo(() => wordingOf(set), [set]);
  const printed = useMemo(() => new Map(built.clauses.map((c) => [c.id, c])), [built]);
  return (
    <>
      <div className="toolbar">
        <label>
          <Switch size="small" checked={off} onChange={setOff} /> {t('clause.showOff')}
        </label>
        {locked && <span className="muted small">{t('clause.locked')}</span>}
      </div>
      {set.articles.map((article, i) => {
        const silent = built.silent.find((s) => s.article === article.id);
        const clauses = article.clauses.filter((c) => printed.has(c.id) || contract.clauseTexts?.[c.id] !== undefined || off);
        return (
          <Panel key={article.id} title={`${articleNumber(i + 1)} ${article.title}`}>
            {silent && (
              <p className="clause-silent">
                <strong>{t('clause.none')}</strong> {t('ui:named', { name: t('clause.silent'), what: zh ? silent.text.zh : silent.text.en })}{' '}
                <span className="muted">{silent.source}</span> {silent.confirmed === false && <UnconfirmedMark />}
              </p>
            )}
            <ol className="clauses">
              {clauses.map((c) => (
                <ClauseLine
                  key={c.id}
                  contract={contract}
                  clause={c}
                  wording={wording}
                  no={printed.get(c.id)?.no}
                  text={printed.get(c.id)?.text}
                  locked={locked}
                  under={under(c.id)}
                />
              ))}
            </ol>
          </Panel>
        );
      })}
    </>
  );
}

function ClauseLine({
  contract,
  clause,
  wording,
  no,
  text,
  locked,
  under,
}: {
  contract: Contract;
  clause: Clause;
  wording: ReturnType<typeof wordingOf>;
  no: string | undefined;
  text: string | undefined;
  locked: boolean;
  under: ReactNode;
}) {
  const { t, i18n } = useTranslation('contracts');
  const [editing, setEditing] = useState(false);
  const own = contract.clauseTexts?.[clause.id];
  const name = `contracts/${contract.id}/clauseTexts.${clause.id}`;
  const save = async (next: string | undefined) => {
    const stored = wording.toStored(next ?? '');
    const done = await wordClause(contract.id, clause.id, stored === clause.text ? undefined : stored);
    return done;
  };
  const word = (stored: string | undefined) =>
    void wordClause(contract.id, clause.id, stored).then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  const chosen = clause.alternatives?.find((a) => a.text === own)?.name;
  const alternative = chosen && (i18n.language === 'en' ? chosen.en : chosen.zh);
  const guidance = clause.guidance && (i18n.language === 'en' ? clause.guidance.en : clause.guidance.zh);
  return (
    <li className={`clause${no === undefined ? ' clause-off' : ''}`} data-field={name} data-clause-line={clause.id} tabIndex={-1}>
      <span className="clause-no">{no ?? '—'}</span>
      <div className="clause-body">
        {editing ? (
          <TextArea
            label={t('clause.editing', { no: no ?? '' })}
            hint={t('clause.leave')}
            value={wording.toShown(own ?? clause.text)}
            onSave={save}
            draftKey={name}
            rows={3}
          />
        ) : (
          <p
            className="clause-text"
            onDoubleClick={() => {
              if (!locked) setEditing(true);
            }}
          >
            {text ?? wording.toShown(own ?? clause.text)}
          </p>
        )}
        <p className="clause-under">
          {own !== undefined && (
            <StatusTag tone="current">{alternative === undefined ? t('clause.changed') : t('clause.alternative', { name: alternative })}</StatusTag>
          )}
          {no === undefined && <StatusTag tone="neutral">{t('clause.off')}</StatusTag>}
          {clause.source && <span>{t('ui:named', { name: t('clause.source'), what: clause.source })}</span>}
          {guidance && <span>{guidance}</span>}
          {clause.confirmed === false && <UnconfirmedMark />}
        </p>
        {under}
      </div>
      {!locked && (
        <span className="clause-acts">
          {clause.alternatives && <Alternatives clause={clause} own={own} shown={wording.toShown} onTake={word} />}
          <Button size="small" type="text" onClick={() => setEditing(!editing)}>
            {t(editing ? 'clause.close' : 'clause.edit')}
          </Button>
          {own !== undefined && (
            <Button size="small" type="text" onClick={() => word(undefined)}>
              {t('clause.restore')}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
