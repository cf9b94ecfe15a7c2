import { useTranslation } from 'react-i18next';
import type { GateItem } from '../../../shared/domain/checks/worksheet.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ToneIcon } from '../../ui/marks.tsx';
import { goToField } from './go-to-field.ts';
import { lackWords } from './weigh-words.ts';
import './weigh.css';

/** Most fields named behind one item; the rest follow as these are mended. */
const NAMED = 6;

/** The twenty items of the acceptance gate: met or not, each thing that is missing leads to its field. */
export function GatePanel({ sheet, gate }: { sheet: Worksheet; gate: readonly GateItem[] }) {
  const { t } = useTranslation('weigh');
  return (
    <Panel title={t('gate.title', { met: gate.filter((g) => g.met).length, all: gate.length })}>
      <ol className="gate-list">
        {gate.map((g) => (
          <li key={g.item} data-gate={g.item} data-met={g.met}>
            <span className={`gate-mark tag-${g.met ? 'done' : 'attention'}`}>
              <ToneIcon tone={g.met ? 'done' : 'attention'} />
            </span>
            <span>
              <span className={g.met ? 'muted' : undefined}>{t(`gate.item.${g.item.split('.')[1]}`)}</span>
              <span className="visually-hidden">{t(g.met ? 'gate.met' : 'gate.missing')}</span>
              {g.lacks.slice(0, NAMED).map((lack, i) => (
                <button
                  key={`${lack.field} ${lack.part ?? ''} ${lack.right ?? ''}`}
                  type="button"
                  className="link gate-lack"
                  onClick={() => goToField(sheet, lack.field)}
                >
                  {lackWords(t, lack, g.lacks[i - 1])}
                </button>
              ))}
              {g.lacks.length > NAMED && <span className="muted small"> {t('gate.more', { count: g.lacks.length - NAMED })}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
