/** Addresses of the figures and their files. What leaves the registry as a file is the statistician's, and logged. */
import type { FastifyInstance } from 'fastify';
import { tableToCsv, tableToXlsx, type TableExport } from '../../../shared/sheet/table-xlsx.ts';
import { XLSX_MIME } from '../../../shared/sheet/xlsx-parts.ts';
import { analyse, COLUMNS, isMonth, type Span } from '../analysis.ts';
import { audit } from '../audit.ts';
import { listOffices } from '../offices.ts';
import { listPoints } from '../points.ts';
import { RequestRefused } from '../problem.ts';
import type { Tx } from '../row.ts';
import { figuresTable, rowsTable } from './figures-files.ts';
import { figuresPage, type FiguresView } from './figures-page.ts';
import { filterOf } from './filing-routes.ts';
import type { Seat } from './frame.ts';
import { actorOf, page, query, type Guard } from './guard.ts';
import { filterWords, listAddress } from './list-pages.ts';
import { EMPTY, rowsFor, type Filter } from './list-queries.ts';
import { inScope, scopeOf } from './newest.ts';
import { may, type Person } from './roles.ts';
import type { DeskParts } from './routes.ts';

const MOST_ROWS = 50_000;

const onlyOf = (filter: Filter): Span['only'] =>
  Object.fromEntries(
    (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).flatMap((key) => (filter[key] === '' ? [] : [[key, filter[key] === EMPTY ? '' : filter[key]]])),
  );

/** Files of other months have other names. */
const forMonths = (table: TableExport, { from, to }: Filter): TableExport =>
  from === '' && to === '' ? table : { ...table, title: `${table.title}_${from || '…'}_${to || '…'}` };

export function registerFigures(app: FastifyInstance, { database, now }: DeskParts, guard: Guard): void {
  const view = async (tx: Tx, person: Person, filter: Filter): Promise<FiguresView> => ({
    from: filter.from,
    to: filter.to,
    point: filter.point,
    only: { kind: filter.kind, field: filter.field, region: filter.region, ip: filter.ip },
    analysis: await analyse(tx, { from: filter.from, to: filter.to, points: scopeOf(person, filter.point), only: onlyOf(filter) }),
    points: (await listPoints(tx)).filter((p) => inScope(person, p.id)),
    mayExport: may(person.role, 'export'),
  });

  app.get('/desk/figures', async (request, answer) => {
    const { seat, person } = await guard.visitor(request, 'figures');
    const seen = await database.run((tx) => view(tx, person, filterOf(request)));
    const notMonths = ['from', 'to'].map((key) => query(request, key)).filter((text) => text !== '' && !isMonth(text));
    return page(answer, figuresPage(seat, seen, notMonths));
  });

  const chosenRows = async (tx: Tx, { say, person }: Seat, filter: Filter): Promise<TableExport> => {
    const [points, offices] = [await listPoints(tx), await listOffices(tx)];
    return rowsTable(say, await rowsFor(tx, person, filter, MOST_ROWS), points, filterWords(say, filter, points, offices));
  };
  const tables: Readonly<Record<string, (tx: Tx, seat: Seat, filter: Filter) => Promise<TableExport>>> = {
    figures: async (tx, { say, person }, filter) => forMonths(figuresTable(say, await view(tx, person, filter)), filter),
    // the figures' own rows: what is registered and stands
    rows: async (tx, seat, filter) => forMonths(await chosenRows(tx, seat, { ...filter, status: 'REGISTERED' }), filter),
    // any list as it stands on the screen
    list: chosenRows,
  };
  for (const [name, table] of Object.entries(tables)) {
    for (const kind of ['csv', 'xlsx'] as const) {
      app.get(`/desk/${name}.${kind}`, async (request, answer) => {
        const { seat, person } = await guard.visitor(request, 'export');
        const filter = filterOf(request);
        const made = await database.run(async (tx) => {
          await audit(tx, { by: actorOf(person), act: 'exported', about: `${name}.${kind}`, why: listAddress('', filter) }, now());
          return table(tx, seat, filter);
        });
        if (made.rows.length >= MOST_ROWS) throw new RequestRefused('too-many-rows');
        return answer
          .type(kind === 'csv' ? 'text/csv; charset=utf-8' : XLSX_MIME)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${made.title}.${kind}`)}`)
          .send(Buffer.from(kind === 'csv' ? tableToCsv(made) : tableToXlsx(made)));
      });
    }
  }
}
