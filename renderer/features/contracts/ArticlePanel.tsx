import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { headingId } from '../../../shared/domain/contract/arrange.ts';
import type { Article } from '../../../shared/domain/contract/clause-set.ts';
import { articleNumber } from '../../../shared/domain/contract/fill.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { nameArticle } from './arrange-contract.ts';
import { MoveButtons, moveKeys } from './MoveButtons.tsx';

type Props = {
  contract: Contract;
  article: Article;
  /** its place, from 1 */
  n: number;
  /** of how many */
  of: number;
  locked: boolean;
  onMove: (id: string, by: -1 | 1, name: string) => void;
  children: ReactNode;
};

/** One article: its number, its heading, which may be another than the text's own, and its place among the others. */
export function ArticlePanel({ contract, article, n, of, locked, onMove, children }: Props) {
  const { t } = useTranslation('contracts');
  const [naming, setNaming] = useState(false);
  const move = (by: -1 | 1) => onMove(headingId(article.id), by, article.title);
  const field = `contracts/${contract.id}/headings.${article.id}`;
  if (locked) return <Panel title={`${articleNumber(n)} ${article.title}`}>{children}</Panel>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- each key has its button as well
    <div data-move-line={headingId(article.id)} onKeyDown={moveKeys(move)}>
      <Panel
        title={`${articleNumber(n)} ${article.title}`}
        extra={
          <>
            <MoveButtons name={article.title} canMove={(by) => n + by >= 1 && n + by <= of} onMove={move} />
            <Button size="small" type="text" aria-expanded={naming} onClick={() => setNaming(!naming)}>
              {t(naming ? 'clause.close' : 'order.rename')}
            </Button>
            {contract.headings?.[article.id] !== undefined && (
              <Button size="small" type="text" onClick={() => void nameArticle(contract.id, article.id, undefined)}>
                {t('order.ownHeading')}
              </Button>
            )}
          </>
        }
      >
        {naming && (
          <TextField
            label={t('order.heading', { n: articleNumber(n) })}
            hint={t('order.headingHint')}
            name={field}
            draftKey={field}
            value={article.title}
            onSave={(title) => nameArticle(contract.id, article.id, title)}
          />
        )}
        {children}
      </Panel>
    </div>
  );
}
