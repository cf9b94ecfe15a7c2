import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Family, Method } from '../../../shared/valuation/method.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { loadPinyin, type Pinyin } from '../../ui/pinyin.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { methodName, methodPlain } from './method-words.ts';

/** The order in which a person looks for one. */
const ORDER: readonly Family[] = ['income', 'cost', 'market', 'rates', 'share', 'flows', 'deal', 'options', 'equity'];

type Said = { method: Method; name: string; plain: string };

/** All methods in plain words: what is used every day up front, the rest folded. */
export function MethodChooser({ onChoose }: { onChoose: (m: Method) => void }) {
  const { t } = useTranslation('methods');
  const [wanted, search] = useState('');
  const [pinyin, setPinyin] = useState<{ of: Pinyin }>();
  const all = useMemo(() => [...METHODS.values()].map((method): Said => ({ method, name: methodName(t, method), plain: methodPlain(t, method) })), [t]);
  const found = useMemo(() => {
    const text = wanted.trim().toLowerCase();
    return text === '' ? all : all.filter((s) => matches(s, text, pinyin?.of));
  }, [all, wanted, pinyin]);
  const of = (level: Method['level']): Said[] => found.filter((s) => s.method.level === level);
  return (
    <div className="method-chooser" onFocus={() => void loadPinyin().then((p) => setPinyin((now) => now ?? { of: p }))}>
      <SearchBox value={wanted} onSearch={search} label={t('search')} />
      {found.length === 0 && <p className="muted">{t('noMatch')}</p>}
      <Families said={of('everyday')} onChoose={onChoose} />
      {of('advanced').length > 0 && (
        <details className="method-more" {...(wanted === '' ? {} : { open: true })}>
          <summary>{t('advanced', { count: of('advanced').length })}</summary>
          <Families said={of('advanced')} onChoose={onChoose} />
        </details>
      )}
    </div>
  );
}

function matches({ method, name, plain }: Said, text: string, pinyin: Pinyin | undefined): boolean {
  if (`${name} ${plain} ${method.id}`.toLowerCase().includes(text)) return true;
  const sound = pinyin?.(name);
  return sound !== undefined && (sound.full.includes(text) || sound.initials.includes(text));
}

function Families({ said, onChoose }: { said: readonly Said[]; onChoose: (m: Method) => void }) {
  const { t } = useTranslation('methods');
  return (
    <>
      {ORDER.map((family) => {
        const own = said.filter((s) => s.method.family === family);
        if (own.length === 0) return null;
        return (
          <section key={family} className="method-family">
            <h3>{t(`family.${family}`)}</h3>
            <ul>
              {own.map(({ method, name, plain }) => (
                <li key={method.id}>
                  <button type="button" data-method={method.id} onClick={() => onChoose(method)}>
                    <strong>{name}</strong>
                    <span>{plain}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
