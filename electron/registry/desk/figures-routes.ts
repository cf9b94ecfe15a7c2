/** Addresses of the figures and their files. What leaves the registry as a file is the statistician's, and logged. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tableToCsv, tableToXlsx, type TableExport } from '../../../shared/sheet/table-xlsx.ts';
import { XLSX_MIME } from '../../../shared/sheet/xlsx-parts.ts';
import { analyse } from '../analysis.ts';
import { audit } from '../audit.ts';
import { listPoints } from '../points.ts';
import { RequestRefused } from '../problem.ts';
import type { Tx } from '../row.ts';
import { figuresTable, rowsTable } from './figures-files.ts';
import { figuresPage, type FiguresView } from './figures-page.ts';
import { actorOf, page, query, type Guard } from './guard.ts';
import { inScope, NO_FILTER, rowsFor, scopeOf } from './queries.ts';
import { may, type Person } from './roles.ts';
import type { DeskParts } from './routes.ts';

const MOST_ROWS = 50_000;

export function registerFigures(app: FastifyInstance, { database, now }: DeskParts, guard: Guard): void {
  const asked = (request: FastifyRequest) => ({ from: query(request, 'from'), to: query(request, 'to'), point: query(request, 'point') });
  const view = async (tx: Tx, person: Person, span: ReturnType<typeof asked>): Promise<FiguresView> => ({
    ...span,
    analysis: await analyse(tx, { from: span.from, to: span.to, points: scopeOf(person, span.point) }),
    points: (await listPoints(tx)).filter((p) => inScope(person, p.id)),
    mayExport: may(person.role, 'export'),
  });

  app.get('/desk/figures', async (request, answer) => {
    const { seat, person } = await guard.visitor(request, 'figures');
    return page(answer, figuresPage(seat, await database.run((tx) => view(tx, person, asked(request)))));
  });

  const tables: Readonly<Record<string, (tx: Tx, person: Person, span: ReturnType<typeof asked>) => Promise<TableExport>>> = {
    figures: async (tx, person, span) => figuresTable(await view(tx, person, span)),
    rows: async (tx, person, { from, to, point }) =>
      rowsTable(await rowsFor(tx, person, { ...NO_FILTER, status: 'REGISTERED', from, to, point }, MOST_ROWS), await listPoints(tx)),
  };
  for (const [name, table] of Object.entries(tables)) {
    for (const kind of ['csv', 'xlsx'] as const) {
      app.get(`/desk/${name}.${kind}`, async (request, answer) => {
        const { person } = await guard.visitor(request, 'export');
        const span = asked(request);
        const made = await database.run(async (tx) => {
          await audit(
            tx,
            { by: actorOf(person), act: 'exported', about: `${name}.${kind}`, why: [span.from, span.to, span.point].filter(Boolean).join(' ') },
            now(),
          );
          return table(tx, person, span);
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
