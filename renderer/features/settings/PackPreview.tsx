import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isConfirmed, packDifference } from '../../../shared/rules/engine.ts';
import type { RuleEntry, RulePack } from '../../../shared/rules/pack.ts';
import type { PackFault, PackFile } from '../../../shared/rules/pack-file.ts';
import { useCodes } from '../../ui/codes.ts';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { placeWords, sourceOf, valueWords } from '../../data/rule-words.ts';

/** `key`: SHA-256 of the public key, in hex. */
export type Signed = { state: 'none' } | { state: 'good' | 'bad'; key: string; alg: string };

/** Why a file is no rule pack: entry, field and what is wrong with it, all of them. */
export function PackFaults({ file, faults, onClose }: { file: string; faults: readonly PackFault[]; onClose: () => void }) {
  const { t } = useTranslation('rules');
  return (
    <section className="rule-file" role="alert" aria-label={t('faults', { file, count: faults.length })}>
      <p>
        <StatusTag tone="blocked">{t('faults', { file, count: faults.length })}</StatusTag>
      </p>
      <ul>
        {faults.slice(0, 50).map((f) => (
          <li key={`${f.entry}|${f.field}|${f.problem}`}>
            {f.entry === '' ? t('wholePack') : f.entry}
            {f.field !== '' && ` · ${t('field', { field: f.field })}`}：{t(`problem.${f.problem}`, { text: f.text })}
          </li>
        ))}
      </ul>
      <Button size="small" onClick={onClose}>
        {t('close')}
      </Button>
    </section>
  );
}

type Props = {
  file: string;
  read: PackFile;
  signed: Signed;
  before: RulePack;
  /** id of the key that signed the pack in force */
  signedBefore: string | undefined;
  onTake: () => void;
  onClose: () => void;
};

/** What the pack says otherwise than the one in force, entry by entry, and who signed it; nothing is taken before that was looked at. */
export function PackPreview({ file, read, signed, before, signedBefore, onTake, onClose }: Props) {
  const { t } = useTranslation('rules');
  const areas = useCodes('areas');
  const differences = packDifference(before, read.pack);
  const otherKey = signedBefore !== undefined && signed.state !== 'bad' && (signed.state === 'none' || signed.key !== signedBefore);
  return (
    <section className="rule-file" aria-label={t('preview', { file })}>
      <h3>
        {read.pack.name} {read.pack.version} <span className="muted small">{t('made', { file, day: read.pack.madeOn })}</span>
      </h3>
      <p>
        {signed.state === 'none' && <StatusTag tone="attention">{t('unsignedText')}</StatusTag>}
        {signed.state === 'good' && <StatusTag tone="done">{t('signedGood', { key: signed.key })}</StatusTag>}
        {signed.state === 'bad' && <StatusTag tone="blocked">{t('signedBad', { alg: signed.alg })}</StatusTag>}
      </p>
      {otherKey && (
        <p>
          <StatusTag tone="attention">{t('otherKey', { key: signedBefore.slice(0, 16) })}</StatusTag>
        </p>
      )}
      <p>{differences.length === 0 ? t('same') : t('differences', { count: differences.length, version: before.version })}</p>
      {differences.length > 0 && (
        <table className="rule-differences">
          <thead>
            <tr>
              <th>{t('col.rule')}</th>
              <th>{t('col.before')}</th>
              <th>{t('col.after')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((d) => (
              <tr key={`${d.id}|${d.region}|${d.validFrom ?? ''}`}>
                <td>
                  {(d.after ?? d.before)!.title}
                  <span className="rule-detail">{[d.id, placeWords(t, areas, d.region), d.validFrom].filter(Boolean).join(' · ')}</span>
                </td>
                <td>{d.before ? <Said entry={d.before} /> : t('absent')}</td>
                <td>{d.after ? <Said entry={d.after} /> : t('removed')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="muted small">{t('frozenStay')}</p>
      <div className="settings-actions">
        <Button type="primary" disabled={signed.state === 'bad'} onClick={onTake}>
          {t('take')}
        </Button>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
    </section>
  );
}

function Said({ entry }: { entry: RuleEntry }) {
  const { t } = useTranslation('rules');
  return (
    <>
      {valueWords(t, entry.value)} {!isConfirmed(entry) && <UnconfirmedMark {...(entry.note ? { what: entry.note } : {})} />}
      <span className="rule-detail">{[entry.validTo ? t('until', { day: entry.validTo }) : '', sourceOf(t, entry)].filter(Boolean).join(' · ')}</span>
    </>
  );
}
