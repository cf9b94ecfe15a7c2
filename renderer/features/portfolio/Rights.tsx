import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/domain/finding.ts';
import { patentExpiry } from '../../../shared/domain/patent-term.ts';
import { RIGHT_KINDS, type Right } from '../../../shared/domain/portfolio.ts';
import { parsePatentNumber } from '../../../shared/ids.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { archiveRow, editRow, makeRow } from '../../data/edit-row.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { newId } from '../../data/store.ts';
import { ComputedFigure } from '../../ui/ComputedFigure.tsx';
import { EditGrid, type GridColumn } from '../../ui/EditGrid.tsx';
import { Panel } from '../../ui/Panel.tsx';

const STATUSES = ['pending', 'inForce', 'lapsed', 'invalid'] as const;

/** A number that passes its check is kept in the one dotted form; anything else stays as typed and is found. */
const tidyNumber = (typed: string | undefined): string | undefined => {
  const read = typed ? parsePatentNumber(typed) : undefined;
  return read?.ok ? read.text : typed;
};

/** 知识产权 of an achievement; the expiry is computed from the filing day and shows its rule. */
export function Rights({
  achievementId,
  owner,
  rights,
  rules,
  findings,
}: {
  achievementId: string;
  owner: string | undefined;
  rights: readonly Right[];
  rules: RuleBook;
  findings: readonly Finding[];
}) {
  const { t } = useTranslation('portfolio');
  const { columns, under } = useMemo<{ columns: GridColumn<Right>[]; under: GridColumn<Right>[] }>(() => {
    const save = (r: Right, field: keyof Right, value: string | undefined) => editRow('rights', r.id, { [field]: value }, { note: r.name ?? r.number ?? '' });
    const typed = (key: 'name' | 'owner' | 'inventors', width: string): GridColumn<Right> => ({
      key,
      header: t(`right.${key}`),
      kind: 'text',
      width,
      value: (r) => r[key],
      onSave: (r, v) => save(r, key, v),
      issue: (r) => said(r, key),
    });
    const day = (key: 'filedOn' | 'grantedOn' | 'feePaidTo'): GridColumn<Right> => ({
      key,
      header: t(`right.${key}`),
      kind: 'day',
      width: '104px',
      value: (r) => r[key],
      onSave: (r, v) => save(r, key, v),
      issue: (r) => said(r, key),
    });
    const said = (r: Right, field: string) => fieldIssues(t, findings, 'rights', r.id)[field] as { error?: string; warning?: string } | undefined;
    return {
      columns: [
        {
          key: 'kind',
          header: t('right.kind'),
          kind: 'select',
          width: '116px',
          options: RIGHT_KINDS.map((value) => ({ value, label: t(`rightKind.${value}`) })),
          value: (r) => r.kind,
          onSave: (r, v) => save(r, 'kind', v),
        },
        typed('name', ''),
        {
          key: 'number',
          header: t('right.number'),
          kind: 'text',
          width: '150px',
          value: (r) => r.number,
          onSave: (r, v) => save(r, 'number', tidyNumber(v)),
          issue: (r) => said(r, 'number'),
        },
        day('filedOn'),
        { key: 'expiry', header: t('right.expiry'), kind: 'text', width: '112px', value: () => '', shown: (r) => <Expiry right={r} rules={rules} /> },
        {
          key: 'status',
          header: t('right.status'),
          kind: 'select',
          width: '104px',
          options: STATUSES.map((value) => ({ value, label: t(`rightStatus.${value}`) })),
          value: (r) => r.status,
          onSave: (r, v) => save(r, 'status', v),
        },
      ],
      under: [
        typed('owner', ''),
        typed('inventors', ''),
        day('grantedOn'),
        day('feePaidTo'),
        {
          key: 'secretLevel',
          header: t('right.secretLevel'),
          kind: 'text',
          width: '118px',
          value: (r) => r.secretLevel,
          onSave: (r, v) => save(r, 'secretLevel', v),
          issue: (r) => said(r, 'secretLevel'),
        },
      ],
    };
  }, [t, findings, rules]);
  return (
    <Panel title={t('section.rights')}>
      <EditGrid<Right>
        label={t('section.rights')}
        table="rights"
        columns={columns}
        under={under}
        rows={rights}
        addLabel={t('right.add')}
        empty={t('right.empty')}
        onAdd={() => void makeRow('rights', { id: newId(), achievementId, kind: 'invention', ...(owner ? { owner } : {}) }, { intent: 'rights.create' })}
        rowMenu={(r) => [{ key: 'remove', label: t('right.remove'), onClick: () => void archiveRow('rights', r.id, true, r.name ?? r.number) }]}
      />
    </Panel>
  );
}

function Expiry({ right, rules }: { right: Right; rules: RuleBook }) {
  const { t } = useTranslation('portfolio');
  const expiry = patentExpiry(right, rules);
  if (!expiry) return <span className="muted small">—</span>;
  const { source } = expiry.rule;
  return (
    <ComputedFigure
      label={t('right.expiry')}
      trace={{
        steps: [t('right.expiryStep', { filed: right.filedOn, years: expiry.years }), `= ${expiry.day}`],
        inputs: [{ name: t('right.filedOn'), value: right.filedOn ?? '' }],
        rule: {
          name: expiry.rule.title,
          document: [`《${source.document}》`, source.number, source.article].filter(Boolean).join(' '),
          ...(expiry.rule.validFrom ? { validity: `${expiry.rule.validFrom} —` } : {}),
          unconfirmed: expiry.rule.status !== 'confirmed',
        },
      }}
    >
      {expiry.day}
    </ComputedFigure>
  );
}
