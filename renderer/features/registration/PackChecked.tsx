import { useTranslation } from 'react-i18next';
import type { PackCheck } from '../../../shared/bridge.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { StatusTag } from '../../ui/marks.tsx';

/** What became of a pack that was written earlier: whole, or what is missing, called otherwise, changed or laid beside; and whether it is the one of this filing. */
export function PackChecked({ found, filing }: { found: PackCheck; filing: Filing }) {
  const { t } = useTranslation('portal');
  const whole = found.missing.length + found.renamed.length + found.changed.length === 0;
  const named = { ...found, renamed: found.renamed.map((r) => t('pack.renamed', r)) };
  const lines = (['missing', 'renamed', 'changed', 'beside'] as const).filter((kind) => named[kind].length > 0);
  // files may have been changed under the very list that was noted
  const same = whole ? 'pack.thisOne' : 'pack.thisList';
  return (
    <div className="pack-checked" role="status" data-pack-checked>
      <StatusTag tone={whole ? 'done' : 'blocked'}>{t(whole ? 'pack.whole' : 'pack.differs', { count: found.listed })}</StatusTag>{' '}
      <span className="file-done-name">{found.name}</span>
      {filing.packHash && <p className="small">{t(found.hash === filing.packHash ? same : 'pack.otherOne', { n: filing.version ?? 1 })}</p>}
      {lines.map((kind) => (
        <div key={kind} className="small">
          <strong>{t(`pack.list.${kind}`)}</strong>
          <ul>
            {named[kind].map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
