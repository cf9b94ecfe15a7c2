import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Quote } from '../../../shared/domain/finding.ts';
import type { ClassProposal, Condition } from '../../../shared/domain/precheck/class.ts';
import { StatusTag, UnconfirmedMark, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';

const TONES: Readonly<Record<Condition['says'], Tone>> = { met: 'done', against: 'attention', unsaid: 'neutral' };
const inQuotes = (quotes: readonly Quote[], t: TFunction): string => quotes.map((q) => `“${q.text}”`).join(t('ui:comma'));

/** The class by the content, the conditions its words meet or miss, and what would make it another one. */
export function ClassPanel({ proposal: p }: { proposal: ClassProposal }) {
  const { t } = useTranslation('precheck');
  const kindName = (kind: string): string => t(`findings:kind.${kind}`, { defaultValue: kind });
  return (
    <Panel title={t('class.title')}>
      <p data-precheck="class">
        <strong>{p.none ? t(`notContract.${p.none}`) : p.kind ? t('class.kind', { kind: kindName(p.kind) }) : t('class.none')}</strong>
      </p>
      {p.because.length > 0 && <p className="small">{t('ui:named', { name: t('class.because'), what: inQuotes(p.because, t) })}</p>}
      {p.title && <p className="small">{t('class.titleDiffers', { kind: kindName(p.title) })}</p>}
      <Conditions title={t('class.conditions')} rows={p.conditions} />
      <Conditions title={t('class.excluded')} rows={p.excluded} />
      {p.beside.map((b) => (
        <p key={b.kind} className="small">
          {t('class.beside', { kind: kindName(b.kind), words: inQuotes(b.words, t) })}
        </p>
      ))}
      {p.ways.length > 0 && (
        <>
          <h3 className="precheck-head">{t('class.ways')}</h3>
          <ul className="precheck-conditions">
            {p.ways.map((w) => (
              <li key={w.id}>
                {t(`way.${w.id}`)} {!w.confirmed && <UnconfirmedMark />}
                <span className="muted small"> {inQuotes(w.quotes, t)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Conditions({ title, rows }: { title: string; rows: readonly Condition[] }) {
  const { t } = useTranslation('precheck');
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="precheck-head">{title}</h3>
      <ul className="precheck-conditions">
        {rows.map((c) => (
          <li key={c.code} data-condition={c.code}>
            <StatusTag tone={TONES[c.says]}>{t(`says.${c.says}`)}</StatusTag> {c.text} {!c.confirmed && <UnconfirmedMark />}
            {c.quotes.length > 0 && <span className="muted small"> {inQuotes(c.quotes, t)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
