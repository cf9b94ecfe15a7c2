import { Button, Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import refusalReasons from '../../../../resources/codes/refusal-reasons.json';
import { countedFilings, reasonLines, statisticsOf, type Statistics as Figures, type Tally } from '../../../../shared/domain/return-statistics.ts';
import { isSimulated } from '../../../../shared/registry/simulated.ts';
import { pointOf } from '../../../../shared/domain/register-points.ts';
import { useFormLists } from '../../../data/form-lists.ts';
import { useObserveSlowly } from '../../../data/observe-slowly.ts';
import { FILINGS_EVERY_MS, FILINGS_MADE_OF, filingRows, type FilingRow } from '../../../data/queries/registration.ts';
import { useTableExport } from '../../../data/use-table-export.tsx';
import { workspace } from '../../../data/store.ts';
import { navigate } from '../../../session/route.ts';
import { useViewState } from '../../../session/view-state.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { countWords, reasonColumns, summary } from './export.ts';
import './statistics.css';

const ALL = 'all';
const NAMES = new Map(refusalReasons.items.map((c) => [c.code, c.name]));

/** 退回统计: causes by code, by point and by who filed, and how long each stage took, year by year. */
export function Statistics({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('statistics');
  const rows = useObserveSlowly(FILINGS_MADE_OF, filingRows, FILINGS_EVERY_MS, []);
  const lists = useFormLists();
  const [year, setYear] = useViewState('registration.statistics.year', ALL);
  const { bar, busy, run } = useTableExport();
  const byId = useMemo(() => new Map((rows ?? []).map((r) => [r.filing.id, r])), [rows]);
  const counted = useMemo(
    () =>
      countedFilings(
        (rows ?? []).map((r) => r.filing),
        (id) => (lists && pointOf(lists.points, id)?.name) ?? id,
        (f) => (f.carrier === 'http' && (workspace() !== 'work' || isSimulated(f)) ? t('simulated') : undefined),
      ),
    [rows, lists, t],
  );
  const years = useMemo(() => [...new Set(counted.map((c) => c.year).filter((y) => y !== ''))].toSorted().toReversed(), [counted]);
  const chosen = useMemo(() => counted.filter((c) => year === ALL || c.year === year), [counted, year]);
  const figures = useMemo(
    () =>
      statisticsOf(
        chosen,
        (rows ?? []).map((r) => r.filing),
      ),
    [chosen, rows],
  );
  if (!rows || !lists) return <Loading />;
  const codeName = (code: string): string => (code === '' ? t('noCode') : `${code} ${NAMES.get(code) ?? ''}`.trim());
  const title = year === ALL ? t('title') : t('titleOf', { year });
  const exportAll = () =>
    run({
      fileName: title,
      sheetName: t('sheet.reasons'),
      rows: reasonLines(chosen),
      columns: reasonColumns(t, (id) => byId.get(id)),
      second: summary(t, figures, codeName),
    });
  return (
    <Page title={title}>
      <h1 className="statistics-title">{title}</h1>
      <div className="toolbar no-print">
        <Button onClick={onBack}>{t('back')}</Button>
        <Select
          value={year}
          aria-label={t('year')}
          onChange={setYear}
          options={[{ value: ALL, label: t('allYears') }, ...years.map((y) => ({ value: y, label: y }))]}
          popupMatchSelectWidth={false}
        />
        <span className="spring" />
        <Button loading={busy} disabled={chosen.length === 0} data-act="export-statistics" onClick={() => void exportAll()}>
          {t('export:excel')}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => window.print()}>
          {t('export:print')}
        </Button>
      </div>
      <p className="figure statistics-counts">{countWords(t, figures)}</p>
      {bar}
      {chosen.length === 0 ? (
        <EmptyState title={t('empty')} text={t('emptyText')} />
      ) : (
        <>
          <Causes figures={figures} byId={byId} codeName={codeName} />
          <div className="statistics-pair">
            <Tallies title={t('byPoint')} head={t('col.point')} none={t('noPoint')} rows={figures.byPoint} />
            <Tallies title={t('byPerson')} head={t('col.person')} none={t('noPerson')} rows={figures.byPerson} />
          </div>
          <Times figures={figures} />
        </>
      )}
    </Page>
  );
}

/** Each cause with its share of all grounds; the filings it was given for are a step away. */
function Causes({ figures, byId, codeName }: { figures: Figures; byId: ReadonlyMap<string, FilingRow>; codeName: (code: string) => string }) {
  const { t } = useTranslation('statistics');
  const most = Math.max(1, ...figures.causes.map((c) => c.count));
  return (
    <Panel title={t('causes')}>
      {figures.causes.length === 0 ? (
        <p className="muted">{t('noCauses')}</p>
      ) : (
        <table className="statistics">
          <thead>
            <tr>
              <th scope="col">{t('cause')}</th>
              <th scope="col" className="right">
                {t('count')}
              </th>
              <th scope="col">{t('filings')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.causes.map((c) => (
              <tr key={c.code} data-cause={c.code}>
                <th scope="row">
                  {codeName(c.code)}
                  <span className="statistics-bar" style={{ width: `${(c.count / most) * 100}%` }} aria-hidden="true" />
                </th>
                <td className="right figure">{c.count}</td>
                <td>
                  {c.filings.map((id) => {
                    const row = byId.get(id);
                    const name = row?.deal?.name ?? t('registration:noDeal');
                    return row?.filing.dealId ? (
                      <button key={id} type="button" className="link" onClick={() => navigate({ room: 'deals', id: row.filing.dealId!, tab: 'registration' })}>
                        {t('filing', { name, n: row.filing.version ?? 1 })}
                      </button>
                    ) : (
                      <span key={id}>{name}</span>
                    );
                  })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

type Counted = { key: string; name: string; figures: readonly ReactNode[] };

/** What is counted by name, a figure in each column behind it. */
function Figured({ title, note, head, columns, rows }: { title: string; note?: string; head: string; columns: readonly string[]; rows: readonly Counted[] }) {
  return (
    <Panel title={title}>
      {note && <p className="muted small">{note}</p>}
      <table className="statistics">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((c) => (
              <th key={c} scope="col" className="right">
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.key}>
              <th scope="row">{r.name}</th>
              {r.figures.map((n, i) => (
                <td key={columns[i]} className="right figure">
                  {n}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Tallies({ title, head, none, rows }: { title: string; head: string; none: string; rows: readonly Tally[] }) {
  const { t } = useTranslation('statistics');
  return (
    <Figured
      title={title}
      head={head}
      columns={(['filed', 'returned', 'reasons'] as const).map((key) => t(`tally.${key}`))}
      rows={rows.map((r) => ({ key: r.name, name: r.name || none, figures: [r.filed, r.returned, r.reasons] }))}
    />
  );
}

function Times({ figures }: { figures: Figures }) {
  const { t } = useTranslation('statistics');
  return (
    <Figured
      title={t('times')}
      note={t('timesText')}
      head={t('stageName')}
      columns={(['n', 'median', 'longest'] as const).map((key) => t(`time.${key}`))}
      rows={figures.times.map((x) => ({ key: x.stage, name: t(`stage.${x.stage}`), figures: [x.n, x.median, x.longest] }))}
    />
  );
}
