import { Button, Switch } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuiltContract } from '../../../shared/domain/contract/build.ts';
import type { Clause } from '../../../shared/domain/contract/clause-set.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { isTheirs } from '../../../shared/domain/contract/adopt.ts';
import { isRefusal } from '../../../shared/result.ts';
import { clausesFor } from '../../documents/clauses.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useViewState } from '../../session/view-state.ts';
import { TextArea } from '../../ui/fields/TextField.tsx';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { Alternatives } from './Alternatives.tsx';
import { ownOrder } from './arrange-contract.ts';
import { ArticlePanel } from './ArticlePanel.tsx';
import { wordClause } from './edit-contract.ts';
import { LeftWordings, wordingKey } from './LeftWordings.tsx';
import { MoveButtons, moveKeys } from './MoveButtons.tsx';
import { useMoves } from './use-moves.ts';
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
  const [editing, setEditing] = useState<ReadonlySet<string>>(new Set());
  const isShown = (c: Clause): boolean => printed.has(c.id) || contract.clauseTexts?.[c.id] !== undefined || off;
  const shown = new Set(set.articles.flatMap((a) => a.clauses.filter(isShown).map((c) => c.id)));
  const { move, box } = useMoves(contract, shown);
  const edit = (id: string, open: boolean) => setEditing((now) => new Set(open ? [...now, id] : [...now].filter((x) => x !== id)));
  const all = set.articles.flatMap((a) => a.clauses.map((c) => ({ ...c, name: printed.get(c.id)?.no ?? a.title })));
  const ownText = (id: string): string => wording.toShown(contract.clauseTexts?.[id] ?? all.find((c) => c.id === id)?.text ?? '');
  return (
    <div ref={box}>
      <div className="toolbar">
        <label>
          <Switch size="small" checked={off} onChange={setOff} /> {t('clause.showOff')}
        </label>
        {locked && <span className="muted small">{t('clause.locked')}</span>}
        {!locked && <span className="muted small">{t('order.keys')}</span>}
        {!locked && contract.order !== undefined && (
          <Button size="small" data-act="own-order" onClick={() => void ownOrder(contract.id).then(tell)}>
            {t('order.own')}
          </Button>
        )}
      </div>
      {!locked && (
        <LeftWordings
          contract={contract}
          clauses={all}
          shown={ownText}
          editing={editing}
          onSave={(id, text) =>
            wordAs(
              contract,
              all.find((c) => c.id === id)!,
              wording.toStored(text),
            )
          }
        />
      )}
      {set.articles.map((article, i) => {
        const silent = built.silent.find((s) => s.article === article.id);
        const clauses = article.clauses.filter(isShown);
        const ends = (c: Clause, by: -1 | 1): boolean => !clauses[clauses.indexOf(c) + by] && !set.articles[i + by];
        return (
          <ArticlePanel key={article.id} contract={contract} article={article} n={i + 1} of={set.articles.length} locked={locked} onMove={move}>
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
                  editing={editing.has(c.id)}
                  onEdit={(open) => edit(c.id, open)}
                  ends={(by) => ends(c, by)}
                  onMove={(by) => move(c.id, by, `${article.title} ${printed.get(c.id)?.no ?? ''}`.trim())}
                />
              ))}
            </ol>
          </ArticlePanel>
        );
      })}
    </div>
  );
}

const tell = (answer: unknown): void => {
  if (isRefusal(answer)) showRefusal(answer);
};

/** The standard wording is no wording of one's own; what was taken over from somebody else stays looked at as theirs. */
const wordAs = (contract: Contract, clause: Clause, stored: string) =>
  wordClause(contract.id, clause.id, stored === clause.text && !isTheirs(clause.id) ? undefined : stored);

function ClauseLine({
  contract,
  clause,
  wording,
  no,
  text,
  locked,
  under,
  editing,
  onEdit,
  ends,
  onMove,
}: {
  contract: Contract;
  clause: Clause;
  wording: ReturnType<typeof wordingOf>;
  no: string | undefined;
  text: string | undefined;
  locked: boolean;
  under: ReactNode;
  editing: boolean;
  onEdit: (open: boolean) => void;
  /** whether it stands at the very beginning or end */
  ends: (by: -1 | 1) => boolean;
  onMove: (by: -1 | 1) => void;
}) {
  const { t, i18n } = useTranslation('contracts');
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (editing) line.current?.querySelector('textarea')?.focus();
  }, [editing]);
  const kept = contract.clauseTexts?.[clause.id];
  const own = kept === clause.text ? undefined : kept;
  const name = wordingKey(contract.id, clause.id);
  const save = (next: string | undefined) => wordAs(contract, clause, wording.toStored(next ?? ''));
  const word = (stored: string | undefined) => void wordClause(contract.id, clause.id, stored).then(tell);
  const chosen = clause.alternatives?.find((a) => a.text === own)?.name;
  const alternative = chosen && (i18n.language === 'en' ? chosen.en : chosen.zh);
  const guidance = clause.guidance && (i18n.language === 'en' ? clause.guidance.en : clause.guidance.zh);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- each key has its button as well
    <li
      ref={line}
      className={`clause${no === undefined ? ' clause-off' : ''}`}
      data-field={name}
      data-clause-line={clause.id}
      data-move-line={clause.id}
      tabIndex={-1}
      {...(locked ? {} : { onKeyDown: moveKeys(onMove) })}
    >
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
              if (!locked) onEdit(true);
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
          <MoveButtons name={no ?? ''} canMove={(by) => !ends(by)} onMove={onMove} />
          {clause.alternatives && <Alternatives clause={clause} own={own} shown={wording.toShown} onTake={word} />}
          <Button size="small" type="text" onClick={() => onEdit(!editing)}>
            {t(editing ? 'clause.close' : 'clause.edit')}
          </Button>
          {own !== undefined && (
            <Button size="small" type="text" onClick={() => word(isTheirs(clause.id) ? clause.text : undefined)}>
              {t('clause.restore')}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
