import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { runText } from '../../../shared/domain/contract/blocks.ts';
import type { ContractText, TextBlock } from '../../../shared/domain/contract/text.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { fieldName } from '../../ui/RecordForm.tsx';

type Article = { id: string; title: string; lines: TextBlock[] };

function articlesOf(text: ContractText): Article[] {
  const out: Article[] = [];
  for (const block of text.body) {
    if (block.kind === 'heading') out.push({ id: block.id, title: block.text, lines: [] });
    else out.at(-1)?.lines.push(block);
  }
  return out;
}

/** The clauses of a locked version as they were locked, whatever the standard wording is today. */
export function LockedClauses({
  contractId,
  text,
  under,
}: {
  contractId: string;
  text: ContractText;
  /** what stands under a clause: its notes, which are no words of the text */
  under: (clauseId: string) => ReactNode;
}) {
  const { t } = useTranslation('contracts');
  return (
    <>
      <p className="muted small">{t('clause.locked')}</p>
      {articlesOf(text).map((article) => (
        // an article that says 无 has no clause: it is called by its heading
        <div key={article.id} data-field={fieldName('contracts', contractId, `clauseTexts.heading:${article.id}`)}>
          <Panel title={article.title}>
            <ol className="clauses">
              {article.lines.map((line) => {
                if (line.kind !== 'clause') return line.kind === 'paragraph' && <li key="none">{runText(line.runs)}</li>;
                const { own, source } = text.clauses[line.id] ?? {};
                return (
                  <li key={line.id} className="clause" data-clause-line={line.id} data-field={fieldName('contracts', contractId, `clauseTexts.${line.id}`)}>
                    <span className="clause-no">{line.no}</span>
                    <div className="clause-body">
                      <p className="clause-text">{runText(line.runs)}</p>
                      <p className="clause-under">
                        {own && <StatusTag tone="current">{t('clause.changed')}</StatusTag>}
                        {source && <span>{t('ui:named', { name: t('clause.source'), what: source })}</span>}
                      </p>
                      {under(line.id)}
                    </div>
                  </li>
                );
              })}
            </ol>
          </Panel>
        </div>
      ))}
    </>
  );
}
