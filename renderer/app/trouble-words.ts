import { useTranslation } from 'react-i18next';
import { useTroubles } from '../session/trouble.ts';
import { actOf } from './change-words.ts';

/** The failures that stand, in the words of the language the screen has now. */
export function useTroubleWords() {
  const { t } = useTranslation('shell');
  const troubles = useTroubles((s) => s.troubles);
  /** What was interrupted: an act of the program by its name, or the key of its words. */
  const called = (intent: string): string =>
    intent.includes(':') ? t(intent) : t(`intent.${intent}`, { defaultValue: actOf(t, { why: { intent, origin: 'person' } }) });
  return troubles.map(({ n, intent, what, safe, repair, detail }) => ({
    n,
    called: called(intent),
    what: t([what.of].flat(), { ...what.params }),
    safe: safe && t(safe),
    repair: repair && { label: t(repair.label), run: repair.run },
    detail,
  }));
}
