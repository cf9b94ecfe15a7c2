import { useTranslation } from 'react-i18next';
import type { How, PlaceChange, Summary } from '../../../../shared/domain/redline/summary.ts';
import { Pieces } from '../../../ui/Pieces.tsx';
import { StatusTag, type Tone } from '../../../ui/marks.tsx';

const TONES: Record<How, Tone> = { changed: 'attention', inserted: 'done', deleted: 'blocked', moved: 'current' };

/** What changed, article by article: the kind of change, where, and the words. */
export function Changes({ summary }: { summary: Summary }) {
  const { t } = useTranslation('redline');
  const articles: { name: string; changes: PlaceChange[] }[] = [];
  for (const change of summary.changes) {
    const last = articles.at(-1);
    if (last?.name === change.article) last.changes.push(change);
    else articles.push({ name: change.article, changes: [change] });
  }
  return (
    <div className="redline-changes" data-testid="redline-changes">
      {articles.map((article, i) => (
        <section key={i}>
          <h3>{article.name === '' ? t('front') : article.name}</h3>
          <ol>
            {article.changes.map((change, k) => (
              <li key={k} data-how={change.how}>
                <span className="redline-where">
                  <StatusTag tone={TONES[change.how]}>{t(`how.${change.how}`)}</StatusTag>
                  {change.no !== '' && <span className="redline-no">{change.no}</span>}
                  {change.how === 'moved' && change.from !== '' && <span className="muted small">{t('from', { no: change.from })}</span>}
                </span>
                <p>
                  <Pieces pieces={change.pieces} />
                </p>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {summary.renumbered > 0 && <p className="muted small">{t('renumbered', { count: summary.renumbered })}</p>}
    </div>
  );
}
