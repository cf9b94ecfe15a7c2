/**
 * Blocks → the page as it is previewed and printed to PDF. Same blocks as the .docx, same order, same words.
 * The caller imports `print-page.css`; nothing is styled inline except column widths, which React sets through the DOM
 * and the CSP therefore allows.
 */
import type { ReactElement, ReactNode } from 'react';
import type { Block, Cell, DocumentModel, Run } from '../../shared/domain/contract/blocks.ts';
import { endingOf } from '../../shared/domain/contract/blocks.ts';
import { hasLongRun } from './long-run.ts';
import { signsBelow } from './sign-line.ts';
import { legalXml } from '../../shared/sheet/xml.ts';

export type PageOptions = {
  /** chosen clause, marked in the preview; never in print */
  marked?: string;
  onClause?: (id: string) => void;
};

/** The whole document; print it alone on a page of its own. */
export function blocksToPrintDocument(document: DocumentModel, options: PageOptions = {}): ReactElement {
  const { from, to } = endingOf(document.blocks);
  const views = document.blocks.map((block, i) => <BlockView key={i} block={block} options={options} />);
  return (
    <article
      className={classes('paper', document.kind === 'paper' && 'paper-sheet', document.dense && 'paper-dense')}
      lang="zh-CN"
      data-content-id={document.contentId}
      data-watermark={document.watermark || undefined}
    >
      {document.watermark === '' ? null : (
        <div className="paper-watermark" aria-hidden="true">
          {document.watermark}
        </div>
      )}
      <table className="paper-frame">
        <thead>
          <tr>
            <td className="paper-header">{[document.watermark, document.header].filter((t) => t !== '').join(' · ')}</td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              {from === to
                ? views
                : [
                    ...views.slice(0, from),
                    <section key="ending" className="paper-whole">
                      {views.slice(from, to)}
                    </section>,
                    ...views.slice(to),
                  ]}
            </td>
          </tr>
        </tbody>
      </table>
    </article>
  );
}

function BlockView({ block, options }: { block: Block; options: PageOptions }): ReactNode {
  switch (block.kind) {
    case 'cover':
      return (
        <section className="paper-cover">
          <h1>{block.title}</h1>
          {block.subtitle ? <p className="paper-subtitle">{block.subtitle}</p> : null}
          <dl>
            {block.lines.map((l) => (
              <div key={l.label}>
                <dt>{l.label}：</dt>
                <dd>{l.value}</dd>
              </div>
            ))}
          </dl>
          {block.notes ? (
            <footer>
              <h2>{block.notes.title}</h2>
              {block.notes.items.map((n, i) => (
                <p key={n}>
                  {i + 1}. {n}
                </p>
              ))}
            </footer>
          ) : null}
        </section>
      );
    case 'title':
      return (
        <header className="paper-title">
          <h1>{block.text}</h1>
          {block.subtitle ? <p className="paper-subtitle">{block.subtitle}</p> : null}
        </header>
      );
    case 'toc':
      return (
        <nav className="paper-toc">
          <h2>{block.title}</h2>
          <ol>
            {block.entries.map((e) => (
              <li key={e.id}>
                <a href={`#paper-${e.id}`}>{e.text}</a>
              </li>
            ))}
          </ol>
        </nav>
      );
    case 'heading':
      return <HeadingView block={block} />;
    case 'clause':
      return <ClauseView block={block} options={options} />;
    case 'paragraph':
      return (
        <p className={classes('paper-text', block.indent && 'paper-indent', block.small && 'paper-small', alignOf(block.runs, block.align))}>
          <Runs runs={block.runs} />
        </p>
      );
    case 'banner':
      return (
        <p className="paper-banner" role="note">
          {block.text}
        </p>
      );
    case 'table':
      return <TableView block={block} />;
    case 'signatures':
      return (
        <section className={classes('paper-signatures', block.parties.length === 1 && 'paper-alone')}>
          {block.parties.map((p) => (
            <div key={p.role}>
              <p className="paper-party">{p.role}：</p>
              <p>{p.name}</p>
              {p.role.includes('盖章') ? <p className="paper-seal">{p.keyword}</p> : null}
              {p.lines.map((l) => (
                <p key={l.label} className={classes('paper-line', signsBelow(l) && 'paper-below')}>
                  {l.label}：{l.value}
                </p>
              ))}
            </div>
          ))}
        </section>
      );
    case 'picture':
      return (
        <figure className="paper-picture">
          {block.png === '' ? null : <img src={`data:image/png;base64,${block.png}`} width={block.width} height={block.height} alt={block.caption} />}
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
    case 'pageBreak':
      return <div className="paper-break" />;
  }
}

function HeadingView({ block }: { block: Extract<Block, { kind: 'heading' }> }): ReactNode {
  const Tag = block.level === 1 ? 'h2' : 'h3';
  return (
    <Tag id={`paper-${block.id}`} className={block.newPage && 'paper-new-page'}>
      {block.text}
    </Tag>
  );
}

function ClauseView({ block, options }: { block: Extract<Block, { kind: 'clause' }>; options: PageOptions }): ReactNode {
  const { onClause, marked } = options;
  return (
    <p
      className={classes('paper-text paper-indent', alignOf(block.runs), marked === block.id && 'paper-marked')}
      data-clause={block.id}
      onClick={onClause === undefined ? undefined : () => onClause(block.id)}
    >
      {block.no.endsWith('）') ? block.no : `${block.no} `}
      <Runs runs={block.runs} />
    </p>
  );
}

function TableView({ block }: { block: Extract<Block, { kind: 'table' }> }): ReactNode {
  const rows = (list: Cell[][], from: number): ReactNode =>
    list.map((row, i) => (
      <tr key={from + i} style={block.heights?.[from + i] ? { height: `${block.heights[from + i]}mm` } : undefined}>
        {row.map((c, k) => (
          <CellView key={k} cell={c} align={c.align ?? block.columns[k]?.align} head={from + i < block.head} />
        ))}
      </tr>
    ));
  return (
    <table className={classes('paper-table', block.rows.length <= 8 && 'paper-whole')}>
      {block.caption ? <caption>{block.caption}</caption> : null}
      <colgroup>
        {block.columns.map((c, i) => (
          <col key={i} style={{ width: `${c.width / 10}%` }} />
        ))}
      </colgroup>
      {block.head > 0 ? <thead>{rows(block.rows.slice(0, block.head), 0)}</thead> : null}
      <tbody>{rows(block.rows.slice(block.head), block.head)}</tbody>
    </table>
  );
}

function CellView({ cell, align, head }: { cell: Cell; align: string | undefined; head: boolean }): ReactNode {
  const Tag = head ? 'th' : 'td';
  return (
    <Tag colSpan={cell.span} className={classes(cell.bold && 'paper-bold', cell.foot && 'paper-foot', align && `paper-${align}`)}>
      <Runs runs={cell.runs} />
    </Tag>
  );
}

function Runs({ runs }: { runs: readonly Run[] }): ReactNode {
  return runs.map((r, i) => (
    <span
      key={i}
      className={classes(r.bold && 'paper-bold', r.underline && 'paper-underline', r.strike && 'paper-strike', r.blank && 'paper-blank') || undefined}
    >
      {legalXml(r.text)}
    </span>
  ));
}

const alignOf = (runs: readonly Run[], align?: string): string | false => (align ? `paper-${align}` : hasLongRun(runs) && 'paper-left');

const classes = (...names: (string | false | undefined)[]): string => names.filter((n) => n).join(' ');
