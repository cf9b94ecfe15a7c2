import { useTranslation } from 'react-i18next';
import './pieces.css';

type Piece = { op: 'same' | 'del' | 'ins'; text: string };

/** What changed within a text: struck out and underlined for the eye, said for the ear. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useTranslation('ui');
  return (
    <span className="pieces">
      {pieces.map((p, i) =>
        p.op === 'same' ? (
          <span key={i}>{p.text}</span>
        ) : p.op === 'del' ? (
          <del key={i}>
            <span className="visually-hidden">{t('pieces.del')}</span>
            {p.text}
          </del>
        ) : (
          <ins key={i}>
            <span className="visually-hidden">{t('pieces.ins')}</span>
            {p.text}
          </ins>
        ),
      )}
    </span>
  );
}
