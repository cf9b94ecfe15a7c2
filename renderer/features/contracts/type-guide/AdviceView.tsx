import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import kindConsequences from '../../../../resources/codes/kind-consequences.json';
import { codeList } from '../../../../shared/domain/codes.ts';
import type { Advice } from '../../../../shared/domain/type-guide.ts';
import { UnconfirmedMark } from '../../../ui/marks.tsx';

const CONSEQUENCES = codeList.parse(kindConsequences);

/** What the answers come to: kinds to take, why, what would make it another, and what follows for registration and tax. */
export function AdviceView({
  advice,
  kindTitle,
  onChosen,
}: {
  advice: Advice;
  kindTitle: (code: string) => string;
  onChosen: (kind: string, reason: string) => void;
}) {
  const { t, i18n } = useTranslation('guide');
  const reasons = advice.reasons.map((r) => t(`reason.${r}` as never) as string);
  const follows = CONSEQUENCES.items.find((i) => i.code === advice.consequences)?.children ?? [];
  return (
    <section className="guide-advice" aria-live="polite" data-advice={advice.kinds.join()}>
      <h3>{advice.kinds[0] === undefined ? t('none') : kindTitle(advice.kinds[0])}</h3>
      <h4>{t('why')}</h4>
      <ul>
        {reasons.map((r) => (
          <li key={r}>{r}</li>
        ))}
      </ul>
      <h4>{t('another')}</h4>
      <ul>
        {advice.otherwise.map((o) => (
          <li key={o}>{t(`otherwise.${o}` as never) as string}</li>
        ))}
      </ul>
      <h4>{t('consequences')}</h4>
      <dl>
        {follows.map((c) => {
          const { en, source } = c as typeof c & { en: string; source: string };
          return (
            <div key={c.code}>
              <dt>{t(`consequence.${c.code}` as never) as string}</dt>
              <dd>
                {i18n.language === 'en' ? en : c.name} {c.status !== 'confirmed' && <UnconfirmedMark />}
                <span className="muted small">{t('source', { source })}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      <div className="toolbar">
        {advice.kinds.map((kind, i) => (
          <Button key={kind} type={i === 0 ? 'primary' : 'default'} data-take={kind} onClick={() => onChosen(kind, reasons.join(t('join')))}>
            {t('take', { kind: kindTitle(kind) })}
          </Button>
        ))}
      </div>
    </section>
  );
}
