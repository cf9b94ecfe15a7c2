import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { Outcome } from '../../../../shared/domain/redline/cards-shapes.ts';
import { Decimal, decimal, formatYuan } from '../../../../shared/money.ts';
import { clausesFor } from '../../../documents/clauses.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import type { Ahead } from './decide-back.ts';
import { fieldsOfContract, saidValue } from './field-words.ts';

type Props = { file: DealFile; contract: Contract; outcome: Outcome; ahead: Ahead };

/** What the decisions so far make of the interview, the order and headings, and the records the tables are printed from. */
export function FieldsPreview({ file, contract, outcome, ahead }: Props) {
  const { t, i18n } = useTranslation('backin');
  const fields = fieldsOfContract(contract);
  const changed = Object.entries(outcome.fields).filter(([key, value]) => (contract.fields?.[key] ?? '') !== value);
  const lines = [
    ...changed.map(([key, value]) => [fields.get(key)?.label[i18n.language === 'en' ? 'en' : 'zh'] ?? key, saidValue(fields.get(key), value)] as const),
    ...recordLines(file, outcome),
  ];
  const headings = clausesFor(contract).articles.flatMap(({ id, title }) => {
    const named = outcome.headings?.[id];
    return named === undefined || named === title ? [] : [[title, named] as const];
  });
  const ordered = outcome.order !== undefined && outcome.order.join() !== contract.order?.join();
  const { nodes } = outcome.records;
  const none = lines.length + headings.length === 0 && !ordered && !nodes;
  return (
    <section className="back-in-preview" data-testid="back-in-preview">
      <h4>{t('preview')}</h4>
      {none && <p className="muted small">{t('previewNone')}</p>}
      <dl className="back-in-values">
        {lines.map(([name, value]) => (
          <dd key={name}>
            {name}
            <strong>{value || t('emptied')}</strong>
          </dd>
        ))}
        {headings.map(([was, now]) => (
          <dd key={was}>
            {t('newHeading')} <del>{was}</del>
            <strong>{now}</strong>
          </dd>
        ))}
        {ordered && <dd>{t('newOrder')}</dd>}
      </dl>
      {nodes && <Nodes nodes={nodes} />}
      {ahead.problems.map((p) => (
        <p key={p.key} className="small back-in-hand" data-testid="back-in-problem">
          {t(`documents:problem.${p.key}` as never, { ...p.params, defaultValue: p.key }) as string}
        </p>
      ))}
      {ahead.switched.length > 0 && (
        <>
          <p className="small back-in-hand">{t('switched.title')}</p>
          <ul className="back-in-switched" data-testid="switched-clauses">
            {ahead.switched.map((s) => (
              <li key={s.text}>
                <strong>{t(`switched.${s.how}`)}</strong> {s.text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );

  function recordLines({ buyer, seller, otherParties = [], contributors }: DealFile, { records }: Outcome): (readonly [string, string])[] {
    return [
      ...records.parties.flatMap(({ id, fields: said }) => {
        const name = [buyer, seller, ...otherParties].find((p) => p?.id === id)?.name ?? '';
        return Object.entries(said).map(([field, value]) => [`${t('party', { name })} ${t(`partyField.${field}`)}`, String(value ?? '')] as const);
      }),
      ...records.contributors.map(({ id, fields: said }) => [t('role', { name: contributors.find((c) => c.id === id)?.name ?? '' }), said.role ?? ''] as const),
    ];
  }
}

/** The payment nodes as 今日 and the receipts will have them. */
function Nodes({ nodes }: { nodes: NonNullable<Outcome['records']['nodes']> }) {
  const { t } = useTranslation('backin');
  const sum = nodes.reduce((total, n) => total.plus(decimal(n.amount) ?? 0), new Decimal(0));
  return (
    <>
      <h4>{t('nodes')}</h4>
      <ol className="back-in-nodes" data-testid="back-in-nodes">
        {nodes.map((n, i) => (
          <li key={n.id ?? `new${i}`}>
            {[n.name, n.dueOn, n.condition].filter(Boolean).map((word) => (
              <Fragment key={word}>{word} </Fragment>
            ))}
            <strong className="figure">{formatYuan(n.amount)}</strong>
            {n.id === undefined && <StatusTag tone="current">{t('change.added')}</StatusTag>}
          </li>
        ))}
      </ol>
      <p className="small">{t('nodesTotal', { sum: formatYuan(sum.toFixed()) })}</p>
    </>
  );
}
