import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { Contributor, Person } from '../../../shared/domain/portfolio.ts';
import { make, set, type Edit } from '../../../shared/domain/edit.ts';
import { Decimal, decimal, formatRate, parseRate } from '../../../shared/money.ts';
import { Personal } from '../../data/Personal.tsx';
import { commit } from '../../data/commit.ts';
import { archiveRow, editRow, makeRow } from '../../data/edit-row.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { newId } from '../../data/store.ts';
import { EditGrid, type GridColumn } from '../../ui/EditGrid.tsx';
import { LockIcon, StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';

const COLUMNS = ['name', 'share', 'role'] as const;

/** A pasted share is a percentage, with or without its sign; what cannot be read stays as it is. */
const shareOf = (text: string): string => {
  const bare = decimal(text);
  return bare ? new Decimal(bare).div(100).toFixed() : (parseRate(text) ?? text);
};

/** 完成人 and their shares, which must total 100 %. */
export function Contributors({
  achievementId,
  contributors,
  persons,
  findings,
}: {
  achievementId: string;
  contributors: readonly Contributor[];
  persons: ReadonlyMap<string, Person>;
  findings: readonly Finding[];
}) {
  const { t } = useTranslation('portfolio');
  const [open, setOpen] = useState<string | null>(null);
  const shown = contributors.find((c) => c.id === open);
  const columns = useMemo<GridColumn<Contributor>[]>(
    () => [
      ...COLUMNS.map((key) => ({
        key,
        header: t(`contributor.${key}`),
        kind: key === 'share' ? ('rate' as const) : ('text' as const),
        width: key === 'share' ? '140px' : key === 'name' ? '30%' : '',
        value: (c: Contributor) => c[key],
        onSave: (c: Contributor, v: string | undefined) => editRow('contributors', c.id, { [key]: v }, { note: c.name ?? '' }),
        issue: (c: Contributor) => fieldIssues(t, findings, 'contributors', c.id)[key] as { error?: string; warning?: string } | undefined,
      })),
      {
        key: 'personal',
        header: t('personal.title'),
        kind: 'text' as const,
        width: '150px',
        value: () => '',
        shown: (c: Contributor) => (
          <button
            type="button"
            className="link personal-open"
            aria-expanded={open === c.id}
            aria-label={t('personal.of', { name: c.name || t('personal.unnamed.contributors') })}
            onClick={() => setOpen((now) => (now === c.id ? null : c.id))}
          >
            <LockIcon />
            {t(`personal.state.${stateOf(c.personId === undefined ? undefined : persons.get(c.personId))}`)}
          </button>
        ),
      },
    ],
    [t, findings, persons, open],
  );

  const paste = (index: number, column: string, cells: string[][]) => {
    const from = COLUMNS.indexOf(column as (typeof COLUMNS)[number]);
    const edits: Edit[] = cells.map((line, i) => {
      const fields = Object.fromEntries(
        line.flatMap((text, c) => {
          const key = COLUMNS[from + c];
          return key === undefined || text === '' ? [] : [[key, key === 'share' ? shareOf(text) : text]];
        }),
      );
      const there = contributors[index + i];
      return there ? set('contributors', there.id, fields) : make('contributors', { id: newId(), achievementId, ...fields });
    });
    void commit({ intent: 'contributors.paste' }, () => edits);
  };
  return (
    <Panel title={t('section.contributors')}>
      <div data-field={`achievements/${achievementId}/contributors`} tabIndex={-1}>
        <EditGrid<Contributor>
          label={t('section.contributors')}
          table="contributors"
          columns={columns}
          rows={contributors}
          addLabel={t('contributor.add')}
          empty={t('contributor.empty')}
          onAdd={() => void makeRow('contributors', { id: newId(), achievementId }, { intent: 'contributors.create' })}
          rowMenu={(c) => [{ key: 'remove', label: t('contributor.remove'), onClick: () => void archiveRow('contributors', c.id, true, c.name) }]}
          onPaste={(at, cells) => paste(at.index, at.column, cells)}
          foot={contributors.length > 0 && <Total contributors={contributors} />}
        />
        {shown && (
          <Personal
            key={shown.id}
            owner={{ table: 'contributors', id: shown.id, name: shown.name, personId: shown.personId }}
            person={shown.personId === undefined ? undefined : persons.get(shown.personId)}
            findings={findings}
            onClose={() => setOpen(null)}
          />
        )}
      </div>
    </Panel>
  );
}

const stateOf = (p: Person | undefined): 'none' | 'held' | 'erased' =>
  p === undefined ? 'none' : p.erasedOn !== undefined ? 'erased' : p.idNumber || p.bankAccount || p.phone ? 'held' : 'none';

function Total({ contributors }: { contributors: readonly Contributor[] }) {
  const { t } = useTranslation('portfolio');
  const total = contributors.reduce((sum, c) => sum.plus(decimal(c.share) ?? 0), new Decimal(0));
  if (total.eq(1)) return <StatusTag tone="done">{t('contributor.totalOk')}</StatusTag>;
  const percent = formatRate(total.toFixed()).replace('%', '');
  const gap = formatRate(total.minus(1).abs().toFixed()).replace('%', '');
  return <StatusTag tone="blocked">{t(total.gt(1) ? 'contributor.totalOver' : 'contributor.totalWrong', { total: percent, gap })}</StatusTag>;
}
